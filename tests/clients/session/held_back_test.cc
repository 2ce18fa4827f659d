#include "clients/session/held_back.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "clients/sealing/bundle_history.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/record_seal.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/parsed_record.h"
#include "tests/support/organisation.h"

namespace vangnet::session {
namespace {

using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kHeldTime = absl::FromUnixSeconds(1790000000);

// A report to anna (lead), bo (deputy) and gerda (reserve), as a server would show it.
class HeldBackTest : public ::testing::Test {
 protected:
  HeldBackTest()
      : organisation_(kHeldTime),
        keys_(sealing::DeriveReporterKeys(sealing::Receipt::Generate(sealing::SystemRandom()))) {
    organisation_.AddStaff("anna", testing::TrustedPerson());
    organisation_.AddStaff("bo", testing::TrustedPerson());
    organisation_.AddStaff("gerda", testing::SupportTeam());
    organisation_.AddLogKey(organisation_.identity("anna").signing_key());
    organisation_.Publish();
    File();
  }

  void File() {
    sealing::FilingDraft draft;
    draft.category = record::v1::CATEGORY_CRISIS;
    draft.urgency = record::v1::URGENCY_NORMAL;
    draft.calendar = record::v1::CALENDAR_AMSTERDAM;
    draft.language = record::v1::LANGUAGE_DUTCH;
    draft.routing.lead = organisation_.principal("anna");
    draft.routing.deputy = organisation_.principal("bo");
    draft.routing.reserve = organisation_.principal("gerda");
    content::v1::Answer& answer = *draft.account.add_answers();
    answer.set_question("own-words");
    answer.set_text("het verhaal");
    const auto built = sealing::BuildFiling(keys_, organisation_.Verified(kHeldTime), draft,
                                            kHeldTime, sealing::SystemRandom());
    record::v1::Filing filing;
    filing.ParseFromString(built->bytes);
    material_.organisation_id = organisation_.id();
    material_.case_id = keys_.case_id;
    for (const auto kind : {COMPARTMENT_KIND_CHECK, COMPARTMENT_KIND_CONVERSATION}) {
      material_.chains.emplace_back().compartment = kind;
    }
    Append({{filing.records().begin(), filing.records().end()},
            {filing.grants().begin(), filing.grants().end()}});
  }

  void Append(const sealing::Batch& batch) {
    for (const std::string& record : batch.records) {
      const auto parsed = contract::ParseRecord(sealing::Sha256, record);
      auto& records = Records(parsed->header.compartment().kind());
      caseview::v1::StoredRecord& stored = records.emplace_back();
      stored.set_record(record);
      stored.set_position(static_cast<std::uint32_t>(records.size()));
    }
    material_.grants.insert(material_.grants.end(), batch.grants.begin(), batch.grants.end());
  }

  std::vector<caseview::v1::StoredRecord>& Records(record::v1::CompartmentKind kind) {
    return std::find_if(material_.chains.begin(), material_.chains.end(),
                        [kind](const auto& chain) { return chain.compartment == kind; })
        ->records;
  }

  void Act(const sealing::Identity& author,
           const std::function<absl::Status(sealing::RecordWriter&)>& act) {
    const sealing::VerifiedBundle bundle = organisation_.Verified(kHeldTime);
    auto writer = sealing::RecordWriter::Create(View(author), author, bundle, kHeldTime,
                                                sealing::SystemRandom());
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(act(*writer).ok());
    Append(writer->Take());
  }

  sealing::CaseView View(const sealing::Identity& reader) {
    return sealing::VerifyCase(material_, sealing::BundleHistory(organisation_.Verified(kHeldTime)),
                               reader);
  }

  // The compartments of which something is missing.
  std::vector<record::v1::CompartmentKind> HeldBack(
      const sealing::Identity& reader, ReadExtent extent = ReadExtent::kAllThatIsOpen) {
    std::vector<record::v1::CompartmentKind> kinds;
    for (const sealing::Finding& finding : FindHeldBack(View(reader), reader, extent)) {
      EXPECT_EQ(finding.what, sealing::FindingClass::kHeadDiffers);
      kinds.push_back(finding.compartment);
    }
    return kinds;
  }

