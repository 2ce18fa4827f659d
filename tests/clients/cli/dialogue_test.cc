// The guided report, with a person who types from a script.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/form_dialogue.h"
#include "clients/cli/receipt_dialogue.h"
#include "clients/cli/routing_dialogue.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "tests/clients/cli/sample_organisation.h"
#include "tests/clients/cli/scripted_context.h"

namespace vangnet::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The five answers: no danger, crisis, alderman, by telephone, without health.
constexpr char kFiveTyped[] = "2\n3\n1\n1\n2\n";

class FormDialogueTest : public ::testing::Test {
 protected:
  absl::Status Ask(const std::string& script) {
    context_ = std::make_unique<ScriptedContext>(script);
    return AskForms(**context_, sample_.bundle(), answers_);
  }
  std::string Chosen(const std::string& question) const {
    return session::FirstOption(answers_, question);
  }

  SampleOrganisation sample_;
  session::Answers answers_;
  std::unique_ptr<ScriptedContext> context_;
};

TEST_F(FormDialogueTest, FiveAnswersAndSendNow) {
  ASSERT_TRUE(Ask(std::string(kFiveTyped) + "/now\n").ok());
  EXPECT_EQ(answers_.size(), 5u);
  EXPECT_EQ(Chosen("topic"), "crisis");
  EXPECT_EQ(Chosen("consent"), "without-health");
  EXPECT_THAT(context_->shown(), HasSubstr("You can send now (/now) and complete it later."));
}

TEST_F(FormDialogueTest, SendNowIsOfferedOnEveryStepInBothLanguages) {
  ASSERT_TRUE(Ask(std::string(kFiveTyped) + "\n\n/nu\n").ok());
  const std::string shown = context_->shown();
  std::size_t offers = 0;
  for (std::size_t at = 0; (at = shown.find("/now: send now", at)) != std::string::npos; ++at) {
    ++offers;
  }
  EXPECT_EQ(offers, 8u);
}

TEST_F(FormDialogueTest, SendNowTooEarlyGoesToWhatIsMissing) {
  ASSERT_TRUE(Ask("2\n/now\n3\n/now\n1\n1\n2\n/now\n").ok());
  EXPECT_EQ(answers_.size(), 5u);
  EXPECT_THAT(context_->shown(), HasSubstr("4 of the five answers"));
}

TEST_F(FormDialogueTest, BackLeadsToThePreviousQuestionAndEnterLeavesItAsItIs) {
  ASSERT_TRUE(Ask("2\n3\n/back\n1\n1\n/terug\n\n1\n2\n/now\n").ok());
  EXPECT_EQ(Chosen("topic"), "intimidation");
  EXPECT_EQ(Chosen("role"), "alderman");
  EXPECT_THAT(context_->shown(), HasSubstr("Now it says"));
}

TEST_F(FormDialogueTest, ARequiredQuestionIsNotSkipped) {
  ASSERT_TRUE(Ask("\n2\n3\n1\n1\n2\n/now\n").ok());
  EXPECT_THAT(context_->shown(), HasSubstr("This question is needed"));
}

TEST_F(FormDialogueTest, ANumberThatIsNotThereIsAskedAgain) {
  ASSERT_TRUE(Ask("9\nyes\n2\n3\n1\n1\n2\n/now\n").ok());
  EXPECT_EQ(Chosen("danger"), "no");
}

TEST_F(FormDialogueTest, DangerNowShowsTheNumbersAgain) {
  ASSERT_TRUE(Ask("1\n3\n1\n1\n2\n/now\n").ok());
  EXPECT_THAT(context_->shown(), HasSubstr("112"));
  EXPECT_THAT(context_->shown(), HasSubstr("This form is voluntary"));
}

TEST_F(FormDialogueTest, StoppingSendsNothingAndSaysSo) {
  const absl::Status stopped = Ask("2\n/stop\n");
  EXPECT_EQ(contract::ReasonOf(stopped), session::client_reason::kInterrupted);
}

TEST_F(FormDialogueTest, TheEndOfInputStops) {
  EXPECT_EQ(contract::ReasonOf(Ask("2\n3\n")), session::client_reason::kInterrupted);
}

TEST_F(FormDialogueTest, EverythingCanBeSkippedToTheEnd) {
  std::string script = kFiveTyped;
  for (int i = 0; i < 80; ++i) script += "\n";
  EXPECT_TRUE(Ask(script).ok());
}

TEST(EmergencyScreenTest, HasTheNumbersOfAllTerritories) {
  const SampleOrganisation sample;
  ScriptedContext context("");
  ShowEmergencyScreen(*context, sample.bundle());
  EXPECT_THAT(context.shown(), HasSubstr("112"));
  EXPECT_THAT(context.shown(), HasSubstr("911"));
  EXPECT_THAT(context.shown(), HasSubstr("Saba"));
}

