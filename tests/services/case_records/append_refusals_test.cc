// Records that are not as they must be, in a real store: each refused, nothing kept.
#include <gtest/gtest.h>

#include <string>

#include "proto/contract/limits.h"
#include "services/case_records/append_records.h"
#include "services/cryptography/sha256.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using record::v1::COMPARTMENT_KIND_CASEFILE;
using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using sealing::RecordWriter;

class AppendRefusalsTest : public ::testing::Test {
 protected:
  AppendRefusalsTest() { sample_.MustFile(); }

  static absl::Status Say(RecordWriter& writer) {
    return writer.WriteEntry(COMPARTMENT_KIND_CONVERSATION, MessageBody("Dag."));
  }

  // The last record of `batch`, changed and signed anew by `who`.
  std::string SendChanged(const std::string& who, sealing::Batch batch,
                          const std::function<void(record::v1::RecordHeader&)>& change) {
    const std::size_t before = sample_.View("reporter").records.size();
    batch.records.back() = ResignRecord(batch.records.back(), sample_.identity(who), change);
    const std::string outcome = Outcome(sample_.Send(who, batch).status());
    EXPECT_EQ(sample_.View("reporter").records.size(), before);
    return outcome;
  }

  sealing::Batch Message(const std::string& who) { return sample_.Prepare(who, &Say); }

  void PublishAnotherKeyOfBo() {
    bundle::v1::Bundle& draft = sample_.organisation.draft();
    for (bundle::v1::Staff& staff : *draft.mutable_staff()) {
      if (staff.principal() != sample_.organisation.principal("bo").view()) continue;
      staff.mutable_keys()->set_box_key(std::string(32, 'k'));
      staff.mutable_keys()->set_generation(2);
    }
    sample_.Republish();
  }

  SampleCase sample_;
};

TEST_F(AppendRefusalsTest, GoodRecordIsTaken) {
  EXPECT_TRUE(sample_.Send("reporter", Message("reporter")).ok());
}

