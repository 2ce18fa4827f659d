// The same call again, other bytes under a known id, and calls that race.
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "services/case_records/append_records.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using record::v1::COMPARTMENT_KIND_CONVERSATION;
using sealing::RecordWriter;

class AppendRepeatTest : public ::testing::Test {
 protected:
  AppendRepeatTest() { sample_.MustFile(); }

  sealing::Batch Message(const std::string& who) {
    return sample_.Prepare(who, [](RecordWriter& w) {
      return w.WriteEntry(COMPARTMENT_KIND_CONVERSATION, MessageBody("Dag."));
    });
  }

  void NoteReading(const std::string& who) {
    ASSERT_TRUE(sample_
                    .Change([&](storage::Transaction& txn) {
                      return txn.openings().Note(
                          {.case_id = sample_.case_id(),
                           .principal = sample_.organisation.principal(who),
                           .compartment_kind = record::v1::COMPARTMENT_KIND_CHECK,
                           .day = 1});
                    })
                    .ok());
  }

  static std::string Bytes(const absl::StatusOr<case_records::Heads>& heads) {
    if (!heads.ok()) return Outcome(heads.status());
    std::string bytes;
    for (const auto& head : *heads) bytes += head.SerializeAsString() + "|";
    return bytes;
  }

  // What the check on a reader's thread cost, in statements.
  std::uint64_t StatementsFor(const std::string& who, const sealing::Batch& batch,
                              const contract::CaseId& case_id, std::string& outcome) {
    const case_records::ByteStrings records(batch.records.begin(), batch.records.end());
    std::uint64_t statements = 0;
    auto call = case_records::ParseAppendCall({.organisation_id = sample_.organisation.id(),
                                               .case_id = sample_.case_id(),
                                               .caller = sample_.identity(who).principal()},
                                              records, {});
    EXPECT_TRUE(call.ok());
    call->case_id = case_id;
    sample_.Read([&](const storage::Snapshot& snapshot) {
      const std::uint64_t before = snapshot.statements_executed();
      outcome = Outcome(case_records::CheckAppend(snapshot, *call).status());
      statements = snapshot.statements_executed() - before;
    });
    return statements;
  }

  SampleCase sample_;
};

TEST_F(AppendRepeatTest, SameBytesGiveTheSameAnswer) {
  const sealing::Batch batch = Message("reporter");
  const std::string first = Bytes(sample_.Send("reporter", batch));
  EXPECT_EQ(Bytes(sample_.Send("reporter", batch)), first);
  EXPECT_EQ(sample_.View("reporter").records.size(), 6u);
}

TEST_F(AppendRepeatTest, SameBytesGiveTheSameAnswerLater) {
  const sealing::Batch batch = Message("reporter");
  const std::string first = Bytes(sample_.Send("reporter", batch));
  sample_.Acknowledge("anna");
  ASSERT_TRUE(sample_.Send("anna", Message("anna")).ok());
  ASSERT_TRUE(sample_.Act("anna", [](RecordWriter& w) { return w.Close(); }).ok());
  EXPECT_EQ(Bytes(sample_.Send("reporter", batch)), first);
}

TEST_F(AppendRepeatTest, WhoLeftHearsTheSameAnswerAgain) {
  const sealing::Batch batch = sample_.Prepare(
      "anna", [](RecordWriter& w) { return w.Decline(record::v1::DECLINE_REASON_CONFLICT); });
  const std::string first = Bytes(sample_.Send("anna", batch));
  EXPECT_EQ(Bytes(sample_.Send("anna", batch)), first);
  EXPECT_EQ(sample_.GateOf("carla"), "closed");  // The turn did not move twice.
}

TEST_F(AppendRepeatTest, SixteenAtOnceAppendOnce) {
  const sealing::Batch batch = Message("reporter");
  std::vector<std::string> answers(16);
  std::vector<std::thread> callers;
  for (std::string& answer : answers) {
    callers.emplace_back([&] { answer = Bytes(sample_.Send("reporter", batch)); });
  }
  for (std::thread& caller : callers) caller.join();
  for (const std::string& answer : answers) EXPECT_EQ(answer, answers.front());
  EXPECT_EQ(answers.front().find("INVALID"), std::string::npos);
  EXPECT_EQ(sample_.View("reporter").records.size(), 6u);
}

