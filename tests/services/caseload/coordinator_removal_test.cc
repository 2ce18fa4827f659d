// A coordinator's REMOVE_READER in a real store, written as the caseload row tells it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "clients/sealing/coordinator_record.h"
#include "proto/contract/chain.h"
#include "proto/contract/clock.h"
#include "proto/contract/deadline_rules.h"
#include "services/case_records/append_records.h"
#include "services/caseload/get_caseload.h"
#include "services/cryptography/sha256.h"
#include "tests/services/case_records/sample_case.h"
#include "tests/support/statement_watch.h"

namespace vangnet::testing {
namespace {

using case_records::Capacity;
using sealing::RecordWriter;
using ::testing::ElementsAre;
using Header = record::v1::RecordHeader;

class CoordinatorRemovalTest : public ::testing::Test {
 protected:
  caseload::v1::CaseloadRow Row(const std::string& coordinator = "cora") {
    caseload::v1::GetCaseloadResponse response;
    sample_.Read([&](const storage::Snapshot& snapshot) {
      EXPECT_TRUE(caseload::GetCaseload(snapshot, sample_.caller(coordinator), {}, response).ok());
    });
    for (const caseload::v1::CaseloadRow& row : response.rows()) {
      if (row.case_id() == sample_.case_id().view()) return row;
    }
    return {};
  }

  // What `who` would sign over `row`, whether it is a row of `who` or not.
  sealing::Batch Removal(const std::string& who, const std::string& removed,
                         const caseload::v1::CaseloadRow& row) {
    const auto record =
        sealing::SignRemoval({.case_id = sample_.case_id(),
                              .check_head = *contract::Hash::Parse(row.check_head()),
                              .author_seq = row.next_author_seq(),
                              .person = sample_.identity(removed).principal(),
                              .reason = record::v1::REMOVAL_REASON_CONFLICT},
                             sample_.identity(who), sample_.organisation.Verified(sample_.now),
                             sample_.now, sealing::SystemRandom());
    EXPECT_TRUE(record.ok()) << record.status();
    return {.records = {*record}, .grants = {}};
  }

  std::string Sent(const std::string& who, const sealing::Batch& batch,
                   Capacity capacity = Capacity::kCoordinator) {
    return Outcome(sample_.Send(who, batch, capacity).status());
  }
  std::string Remove(const std::string& removed) {
    return Sent("cora", Removal("cora", removed, Row()));
  }
  // The removal of anna with its header changed, signed anew by cora.
  std::string SentChanged(const std::function<void(Header&)>& change) {
    sealing::Batch batch = Removal("cora", "anna", Row());
    batch.records.back() = ResignRecord(batch.records.back(), sample_.identity("cora"), change);
    const std::string outcome = Sent("cora", batch);
    EXPECT_EQ(sample_.GateOf("anna"), "check");
    return outcome;
  }

  std::vector<std::string> Names(const std::vector<std::string>& handles) const {
    std::vector<std::string> principals;
    for (const std::string& handle : handles) {
      principals.push_back(sample_.organisation.principal(handle).ToBytes());
    }
    std::sort(principals.begin(), principals.end());
    return principals;
  }
  std::vector<std::string> Persons() {
    const caseload::v1::CaseloadRow row = Row();
    return {row.persons().begin(), row.persons().end()};
  }
  // The access list as the records tell it.
  std::vector<std::string> Folded() {
    std::vector<std::string> principals;
    const sealing::CaseView view = sample_.View("reporter");
    for (const contract::PrincipalId& one : view.fold->Access(record::v1::COMPARTMENT_KIND_CHECK)) {
      if (one.view() != sample_.case_id().view()) principals.push_back(one.ToBytes());
    }
    return principals;
  }