  const sealing::Identity& anna() const { return organisation_.identity("anna"); }
  const sealing::Identity& bo() const { return organisation_.identity("bo"); }
  const sealing::Identity& gerda() const { return organisation_.identity("gerda"); }

  testing::Organisation organisation_;
  sealing::ReporterKeys keys_;
  sealing::CaseMaterial material_;
};

TEST_F(HeldBackTest, OfAWholeCaseNothingIsMissing) {
  EXPECT_THAT(HeldBack(keys_.identity), IsEmpty());
  EXPECT_THAT(HeldBack(anna()), IsEmpty());
  Act(anna(), [](sealing::RecordWriter& writer) { return writer.Acknowledge(); });
  EXPECT_THAT(HeldBack(keys_.identity), IsEmpty());
  EXPECT_THAT(HeldBack(anna()), IsEmpty());
}

// A server that turned a case back to before its account used to show an empty
// conversation, and no finding.
TEST_F(HeldBackTest, AFilingIsFiveRecords) {
  Records(COMPARTMENT_KIND_CONVERSATION).resize(1);
  EXPECT_THAT(HeldBack(keys_.identity), ElementsAre(COMPARTMENT_KIND_CONVERSATION));
  Records(COMPARTMENT_KIND_CONVERSATION).clear();
  Records(COMPARTMENT_KIND_CHECK).resize(1);
  material_.grants.clear();  // Of epochs that are not there any more.
  EXPECT_THAT(HeldBack(anna()), ElementsAre(COMPARTMENT_KIND_CHECK, COMPARTMENT_KIND_CONVERSATION));
}

TEST_F(HeldBackTest, WhoLeadsIsShownTheConversation) {
  Act(anna(), [](sealing::RecordWriter& writer) { return writer.Acknowledge(); });
  std::erase_if(material_.chains, [](const sealing::ChainMaterial& chain) {
    return chain.compartment == COMPARTMENT_KIND_CONVERSATION;
  });
  EXPECT_THAT(HeldBack(anna()), ElementsAre(COMPARTMENT_KIND_CONVERSATION));
  EXPECT_THAT(HeldBack(anna(), ReadExtent::kCheckOnly), IsEmpty());
  EXPECT_THAT(HeldBack(bo()), IsEmpty());  // Behind the gate.
}

// Without its grants a case used to be "not sealed for you", to the reporter as well.
TEST_F(HeldBackTest, AMemberOfAnEpochIsGivenItsKey) {
  material_.grants.clear();
  EXPECT_THAT(HeldBack(keys_.identity),
              ElementsAre(COMPARTMENT_KIND_CHECK, COMPARTMENT_KIND_CONVERSATION));
  EXPECT_THAT(HeldBack(anna()), ElementsAre(COMPARTMENT_KIND_CHECK, COMPARTMENT_KIND_CONVERSATION));
  Act(anna(), [](sealing::RecordWriter& writer) { return writer.Acknowledge(); });
  EXPECT_THAT(HeldBack(gerda()), IsEmpty());  // Off the list since then.
}

TEST_F(HeldBackTest, WhoWasAddedAgainHasNotTheKeysOfBefore) {
  Act(anna(), [](sealing::RecordWriter& writer) { return writer.Acknowledge(); });
  Act(keys_.identity, [&](sealing::RecordWriter& writer) -> absl::Status {
    const absl::Status removed =
        writer.RemoveReader(bo().principal(), record::v1::REMOVAL_REASON_REPORTER_WISH);
    if (!removed.ok()) return removed;
    return writer.AddReader(gerda().principal(), record::v1::CASE_ROLE_DEPUTY, {});
  });
  material_.grants.clear();
  EXPECT_THAT(HeldBack(gerda()), IsEmpty());
  EXPECT_FALSE(HeldBack(keys_.identity).empty());
}

TEST_F(HeldBackTest, OfADamagedCaseTheDamageIsTold) {
  Records(COMPARTMENT_KIND_CONVERSATION).front().set_position(7);
  material_.grants.clear();
  EXPECT_FALSE(View(keys_.identity).findings.empty());
  EXPECT_THAT(HeldBack(keys_.identity), IsEmpty());
}

}  // namespace
}  // namespace vangnet::session
