// What each kind changes beside the chain, in a real store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/contract/clock.h"
#include "proto/contract/deadline_rules.h"
#include "tests/services/case_records/sample_case.h"
#include "tests/support/statement_watch.h"
#include "vangnet/caseview/v1/caseview.pb.h"

namespace vangnet::testing {
namespace {

using sealing::RecordWriter;

class AppendEffectsTest : public ::testing::Test {
 protected:
  std::uint32_t State() { return sample_.Summary().state; }

  std::uint64_t DeadlineFromNow(record::v1::Urgency urgency) {
    return contract::AcknowledgeBy(sample_.newest().Get()->bundle.deadlines(), urgency,
                                   record::v1::CALENDAR_AMSTERDAM, sample_.now);
  }

  // Urgency 1, with dirk named as duty officer and on duty now.
  void FileUrgent() {
    sealing::FilingDraft draft = sample_.Draft();
    draft.urgency = record::v1::URGENCY_URGENT;
    draft.routing.duty = {sample_.organisation.principal("dirk")};
    const std::uint64_t now = contract::ToSeconds(sample_.now);
    ASSERT_TRUE(sample_
                    .Change([&](storage::Transaction& txn) {
                      const storage::DutyRow duty = {
                          .principal = sample_.organisation.principal("dirk"),
                          .start_time = now - 60,
                          .end_time = now + 60};
                      return txn.duties().ReplaceAll({duty});
                    })
                    .ok());
    sample_.MustFile(draft);
  }

  absl::Status Remove(const std::string& who, const std::string& removed) {
    return sample_.Act(who, [&](RecordWriter& w) {
      return w.RemoveReader(sample_.organisation.principal(removed),
                            record::v1::REMOVAL_REASON_REPORTER_WISH);
    });
  }

  absl::Status Add(const std::string& who, const std::string& added, record::v1::CaseRole role) {
    return sample_.Act(who, [&](RecordWriter& w) {
      return w.AddReader(sample_.organisation.principal(added), role, {});
    });
  }

  SampleCase sample_;
};

TEST_F(AppendEffectsTest, AcknowledgeOpensTheConversationForTheLeadAlone) {
  sample_.MustFile();
  sample_.Acknowledge("anna");
  EXPECT_EQ(sample_.GateOf("anna"), "conversation");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.GateOf("carla"), "closed");
  EXPECT_EQ(State(), caseview::v1::CASE_STATE_ACKNOWLEDGED);
  EXPECT_EQ(sample_.Summary().lead, sample_.organisation.principal("anna"));
}

TEST_F(AppendEffectsTest, AcknowledgeDeletesTheGrantsOfThoseWhoFellOff) {
  sample_.MustFile();
  EXPECT_EQ(sample_.GrantsOf("carla"), 2u);
  sample_.Acknowledge("anna");
  EXPECT_EQ(sample_.GrantsOf("carla"), 0u);
  EXPECT_EQ(sample_.GrantsOf("anna"), 2u);
  EXPECT_EQ(sample_.GrantsOf("bo"), 2u);
  EXPECT_EQ(sample_.GrantsOf("reporter"), 2u);
}

TEST_F(AppendEffectsTest, AcknowledgeEndsTheDeadline) {
  sample_.MustFile();
  EXPECT_EQ(sample_.Dues().size(), 1u);
  sample_.now += absl::Minutes(61) + absl::Seconds(5);
  sample_.Acknowledge("anna");
  EXPECT_TRUE(sample_.Dues().empty());
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, 0u);
  EXPECT_EQ(sample_.Summary().acknowledged_time,
            contract::RoundToMinute(contract::ToSeconds(sample_.now)));
}

TEST_F(AppendEffectsTest, DutyOfficerWhoAcknowledgesLeadsWithTheNamedDeputy) {
  FileUrgent();
  sample_.Acknowledge("dirk");
  EXPECT_EQ(sample_.GateOf("dirk"), "conversation");
  EXPECT_EQ(sample_.GateOf("anna"), "closed");
  EXPECT_EQ(sample_.GrantsOf("anna"), 0u);
  EXPECT_EQ(sample_.GrantsOf("bo"), 2u);
}

TEST_F(AppendEffectsTest, DeclineOpensTheNextRungWithANewDeadline) {
  sample_.MustFile();
  sample_.now += absl::Hours(3);
  sample_.Decline("anna");
  EXPECT_EQ(sample_.GateOf("anna"), "left");
  EXPECT_EQ(sample_.GateOf("bo"), "check");
  EXPECT_EQ(sample_.GateOf("carla"), "closed");
  EXPECT_EQ(sample_.GrantsOf("anna"), 0u);
  EXPECT_EQ(State(), caseview::v1::CASE_STATE_ASSIGNED);
  ASSERT_EQ(sample_.Dues().size(), 1u);
  EXPECT_EQ(sample_.Dues().front().due_time, DeadlineFromNow(record::v1::URGENCY_NORMAL));
  EXPECT_EQ(sample_.Dues().front().rung, 1u);
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, sample_.Dues().front().due_time);
}

