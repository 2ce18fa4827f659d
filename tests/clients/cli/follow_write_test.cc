// What counts as answered when a reporter completes the report.
#include "clients/cli/follow_write.h"

#include <gtest/gtest.h>

namespace vangnet::cli {
namespace {

class AnsweredSoFarTest : public ::testing::Test {
 protected:
  // An ENTRY in the conversation with this answer to `own-words`.
  sealing::CaseRecord& Answer(const contract::PrincipalId& author, const std::string& text) {
    sealing::CaseRecord& record = view_.records.emplace_back();
    record.compartment = record::v1::COMPARTMENT_KIND_CONVERSATION;
    record.header.set_kind(record::v1::RECORD_KIND_ENTRY);
    record.header.set_case_id(std::string(16, 'c'));
    record.author = author;
    record.verified = true;
    record.reading = sealing::EntryReading::kOpened;
    content::v1::Answer& answer = *record.body.mutable_account()->add_answers();
    answer.set_question("own-words");
    answer.set_text(text);
    return record;
  }
  std::string OwnWords() const { return session::TextOf(AnsweredSoFar(view_), "own-words"); }

  const contract::PrincipalId reporter_ = *contract::PrincipalId::Parse(std::string(16, 'c'));
  const contract::PrincipalId lead_ = *contract::PrincipalId::Parse(std::string(16, 'l'));
  sealing::CaseView view_;
};

TEST_F(AnsweredSoFarTest, TheReportersLastAnswerCounts) {
  EXPECT_TRUE(AnsweredSoFar(view_).empty());
  Answer(reporter_, "eerst");
  Answer(reporter_, "daarna");
  EXPECT_EQ(OwnWords(), "daarna");
}

// Else a member of the staff could have the reporter believe to have answered something.
TEST_F(AnsweredSoFarTest, WhatSomebodyElseAnswersIsNotTheReportersAnswer) {
  Answer(lead_, "van een ander");
  EXPECT_TRUE(AnsweredSoFar(view_).empty());
  Answer(reporter_, "van de melder");
  Answer(lead_, "van een ander");
  EXPECT_EQ(OwnWords(), "van de melder");
}

TEST_F(AnsweredSoFarTest, WhatIsNotVerifiedDoesNotCount) {
  Answer(reporter_, "van de melder");
  Answer(reporter_, "vervalst").verified = false;
  EXPECT_EQ(OwnWords(), "van de melder");
}

}  // namespace
}  // namespace vangnet::cli