TEST_F(AppendRefusalsTest, WrongAuthor) {
  EXPECT_EQ(SendChanged("reporter", Message("reporter"),
                        [this](auto& header) {
                          header.set_author(sample_.organisation.principal("anna").ToBytes());
                        }),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, KeyThatIsNotTheAuthors) {
  sealing::Batch batch = Message("reporter");
  batch.records.back() = ResignRecord(
      batch.records.back(), sample_.identity("zoe"), [this](record::v1::RecordHeader& header) {
        header.set_author_key(sample_.identity("zoe").signing_key().ToBytes());
      });
  EXPECT_EQ(Outcome(sample_.Send("reporter", batch).status()), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, StaffKeyThatIsNotInTheNewestBundle) {
  sealing::Batch batch = sample_.Prepare("anna", [](RecordWriter& w) { return w.Acknowledge(); });
  batch.records.back() = ResignRecord(
      batch.records.back(), sample_.identity("zoe"), [this](record::v1::RecordHeader& header) {
        header.set_author_key(sample_.identity("zoe").signing_key().ToBytes());
      });
  EXPECT_EQ(Outcome(sample_.Send("anna", batch).status()), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, WrongSignature) {
  sealing::Batch batch = Message("reporter");
  batch.records.back() = ResignRecord(batch.records.back(), sample_.identity("anna"), [](auto&) {});
  EXPECT_EQ(Outcome(sample_.Send("reporter", batch).status()), "INVALID_ARGUMENT/BAD_SIGNATURE");
}

TEST_F(AppendRefusalsTest, ChangedBody) {
  sealing::Batch batch = Message("reporter");
  record::v1::Record record;
  record.ParseFromString(batch.records.back());
  (*record.mutable_sealed())[100] ^= 1;
  batch.records.back() = record.SerializeAsString();
  EXPECT_EQ(Outcome(sample_.Send("reporter", batch).status()), "INVALID_ARGUMENT/BAD_SIGNATURE");
}

TEST_F(AppendRefusalsTest, BodyOfNoPaddedSize) {
  sealing::Batch batch = Message("reporter");
  record::v1::Record record;
  record.ParseFromString(batch.records.back());
  record.mutable_sealed()->push_back('x');
  batch.records.back() = record.SerializeAsString();
  EXPECT_EQ(Outcome(sample_.Send("reporter", batch).status()), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, WrongAuthorSequence) {
  EXPECT_EQ(SendChanged("reporter", Message("reporter"),
                        [](auto& header) { header.set_author_seq(header.author_seq() + 1); }),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, HeadThatNeverWas) {
  EXPECT_EQ(SendChanged("reporter", Message("reporter"),
                        [](auto& header) { header.set_seen(std::string(32, 'h')); }),
            "ABORTED/CHAIN_MOVED");
}

TEST_F(AppendRefusalsTest, HeadThatHasMovedOn) {
  const sealing::Batch withdraw =
      sample_.Prepare("reporter", [](RecordWriter& w) { return w.Withdraw(); });
  sample_.Acknowledge("anna");
  EXPECT_EQ(Outcome(sample_.Send("reporter", withdraw).status()), "ABORTED/CHAIN_MOVED");
}

TEST_F(AppendRefusalsTest, EpochThatIsNotTheNewest) {
  EXPECT_EQ(SendChanged("reporter", Message("reporter"), [](auto& header) { header.set_epoch(2); }),
            "FAILED_PRECONDITION/EPOCH_STALE");
}

TEST_F(AppendRefusalsTest, EpochOfThoseWhoCouldReadBefore) {
  const sealing::Batch late = Message("reporter");
  ASSERT_EQ(late.records.size(), 1u);  // Under epoch 1, of all who were named.
  sample_.Acknowledge("anna");         // Takes carla off the list.
  EXPECT_EQ(Outcome(sample_.Send("reporter", late).status()), "FAILED_PRECONDITION/EPOCH_STALE");
  EXPECT_TRUE(sample_.Send("reporter", Message("reporter")).ok());
}

TEST_F(AppendRefusalsTest, SecondEpochOfANumber) {
  sample_.Acknowledge("anna");
  const sealing::Batch annas = Message("anna");
  const sealing::Batch reporters = Message("reporter");
  ASSERT_TRUE(sample_.Send("anna", annas).ok());
  EXPECT_EQ(Outcome(sample_.Send("reporter", reporters).status()), "ABORTED/CHAIN_MOVED");
}

TEST_F(AppendRefusalsTest, EpochWithTheKeysOfAnOlderBundle) {
  sample_.Acknowledge("anna");
  const sealing::Batch old = Message("anna");
  PublishAnotherKeyOfBo();
  EXPECT_EQ(Outcome(sample_.Send("anna", old).status()), "FAILED_PRECONDITION/BUNDLE_STALE");
}

TEST_F(AppendRefusalsTest, EpochWithoutAChangeIsForTheBundleOrForNothing) {
  sample_.Acknowledge("anna");
  ASSERT_TRUE(sample_.Send("anna", Message("anna")).ok());
  PublishAnotherKeyOfBo();
  const sealing::Batch good = Message("anna");
  ASSERT_EQ(good.records.size(), 2u);  // EPOCH and ENTRY.
  const std::string filing = sample_.View("anna").records.front().record_hash.ToBytes();
  for (const std::string& cause : {filing, std::string(32, 'x')}) {
    sealing::Batch bad = good;
    bad.records.front() =
        ResignRecord(bad.records.front(), sample_.identity("anna"),
                     [&](auto& header) { header.mutable_epoch_start()->set_cause(cause); });
    EXPECT_EQ(Outcome(sample_.Send("anna", bad).status()), "INVALID_ARGUMENT/BAD_FIELD");
  }
  EXPECT_TRUE(sample_.Send("anna", good).ok());
}

TEST_F(AppendRefusalsTest, BundleThatWasNeverPublished) {
  EXPECT_EQ(SendChanged("reporter", Message("reporter"),
                        [](auto& header) { header.set_bundle_version(2); }),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, BundleVersionsNeverFallAlongAChain) {
  sample_.Republish();
  ASSERT_TRUE(sample_.Send("reporter", Message("reporter")).ok());  // Under version 2.
  EXPECT_EQ(SendChanged("reporter", Message("reporter"),
                        [](auto& header) { header.set_bundle_version(1); }),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, OlderBundleWithTheSameKeysIsTaken) {
  sealing::Batch batch = sample_.Prepare("anna", [](RecordWriter& w) { return w.Acknowledge(); });
  sample_.Republish();
  EXPECT_TRUE(sample_.Send("anna", batch).ok());
}

TEST_F(AppendRefusalsTest, KindThatIsNotTheReporters) {
  sealing::Batch batch = sample_.Prepare("reporter", [](RecordWriter& w) { return w.Withdraw(); });
  EXPECT_EQ(SendChanged("reporter", batch,
                        [](auto& header) { header.set_kind(record::v1::RECORD_KIND_CLOSE); }),
            "PERMISSION_DENIED/WRONG_ROLE");
}

TEST_F(AppendRefusalsTest, KindThatIsNotTheLeads) {
  sample_.Acknowledge("anna");
  sealing::Batch batch = sample_.Prepare("anna", [](RecordWriter& w) { return w.Close(); });
  EXPECT_EQ(SendChanged("anna", batch,
                        [](auto& header) { header.set_kind(record::v1::RECORD_KIND_WITHDRAW); }),
            "PERMISSION_DENIED/WRONG_ROLE");
}

TEST_F(AppendRefusalsTest, SecondAcknowledgeByTheLead) {
  const sealing::Batch first =
      sample_.Prepare("anna", [](RecordWriter& w) { return w.Acknowledge(); });
  const sealing::Batch second =
      sample_.Prepare("anna", [](RecordWriter& w) { return w.Acknowledge(); });
  ASSERT_TRUE(sample_.Send("anna", first).ok());
  EXPECT_EQ(Outcome(sample_.Send("anna", second).status()), "FAILED_PRECONDITION/TAKEN");
}

TEST_F(AppendRefusalsTest, NothingIsAddedToAClosedCase) {
  sample_.Acknowledge("anna");
  const sealing::Batch message = Message("anna");
  const sealing::Batch reporters = Message("reporter");
  ASSERT_TRUE(sample_.Act("anna", [](RecordWriter& w) { return w.Close(); }).ok());
  EXPECT_EQ(Outcome(sample_.Send("anna", message).status()), "FAILED_PRECONDITION/CASE_CLOSED");
  EXPECT_EQ(Outcome(sample_.Send("reporter", reporters).status()),
            "FAILED_PRECONDITION/CASE_CLOSED");
}

TEST_F(AppendRefusalsTest, NothingIsAddedToAWithdrawnCaseByWhoseTurnItWas) {
  const sealing::Batch acknowledge =
      sample_.Prepare("anna", [](RecordWriter& w) { return w.Acknowledge(); });
  ASSERT_TRUE(sample_.Act("reporter", [](RecordWriter& w) { return w.Withdraw(); }).ok());
  EXPECT_EQ(Outcome(sample_.Send("anna", acknowledge).status()), "FAILED_PRECONDITION/CASE_CLOSED");
}

TEST_F(AppendRefusalsTest, TextBeforeTheAcknowledge) {
  sealing::Batch batch = Message("reporter");
  batch.records.back() = ResignRecord(
      batch.records.back(), sample_.identity("anna"), [this](record::v1::RecordHeader& header) {
        header.set_author(sample_.organisation.principal("anna").ToBytes());
        header.set_author_key(sample_.identity("anna").signing_key().ToBytes());
        header.set_author_seq(1);
      });
  EXPECT_EQ(Outcome(sample_.Send("anna", batch).status()), "FAILED_PRECONDITION/NOT_ACKNOWLEDGED");
}

// The fold would let it pass: only the gate stands between.
TEST_F(AppendRefusalsTest, BehindTheCheckStepNobodyRemovesEvenOneself) {
  const absl::Status removed = sample_.Act("anna", [this](RecordWriter& w) {
    return w.RemoveReader(sample_.organisation.principal("anna"), record::v1::REMOVAL_REASON_LEFT);
  });
  EXPECT_EQ(Outcome(removed), "FAILED_PRECONDITION/NOT_ACKNOWLEDGED");
}

TEST_F(AppendRefusalsTest, WhoseTurnHasNotComeCannotEvenDecline) {
  const absl::Status declined = sample_.Act(
      "bo", [](RecordWriter& w) { return w.Decline(record::v1::DECLINE_REASON_OTHER); });
  EXPECT_EQ(Outcome(declined), "NOT_FOUND");
}

TEST_F(AppendRefusalsTest, RecordOfAnotherCase) {
  const sealing::Batch message = Message("reporter");
  sample_.NewReporter();
  sample_.MustFile();
  EXPECT_EQ(Outcome(sample_.Send("reporter", message).status()), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendRefusalsTest, LeadWritesNotesThatNobodyElseMay) {
  sample_.Acknowledge("anna");
  ASSERT_TRUE(sample_
                  .Act("anna",
                       [](RecordWriter& w) {
                         return w.WriteEntry(COMPARTMENT_KIND_CASEFILE, NoteBody("Teruggebeld."));
                       })
                  .ok());
  EXPECT_EQ(sample_.GrantsOf("anna"), 3u);
  EXPECT_EQ(sample_.GrantsOf("bo"), 2u);
  EXPECT_EQ(sample_.View("anna").records.back().body.note().text(), "Teruggebeld.");
}

TEST_F(AppendRefusalsTest, EveryChainVerifiesForTheClientInTheEnd) {
  sample_.Acknowledge("anna");
  ASSERT_TRUE(sample_.Send("anna", Message("anna")).ok());
  ASSERT_TRUE(sample_.Send("reporter", Message("reporter")).ok());
  ASSERT_TRUE(sample_.Send("anna", Message("anna")).ok());
  ASSERT_TRUE(sample_.Act("anna", [](RecordWriter& w) { return w.Close(); }).ok());
  EXPECT_TRUE(sample_.View("reporter").findings.empty());
  EXPECT_TRUE(sample_.View("anna").findings.empty());
}

}  // namespace
}  // namespace vangnet::testing
