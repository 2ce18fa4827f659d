// The guided report with a server that is down, kept in a file, and sent by hand afterwards:
// what a reporter sees and types.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "tests/scenarios/unsent_report.h"
#include "tests/support/scripted_terminal.h"

namespace vangnet::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

namespace fs = std::filesystem;

class GuidedUnsentReportTest : public UnsentReport,
                               public ::testing::WithParamInterface<const char*> {
 protected:
  void Start(const std::vector<std::string>& arguments) {
    terminal_ = std::make_unique<ScriptedTerminal>(
        CommandLine(arguments),
        std::map<std::string, std::string>{{"LC_ALL", IsDutch() ? "nl_NL.UTF-8" : "en_GB.UTF-8"},
                                           {"TERM", "xterm"}});
  }
  static bool IsDutch() { return std::string(GetParam()) == "nl"; }
  [[nodiscard]] bool Shows(const std::string& dutch, const std::string& english) {
    return terminal_->Expect(IsDutch() ? dutch : english);
  }
  void AnswerFive() {
    ASSERT_TRUE(Shows("anders Enter. >", "otherwise Enter. >"));
    terminal_->Type("");
    for (const char* answer : {"2", "2", "1", "1", "1", "/nu"}) {
      ASSERT_TRUE(Shows("/stop: stoppen. >", "/stop: stop. >"));
      terminal_->Type(answer);
    }
    ASSERT_TRUE(Shows("Enter: zo is het goed. >", "Enter: this is good. >"));
    terminal_->Type("");
  }
  void AgreeOnWhoGetsIt() {
    ASSERT_TRUE(Shows("Wie uw melding kan openen", "Who can open your report"));
    ASSERT_TRUE(Shows("/stop: stoppen. >", "/stop: stop. >"));
    terminal_->Type("");
  }
  // Leaves the receipt in its file.
  void ConfirmTheReceipt() {
    ASSERT_TRUE(Shows("Uw ontvangstcode ", "Your receipt "));
    ASSERT_TRUE(Shows("Schrijf deze code op papier", "Write this code down on paper"));
    const std::string receipt = terminal_->Between().substr(0, 34);
    WriteFile(receipt_file_, receipt + "\n");
    ASSERT_TRUE(Shows("Typ ter controle groep ", "To check, type group "));
    ASSERT_TRUE(Shows("(vier tekens):", "(four symbols):"));
    const int group = std::atoi(terminal_->Between().c_str());
    terminal_->Type(receipt.substr(static_cast<std::size_t>(group - 1) * 5, 4));
  }

  std::unique_ptr<ScriptedTerminal> terminal_;
};

