#include "clients/cli/staff_case.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace vangnet::cli {
namespace {

contract::CaseId CaseOf(const std::string& begin) {
  return *contract::CaseId::Parse(begin + std::string(16 - begin.size(), '\0'));
}

const contract::CaseId kOne = CaseOf("\x6b\x5a\x47");
const contract::CaseId kOther = CaseOf("\x6b\x5a\x48");

TEST(CaseNamedTest, TheFirstDigitsAreEnoughWhileTheyMeanOneCase) {
  EXPECT_EQ(*CaseNamed("6b5a", {kOne}), kOne);
  EXPECT_EQ(*CaseNamed("6B5A47", {kOne, kOther}), kOne);
  EXPECT_TRUE(absl::IsNotFound(CaseNamed("6b5", {kOne}).status()));
  EXPECT_TRUE(absl::IsNotFound(CaseNamed("7777", {kOne}).status()));
}

// An answer must not go to another reporter because a server hides the case that was meant.
TEST(CaseNamedTest, DigitsThatCouldMeanTwoCasesMeanNone) {
  EXPECT_TRUE(absl::IsNotFound(CaseNamed("6b5a", {kOne, kOther}).status()));
}

TEST(CaseNamedTest, AWholeIdNeedsNoList) {
  EXPECT_EQ(*CaseNamed("6b5a4700000000000000000000000000", {}), kOne);
  EXPECT_TRUE(absl::IsNotFound(CaseNamed(std::string(32, 'x'), {}).status()));
}

}  // namespace
}  // namespace vangnet::cli
