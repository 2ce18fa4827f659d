// One running system for all tests of a program: starting nginx and vangnetd for each
// would tell nothing more. Every test files reports of its own.
#ifndef VANGNET_TESTS_SCENARIOS_SCENARIO_H_
#define VANGNET_TESTS_SCENARIOS_SCENARIO_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "proto/contract/error.h"
#include "tests/support/people.h"

namespace vangnet::testing {

class Scenario : public ::testing::Test {
 public:
  // Six trusted persons (anna to frits), four members of the support team (gerda to
  // joris), coordinators karin and lex, administrator mirjam, auditor noor.
  static RunningSystem& system();

  // Lead anna, deputy bo, reserve gerda, coordinators karin and lex.
  static ReportTerms UsualReport();

  // The messages that `person` can read in the conversation, in order.
  static std::vector<std::string> Messages(Person& person, const contract::CaseId& case_id);
};

// "FAILED_PRECONDITION/TAKEN", or "OK": what a table of outcomes holds.
std::string Outcome(const absl::Status& status);

inline const absl::Status& GetStatus(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& GetStatus(const absl::StatusOr<T>& value) {
  return value.status();
}

MATCHER(IsOk, "is OK") {
  *result_listener << Outcome(GetStatus(arg));
  return GetStatus(arg).ok();
}

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_SCENARIO_H_