TEST_P(GuidedUnsentReportTest, IsOfferedWhenTheServerIsAwayAndSentByHandAfterwards) {
  ASSERT_EQ(system().Stop(), 0);
  Start({"report"});
  ASSERT_NO_FATAL_FAILURE(AnswerFive());
  ASSERT_TRUE(Shows("wordt er niet opnieuw geprobeerd. >", "nothing is tried again. >"));
  terminal_->Type(folder_ / "answers");
  ASSERT_TRUE(Shows("wordt niet overschreven", "is not overwritten"));
  terminal_->Type(kept_);
  ASSERT_NO_FATAL_FAILURE(ConfirmTheReceipt());
  ASSERT_TRUE(Shows("Uw melding is bewaard in", "Your report is kept in"));
  ASSERT_TRUE(Shows("`vangnet outbox send BESTAND`", "`vangnet outbox send FILE`"));
  EXPECT_EQ(terminal_->Wait(), kUnreachable) << terminal_->plain();
  ASSERT_NO_FATAL_FAILURE(StartAgain());

  Start({"outbox", "send", kept_});
  ASSERT_TRUE(Shows("(wordt niet getoond):", "(not shown while you type):"));
  terminal_->Type("003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4");
  ASSERT_TRUE(Shows("is niet die van bestand", "is not the one of file"));
  ASSERT_TRUE(Shows("(wordt niet getoond):", "(not shown while you type):"));
  const std::string receipt = ReadFile(receipt_file_).substr(0, 34);
  terminal_->Type(receipt);
  ASSERT_TRUE(Shows("kon nog niet worden gekozen wie haar krijgt", "nobody could be chosen yet"));
  ASSERT_TRUE(Shows("Wie uw melding kan openen", "Who can open your report"));
  ASSERT_TRUE(Shows("/stop: stoppen. >", "/stop: stop. >"));
  terminal_->Type("/stop");
  EXPECT_EQ(terminal_->Wait(), 130) << terminal_->plain();
  ASSERT_TRUE(fs::exists(kept_));
  ExpectNotOnRecord();

  Start({"outbox", "send", kept_});
  ASSERT_TRUE(Shows("(wordt niet getoond):", "(not shown while you type):"));
  terminal_->Type(receipt);
  ASSERT_TRUE(Shows("/stop: stoppen. >", "/stop: stop. >"));
  terminal_->Type("");
  ASSERT_TRUE(Shows("Uw melding is aangekomen en ligt vast", "Your report has arrived"));
  ASSERT_TRUE(Shows("(gecontroleerd)", "(checked)"));
  ASSERT_TRUE(Shows("is overschreven en weggehaald. Op een SSD",
                    "was overwritten and taken away. On an SSD"));
  EXPECT_EQ(terminal_->Wait(), 0) << terminal_->plain();
  EXPECT_THAT(terminal_->shown(), Not(HasSubstr(receipt.substr(5)))) << "the receipt was echoed";
  EXPECT_FALSE(fs::exists(kept_));
  testing::Reporter reporter = Reporter();
  EXPECT_THAT(Scenario::Messages(reporter, reporter.case_id()), SizeIs(1));
}

TEST_P(GuidedUnsentReportTest, IsOfferedWhenTheServerGoesWhileItIsSent) {
  NothingArrives();
  Start({"report"});
  ASSERT_NO_FATAL_FAILURE(AnswerFive());
  ASSERT_NO_FATAL_FAILURE(AgreeOnWhoGetsIt());
  ASSERT_TRUE(Shows("er is nog niets verstuurd. >", "nothing was sent yet. >"));
  terminal_->Type("");
  ASSERT_NO_FATAL_FAILURE(ConfirmTheReceipt());
  ASSERT_TRUE(Shows("wordt er niet opnieuw geprobeerd. >", "nothing is tried again. >"));
  terminal_->Type(kept_);
  ASSERT_TRUE(Shows("Uw melding is bewaard in", "Your report is kept in"));
  EXPECT_EQ(terminal_->Wait(), kUnreachable) << terminal_->plain();

  AllIsWell();
  const Finished sent = Vangnet(Send());
  EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
  EXPECT_EQ(filings_.front(), filings_.back());
  EXPECT_FALSE(fs::exists(kept_));
}

TEST_P(GuidedUnsentReportTest, AfterAChangeOfBundleItIsSaidWhyAndToWhomAndAsked) {
  PublishWithoutLeadOf(KeepASealedReport());
  AllIsWell();
  Start({"outbox", "send", kept_, "--receipt-file", receipt_file_});
  ASSERT_TRUE(Shows("zijn de gegevens van de organisatie vernieuwd",
                    "the organisation's details were renewed"));
  ASSERT_NO_FATAL_FAILURE(AgreeOnWhoGetsIt());
  ASSERT_TRUE(Shows("wordt opnieuw verzegeld, met dezelfde ontvangstcode",
                    "is being sealed again, with the same receipt"));
  ASSERT_TRUE(Shows("Uw melding is aangekomen en ligt vast", "Your report has arrived"));
  EXPECT_EQ(terminal_->Wait(), 0) << terminal_->plain();
  EXPECT_FALSE(fs::exists(kept_));
  ExpectOnRecord();
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, GuidedUnsentReportTest, ::testing::Values("nl", "en"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace vangnet::testing