TEST_F(AppendEffectsTest, DeclineAndNextRungAreOneTransaction) {
  sample_.MustFile();
  const sealing::Batch batch = sample_.Prepare(
      "anna", [](RecordWriter& w) { return w.Decline(record::v1::DECLINE_REASON_CONFLICT); });
  storage::testing::FailNextStatement("INSERT INTO due", storage::testing::kConstraint);
  EXPECT_FALSE(sample_.Send("anna", batch).ok());
  EXPECT_FALSE(storage::testing::FailurePending());
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.GrantsOf("anna"), 2u);
  EXPECT_TRUE(sample_.Send("anna", batch).ok());
  EXPECT_EQ(sample_.GateOf("bo"), "check");
}

TEST_F(AppendEffectsTest, NothingIsKeptWithoutTheAuditLeaf) {
  sample_.MustFile();
  const std::size_t leaves = sample_.LeafCount();
  storage::testing::FailNextStatement("INSERT INTO leaf", storage::testing::kConstraint);
  EXPECT_FALSE(sample_.Act("anna", [](RecordWriter& w) { return w.Acknowledge(); }).ok());
  EXPECT_FALSE(storage::testing::FailurePending());
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(sample_.LeafCount(), leaves);
  EXPECT_EQ(sample_.View("reporter").records.size(), 5u);
  EXPECT_EQ(sample_.Summary().lead, std::nullopt);
}

TEST_F(AppendEffectsTest, EachRecordHasItsLeaf) {
  sample_.MustFile();
  const std::size_t leaves = sample_.LeafCount();
  sample_.Acknowledge("anna");
  EXPECT_EQ(sample_.LeafCount(), leaves + 1);
  ASSERT_TRUE(sample_
                  .Act("anna",
                       [](RecordWriter& w) {
                         return w.WriteEntry(record::v1::COMPARTMENT_KIND_CONVERSATION,
                                             MessageBody("Dag."));
                       })
                  .ok());
  EXPECT_EQ(sample_.LeafCount(), leaves + 3);  // EPOCH and ENTRY.
}

TEST_F(AppendEffectsTest, UrgentCaseOpensForTheOfficerOnDutyToo) {
  FileUrgent();
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.GateOf("dirk"), "check");
}

TEST_F(AppendEffectsTest, DeclineOfTheLeadOpensTheDeputyThoughDutyIsOpen) {
  FileUrgent();
  sample_.Decline("anna");
  EXPECT_EQ(sample_.GateOf("bo"), "check");
  EXPECT_EQ(sample_.GateOf("dirk"), "check");
}

TEST_F(AppendEffectsTest, DeclineOfTheDutyOfficerLeavesTheTurnWhereItIs) {
  FileUrgent();
  const std::uint64_t deadline = sample_.Summary().acknowledge_by_time;
  sample_.now += absl::Minutes(5);
  sample_.Decline("dirk");
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, deadline);
}

TEST_F(AppendEffectsTest, CaseThatEverybodyDeclinedIsUnheldAndOverdueAtOnce) {
  sample_.MustFile();
  sample_.Decline("anna");
  sample_.Decline("bo");
  sample_.now += absl::Minutes(10);
  sample_.Decline("carla");
  EXPECT_EQ(State(), caseview::v1::CASE_STATE_UNHELD);
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, contract::ToSeconds(sample_.now));
  ASSERT_EQ(sample_.Dues().size(), 1u);
}

TEST_F(AppendEffectsTest, RungThatLeftTheOrganisationIsPassedOver) {
  sample_.MustFile();
  bundle::v1::Bundle& draft = sample_.organisation.draft();
  for (int i = 0; i < draft.staff_size(); ++i) {
    if (draft.staff(i).principal() == sample_.organisation.principal("bo").view()) {
      draft.mutable_staff()->DeleteSubrange(i, 1);
      break;
    }
  }
  sample_.Republish();
  sample_.Decline("anna");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.GateOf("carla"), "check");
}

TEST_F(AppendEffectsTest, LeadWhoLeavesOpensTheDeputy) {
  sample_.MustFile();
  sample_.Acknowledge("anna");
  sample_.Decline("anna");
  EXPECT_EQ(sample_.GateOf("anna"), "left");
  EXPECT_EQ(sample_.GateOf("bo"), "check");
  EXPECT_EQ(sample_.GateOf("carla"), "closed");
  EXPECT_EQ(sample_.Summary().lead, std::nullopt);
  EXPECT_EQ(State(), caseview::v1::CASE_STATE_ASSIGNED);
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, DeadlineFromNow(record::v1::URGENCY_NORMAL));
  sample_.Acknowledge("bo");
  EXPECT_EQ(sample_.GateOf("bo"), "conversation");
}

TEST_F(AppendEffectsTest, ReporterRemovesTheLeadAndTheTurnMovesOn) {
  sample_.MustFile();
  ASSERT_TRUE(Remove("reporter", "anna").ok());
  EXPECT_EQ(sample_.GateOf("anna"), "left");
  EXPECT_EQ(sample_.GrantsOf("anna"), 0u);
  EXPECT_EQ(sample_.GateOf("bo"), "check");
}