  SampleCase sample_;
};

TEST_F(CoordinatorRemovalTest, RowTellsWhereTheNextRecordStands) {
  sample_.MustFile();
  caseload::v1::CaseloadRow row = Row();
  EXPECT_EQ(row.next_author_seq(), 1u);
  const std::string check = contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK);
  EXPECT_EQ(row.check_head(), sample_.View("reporter").fold->Head(check).ToBytes());
  ASSERT_EQ(Remove("anna"), "OK");
  row = Row();
  EXPECT_EQ(row.next_author_seq(), 2u);
  EXPECT_EQ(row.check_head(), sample_.View("reporter").fold->Head(check).ToBytes());
  EXPECT_EQ(Row("cees").next_author_seq(), 0u) << "a row of a case that does not name cees";
}

TEST_F(CoordinatorRemovalTest, PersonsOfTheRowAreTheAccessList) {
  sample_.MustFile();
  EXPECT_THAT(Persons(), Names({"anna", "bo", "carla"}));
  EXPECT_EQ(Persons(), Folded());
  sample_.Decline("anna");
  EXPECT_EQ(Persons(), Folded());
  sample_.Acknowledge("bo");  // Takes carla off.
  EXPECT_EQ(Persons(), Folded());
  EXPECT_EQ(Persons(), Names({"bo"}));
  ASSERT_TRUE(sample_
                  .Act("reporter",
                       [&](RecordWriter& w) {
                         return w.AddReader(sample_.organisation.principal("carla"),
                                            record::v1::CASE_ROLE_DEPUTY, {});
                       })
                  .ok());
  EXPECT_EQ(Persons(), Folded());
  EXPECT_EQ(Persons(), Names({"bo", "carla"}));
  ASSERT_EQ(Remove("bo"), "OK");
  EXPECT_EQ(Persons(), Names({"carla"}));
  EXPECT_EQ(Persons(), Folded());
}

// The named lead is off the list once the officer on duty acknowledged, without having left.
TEST_F(CoordinatorRemovalTest, WhoFellOffIsNotAmongThePersons) {
  const std::uint64_t now = contract::ToSeconds(sample_.now);
  ASSERT_TRUE(sample_
                  .Change([&](storage::Transaction& txn) {
                    return txn.duties().ReplaceAll(
                        {{.principal = sample_.organisation.principal("dirk"),
                          .start_time = now - 60,
                          .end_time = now + 60}});
                  })
                  .ok());
  sealing::FilingDraft draft = sample_.Draft();
  draft.urgency = record::v1::URGENCY_URGENT;
  draft.routing.duty = {sample_.organisation.principal("dirk")};
  sample_.MustFile(draft);
  EXPECT_EQ(Persons(), Folded());
  sample_.Acknowledge("dirk");
  EXPECT_EQ(Persons(), Names({"bo", "dirk"}));
  EXPECT_EQ(Persons(), Folded());
  EXPECT_EQ(Remove("anna"), "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Remove("dirk"), "OK");
  EXPECT_EQ(sample_.GateOf("bo"), "check");
}

// Below urgency 2 only a crisis names duty officers, and rows do not tell the category.
TEST_F(CoordinatorRemovalTest, ARowOfACrisisLooksLikeAnyOther) {
  sealing::FilingDraft draft = sample_.Draft();
  draft.category = record::v1::CATEGORY_CRISIS;
  draft.routing.duty = {sample_.organisation.principal("dirk")};
  sample_.MustFile(draft);
  EXPECT_EQ(Persons(), Names({"anna", "bo", "carla"}));
  for (const char* who : {"anna", "bo", "carla"}) ASSERT_EQ(Remove(who), "OK");
  EXPECT_EQ(Persons(), Names({"dirk"}));  // The turn, which the row tells as holder.
}

TEST_F(CoordinatorRemovalTest, NextRungOpensWithANewDeadline) {
  sample_.MustFile();
  sample_.now += absl::Hours(3);
  ASSERT_EQ(Remove("anna"), "OK");
  EXPECT_EQ(sample_.GateOf("anna"), "left");
  EXPECT_EQ(sample_.GrantsOf("anna"), 0u);
  EXPECT_EQ(sample_.GateOf("bo"), "check");
  EXPECT_EQ(sample_.GateOf("carla"), "closed");
  EXPECT_EQ(Row().holder(), sample_.organisation.principal("bo").ToBytes());
  EXPECT_EQ(Row().acknowledge_by_time(),
            contract::AcknowledgeBy(sample_.newest().Get()->bundle.deadlines(),
                                    record::v1::URGENCY_NORMAL, record::v1::CALENDAR_AMSTERDAM,
                                    sample_.now));
  EXPECT_EQ(sample_.Dues().size(), 1u);
}

TEST_F(CoordinatorRemovalTest, RemovalAndNextRungAreOneTransaction) {
  sample_.MustFile();
  const sealing::Batch batch = Removal("cora", "anna", Row());
  storage::testing::FailNextStatement("INSERT INTO due", storage::testing::kConstraint);
  EXPECT_NE(Sent("cora", batch), "OK");
  EXPECT_FALSE(storage::testing::FailurePending());
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.GrantsOf("anna"), 2u);
  EXPECT_EQ(Sent("cora", batch), "OK");
  EXPECT_EQ(sample_.GateOf("bo"), "check");
}

TEST_F(CoordinatorRemovalTest, NothingIsKeptWithoutTheAuditLeaf) {
  sample_.MustFile();
  const std::size_t leaves = sample_.LeafCount();
  storage::testing::FailNextStatement("INSERT INTO leaf", storage::testing::kConstraint);
  EXPECT_NE(Remove("anna"), "OK");
  EXPECT_FALSE(storage::testing::FailurePending());
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(sample_.LeafCount(), leaves);
  ASSERT_EQ(Remove("anna"), "OK");
  EXPECT_EQ(sample_.LeafCount(), leaves + 1);
}

TEST_F(CoordinatorRemovalTest, LeadWhoAcknowledgedIsRemovedAndTheNextWriterStartsAnEpoch) {
  sample_.MustFile();
  sample_.Acknowledge("anna");
  ASSERT_EQ(Remove("anna"), "OK");
  EXPECT_EQ(sample_.Summary().lead, std::nullopt);
  EXPECT_EQ(sample_.GateOf("bo"), "check");
  EXPECT_EQ(sample_.GrantsOf("anna"), 0u);
  const sealing::Batch message = sample_.Prepare("reporter", [](RecordWriter& w) {
    return w.WriteEntry(record::v1::COMPARTMENT_KIND_CONVERSATION, MessageBody("Dag."));
  });
  EXPECT_EQ(message.records.size(), 2u);  // EPOCH and ENTRY.
  EXPECT_EQ(Sent("reporter", message, Capacity::kReader), "OK");
  EXPECT_EQ(sample_.GrantsOf("anna"), 0u);
  EXPECT_TRUE(sample_.View("reporter").findings.empty());
  sample_.Acknowledge("bo");
  EXPECT_TRUE(sample_.View("bo").findings.empty());
}

TEST_F(CoordinatorRemovalTest, LastOneRemovedLeavesTheCaseUnheldAndOverdue) {
  sample_.MustFile();
  for (const char* who : {"carla", "bo", "anna"}) ASSERT_EQ(Remove(who), "OK");
  const caseload::v1::CaseloadRow row = Row();
  EXPECT_EQ(row.state(), caseview::v1::CASE_STATE_UNHELD);
  EXPECT_TRUE(row.overdue());
  EXPECT_TRUE(row.holder().empty());
  EXPECT_TRUE(row.persons().empty());
  EXPECT_EQ(row.next_author_seq(), 4u);
}

TEST_F(CoordinatorRemovalTest, SeveralOfOneCallAreAllOrNothing) {
  sample_.MustFile();
  caseload::v1::CaseloadRow row = Row();
  sealing::Batch batch = Removal("cora", "anna", row);
  const auto first = contract::ParseRecord(&cryptography::Sha256, batch.records.front());
  row.set_check_head(contract::ChainNext(&cryptography::Sha256,
                                         *contract::Hash::Parse(row.check_head()),
                                         first->record_hash)
                         .ToBytes());
  row.set_next_author_seq(2);
  const sealing::Batch stranger = Removal("cora", "zoe", row);
  const sealing::Batch bo = Removal("cora", "bo", row);
  EXPECT_EQ(Sent("cora", {{batch.records.front(), stranger.records.front()}, {}}),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(Sent("cora", {{batch.records.front(), bo.records.front()}, {}}), "OK");
  EXPECT_EQ(sample_.GateOf("carla"), "check");
}

TEST_F(CoordinatorRemovalTest, SameBytesGiveTheSameAnswerAlsoInAClosedCase) {
  sample_.MustFile();
  const sealing::Batch batch = Removal("cora", "anna", Row());
  const auto first = sample_.Send("cora", batch, Capacity::kCoordinator);
  ASSERT_TRUE(first.ok());
  ASSERT_EQ(first->size(), 1u);
  EXPECT_EQ(first->front().head(), Row().check_head());
  sample_.Acknowledge("bo");
  ASSERT_TRUE(sample_.Act("bo", [](RecordWriter& w) { return w.Close(); }).ok());
  const auto second = sample_.Send("cora", batch, Capacity::kCoordinator);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->front().SerializeAsString(), first->front().SerializeAsString());
  EXPECT_EQ(second->size(), 1u);
}

TEST_F(CoordinatorRemovalTest, OtherBytesUnderAKnownIdAreRefused) {
  sample_.MustFile();
  const sealing::Batch batch = Removal("cora", "anna", Row());
  ASSERT_EQ(Sent("cora", batch), "OK");
  sealing::Batch other = batch;
  other.records.front() =
      ResignRecord(batch.records.front(), sample_.identity("cora"), [](Header& header) {
        header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_LEFT);
      });
  EXPECT_EQ(Sent("cora", other), "ALREADY_EXISTS/RECORD_EXISTS");
}

