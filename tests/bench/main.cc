// What filings, reads, lists and starting cost, beside what they could cost at best, in one
// run: the same sealed bytes through the same nginx to vangnetd and to a server that does
// nothing, and the same rows written by the same statements with nothing around them.
//
//   vangnet_bench [FILINGS] [CASES]
//
// FILINGS (256): how many each run of each number of callers files, and four times as many each
// run of too many callers; 0 leaves filings out. CASES (100000): how many the large store holds.
// Figures are medians of five runs; what is looked at once is printed as such. At the end stands
// what is to be reached, beside what was.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "tests/bench/bare_store.h"
#include "tests/bench/measurements.h"
#include "tests/bench/sealed_filings.h"
#include "tests/support/people.h"

namespace vangnet::bench {
namespace {

// Ten times what keeps it busy.
constexpr int kTooManyCallers = 320;
constexpr int kTooManyFilings = 2 * kTooManyCallers;  // At least: else callers would be idle.
constexpr std::uintmax_t kGigabyte = 1000ULL * 1000 * 1000;

void Print(const std::string& what, const LoadResult& result) {
  std::printf("%-46s %9.0f /s   p50 %8.2f ms   p99 %8.2f ms\n", what.c_str(),
              result.calls_per_second, result.p50_ms, result.p99_ms);
  std::fflush(stdout);
}

// What is to be reached; said at the end, where it is read.
class Targets {
 public:
  void AtLeast(const std::string& what, double least, double value) {
    Add(what, "at least", least, value, value >= least);
  }
  void AtMost(const std::string& what, double most, double value) {
    Add(what, "at most", most, value, value <= most);
  }
  void Show() const {
    std::printf("\nto be reached\n");
    for (const std::string& line : lines_) std::printf("%s\n", line.c_str());
  }

 private:
  void Add(const std::string& what, const char* bound, double limit, double value, bool reached) {
    lines_.push_back(absl::StrFormat("%-46s %9.2f   %s %.2f: %s", what, value, bound, limit,
                                     reached ? "reached" : "NOT reached"));
  }

  std::vector<std::string> lines_;
};

std::string WithCallers(const char* what, int callers) {
  return std::string(what) + ", " + std::to_string(callers) +
         (callers == 1 ? " caller" : " callers");
}

// Once it is stopped.
ClosedStore StoreOf(const testing::RunningSystem& system) {
  auto key =
      storage::StoreKey::FromBytes(contract::SecretBytes::CopyOf(system.server().store_key()));
  if (!key.ok()) GiveUp("key", key.status());
  return {system.server().store(), system.server().anchor(), *std::move(key)};
}

// Filings, their ceilings, one read, and too many at once.
void CompareFilings(int count, Targets& targets) {
  testing::Organisation organisation(absl::Now());
  AddUsualStaff(organisation);
  testing::RunningSystem system(organisation);
  const long idle = ResidentKib(system.process().pid());
  const int port = system.front().public_port();
  const std::string& certificate = system.front().certificate();
  const std::vector<std::string> pattern = SealFilings(organisation, count);
  std::printf("a filing is %zu bytes\n", pattern.front().size());

  const std::vector<LoadResult> echo = MeasureEcho(pattern);
  FileAll(port, certificate, pattern, 4);
  std::vector<LoadResult> filed;
  for (const int callers : kCallers) {
    std::vector<LoadResult> runs;
    for (int i = 0; i < kRuns; ++i) {
      runs.push_back(FileAll(port, certificate, SealFilings(organisation, count), callers));
    }
    filed.push_back(Median(runs));
  }
  const SignatureCost signatures = MeasureSignatures(pattern.front());
  const LoadResult read = MeasureFollowUpRead(system, 200);
  std::vector<Overload> overloads;
  for (int i = 0; i < kRuns; ++i) {
    overloads.push_back(FileTooMany(port, certificate,
                                    SealFilings(organisation, std::max(4 * count, kTooManyFilings)),
                                    kTooManyCallers));
  }
  const Overload overload = Median(overloads);
  const long loaded = ResidentKib(system.process().pid());
  system.Stop();
  const ClosedStore closed = StoreOf(system);
  std::vector<double> bare;
  for (int i = 0; i < kRuns; ++i) {
    const auto rate = BareStoreFilings(closed, CaseOf(pattern.front()), count);
    if (!rate.ok()) GiveUp("bare store", rate.status());
    bare.push_back(*rate);
  }
  const double store = Median(bare);

  for (std::size_t i = 0; i < std::size(kCallers); ++i) {
    Print(WithCallers("bare gRPC, same bytes, same nginx", kCallers[i]), echo[i]);
  }
  std::printf("%-46s %9.0f /s\n", "bare store, same statements, 32 a commit", store);
  for (std::size_t i = 0; i < std::size(kCallers); ++i) {
    Print(WithCallers("durable filings", kCallers[i]), filed[i]);
  }
  const double ceiling = std::min(echo.back().calls_per_second, store);
  std::printf("%-46s %9.2f of the lower ceiling\n", "32 callers",
              filed.back().calls_per_second / ceiling);
  std::printf("%-46s %9.2f ms of one core for %d\n", "checking the signatures of a filing",
              signatures.milliseconds, signatures.signatures);
  for (std::size_t i = 0; i < std::size(kCallers); ++i) {
    std::printf("%-46s %9.0f %% of two cores\n",
                WithCallers("checking signatures", kCallers[i]).c_str(),
                signatures.milliseconds * filed[i].calls_per_second / 20);
  }
  Print("one follow-up read (65 kB)", read);
  Print(WithCallers("too many: the admitted", kTooManyCallers), overload.of_admitted);
  std::printf("%-46s %9d admitted, %d shed\n", WithCallers("too many", kTooManyCallers).c_str(),
              overload.admitted, overload.shed);
  std::printf("%-46s %9.2f times (p50), %.2f times (p99)\n", "the admitted, 320 callers to 32",
              overload.of_admitted.p50_ms / filed.back().p50_ms,
              overload.of_admitted.p99_ms / filed.back().p99_ms);
  targets.AtLeast("32 callers, of the lower ceiling", 0.5, filed.back().calls_per_second / ceiling);
  targets.AtMost("resident, idle, MiB", 64, idle / 1024.0);
  std::printf("%-46s %9.1f MiB\n", "resident, idle (once)", idle / 1024.0);
  std::printf("%-46s %9.1f MiB\n", "resident, after all these filings (once)", loaded / 1024.0);
}

// A server whose store holds `open` cases among `closed` others, at least `bytes` in all.
class GrownSystem {
 public:
  GrownSystem(int closed, int open, std::uintmax_t bytes)
      : organisation_(UsualOrganisation()), system_(organisation_) {
    testing::Reporter reporter(system_);
    testing::ReportTerms terms;
    terms.lead = "anna";
    terms.deputy = "bo";
    terms.reserve = "gerda";
    terms.coordinators = {"karin"};
    if (const absl::Status filed = reporter.File(terms); !filed.ok()) GiveUp("file", filed);
    system_.Stop();
    std::printf("(a store of %d cases is being made)\n", closed);
    std::fflush(stdout);
    const absl::Status grown =
        GrowStore(StoreOf(system_), reporter.case_id(), closed, open - 1, bytes);
    if (!grown.ok()) GiveUp("grow", grown);
    system_.Start();
    checked_ = WaitUntilChecked(system_);
  }