TEST_F(AppendRepeatTest, OtherBytesUnderAKnownIdAreRefused) {
  sealing::Batch batch = Message("reporter");
  ASSERT_TRUE(sample_.Send("reporter", batch).ok());
  record::v1::Record first;
  record::v1::RecordHeader header;
  first.ParseFromString(batch.records.front());
  header.ParseFromString(first.header());
  sealing::Batch other = Message("reporter");
  other.records.front() =
      ResignRecord(other.records.front(), sample_.identity("reporter"),
                   [&](auto& changed) { changed.set_record_id(header.record_id()); });
  EXPECT_EQ(Outcome(sample_.Send("reporter", other).status()), "ALREADY_EXISTS/RECORD_EXISTS");
}

TEST_F(AppendRepeatTest, HalfKnownCallIsRefused) {
  const sealing::Batch first = Message("reporter");
  ASSERT_TRUE(sample_.Send("reporter", first).ok());
  sealing::Batch both = Message("reporter");
  both.records.insert(both.records.begin(), first.records.front());
  EXPECT_EQ(Outcome(sample_.Send("reporter", both).status()), "ALREADY_EXISTS/RECORD_EXISTS");
}

TEST_F(AppendRepeatTest, OnlyOneOfTwoAcknowledgesWins) {
  sample_.Decline("anna");
  const sealing::Batch bos = sample_.Prepare("bo", [](RecordWriter& w) { return w.Acknowledge(); });
  const sealing::Batch again =
      sample_.Prepare("bo", [](RecordWriter& w) { return w.Acknowledge(); });
  EXPECT_TRUE(sample_.Send("bo", bos).ok());
  EXPECT_EQ(Outcome(sample_.Send("bo", again).status()), "FAILED_PRECONDITION/TAKEN");
}

// The gate closed for the slower one; who had read the check card is told why.
TEST_F(AppendRepeatTest, LateAcknowledgeAfterReadingTheCardIsTaken) {
  const sealing::Batch late =
      sample_.Prepare("bo", [](RecordWriter& w) { return w.Acknowledge(); });
  sample_.Acknowledge("anna");
  EXPECT_EQ(Outcome(sample_.Send("bo", late).status()), "NOT_FOUND");
  NoteReading("bo");
  EXPECT_EQ(Outcome(sample_.Send("bo", late).status()), "FAILED_PRECONDITION/TAKEN");
}

TEST_F(AppendRepeatTest, WhoLeftIsToldNothingAlthoughTheCardWasRead) {
  const sealing::Batch late =
      sample_.Prepare("anna", [](RecordWriter& w) { return w.Acknowledge(); });
  NoteReading("anna");
  sample_.Decline("anna");
  EXPECT_EQ(Outcome(sample_.Send("anna", late).status()), "NOT_FOUND");
}

TEST_F(AppendRepeatTest, NotOpenAndNotThereAreTheSame) {
  for (const bool acknowledge : {true, false}) {
    const sealing::Batch batch = sample_.Prepare("bo", [&](RecordWriter& w) {
      return acknowledge ? w.Acknowledge() : w.Decline(record::v1::DECLINE_REASON_OTHER);
    });
    contract::CaseId nowhere = sample_.case_id();
    nowhere.mutable_data()[0] ^= 1;
    std::string there;
    std::string not_there;
    const std::uint64_t statements = StatementsFor("bo", batch, sample_.case_id(), there);
    EXPECT_EQ(StatementsFor("bo", batch, nowhere, not_there), statements);
    EXPECT_EQ(there, "NOT_FOUND");
    EXPECT_EQ(not_there, there);
    EXPECT_GT(statements, 0u);
  }
}

}  // namespace
}  // namespace vangnet::testing