TEST_F(CoordinatorRemovalTest, HeadThatHasMovedOnIsAborted) {
  sample_.MustFile();
  const sealing::Batch late = Removal("cora", "bo", Row());
  sample_.Acknowledge("anna");
  EXPECT_EQ(Sent("cora", late), "ABORTED/CHAIN_MOVED");
  EXPECT_EQ(Remove("bo"), "OK");
}

TEST_F(CoordinatorRemovalTest, WrongPlaceAuthorAndSignature) {
  sample_.MustFile();
  EXPECT_EQ(SentChanged([](Header& header) { header.set_author_seq(2); }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(SentChanged([](Header& header) { header.set_seen(std::string(32, 's')); }),
            "ABORTED/CHAIN_MOVED");
  EXPECT_EQ(SentChanged([&](Header& header) {
              header.set_author(sample_.organisation.principal("cees").ToBytes());
            }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(SentChanged([&](Header& header) {
              header.set_author_key(sample_.identity("cees").signing_key().ToBytes());
            }),
            "INVALID_ARGUMENT/BAD_SIGNATURE");
  EXPECT_EQ(SentChanged([](Header& header) { header.set_bundle_version(2); }),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(CoordinatorRemovalTest, NobodyRemovesTheReporterAStrangerOrWhoIsGone) {
  sample_.MustFile();
  EXPECT_EQ(Remove("reporter"), "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Remove("zoe"), "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Remove("cora"), "INVALID_ARGUMENT/BAD_FIELD");
  ASSERT_EQ(Remove("anna"), "OK");
  EXPECT_EQ(Remove("anna"), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(CoordinatorRemovalTest, ACoordinatorCannotAdd) {
  sample_.MustFile();
  EXPECT_EQ(
      SentChanged([&](Header& header) {
        header.set_kind(record::v1::RECORD_KIND_ADD_READER);
        header.mutable_add_reader()->set_principal(sample_.organisation.principal("zoe").ToBytes());
        header.mutable_add_reader()->set_role(record::v1::CASE_ROLE_DEPUTY);
      }),
      "PERMISSION_DENIED/WRONG_ROLE");
  EXPECT_EQ(sample_.GateOf("zoe"), "stranger");
}

TEST_F(CoordinatorRemovalTest, NoOtherKindIsTakenWhateverTheCase) {
  sample_.MustFile();
  const std::vector<std::function<void(Header&)>> acts = {
      [&](Header& header) {
        header.set_kind(record::v1::RECORD_KIND_ACKNOWLEDGE);
        header.mutable_acknowledge()->set_filing_record_hash(std::string(32, 'f'));
      },
      [](Header& header) {
        header.set_kind(record::v1::RECORD_KIND_DECLINE);
        header.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER);
      },
      [](Header& header) {
        header.clear_remove_reader();
        header.set_kind(record::v1::RECORD_KIND_WITHDRAW);
      },
      [](Header& header) {
        header.clear_remove_reader();
        header.set_kind(record::v1::RECORD_KIND_CLOSE);
      }};
  for (const auto& act : acts) {
    EXPECT_EQ(SentChanged(act), "PERMISSION_DENIED/WRONG_ROLE");
    // Said of a case of others as well: nothing was looked at.
    sealing::Batch batch = Removal("cees", "anna", Row());
    batch.records.back() = ResignRecord(batch.records.back(), sample_.identity("cees"), act);
    EXPECT_EQ(Sent("cees", batch), "PERMISSION_DENIED/WRONG_ROLE");
  }
  EXPECT_EQ(SentChanged([](Header& header) {
              header.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CONVERSATION);
            }),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(CoordinatorRemovalTest, InAClosedCaseNothingIsRemoved) {
  sample_.MustFile();
  const caseload::v1::CaseloadRow row = Row();
  ASSERT_TRUE(sample_.Act("reporter", [](RecordWriter& w) { return w.Withdraw(); }).ok());
  EXPECT_EQ(Sent("cora", Removal("cora", "anna", row)), "FAILED_PRECONDITION/CASE_CLOSED");
}

TEST_F(CoordinatorRemovalTest, EachDoorIsForItsOwn) {
  sample_.MustFile();
  const sealing::Batch coras = Removal("cora", "anna", Row());
  EXPECT_EQ(Sent("cora", coras, Capacity::kReader), "NOT_FOUND");
  sample_.Acknowledge("anna");
  const sealing::Batch annas = sample_.Prepare("anna", [&](RecordWriter& w) {
    return w.RemoveReader(sample_.organisation.principal("bo"), record::v1::REMOVAL_REASON_LEFT);
  });
  EXPECT_EQ(Sent("anna", annas, Capacity::kCoordinator), "NOT_FOUND");
  EXPECT_EQ(Sent("anna", annas, Capacity::kReader), "OK");
  const sealing::Batch reporters = sample_.Prepare("reporter", [&](RecordWriter& w) {
    return w.RemoveReader(sample_.organisation.principal("anna"), record::v1::REMOVAL_REASON_LEFT);
  });
  EXPECT_EQ(Sent("reporter", reporters, Capacity::kCoordinator), "NOT_FOUND");
}

TEST_F(CoordinatorRemovalTest, NotYoursAndNotThereAreTheSameAfterTheSameReads) {
  sample_.MustFile();
  contract::CaseId nowhere = sample_.case_id();
  nowhere.mutable_data()[0] ^= 1;
  const sealing::Batch batch = Removal("cees", "anna", Row());
  const case_records::ByteStrings records(batch.records.begin(), batch.records.end());
  auto call = case_records::ParseAppendCall({.organisation_id = sample_.organisation.id(),
                                             .case_id = sample_.case_id(),
                                             .caller = sample_.identity("cees").principal(),
                                             .capacity = Capacity::kCoordinator},
                                            records, {});
  ASSERT_TRUE(call.ok());
  std::vector<absl::Status> answers;
  std::vector<std::uint64_t> reads;
  for (const contract::CaseId& case_id : {sample_.case_id(), nowhere}) {
    call->case_id = case_id;
    sample_.Read([&](const storage::Snapshot& snapshot) {
      const std::uint64_t before = snapshot.statements_executed();
      answers.push_back(case_records::CheckAppend(snapshot, *call).status());
      reads.push_back(snapshot.statements_executed() - before);
    });
  }
  EXPECT_TRUE(absl::IsNotFound(answers[0]));
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_EQ(reads[0], reads[1]);
  EXPECT_GT(reads[0], 0u);
}

}  // namespace
}  // namespace vangnet::testing