TEST_F(AppendEffectsTest, RemovedReserveChangesNoTurn) {
  sample_.MustFile();
  const std::uint64_t deadline = sample_.Summary().acknowledge_by_time;
  sample_.now += absl::Hours(1);
  ASSERT_TRUE(Remove("reporter", "carla").ok());
  EXPECT_EQ(sample_.GateOf("carla"), "left");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, deadline);
}

TEST_F(AppendEffectsTest, LeadRemovesTheDeputyAndAddsAnother) {
  sample_.MustFile();
  sample_.Acknowledge("anna");
  ASSERT_TRUE(Remove("anna", "bo").ok());
  EXPECT_EQ(sample_.GateOf("bo"), "left");
  EXPECT_EQ(sample_.GrantsOf("bo"), 0u);
  ASSERT_TRUE(Add("anna", "zoe", record::v1::CASE_ROLE_DEPUTY).ok());
  EXPECT_EQ(sample_.GateOf("zoe"), "closed");
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, 0u);
  sample_.Decline("anna");
  EXPECT_EQ(sample_.GateOf("zoe"), "check");
}

TEST_F(AppendEffectsTest, ReporterRemovesTheLeadWhoAcknowledged) {
  sample_.MustFile();
  sample_.Acknowledge("anna");
  ASSERT_TRUE(Remove("reporter", "anna").ok());
  EXPECT_EQ(sample_.GateOf("anna"), "left");
  EXPECT_EQ(sample_.GrantsOf("anna"), 0u);
  EXPECT_EQ(sample_.GateOf("bo"), "check");
  EXPECT_EQ(sample_.Summary().lead, std::nullopt);
}

TEST_F(AppendEffectsTest, AddedReserveWaitsForTheTurn) {
  sample_.MustFile();
  ASSERT_TRUE(Remove("reporter", "carla").ok());
  ASSERT_TRUE(Add("reporter", "emma", record::v1::CASE_ROLE_RESERVE).ok());
  EXPECT_EQ(sample_.GateOf("emma"), "closed");
  sample_.Decline("anna");
  sample_.Decline("bo");
  EXPECT_EQ(sample_.GateOf("emma"), "check");
}

TEST_F(AppendEffectsTest, AddedLeadOfAnUnheldCaseIsAskedAtOnce) {
  sample_.MustFile();
  for (const char* who : {"anna", "bo", "carla"}) sample_.Decline(who);
  sample_.now += absl::Hours(1);
  ASSERT_TRUE(Add("reporter", "zoe", record::v1::CASE_ROLE_LEAD).ok());
  EXPECT_EQ(sample_.GateOf("zoe"), "check");
  EXPECT_EQ(State(), caseview::v1::CASE_STATE_ASSIGNED);
  EXPECT_EQ(sample_.Summary().acknowledge_by_time, DeadlineFromNow(record::v1::URGENCY_NORMAL));
}

TEST_F(AppendEffectsTest, WithdrawnCaseLeavesEveryList) {
  sample_.MustFile();
  ASSERT_TRUE(sample_.Act("reporter", [](RecordWriter& w) { return w.Withdraw(); }).ok());
  EXPECT_EQ(State(), caseview::v1::CASE_STATE_WITHDRAWN);
  EXPECT_EQ(sample_.Summary().closed_day, contract::ToDay(sample_.now));
  EXPECT_TRUE(sample_.Dues().empty());
  sample_.Read([&](const storage::Snapshot& snapshot) {
    EXPECT_TRUE(snapshot.readers()
                    .ListOpenCasesOf(sample_.organisation.principal("anna"), std::nullopt, 10)
                    ->empty());
    EXPECT_TRUE(snapshot.coordinators()
                    .ListOpenCasesOf(sample_.organisation.principal("cora"), std::nullopt, 10)
                    ->empty());
  });
}

TEST_F(AppendEffectsTest, LeadClosesAndMayStillReadBack) {
  sample_.MustFile();
  sample_.Acknowledge("anna");
  ASSERT_TRUE(sample_.Act("anna", [](RecordWriter& w) { return w.Close(); }).ok());
  EXPECT_EQ(State(), caseview::v1::CASE_STATE_CLOSED);
  EXPECT_EQ(sample_.GateOf("anna"), "conversation");
}

TEST_F(AppendEffectsTest, OnlyFilingAndAcknowledgeKeepTheMinute) {
  sample_.now += absl::Minutes(7) + absl::Seconds(31);
  const std::uint64_t filed = contract::RoundToMinute(contract::ToSeconds(sample_.now));
  sample_.MustFile();
  sample_.now += absl::Minutes(11);
  const std::uint64_t acknowledged = contract::RoundToMinute(contract::ToSeconds(sample_.now));
  sample_.Acknowledge("anna");
  const std::uint64_t day = contract::RoundToDay(filed);
  std::vector<std::uint64_t> times;
  for (const sealing::CaseRecord& record : sample_.View("reporter").records) {
    times.push_back(record.received_time);
  }
  EXPECT_THAT(times, ::testing::ElementsAre(filed, day, day, acknowledged, day, day));
}

}  // namespace
}  // namespace vangnet::testing
