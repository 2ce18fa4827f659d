// What is measured, each on real processes; see the functions. A figure is the median of kRuns
// runs (of kSignatureRuns for signatures); memory and the check of all rows are looked at once.
// Ends the program when something fails: half a table would be read as whole.
#ifndef VANGNET_TESTS_BENCH_MEASUREMENTS_H_
#define VANGNET_TESTS_BENCH_MEASUREMENTS_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "proto/contract/ids.h"
#include "tests/bench/load.h"
#include "tests/support/server.h"

namespace vangnet::bench {

inline constexpr int kRuns = 5;
inline constexpr int kSignatureRuns = 100;
inline constexpr int kCallers[] = {1, 8, 32};

[[noreturn]] void GiveUp(const char* what, const absl::Status& status);

long ResidentKib(pid_t pid);

// The first case of a canonical Filing.
contract::CaseId CaseOf(const std::string& filing);

// The same bytes through the same kind of nginx to a server that does nothing: for each
// of kCallers.
std::vector<LoadResult> MeasureEcho(const std::vector<std::string>& filings);

// What checking all signatures of one filing takes, by the server's own verifier.
struct SignatureCost {
  int signatures = 0;
  double milliseconds = 0;
};
SignatureCost MeasureSignatures(const std::string& filing);

// Records of the conversation, as a reporter who came back reads them.
LoadResult MeasureFollowUpRead(testing::RunningSystem& system, int calls);

// A handler's list and a coordinator's caseload, the first page of each.
struct Lists {
  LoadResult cases;
  LoadResult caseload;
};
// Of each system, in turns: what else the machine does meanwhile falls on all of them alike.
std::vector<Lists> MeasureLists(const std::vector<testing::RunningSystem*>& systems,
                                const std::string& handler, const std::string& coordinator,
                                int calls);

// Waits until the check of all rows that follows a start is done, which would stand in what
// is measured after it. Seconds that it took.
double WaitUntilChecked(const testing::RunningSystem& system);

// From starting the process to both sockets answering.
double MeasureStart(testing::RunningSystem& system);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_MEASUREMENTS_H_
