// A report that could not be sent, kept in a file: what its tests stand on. The server is
// their own, since bundles change; between nginx and it stands one that loses what passes.
#ifndef VANGNET_TESTS_SCENARIOS_UNSENT_REPORT_H_
#define VANGNET_TESTS_SCENARIOS_UNSENT_REPORT_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/scenarios/cheating_server.h"
#include "tests/scenarios/scenario.h"

namespace vangnet::testing {

// What the FILING of a Filing says.
record::v1::FilingAct ActOf(const std::string& filing_bytes);

class UnsentReport : public ::testing::Test {
 protected:
  static constexpr int kUnreachable = 5;

  // Nine trusted persons, two of the support team, a coordinator, an administrator.
  static Organisation& organisation();
  static CheatingServer& between();
  static RunningSystem& system();
  // The one between comes back to it only after a while.
  static void StartAgain();

  void SetUp() override;

  // `vangnet` with this test's home.
  std::vector<std::string> CommandLine(std::vector<std::string> arguments) const;
  Finished Vangnet(const std::vector<std::string>& arguments) const {
    return RunCommand(CommandLine(arguments));
  }
  // `report` with one attempt, and these flags before the name of the file.
  Finished Report(std::vector<std::string> more = {"--outbox"}) const;
  // `outbox send` with one attempt.
  std::vector<std::string> Send(const std::vector<std::string>& more = {}) const;

  // What happens to each filing from here on; all are kept in filings_.
  using Act = std::function<void(Exchange& exchange, const std::function<void()>& ask)>;
  void AtEachFiling(const Act& act);
  static void Lose(Exchange& exchange);
  static void CallSomebodyAway(Exchange& exchange);  // HANDLER_AWAY
  void NothingArrives();
  void AllArrivesAndNoAnswerComesBack();
  void AllIsWell();

  // Leaves a sealed report in kept_; whom it names.
  record::v1::FilingAct KeepASealedReport();
  // The next bundle, without the lead of that filing.
  static void PublishWithoutLeadOf(const record::v1::FilingAct& act);

  testing::Reporter Reporter() const;
  // There once, whole, and as it was written.
  void ExpectOnRecord() const;
  void ExpectNotOnRecord() const;

  TemporaryFolder folder_;
  const std::string receipt_file_ = folder_ / "receipt";
  const std::string kept_ = folder_ / "report.kept";
  std::vector<std::string> filings_;  // Of the cheat's thread; read when no client runs.
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_UNSENT_REPORT_H_
