#include "clients/session/form_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/organisation.h"

namespace vangnet::session {
namespace {

using ::testing::Contains;
using ::testing::Not;

// The forms of deploy/organisation: what an organisation begins with.
class FormRulesTest : public ::testing::Test {
 protected:
  FormRulesTest()
      : organisation_(absl::FromUnixSeconds(1790000000)), bundle_(organisation_.draft()) {}

  void Choose(const std::string& question, const std::vector<std::string>& options) {
    content::v1::Answer answer;
    answer.set_question(question);
    for (const std::string& option : options) answer.add_options(option);
    answers_[question] = answer;
  }
  void AnswerTheFive() {
    Choose("danger", {"no"});
    Choose("topic", {"crisis"});
    Choose("role", {"alderman"});
    Choose("contact", {"portal-only"});
    Choose("consent", {"without-health"});
  }
  std::vector<std::string> Asked() const {
    std::vector<std::string> codes;
    for (const auto* question : QuestionsFor(bundle_, answers_)) codes.push_back(question->code());
    return codes;
  }
  std::vector<std::string> OptionsOf(const std::string& code) const {
    std::vector<std::string> codes;
    for (const auto* option : OptionsFor(*FindQuestion(bundle_, code), answers_)) {
      codes.push_back(option->code());
    }
    return codes;
  }

  testing::Organisation organisation_;
  const bundle::v1::Bundle& bundle_;
  Answers answers_;
};

TEST_F(FormRulesTest, FiveAnswersAreEnough) {
  EXPECT_EQ(MissingRequired(bundle_, answers_).size(), 5u);
  AnswerTheFive();
  EXPECT_TRUE(MissingRequired(bundle_, answers_).empty());
  EXPECT_TRUE(CheckAnswers(bundle_, answers_).ok());
}

TEST_F(FormRulesTest, TheRequiredQuestionsComeFirstAndOwnWordsLast) {
  AnswerTheFive();
  const std::vector<std::string> asked = Asked();
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_TRUE(FindQuestion(bundle_, asked[i])->required()) << asked[i];
  }
  EXPECT_EQ(asked.back(), "own-words");
}

TEST_F(FormRulesTest, OnlyTheFormsOfTheChosenTopicsAreAsked) {
  AnswerTheFive();
  EXPECT_THAT(Asked(), Contains("crisis-kind"));
  EXPECT_THAT(Asked(), Not(Contains("what-happened")));
  Choose("topic-also", {"intimidation"});
  EXPECT_THAT(Asked(), Contains("what-happened"));
}

TEST_F(FormRulesTest, HealthIsAskedOnlyWithConsent) {
  AnswerTheFive();
  EXPECT_THAT(Asked(), Not(Contains("impact-health")));
  Choose("consent", {"with-health"});
  EXPECT_THAT(Asked(), Contains("impact-health"));
}

TEST_F(FormRulesTest, AnAnswerAboutHealthWithoutConsentIsRefused) {
  AnswerTheFive();
  answers_["impact-health"].set_scale_plus_one(9);
  EXPECT_FALSE(CheckAnswers(bundle_, answers_).ok());
}

TEST_F(FormRulesTest, AHeemraadIsNotOfferedAMotionOfNoConfidence) {
  AnswerTheFive();
  EXPECT_THAT(OptionsOf("crisis-kind"), Contains("no-confidence-motion"));
  Choose("role", {"water-authority-executive"});
  EXPECT_THAT(OptionsOf("crisis-kind"), Not(Contains("no-confidence-motion")));
  Choose("crisis-kind", {"no-confidence-motion"});
  EXPECT_FALSE(CheckAnswers(bundle_, answers_).ok());
}

TEST_F(FormRulesTest, AWrongOptionTwoForOneAndAScaleOfElevenAreRefused) {
  AnswerTheFive();
  const bundle::v1::Question& role = *FindQuestion(bundle_, "role");
  content::v1::Answer answer;
  answer.add_options("king");
  EXPECT_FALSE(CheckAnswer(role, answers_, answer).ok());
  answer.clear_options();
  answer.add_options("alderman");
  answer.add_options("former");
  EXPECT_FALSE(CheckAnswer(role, answers_, answer).ok());
  const bundle::v1::Question& impact = *FindQuestion(bundle_, "impact-work");
  answer.Clear();
  answer.set_scale_plus_one(12);
  EXPECT_FALSE(CheckAnswer(impact, answers_, answer).ok());
  answer.set_scale_plus_one(11);
  EXPECT_TRUE(CheckAnswer(impact, answers_, answer).ok());
}

TEST_F(FormRulesTest, AnotherTopicDropsTheAnswersToItsForm) {
  AnswerTheFive();
  Choose("crisis-kind", {"conflict"});
  Choose("topic", {"integrity"});
  DropUnasked(bundle_, answers_);
  EXPECT_FALSE(answers_.contains("crisis-kind"));
  EXPECT_TRUE(answers_.contains("role"));
}

TEST_F(FormRulesTest, WhatGoesOnTheCheckCardIsNoPartOfTheAccount) {
  AnswerTheFive();
  answers_["organisation"].set_text("Gemeente Voorbeelddam");
  answers_["parties"].set_text("de griffier\n\nde burgemeester ");
  answers_["must-not-see"].set_text("de secretaris");
  const content::v1::CheckCard card = CheckCardOf(answers_);
  EXPECT_EQ(card.organisation(), "Gemeente Voorbeelddam");
  EXPECT_EQ(card.role(), "alderman");
  ASSERT_EQ(card.parties_size(), 2);
  EXPECT_EQ(card.parties(1), "de burgemeester");
  EXPECT_EQ(card.must_not_see(), "de secretaris");
  EXPECT_EQ(AccountOf(answers_).answers_size(), 5);
}

TEST_F(FormRulesTest, AnIslandGivesItsCalendarAndTerritory) {
  AnswerTheFive();
  EXPECT_EQ(CalendarOf(answers_), record::v1::CALENDAR_AMSTERDAM);
  Choose("area", {"saba"});
  EXPECT_EQ(CalendarOf(answers_), record::v1::CALENDAR_AST);
  EXPECT_EQ(TerritoryOf(answers_), bundle::v1::TERRITORY_SABA);
}

}  // namespace
}  // namespace vangnet::session
