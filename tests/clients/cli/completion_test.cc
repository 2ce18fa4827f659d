// What is made from the commands themselves: completion for bash, and the manual page.
#include "clients/cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_split.h"
#include "clients/cli/app.h"
#include "clients/cli/manual.h"
#include "tests/clients/cli/scripted_context.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::cli {
namespace {

using session::Language;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSubsetOf;
using ::testing::Not;

class CompletionTest : public ::testing::Test {
 protected:
  CompletionTest() : context_("") {
    app_ = MakeApp(*context_, flags_);
    testing::WriteFile(script_, BashCompletion(*app_));
  }
  // What a real bash offers for the last word, which is being typed.
  std::vector<std::string> Offered(const std::vector<std::string>& words) const {
    std::vector<std::string> command = {
        "bash", "-euc",
        R"(source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _vangnet
           printf '%s\n' "${COMPREPLY[@]}")",
        "bash", script_};
    command.insert(command.end(), words.begin(), words.end());
    const testing::Finished finished = testing::RunCommand(command);
    EXPECT_EQ(finished.exit_code, 0) << finished.standard_error;
    return absl::StrSplit(finished.standard_output, '\n', absl::SkipEmpty());
  }

  testing::TemporaryFolder folder_;
  std::string script_ = folder_ / "completion";
  ScriptedContext context_;
  AppFlags flags_;
  std::unique_ptr<CLI::App> app_;
};

TEST_F(CompletionTest, CommandsAndTheirFlagsAreOfferedWhereTheyCanStand) {
  EXPECT_THAT(Offered({"vangnet", "f"}), ElementsAre("follow"));
  EXPECT_THAT(Offered({"vangnet", "follow", "w"}), ElementsAre("write", "withdraw"));
  EXPECT_THAT(Offered({"vangnet", "--json", "cases", "dec"}), ElementsAre("decline"));
  EXPECT_THAT(Offered({"vangnet", "follow", "write", "--"}),
              AllOf(Contains("--text-file"), Contains("--receipt-file"), Contains("--json"),
                    Not(Contains("--identity"))));
}

TEST_F(CompletionTest, BehindAFlagWithAValueOnlyTheLanguagesAreOffered) {
  EXPECT_THAT(Offered({"vangnet", "--lang", ""}), ElementsAre("nl", "en"));
  EXPECT_THAT(Offered({"vangnet", "follow", "--receipt-file", ""}), ElementsAre());
  EXPECT_THAT(Offered({"vangnet", "report", "--dry-run", "--fin"}), ElementsAre("--finish"));
}

TEST_F(CompletionTest, WhatIsHiddenIsNotOffered) {
  EXPECT_THAT(Offered({"vangnet", ""}), Not(Contains("manual")));
}

TEST(ManualPageTest, HasEveryCommandAndNothingThatRoffWouldTakeForARequest) {
  for (const Language language : {Language::kDutch, Language::kEnglish}) {
    ScriptedContext context("");
    context->language = language;
    AppFlags flags;
    const std::unique_ptr<CLI::App> app = MakeApp(*context, flags);
    const std::string page = ManualPage(*app, language);
    EXPECT_THAT(page, HasSubstr(".SS \"vangnet admin add\\-staff\""));
    EXPECT_THAT(page, HasSubstr("\\fB\\-\\-receipt\\-file\\fR"));
    EXPECT_THAT(page, HasSubstr(language == Language::kDutch ? ".SH NAAM" : ".SH NAME"));
    std::set<std::string> requests;
    const std::vector<std::string> lines = absl::StrSplit(page, '\n');
    for (const std::string& line : lines) {
      EXPECT_NE(line.substr(0, 1), "'");
      if (line.substr(0, 1) == ".") requests.insert(line.substr(0, 3));
    }
    EXPECT_THAT(requests, IsSubsetOf({".TH", ".SH", ".SS", ".TP", ".PP", ".EX", ".EE"}));
  }
}

}  // namespace
}  // namespace vangnet::cli