class RoutingDialogueTest : public ::testing::Test {
 protected:
  absl::StatusOr<contract::Routing> Agree(const std::string& script) {
    content::v1::Answer topic;
    topic.set_question("topic");
    topic.add_options("crisis");
    input_.answers["topic"] = topic;
    context_ = std::make_unique<ScriptedContext>(script);
    session::Triage triage;
    triage.urgency = record::v1::URGENCY_NORMAL;
    return AgreeOnRouting(**context_, sample_.bundle(), sample_.availability(), input_, triage,
                          [this] { return next_++; });
  }

  SampleOrganisation sample_;
  ReportInput input_;
  std::uint64_t next_ = 0;
  std::unique_ptr<ScriptedContext> context_;
};

TEST_F(RoutingDialogueTest, EnterAgreesAndEverybodyIsShownWithTheReason) {
  const auto routing = Agree("\n");
  ASSERT_TRUE(routing.ok()) << routing.status();
  EXPECT_THAT(context_->shown(), HasSubstr("knows crises"));
  EXPECT_THAT(context_->shown(), HasSubstr("karin"));
}

TEST_F(RoutingDialogueTest, WhoIsExcludedByNumberIsGoneForGood) {
  const auto routing = Agree("x 1\no\no\no\n\n");
  ASSERT_TRUE(routing.ok());
  ASSERT_EQ(input_.excluded.size(), 1u);
  EXPECT_FALSE(input_.excluded.contains(routing->lead));
  EXPECT_NE(routing->deputy, *input_.excluded.begin());
}

TEST_F(RoutingDialogueTest, StrikingSaysWhatItMeansAndMovesNobodyElse) {
  const auto routing = Agree("s 2\ns 2\ns 1\n\n");
  ASSERT_TRUE(routing.ok());
  EXPECT_FALSE(routing->deputy.has_value());
  EXPECT_FALSE(routing->reserve.has_value());
  EXPECT_THAT(context_->shown(), HasSubstr("Without a deputy"));
  EXPECT_THAT(context_->shown(), HasSubstr("Without a reserve"));
  EXPECT_THAT(context_->shown(), HasSubstr("The lead cannot be struck"));
}

TEST_F(RoutingDialogueTest, ATrustedPersonOfOnesOwnChoiceLeads) {
  const auto routing = Agree("l\nk chantal\n\n");
  ASSERT_TRUE(routing.ok());
  EXPECT_EQ(routing->lead, sample_.principal("chantal"));
  EXPECT_THAT(context_->shown(), HasSubstr("your choice"));
}

TEST_F(RoutingDialogueTest, TheLettersOfBothLanguagesAreTaken) {
  for (const std::string script : {"l\nk chantal\no\n\n", "l\nc chantal\np\n\n"}) {
    const auto routing = Agree(script);
    ASSERT_TRUE(routing.ok());
    EXPECT_EQ(routing->lead, sample_.principal("chantal"));
    EXPECT_THAT(context_->shown(), Not(HasSubstr("not understood"))) << script;
    EXPECT_THAT(context_->shown(), HasSubstr("c NAME: I choose"));
  }
}

TEST_F(RoutingDialogueTest, WithoutACoordinatorTheTelephoneIsTheLastStep) {
  const auto routing = Agree("x karin\n\n");
  ASSERT_TRUE(routing.ok());
  EXPECT_TRUE(routing->coordinators.empty());
  EXPECT_THAT(context_->shown(), HasSubstr("There is no coordinator left"));
}

TEST_F(RoutingDialogueTest, ExcludingEverybodyEndsInWordsAndNotInALoop) {
  const auto routing = Agree("x anna\nx bo\nx chantal\n");
  EXPECT_EQ(contract::ReasonOf(routing.status()), session::client_reason::kNobodyFits);
}

TEST_F(RoutingDialogueTest, SomebodyWhoCannotLeadIsNotTaken) {
  const auto routing = Agree("k gerda\nk nobody\n\n");
  ASSERT_TRUE(routing.ok());
  EXPECT_NE(routing->lead, sample_.principal("gerda"));
}

TEST(ReceiptDialogueTest, OneGroupIsTypedBackBeforeAnythingGoesOn) {
  const auto receipt = sealing::ParseReceipt("003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4");
  ASSERT_TRUE(receipt.ok());
  ScriptedContext right("4cn3\n");
  EXPECT_TRUE(ConfirmReceipt(*right, *receipt, 3).ok());
  ScriptedContext wrong("W58W\n4CN3\n");
  EXPECT_TRUE(ConfirmReceipt(*wrong, *receipt, 3).ok());
  EXPECT_THAT(wrong.shown(), HasSubstr("That is not group 3"));
  ScriptedContext never("W58W\n/stop\n");
  EXPECT_FALSE(ConfirmReceipt(*never, *receipt, 3).ok());
}

}  // namespace
}  // namespace vangnet::cli
