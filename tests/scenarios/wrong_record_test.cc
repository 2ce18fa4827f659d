// Records that an acknowledged lead sends through nginx, each wrong in one thing and
// signed as it should be: refused with its reason, and nothing of it is there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/scenarios/scenario.h"
#include "tests/support/hand_made_record.h"

namespace vangnet::testing {
namespace {

using ::testing::ElementsAre;

class WrongRecordTest : public Scenario {
 protected:
  void SetUp() override {
    ASSERT_THAT(reporter_.File(UsualReport()), IsOk());
    ASSERT_THAT(anna_.Acknowledge(reporter_.case_id()), IsOk());
    ASSERT_THAT(anna_.Say(reporter_.case_id(), "antwoord"), IsOk());
  }

  void TearDown() override {
    EXPECT_THAT(Messages(reporter_, reporter_.case_id()), ElementsAre("het verhaal", "antwoord"));
    EXPECT_THAT(Messages(anna_, reporter_.case_id()), ElementsAre("het verhaal", "antwoord"));
  }

  sealing::Batch Batch(record::v1::RecordKind kind) {
    return HandMadeBatch(kind, anna_, reporter_.case_id(), reporter_, system().organisation())
        .value();
  }

  std::string Sent(const sealing::Batch& batch) {
    return Outcome(anna_.Calls(reporter_.case_id()).value()->Append(batch));
  }

  // The outcome of the lead's next message with its header changed, signed by `signer`.
  std::string Changed(const std::function<void(record::v1::RecordHeader&)>& change) {
    sealing::Batch batch = Batch(record::v1::RECORD_KIND_ENTRY);
    EXPECT_EQ(batch.records.size(), 1U);
    batch.records.back() = Resigned(batch.records.back(), anna_.identity(), change);
    return Sent(batch);
  }

  Reporter reporter_{system()};
  StaffMember anna_{system(), "anna"};
};

using Header = record::v1::RecordHeader;

TEST_F(WrongRecordTest, AuthorAndKey) {
  const auto& bo = system().organisation().identity("bo");
  EXPECT_EQ(Changed([&](Header& header) { header.set_author(bo.principal().ToBytes()); }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Changed([&](Header& header) { header.set_author_key(bo.signing_key().ToBytes()); }),
            "INVALID_ARGUMENT/BAD_SIGNATURE");
  // All of it another's, as if the token were stolen from anna and the key from bo.
  sealing::Batch batch = Batch(record::v1::RECORD_KIND_ENTRY);
  batch.records.back() = Resigned(batch.records.back(), bo, [&](Header& header) {
    header.set_author_key(bo.signing_key().ToBytes());
  });
  EXPECT_EQ(Sent(batch), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(WrongRecordTest, Place) {
  EXPECT_EQ(Changed([](Header& header) { header.set_author_seq(header.author_seq() + 1); }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Changed([](Header& header) { header.set_author_seq(header.author_seq() - 1); }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Changed([](Header& header) { header.set_seen(std::string(32, 's')); }),
            "ABORTED/CHAIN_MOVED");
  EXPECT_EQ(Changed([](Header& header) { header.set_epoch(header.epoch() + 1); }),
            "FAILED_PRECONDITION/EPOCH_STALE");
  EXPECT_EQ(Changed([](Header& header) { header.set_epoch(1); }),
            "FAILED_PRECONDITION/EPOCH_STALE");
  EXPECT_EQ(Changed([](Header& header) { header.set_bundle_version(99); }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Changed([](Header& header) { header.set_case_id(std::string(16, 'c')); }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Changed([](Header& header) { header.set_organisation_id(std::string(32, 'o')); }),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(WrongRecordTest, SizeAndSignature) {
  sealing::Batch batch = Batch(record::v1::RECORD_KIND_ENTRY);
  const std::string good = batch.records.back();
  batch.records.back().back() = static_cast<char>(good.back() ^ 1);
  EXPECT_EQ(Sent(batch), "INVALID_ARGUMENT/BAD_SIGNATURE");
  batch.records.back() = good.substr(0, good.size() - 1);
  EXPECT_EQ(Sent(batch), "INVALID_ARGUMENT/NOT_CANONICAL");
  batch.records.back() = std::string(600 * 1024, 'r');
  EXPECT_EQ(Sent(batch), "INVALID_ARGUMENT/TOO_LARGE");
  batch.records.assign(17, good);
  EXPECT_EQ(Sent(batch), "INVALID_ARGUMENT/BAD_FIELD");
  batch.records = {good};
  batch.grants.assign(1, "no grant");
  EXPECT_EQ(Sent(batch), "INVALID_ARGUMENT/NOT_CANONICAL");
}

TEST_F(WrongRecordTest, KindAndRole) {
  EXPECT_EQ(Sent(Batch(record::v1::RECORD_KIND_WITHDRAW)), "PERMISSION_DENIED/WRONG_ROLE");
  EXPECT_EQ(Sent(Batch(record::v1::RECORD_KIND_ACKNOWLEDGE)), "FAILED_PRECONDITION/TAKEN");
  EXPECT_EQ(
      Changed([](Header& header) { header.set_kind(static_cast<record::v1::RecordKind>(12)); }),
      "INVALID_ARGUMENT/NOT_CANONICAL");
  EXPECT_EQ(Changed([](Header& header) { header.set_kind(record::v1::RECORD_KIND_CLOSE); }),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Changed([](Header& header) {
              header.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CHECK);
            }),
            "PERMISSION_DENIED/WRONG_ROLE");
}

}  // namespace
}  // namespace vangnet::testing
