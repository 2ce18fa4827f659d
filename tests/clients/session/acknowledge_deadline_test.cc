#include "clients/session/acknowledge_deadline.h"

#include <gtest/gtest.h>

#include "clients/sealing/filing.h"
#include "clients/sealing/receipt.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/deadline_rules.h"
#include "tests/support/organisation.h"

namespace vangnet::session {
namespace {

// Monday 10:00 in Amsterdam; urgency 1: an hour.
const absl::Time kFiled =
    absl::FromCivil(absl::CivilSecond(2026, 11, 23, 9, 0, 0), absl::UTCTimeZone());
constexpr std::uint64_t kHour = 3600;

class AcknowledgeDeadlineTest : public ::testing::Test {
 protected:
  AcknowledgeDeadlineTest() {
    record::v1::RecordHeader header;
    header.set_kind(record::v1::RECORD_KIND_FILING);
    Add(header, filed_);
    view_.fold = *contract::CaseFold::Begin(sealing::Sha256, Filing());
  }

  contract::ParsedRecord Filing() {
    testing::Organisation organisation(kFiled);
    organisation.AddStaff("anna", testing::TrustedPerson());
    organisation.AddLogKey(organisation.identity("anna").signing_key());
    organisation.Publish();
    sealing::FilingDraft draft;
    draft.category = record::v1::CATEGORY_CRISIS;
    draft.urgency = record::v1::URGENCY_URGENT;
    draft.calendar = record::v1::CALENDAR_AMSTERDAM;
    draft.language = record::v1::LANGUAGE_DUTCH;
    draft.routing.lead = organisation.principal("anna");
    const auto keys =
        sealing::DeriveReporterKeys(sealing::Receipt::Generate(sealing::SystemRandom()));
    const auto built = sealing::BuildFiling(keys, organisation.Verified(kFiled), draft, kFiled,
                                            sealing::SystemRandom());
    record::v1::Filing filing;
    filing.ParseFromString(built->bytes);
    return *contract::ParseRecord(sealing::Sha256, filing.records(0));
  }
  sealing::CaseRecord& Add(const record::v1::RecordHeader& header, std::uint64_t received) {
    sealing::CaseRecord& record = view_.records.emplace_back();
    record.verified = true;
    record.compartment = record::v1::COMPARTMENT_KIND_CHECK;
    record.header = header;
    record.received_time = received;
    return record;
  }
  std::uint64_t Told(std::uint64_t told) const {
    return AcknowledgeDeadline(view_, contract::DefaultDeadlinePolicy(), told);
  }

  const std::uint64_t filed_ = static_cast<std::uint64_t>(absl::ToUnixSeconds(kFiled));
  sealing::CaseView view_;
};

TEST_F(AcknowledgeDeadlineTest, AnEarlierOneIsTheServersWord) {
  EXPECT_EQ(Told(filed_ + kHour), filed_ + kHour);
  EXPECT_EQ(Told(filed_ + 60), filed_ + 60);
}

TEST_F(AcknowledgeDeadlineTest, AServerCannotPutItOffNorLeaveItOut) {
  EXPECT_EQ(Told(filed_ + 365 * 24 * kHour), filed_ + kHour);
  EXPECT_EQ(Told(0), filed_ + kHour);
}

TEST_F(AcknowledgeDeadlineTest, ATurnThatMovedBeginsAnew) {
  record::v1::RecordHeader header;
  header.set_kind(record::v1::RECORD_KIND_DECLINE);
  const std::uint64_t day = filed_ - filed_ % (24 * kHour);
  sealing::CaseRecord& decline = Add(header, day + 24 * kHour);  // The day after.
  EXPECT_EQ(Told(filed_ + 30 * kHour), filed_ + 30 * kHour);
  EXPECT_EQ(Told(0), day + 49 * kHour);
  decline.verified = false;
  EXPECT_EQ(Told(filed_ + 30 * kHour), filed_ + kHour);
}

TEST_F(AcknowledgeDeadlineTest, WithoutACaseNoneRuns) {
  view_.fold.reset();
  EXPECT_EQ(Told(filed_), 0u);
}

}  // namespace
}  // namespace vangnet::session
