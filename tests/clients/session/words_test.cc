#include "clients/session/words.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "clients/session/client_reason.h"
#include "proto/contract/error.h"

namespace vangnet::session {
namespace {

// The values of all reason constants of a header.
std::vector<std::string> ReasonsIn(const std::string& path) {
  std::ifstream file(std::string(VANGNET_SOURCE_ROOT) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  const std::string source = text.str();
  const std::regex constant(R"(inline constexpr std::string_view k\w+ =\s*"([A-Z_]+)\")");
  std::vector<std::string> reasons;
  for (std::sregex_iterator it(source.begin(), source.end(), constant), end; it != end; ++it) {
    reasons.push_back((*it)[1]);
  }
  return reasons;
}

TEST(WordsTest, EveryReasonOfTheContractHasWords) {
  const std::vector<std::string> reasons = ReasonsIn("proto/contract/error.h");
  ASSERT_GE(reasons.size(), 20u);
  for (const std::string& reason : reasons) EXPECT_TRUE(HasWordsFor(reason)) << reason;
}

TEST(WordsTest, EveryReasonOfTheClientHasWords) {
  const std::vector<std::string> reasons = ReasonsIn("clients/session/client_reason.h");
  ASSERT_GE(reasons.size(), 15u);
  for (const std::string& reason : reasons) EXPECT_TRUE(HasWordsFor(reason)) << reason;
}

TEST(WordsTest, AnUnknownReasonIsNotSaidToHaveWords) { EXPECT_FALSE(HasWordsFor("NO_SUCH")); }

TEST(WordsTest, EveryCodeIsExplainedInBothLanguages) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "detail");
    const std::string nl = Explain(status, Language::kDutch);
    const std::string en = Explain(status, Language::kEnglish);
    EXPECT_FALSE(nl.empty());
    EXPECT_FALSE(en.empty());
    EXPECT_NE(nl, en);
    // What a server writes is not shown: it could be anything.
    EXPECT_EQ(en.find("detail"), std::string::npos);
  }
}

TEST(WordsTest, AReasonIsExplainedBeforeItsCode) {
  const absl::Status taken = contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                                       contract::reason::kTaken, "taken");
  EXPECT_NE(Explain(taken, Language::kEnglish),
            Explain(absl::FailedPreconditionError("x"), Language::kEnglish));
}

TEST(WordsTest, AFailureBringsItsOwnWordsAndArguments) {
  const absl::Status failure =
      Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadFile,
              Words("Bestand $0, regel $1.", "File $0, line $1."), {"a", "7"});
  EXPECT_EQ(Explain(failure, Language::kDutch), "Bestand a, regel 7.");
  EXPECT_EQ(Explain(failure, Language::kEnglish), "File a, line 7.");
  EXPECT_EQ(contract::ReasonOf(failure), client_reason::kBadFile);
}

class LanguageOfEnvironmentTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  }
  void TearDown() override { SetUp(); }
};

TEST_F(LanguageOfEnvironmentTest, DutchComesFirst) {
  EXPECT_EQ(LanguageOfEnvironment(), Language::kDutch);
  setenv("LANG", "C.UTF-8", 1);
  EXPECT_EQ(LanguageOfEnvironment(), Language::kDutch);
}

TEST_F(LanguageOfEnvironmentTest, EnglishWhenTheEnvironmentSaysSo) {
  setenv("LANG", "en_GB.UTF-8", 1);
  EXPECT_EQ(LanguageOfEnvironment(), Language::kEnglish);
  setenv("LC_ALL", "nl_NL.UTF-8", 1);
  EXPECT_EQ(LanguageOfEnvironment(), Language::kDutch);
}

}  // namespace
}  // namespace vangnet::session
