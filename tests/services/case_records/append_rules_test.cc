#include "services/case_records/append_rules.h"

#include <gtest/gtest.h>

#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "storage/reader_store.h"

namespace vangnet::case_records {
namespace {

using contract::ReasonOf;
namespace reason = contract::reason;

contract::ParsedRecord RecordBy(std::uint8_t principal, std::uint8_t key) {
  contract::ParsedRecord record;
  record.author.mutable_data()[0] = principal;
  record.author_key.mutable_data()[0] = key;
  record.case_id.mutable_data()[0] = 0xff;
  return record;
}

bundle::v1::Bundle BundleOf(std::uint8_t principal, std::uint8_t key, policy::v1::Role role) {
  bundle::v1::Bundle bundle;
  bundle::v1::Staff& staff = *bundle.add_staff();
  const contract::ParsedRecord ids = RecordBy(principal, key);
  staff.set_principal(ids.author.ToBytes());
  staff.mutable_keys()->set_signing_key(ids.author_key.ToBytes());
  staff.add_roles(role);
  return bundle;
}

TEST(AppendRulesTest, AuthorStandsInTheBundleWithTheKey) {
  const bundle::v1::Bundle bundle = BundleOf(1, 2, policy::v1::ROLE_TRUSTED_PERSON);
  EXPECT_TRUE(CheckAuthorInBundle(RecordBy(1, 2), bundle).ok());
  EXPECT_EQ(ReasonOf(CheckAuthorInBundle(RecordBy(1, 3), bundle)), reason::kBadField);
  EXPECT_EQ(ReasonOf(CheckAuthorInBundle(RecordBy(3, 2), bundle)), reason::kBadField);
}

// A record that readers would find damaged must not come in under an older bundle.
TEST(AppendRulesTest, AuthorSignsUnderABundleThatGivesTheRightTo) {
  contract::ParsedRecord removal = RecordBy(1, 2);
  removal.header.set_kind(record::v1::RECORD_KIND_REMOVE_READER);
  contract::ParsedRecord decline = RecordBy(1, 2);
  decline.header.set_kind(record::v1::RECORD_KIND_DECLINE);
  const auto as = [](const contract::ParsedRecord& record, policy::v1::Role role) {
    return ReasonOf(CheckAuthorInBundle(record, BundleOf(1, 2, role)));
  };
  EXPECT_EQ(as(removal, policy::v1::ROLE_COORDINATOR), "");
  EXPECT_EQ(as(removal, policy::v1::ROLE_SUPPORT_TEAM), "");
  EXPECT_EQ(as(removal, policy::v1::ROLE_AUDITOR), reason::kBadField);
  EXPECT_EQ(as(decline, policy::v1::ROLE_SUPPORT_TEAM), "");
  EXPECT_EQ(as(decline, policy::v1::ROLE_COORDINATOR), reason::kBadField);
}

TEST(AppendRulesTest, BundleVersionsNeverFallAndAreNeverAhead) {
  EXPECT_TRUE(CheckBundleVersion(3, 0, 3).ok());
  EXPECT_TRUE(CheckBundleVersion(2, 2, 3).ok());
  EXPECT_EQ(ReasonOf(CheckBundleVersion(1, 2, 3)), reason::kBadField);
  EXPECT_EQ(ReasonOf(CheckBundleVersion(4, 2, 3)), reason::kBadField);
}

TEST(AppendRulesTest, OpenCheckLetsOnesOwnTurnBeTakenOrLeft) {
  EXPECT_TRUE(CheckGateAllows(storage::kGateCheck, record::v1::RECORD_KIND_ACKNOWLEDGE).ok());
  EXPECT_TRUE(CheckGateAllows(storage::kGateCheck, record::v1::RECORD_KIND_DECLINE).ok());
}

TEST(AppendRulesTest, OpenCheckLetsNothingElseThrough) {
  for (const auto kind : {record::v1::RECORD_KIND_ENTRY, record::v1::RECORD_KIND_EPOCH,
                          record::v1::RECORD_KIND_ADD_READER, record::v1::RECORD_KIND_REMOVE_READER,
                          record::v1::RECORD_KIND_WITHDRAW, record::v1::RECORD_KIND_CLOSE}) {
    EXPECT_EQ(ReasonOf(CheckGateAllows(storage::kGateCheck, kind)), reason::kNotAcknowledged);
    EXPECT_TRUE(CheckGateAllows(storage::kGateConversation, kind).ok());
  }
}

TEST(AppendRulesTest, AddedPersonHandlesCases) {
  record::v1::AddReaderAct act;
  act.set_principal(RecordBy(1, 2).author.ToBytes());
  EXPECT_TRUE(CheckAddedPerson(act, BundleOf(1, 2, policy::v1::ROLE_TRUSTED_PERSON)).ok());
  EXPECT_TRUE(CheckAddedPerson(act, BundleOf(1, 2, policy::v1::ROLE_SUPPORT_TEAM)).ok());
  EXPECT_EQ(ReasonOf(CheckAddedPerson(act, BundleOf(1, 2, policy::v1::ROLE_COORDINATOR))),
            reason::kBadField);
  EXPECT_EQ(ReasonOf(CheckAddedPerson(act, BundleOf(3, 2, policy::v1::ROLE_TRUSTED_PERSON))),
            reason::kBadField);
}

TEST(AppendRulesTest, FullCaseTakesNoMoreText) {
  const std::uint64_t limit = contract::limit::kRecordsPerCase;
  EXPECT_TRUE(NeedsRoom(record::v1::RECORD_KIND_ENTRY));
  EXPECT_TRUE(CheckRoom({.records = limit - 2}, {.records = 2}).ok());
  EXPECT_EQ(ReasonOf(CheckRoom({.records = limit - 1}, {.records = 2})), reason::kLimitReached);
}

TEST(AppendRulesTest, CaseIsFullByItsBytesToo) {
  const std::uint64_t limit = contract::limit::kBytesPerCase;
  EXPECT_TRUE(CheckRoom({.records = 1, .bytes = limit - 10}, {.records = 1, .bytes = 10}).ok());
  EXPECT_EQ(ReasonOf(CheckRoom({.records = 1, .bytes = limit - 10}, {.records = 1, .bytes = 11})),
            reason::kLimitReached);
}

TEST(AppendRulesTest, EpochsAreStartedForAReasonOrAFewTimes) {
  const std::uint32_t limit = contract::limit::kNeedlessEpochs;
  EXPECT_TRUE(CheckEpochNumber(limit, false).ok());
  EXPECT_EQ(ReasonOf(CheckEpochNumber(limit + 1, false)), reason::kLimitReached);
  EXPECT_TRUE(CheckEpochNumber(limit + 1, true).ok());
}

TEST(AppendRulesTest, FullCaseCanStillBeEnded) {
  for (const auto kind : {record::v1::RECORD_KIND_ACKNOWLEDGE, record::v1::RECORD_KIND_DECLINE,
                          record::v1::RECORD_KIND_REMOVE_READER, record::v1::RECORD_KIND_WITHDRAW,
                          record::v1::RECORD_KIND_CLOSE}) {
    EXPECT_FALSE(NeedsRoom(kind));
  }
}

}  // namespace
}  // namespace vangnet::case_records
