// What filings cost, beside what they could cost at best, in one run: the same sealed
// bytes through the same nginx to vangnetd and to a server that does nothing, and the
// same rows written by the same statements with nothing around them. Prints a table.
//
//   vangnet_bench [FILINGS] [CASES]
//
// FILINGS (1024): how many each caller count files. CASES (10000): how many are stored
// when the memory is read the second time.
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/parsed_record.h"
#include "tests/bench/bare_store.h"
#include "tests/bench/load.h"
#include "tests/bench/sealed_filings.h"
#include "tests/support/rpc.h"
#include "tests/support/server.h"

namespace vangnet::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

[[noreturn]] void GiveUp(const char* what, const absl::Status& status) {
  std::fprintf(stderr, "bench: %s: %s\n", what, status.ToString().c_str());
  std::exit(1);
}

long ResidentKib(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10);
  }
  GiveUp("no VmRSS", absl::InternalError("/proc"));
}

contract::CaseId CaseOf(const std::string& filing) {
  record::v1::Filing parsed;
  if (!parsed.ParseFromString(filing) || parsed.records().empty()) std::abort();
  const auto first = contract::ParseRecord(sealing::Sha256, parsed.records(0));
  if (!first.ok()) GiveUp("filing", first.status());
  return first->case_id;
}

void PrintLoad(const char* what, const LoadResult& result) {
  std::printf("%-44s %9.0f /s   p50 %7.2f ms   p99 %7.2f ms\n", what, result.calls_per_second,
              result.p50_ms, result.p99_ms);
}

struct Ceilings {
  LoadResult echo_1;
  LoadResult echo_32;
  double store = 0;
};

Ceilings MeasureEcho(const std::vector<std::string>& filings) {
  const testing::TemporaryFolder folder;
  const std::string public_socket = folder / "p.sock";
  const std::string staff_socket = folder / "s.sock";
  testing::ChildProcess::Options options;
  options.arguments = {testing::ProgramPath("vangnet_bench_echo"), public_socket, staff_socket};
  testing::ChildProcess echo = testing::ChildProcess::Start(options);
  const testing::Front front(folder.path(), public_socket, staff_socket);
  testing::WaitUntil(
      [&] { return testing::ReadFile("/proc/net/unix").find(public_socket) != std::string::npos; });
  FileAll(front.public_port(), front.certificate(), absl::MakeConstSpan(filings).subspan(0, 64), 4);
  Ceilings ceilings;
  ceilings.echo_1 = FileAll(front.public_port(), front.certificate(), filings, 1);
  ceilings.echo_32 = FileAll(front.public_port(), front.certificate(), filings, 32);
  return ceilings;
}

double MeasureStart(testing::RunningSystem& system) {
  std::vector<double> milliseconds;
  for (int i = 0; i < 5; ++i) {
    system.Stop();
    const auto start = SteadyClock::now();
    system.Start();
    milliseconds.push_back(
        std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  return milliseconds[2];
}

double MeasureStore(const testing::RunningSystem& system, const contract::CaseId& pattern,
                    int filings) {
  auto key =
      storage::StoreKey::FromBytes(contract::SecretBytes::CopyOf(system.server().store_key()));
  if (!key.ok()) GiveUp("key", key.status());
  const auto rate = BareStoreFilings(system.server().store(), *key, pattern, filings);
  if (!rate.ok()) GiveUp("bare store", rate.status());
  return *rate;
}

void Run(int count, int cases) {
  testing::Organisation organisation(absl::Now());
  AddUsualStaff(organisation);
  testing::RunningSystem system(organisation);
  const long idle = ResidentKib(system.process().pid());
  const int port = system.front().public_port();
  const std::string& certificate = system.front().certificate();

  const auto seal_start = SteadyClock::now();
  const std::vector<std::string> one = SealFilings(organisation, count);
  const std::vector<std::string> many = SealFilings(organisation, count);
  const std::chrono::duration<double> sealing = SteadyClock::now() - seal_start;
  std::printf("a filing is %zu bytes; sealing takes %.2f ms of one core\n", one.front().size(),
              sealing.count() * 1000 / count);

  Ceilings ceilings = MeasureEcho(one);
  FileAll(port, certificate, SealFilings(organisation, 32), 4);
  const LoadResult filed_1 = FileAll(port, certificate, one, 1);
  const LoadResult filed_32 = FileAll(port, certificate, many, 32);

  int stored = 2 * count + 32;
  while (stored < cases) {
    const int part = std::min(1000, cases - stored);
    FileAll(port, certificate, SealFilings(organisation, part), 32);
    stored += part;
  }
  const long loaded = ResidentKib(system.process().pid());
  const double start_ms = MeasureStart(system);
  system.Stop();
  ceilings.store = MeasureStore(system, CaseOf(one.front()), count);

  PrintLoad("bare gRPC, same bytes, same nginx, 1 caller", ceilings.echo_1);
  PrintLoad("bare gRPC, same bytes, same nginx, 32 callers", ceilings.echo_32);
  std::printf("%-44s %9.0f /s\n", "bare store, same statements, 32 a commit", ceilings.store);
  PrintLoad("durable filings, 1 caller", filed_1);
  PrintLoad("durable filings, 32 callers", filed_32);
  const double ceiling = std::min(ceilings.echo_32.calls_per_second, ceilings.store);
  std::printf("%-44s %9.2f of the lower ceiling\n", "32 callers",
              filed_32.calls_per_second / ceiling);
  std::printf("%-44s %9.0f ms   (median of 5, with %d cases)\n", "start-up to serving", start_ms,
              stored);
  std::printf("%-44s %9.1f MiB\n", "resident, idle", idle / 1024.0);
  std::printf("%-44s %9.1f MiB  (%d cases)\n", "resident, after filing", loaded / 1024.0, stored);
}

int NumberOr(int fallback, int argc, char** argv, int index) {
  int value = fallback;
  if (argc > index && (!absl::SimpleAtoi(argv[index], &value) || value < 64 || value > 100000)) {
    std::fprintf(stderr, "usage: vangnet_bench [FILINGS] [CASES], each 64 to 100000\n");
    std::exit(2);
  }
  return value;
}

}  // namespace
}  // namespace vangnet::bench

int main(int argc, char** argv) {
  vangnet::bench::Run(vangnet::bench::NumberOr(1024, argc, argv, 1),
                      vangnet::bench::NumberOr(10000, argc, argv, 2));
  return 0;
}
