#include "tests/bench/load.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "tests/support/rpc.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"

namespace vangnet::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double Milliseconds(SteadyClock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

LoadResult FileAll(int port, const std::string& certificate, absl::Span<const std::string> filings,
                   int callers) {
  std::vector<double> latencies(filings.size());
  std::vector<std::unique_ptr<intake::v1::IntakeService::Stub>> stubs;
  for (int i = 0; i < callers; ++i) {
    const auto channel = testing::ConnectTls(port, certificate);
    channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10));
    stubs.push_back(intake::v1::IntakeService::NewStub(channel));
  }
  std::atomic<std::size_t> next{0};
  const auto work = [&](intake::v1::IntakeService::Stub& stub) {
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
  const double seconds = Milliseconds(SteadyClock::now() - start) / 1000;

  std::sort(latencies.begin(), latencies.end());
  return {.calls_per_second = static_cast<double>(filings.size()) / seconds,
          .p50_ms = latencies[latencies.size() / 2],
          .p99_ms = latencies[latencies.size() * 99 / 100]};
}

}  // namespace vangnet::bench
