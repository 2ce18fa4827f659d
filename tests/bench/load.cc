#include "tests/bench/load.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

#include "tests/support/rpc.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"

namespace vangnet::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double Milliseconds(SteadyClock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

LoadResult ResultOf(std::vector<double> latencies, double seconds) {
  std::sort(latencies.begin(), latencies.end());
  return {.calls_per_second = static_cast<double>(latencies.size()) / seconds,
          .p50_ms = latencies[latencies.size() / 2],
          .p99_ms = latencies[latencies.size() * 99 / 100]};
}

using Stub = intake::v1::IntakeService::Stub;

std::vector<std::unique_ptr<Stub>> Connect(int port, const std::string& certificate, int callers) {
  std::vector<std::unique_ptr<Stub>> stubs;
  for (int i = 0; i < callers; ++i) {
    const auto channel = testing::ConnectTls(port, certificate);
    channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(30));
    stubs.push_back(intake::v1::IntakeService::NewStub(channel));
  }
  return stubs;
}

}  // namespace

double Median(std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  return figures[figures.size() / 2];
}

LoadResult Median(const std::vector<LoadResult>& results) {
  const auto of = [&](double LoadResult::*figure) {
    std::vector<double> figures;
    for (const LoadResult& result : results) figures.push_back(result.*figure);
    return Median(std::move(figures));
  };
  return {.calls_per_second = of(&LoadResult::calls_per_second),
          .p50_ms = of(&LoadResult::p50_ms),
          .p99_ms = of(&LoadResult::p99_ms)};
}

Overload Median(const std::vector<Overload>& results) {
  std::vector<double> admitted;
  std::vector<double> shed;
  std::vector<LoadResult> of_admitted;
  for (const Overload& result : results) {
    admitted.push_back(result.admitted);
    shed.push_back(result.shed);
    of_admitted.push_back(result.of_admitted);
  }
  return {.admitted = static_cast<int>(Median(std::move(admitted))),
          .shed = static_cast<int>(Median(std::move(shed))),
          .of_admitted = Median(of_admitted)};
}

LoadResult FileAll(int port, const std::string& certificate, absl::Span<const std::string> filings,
                   int callers) {
  std::vector<double> latencies(filings.size());
  const auto stubs = Connect(port, certificate, callers);
  std::atomic<std::size_t> next{0};
  const auto work = [&](Stub& stub) {
    for (std::size_t i = next++; i < filings.size(); i = next++) {
      intake::v1::FileReportRequest request;
      request.set_filing(filings[i]);
      intake::v1::FileReportResponse response;
      const auto start = SteadyClock::now();
      const grpc::Status status = stub.FileReport(testing::Context().get(), request, &response);
      latencies[i] = Milliseconds(SteadyClock::now() - start);
      if (!status.ok()) {
        std::fprintf(stderr, "a filing failed: %s\n", status.error_message().c_str());
        std::abort();
      }
    }
  };
  const auto start = SteadyClock::now();
  std::vector<std::thread> threads;
  for (const auto& stub : stubs) threads.emplace_back([&work, &stub] { work(*stub); });
  for (std::thread& thread : threads) thread.join();
  return ResultOf(std::move(latencies), Milliseconds(SteadyClock::now() - start) / 1000);
}

LoadResult CallAgain(int calls, const std::function<bool()>& call) {
  std::vector<double> latencies;
  const auto start = SteadyClock::now();
  for (int i = 0; i < calls; ++i) {
    const auto begin = SteadyClock::now();
    if (!call()) {
      std::fprintf(stderr, "a call failed\n");
      std::abort();
    }
    latencies.push_back(Milliseconds(SteadyClock::now() - begin));
  }
  return ResultOf(std::move(latencies), Milliseconds(SteadyClock::now() - start) / 1000);
}

Overload FileTooMany(int port, const std::string& certificate,
                     absl::Span<const std::string> filings, int callers) {
  const auto stubs = Connect(port, certificate, callers);
  std::atomic<std::size_t> next{0};
  std::atomic<int> shed{0};
  std::mutex mutex;
  std::vector<double> latencies;
  const auto work = [&](Stub& stub) {
    for (std::size_t i = next++; i < filings.size(); i = next++) {
      intake::v1::FileReportRequest request;
      request.set_filing(filings[i]);
      intake::v1::FileReportResponse response;
      const auto begin = SteadyClock::now();
      const grpc::Status status = stub.FileReport(testing::Context().get(), request, &response);
      const double latency = Milliseconds(SteadyClock::now() - begin);
      if (status.ok()) {
        const std::lock_guard lock(mutex);
        latencies.push_back(latency);
      } else if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED ||
                 status.error_code() == grpc::StatusCode::UNAVAILABLE) {
        ++shed;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
      } else {
        std::fprintf(stderr, "neither admitted nor shed: %s\n", status.error_message().c_str());
        std::abort();
      }
    }
  };
  const auto start = SteadyClock::now();
  std::vector<std::thread> threads;
  for (const auto& stub : stubs) threads.emplace_back([&work, &stub] { work(*stub); });
  for (std::thread& thread : threads) thread.join();
  const double seconds = Milliseconds(SteadyClock::now() - start) / 1000;
  const int admitted = static_cast<int>(latencies.size());
  return {
      .admitted = admitted, .shed = shed, .of_admitted = ResultOf(std::move(latencies), seconds)};
}

}  // namespace vangnet::bench