  testing::RunningSystem& system() { return system_; }
  // Seconds until all rows were checked.
  double checked() const { return checked_; }

 private:
  static testing::Organisation UsualOrganisation() {
    testing::Organisation organisation(absl::Now());
    AddUsualStaff(organisation);
    return organisation;
  }

  testing::Organisation organisation_;
  testing::RunningSystem system_;
  double checked_ = 0;
};

void PrintLists(int closed, int open, const Lists& lists) {
  const std::string among =
      " with " + std::to_string(open) + " open among " + std::to_string(closed);
  Print("list" + among, lists.cases);
  Print("caseload" + among, lists.caseload);
}

// Lists and caseload with `open` cases among few others and among many.
void CompareLists(int cases, int open, std::uintmax_t bytes, Targets& targets) {
  constexpr int kFew = 1000;
  GrownSystem few(kFew, open, 0);
  GrownSystem many(cases, open, bytes);
  const std::vector<Lists> lists =
      MeasureLists({&few.system(), &many.system()}, "anna", "karin", 200);
  PrintLists(kFew, open, lists[0]);
  PrintLists(cases, open, lists[1]);
  const double list = lists[1].cases.p50_ms / lists[0].cases.p50_ms;
  const double caseload = lists[1].caseload.p50_ms / lists[0].caseload.p50_ms;
  const std::string of_open = std::to_string(open) + " open, many to few";
  std::printf("%-46s %9.2f times (list), %.2f times (caseload)\n", ("with " + of_open).c_str(),
              list, caseload);
  targets.AtMost("list, " + of_open, 1.2, list);
  targets.AtMost("caseload, " + of_open, 1.2, caseload);
  if (bytes == 0) return;
  std::printf("%-46s %9.1f s\n", "background check of all rows, 1 GB (once)", many.checked());
  std::printf("%-46s %9.1f MiB\n", "resident, after these (once)",
              ResidentKib(many.system().process().pid()) / 1024.0);
  const double start = MeasureStart(many.system());
  std::printf("%-46s %9.0f ms\n", "start-up to serving, 1 GB", start);
  targets.AtMost("start-up to serving, 1 GB, ms", 100, start);
}

void Run(int count, int cases) {
  std::printf("figures are medians of %d runs, of %d for signatures; (once): looked at once\n",
              kRuns, kSignatureRuns);
  Targets targets;
  if (count > 0) CompareFilings(count, targets);
  CompareLists(cases, 20, kGigabyte, targets);
  CompareLists(cases, 2000, 0, targets);
  targets.Show();
}

int NumberOr(int fallback, int argc, char** argv, int index) {
  int value = fallback;
  const bool read = argc <= index || absl::SimpleAtoi(argv[index], &value);
  const bool left_out = index == 1 && value == 0;
  if (!read || (!left_out && (value < 64 || value > 1000000))) {
    std::fprintf(stderr,
                 "usage: vangnet_bench [FILINGS] [CASES], each 64 to 1000000; FILINGS may be 0: "
                 "lists alone\n");
    std::exit(2);
  }
  return value;
}

}  // namespace
}  // namespace vangnet::bench

int main(int argc, char** argv) {
  vangnet::bench::Run(vangnet::bench::NumberOr(256, argc, argv, 1),
                      vangnet::bench::NumberOr(100000, argc, argv, 2));
  return 0;
}
