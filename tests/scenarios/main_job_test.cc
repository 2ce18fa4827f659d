// The way of a report, from filing to answer, through nginx, with real processes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "clients/sealing/filing_proof.h"
#include "tests/scenarios/scenario.h"

namespace vangnet::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

class MainJobTest : public Scenario {};

TEST_F(MainJobTest, AReportIsFiledAcknowledgedAnsweredAndFollowed) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  EXPECT_THAT(sealing::VerifyFilingProof(reporter.proof(),
                                         system().organisation().Verified(absl::Now()).bundle(),
                                         reporter.filing()->facts),
              IsOk());
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Inbox().value(), Contains(reporter.case_id()));

  ASSERT_THAT(anna.Acknowledge(reporter.case_id()), IsOk());
  EXPECT_THAT(Messages(anna, reporter.case_id()), ElementsAre("het verhaal"));
  ASSERT_THAT(anna.Say(reporter.case_id(), "ik bel u vanavond"), IsOk());

  Reporter back(system(), reporter.receipt());
  EXPECT_THAT(Messages(back, back.case_id()), ElementsAre("het verhaal", "ik bel u vanavond"));
  ASSERT_THAT(back.Say(back.case_id(), "dank u"), IsOk());
  EXPECT_THAT(Messages(anna, reporter.case_id()),
              ElementsAre("het verhaal", "ik bel u vanavond", "dank u"));
}

TEST_F(MainJobTest, BeforeTheAcknowledgementOnlyTheCheckCardIsOpen) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  StaffMember anna(system(), "anna");
  const auto view = anna.Read(reporter.case_id());
  ASSERT_THAT(view, IsOk());
  int cards = 0;
  for (const sealing::CaseRecord& record : view->records) {
    EXPECT_EQ(record.compartment, record::v1::COMPARTMENT_KIND_CHECK);
    cards += record.body.has_check_card() ? 1 : 0;
  }
  EXPECT_EQ(cards, 1);
}

TEST_F(MainJobTest, ADeclineOpensTheNextRungAndClosesTheCaseToWhoDeclined) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  StaffMember anna(system(), "anna");
  StaffMember bo(system(), "bo");
  EXPECT_THAT(bo.Inbox().value(), Not(Contains(reporter.case_id())));
  ASSERT_THAT(anna.Decline(reporter.case_id()), IsOk());
  EXPECT_THAT(anna.Inbox().value(), Not(Contains(reporter.case_id())));
  EXPECT_THAT(anna.Read(reporter.case_id()), Not(IsOk()));
  EXPECT_THAT(bo.Inbox().value(), Contains(reporter.case_id()));
  ASSERT_THAT(bo.Acknowledge(reporter.case_id()), IsOk());
  EXPECT_THAT(Messages(bo, reporter.case_id()), ElementsAre("het verhaal"));
}

TEST_F(MainJobTest, AReporterRemovesAPersonAndAddsAnother) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Acknowledge(reporter.case_id()), IsOk());
  ASSERT_THAT(anna.Say(reporter.case_id(), "voor het vertrek"), IsOk());
  ASSERT_THAT(reporter.Act(reporter.case_id(),
                           [&](sealing::RecordWriter& writer) {
                             return writer.RemoveReader(anna.identity().principal(),
                                                        record::v1::REMOVAL_REASON_REPORTER_WISH);
                           }),
              IsOk());
  EXPECT_EQ(Outcome(anna.Read(reporter.case_id()).status()), "NOT_FOUND");
  // The deputy's turn; what was written before is still readable to who had its key.
  StaffMember bo(system(), "bo");
  ASSERT_THAT(bo.Acknowledge(reporter.case_id()), IsOk());
  ASSERT_THAT(reporter.Say(reporter.case_id(), "na het vertrek"), IsOk());
  EXPECT_THAT(Messages(bo, reporter.case_id()), Contains("na het vertrek"));
}

TEST_F(MainJobTest, NotesAreForTheLeadAlone) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Acknowledge(reporter.case_id()), IsOk());
  ASSERT_THAT(anna.Say(reporter.case_id(), "mijn notitie", record::v1::COMPARTMENT_KIND_CASEFILE),
              IsOk());
  const auto view = anna.Read(reporter.case_id());
  ASSERT_THAT(view, IsOk());
  EXPECT_TRUE(view->findings.empty());
  ASSERT_FALSE(view->records.empty());
  EXPECT_EQ(view->records.back().body.note().text(), "mijn notitie");
  // A new lead never gets the old one's notes.
  ASSERT_THAT(anna.Decline(reporter.case_id()), IsOk());
  StaffMember bo(system(), "bo");
  ASSERT_THAT(bo.Acknowledge(reporter.case_id()), IsOk());
  const auto other = bo.Read(reporter.case_id());
  ASSERT_THAT(other, IsOk());
  for (const sealing::CaseRecord& record : other->records) {
    EXPECT_FALSE(record.body.has_note());
  }
}

TEST_F(MainJobTest, AfterClosingNothingIsAdded) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Acknowledge(reporter.case_id()), IsOk());
  ASSERT_THAT(anna.Close(reporter.case_id()), IsOk());
  EXPECT_THAT(anna.Inbox().value(), Not(Contains(reporter.case_id())));
  EXPECT_EQ(Outcome(reporter.Say(reporter.case_id(), "nog iets")),
            "FAILED_PRECONDITION/CASE_CLOSED");
  EXPECT_THAT(Messages(reporter, reporter.case_id()), ElementsAre("het verhaal"));
}

}  // namespace
}  // namespace vangnet::testing
