#include <string>
#include <vector>

#include "clients/sealing/derive.h"
#include "clients/sealing/record_seal.h"
#include "clients/sealing/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {
namespace {

using record::v1::RECORD_KIND_ACKNOWLEDGE;
using record::v1::RECORD_KIND_ENTRY;
using record::v1::RECORD_KIND_EPOCH;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

std::vector<record::v1::RecordKind> KindsOf(const Batch& batch) {
  std::vector<record::v1::RecordKind> kinds;
  for (const std::string& bytes : batch.records) {
    kinds.push_back(contract::ParseRecord(Sha256, bytes)->kind());
  }
  return kinds;
}

contract::ParsedRecord RecordAt(const Batch& batch, std::size_t index) {
  return *contract::ParseRecord(Sha256, batch.records[index]);
}

class RecordWriterTest : public ::testing::Test {
 protected:
  RecordWriterTest() : world_("writer"), case_(world_, SampleReceipt()) {}

  const Identity& anna() const { return world_.person("anna"); }
  const Identity& reporter() const { return case_.reporter().identity; }
  absl::Status Say(RecordWriter& writer, const std::string& text = "tekst") {
    return writer.WriteEntry(kConversation, MessageBody(text));
  }
  // anna leads, and one message was written.
  void Accept() {
    RecordWriter writer = case_.Writer(anna());
    ASSERT_TRUE(writer.Acknowledge().ok());
    ASSERT_TRUE(Say(writer).ok());
    case_.Append(writer.Take());
    ASSERT_TRUE(case_.View(anna()).writable());
  }
  std::vector<std::string> MembersOf(const contract::ParsedRecord& epoch) {
    std::vector<std::string> members;
    for (const auto& member : epoch.header.epoch_start().members()) {
      members.push_back(member.principal());
    }
    return members;
  }

  SampleWorld world_;
  SampleCase case_;
};

TEST_F(RecordWriterTest, TheFirstAnswerStartsAnEpochForWhoMayStillRead) {
  RecordWriter writer = case_.Writer(anna());
  ASSERT_TRUE(writer.Acknowledge().ok());
  ASSERT_TRUE(Say(writer).ok());
  const Batch batch = writer.Take();
  EXPECT_THAT(KindsOf(batch),
              ElementsAre(RECORD_KIND_ACKNOWLEDGE, RECORD_KIND_EPOCH, RECORD_KIND_ENTRY));
  const contract::ParsedRecord epoch = RecordAt(batch, 1);
  EXPECT_EQ(epoch.header.epoch_start().number(), 2u);
  EXPECT_EQ(epoch.header.epoch_start().cause(), RecordAt(batch, 0).record_hash.view());
  EXPECT_THAT(MembersOf(epoch),
              ElementsAre(reporter().principal().view(), world_.principal("anna").view(),
                          world_.principal("bo").view()));
  EXPECT_EQ(batch.grants.size(), 3u);
}

TEST_F(RecordWriterTest, GrantsComeInTheOrderOfMembersWithTheRoleOfEach) {
  RecordWriter writer = case_.Writer(anna());
  ASSERT_TRUE(writer.Acknowledge().ok());
  ASSERT_TRUE(writer.StartEpoch(kConversation).ok());
  const Batch batch = writer.Take();
  std::vector<record::v1::CaseRole> roles;
  for (const std::string& bytes : batch.grants) {
    const auto grant = contract::ParseGrant(Sha256, bytes);
    ASSERT_TRUE(grant.ok());
    EXPECT_EQ(grant->granter, anna().principal());
    roles.push_back(grant->header.role());
  }
  EXPECT_THAT(roles, ElementsAre(record::v1::CASE_ROLE_REPORTER, record::v1::CASE_ROLE_LEAD,
                                 record::v1::CASE_ROLE_DEPUTY));
}

TEST_F(RecordWriterTest, TheNextAnswerUsesTheEpochThatThereIs) {
  Accept();
  RecordWriter writer = case_.Writer(reporter());
  ASSERT_TRUE(Say(writer).ok());
  const Batch batch = writer.Take();
  EXPECT_THAT(KindsOf(batch), ElementsAre(RECORD_KIND_ENTRY));
  EXPECT_TRUE(batch.grants.empty());
}

TEST_F(RecordWriterTest, ARenewedKeyStartsAnEpochBecauseOfTheBundle) {
  Accept();
  case_.RenewBundle();
  RecordWriter writer = case_.Writer(anna());
  ASSERT_TRUE(Say(writer).ok());
  const Batch batch = writer.Take();
  EXPECT_THAT(KindsOf(batch), ElementsAre(RECORD_KIND_EPOCH, RECORD_KIND_ENTRY));
  EXPECT_EQ(RecordAt(batch, 0).header.epoch_start().cause(),
            world_.Bundle2().parsed().bundle_hash.view());
  case_.Append(batch);
  EXPECT_TRUE(case_.View(world_.renewed_bo()).writable());
}

TEST_F(RecordWriterTest, ARemovedPersonIsNotInTheNextEpoch) {
  Accept();
  RecordWriter writer = case_.Writer(reporter());
  ASSERT_TRUE(
      writer.RemoveReader(world_.principal("bo"), record::v1::REMOVAL_REASON_REPORTER_WISH).ok());
  ASSERT_TRUE(Say(writer, "zonder bo").ok());
  const Batch batch = writer.Take();
  ASSERT_EQ(batch.records.size(), 3u);
  EXPECT_THAT(MembersOf(RecordAt(batch, 1)),
              ElementsAre(reporter().principal().view(), world_.principal("anna").view()));
  case_.Append(batch);
  const CaseView view = case_.View(world_.person("bo"));
  EXPECT_TRUE(view.findings.empty());
  EXPECT_EQ(view.records[view.records.size() - 1].reading, EntryReading::kNotForMe);
}

TEST_F(RecordWriterTest, WhoLeftTheBundleCountsAsRemoved) {
  // cees is in bundle 1 alone: filed for cees as deputy, answered under bundle 2.
  SampleWorld world("left");
  FilingDraft draft = world.Draft();
  draft.routing.deputy = world.principal("cees");
  const ReporterKeys keys = DeriveReporterKeys(OtherReceipt());
  const VerifiedBundle bundle1 = world.Bundle1();
  const VerifiedBundle bundle2 = world.Bundle2();
  const auto built = BuildFiling(keys, bundle1, draft, world.now(), world.random());
  ASSERT_TRUE(built.ok());
  record::v1::Filing filing;
  ASSERT_TRUE(filing.ParseFromString(built->bytes));
  CaseMaterial material;
  material.organisation_id = bundle1.parsed().organisation_id;
  material.case_id = keys.case_id;
  material.chains.resize(2);
  material.chains[0].compartment = kCheck;
  material.chains[1].compartment = kConversation;
  for (int i = 0; i < 5; ++i) {
    ChainMaterial& chain = material.chains[i < 3 ? 0 : 1];
    caseview::v1::StoredRecord stored;
    stored.set_record(filing.records(i));
    stored.set_position(static_cast<std::uint32_t>(chain.records.size() + 1));
    chain.records.push_back(stored);
  }
  material.grants.assign(filing.grants().begin(), filing.grants().end());
  const CaseView view = VerifyCase(material, world.History(), world.person("anna"));
  auto writer =
      RecordWriter::Create(view, world.person("anna"), bundle2, world.now(), world.random());
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->Acknowledge().ok());
  ASSERT_TRUE(writer->WriteEntry(kConversation, MessageBody("x")).ok());
  EXPECT_THAT(
      MembersOf(RecordAt(writer->Take(), 1)),
      UnorderedElementsAre(keys.identity.principal().view(), world.principal("anna").view()));
}

TEST_F(RecordWriterTest, SomebodyWhoWasAddedReadsFromTheNextEpochOnAndWhatWasOpened) {
  Accept();
  RecordWriter writer = case_.Writer(reporter());
  ASSERT_TRUE(
      writer.RemoveReader(world_.principal("bo"), record::v1::REMOVAL_REASON_REPORTER_WISH).ok());
  ASSERT_TRUE(writer
                  .AddReader(world_.principal("cees"), record::v1::CASE_ROLE_DEPUTY,
                             {{kCheck, {1}}, {kConversation, {2}}})
                  .ok());
  ASSERT_TRUE(Say(writer, "welkom").ok());
  const Batch batch = writer.Take();
  EXPECT_EQ(batch.grants.size(), 2u + 3u);
  case_.Append(batch);
  const CaseView view = case_.View(world_.person("cees"));
  EXPECT_TRUE(view.findings.empty());
  std::vector<EntryReading> readings;
  for (const CaseRecord& record : view.records) {
    if (record.header.kind() == RECORD_KIND_ENTRY) readings.push_back(record.reading);
  }
  EXPECT_THAT(readings, ElementsAre(EntryReading::kOpened,    // The check card.
                                    EntryReading::kNotForMe,  // The account, epoch 1.
                                    EntryReading::kOpened,    // anna, epoch 2.
                                    EntryReading::kOpened));  // The new one.
}

TEST_F(RecordWriterTest, NotesAreReadByTheLeadAlone) {
  Accept();
  RecordWriter writer = case_.Writer(anna());
  ASSERT_TRUE(writer.WriteEntry(kCasefile, NoteBody("let op")).ok());
  const Batch batch = writer.Take();
  EXPECT_THAT(MembersOf(RecordAt(batch, 0)), ElementsAre(world_.principal("anna").view()));
  EXPECT_EQ(batch.grants.size(), 1u);
  case_.Append(batch);
  const CaseView view = case_.View(world_.person("bo"));
  EXPECT_TRUE(view.findings.empty());
  EXPECT_EQ(view.records.back().reading, EntryReading::kNotForMe);
}

TEST_F(RecordWriterTest, AnotherPersonTakesOverAfterADecline) {
  RecordWriter declines = case_.Writer(anna());
  ASSERT_TRUE(declines.Decline(record::v1::DECLINE_REASON_CONFLICT).ok());
  case_.Append(declines.Take());
  RecordWriter accepts = case_.Writer(world_.person("bo"));
  ASSERT_TRUE(accepts.Acknowledge().ok());
  case_.Append(accepts.Take());
  const CaseView view = case_.View(reporter());
  EXPECT_TRUE(view.findings.empty());
  EXPECT_EQ(view.fold->lead(), world_.principal("bo"));
}

TEST_F(RecordWriterTest, WhatMayNotBeSignedIsRefusedAsTheServerWould) {
  RecordWriter by_anna = case_.Writer(anna());
  EXPECT_EQ(contract::ReasonOf(Say(by_anna)), contract::reason::kNotAcknowledged);
  EXPECT_EQ(contract::ReasonOf(by_anna.Close()), contract::reason::kNotAcknowledged);
  EXPECT_EQ(contract::ReasonOf(by_anna.Withdraw()), contract::reason::kWrongRole);
  RecordWriter by_cees = case_.Writer(world_.person("cees"));
  EXPECT_TRUE(absl::IsNotFound(by_cees.Acknowledge()));
  RecordWriter by_reporter = case_.Writer(reporter());
  EXPECT_EQ(contract::ReasonOf(by_reporter.Acknowledge()), contract::reason::kWrongRole);
  Accept();
  RecordWriter by_dina = case_.Writer(world_.person("dina"));
  EXPECT_EQ(contract::ReasonOf(by_dina.Acknowledge()), contract::reason::kTaken);
}

TEST_F(RecordWriterTest, NothingIsAddedToAClosedOrWithdrawnCase) {
  Accept();
  RecordWriter closes = case_.Writer(anna());
  ASSERT_TRUE(closes.Close().ok());
  EXPECT_EQ(contract::ReasonOf(Say(closes)), contract::reason::kCaseClosed);
  RecordWriter withdraws = case_.Writer(reporter());
  ASSERT_TRUE(withdraws.Withdraw().ok());
  EXPECT_EQ(contract::ReasonOf(Say(withdraws)), contract::reason::kCaseClosed);
}

TEST_F(RecordWriterTest, AFailedActLeavesTheWriterAsItWas) {
  Accept();
  case_.RenewBundle();  // So that an ENTRY would start an epoch first.
  RecordWriter writer = case_.Writer(anna());
  EXPECT_FALSE(Say(writer, std::string(100001, 'x')).ok());
  EXPECT_FALSE(writer.WriteEntry(kConversation, NoteBody("hier niet")).ok());
  EXPECT_FALSE(writer.AddReader(world_.principal("bo"), record::v1::CASE_ROLE_DEPUTY, {}).ok());
  EXPECT_TRUE(writer.Take().records.empty());
  ASSERT_TRUE(Say(writer).ok());
  case_.Append(writer.Take());
  EXPECT_TRUE(case_.View(anna()).findings.empty());
}

TEST_F(RecordWriterTest, ATextThatNoReaderWouldTakeIsNotSealed) {
  Accept();
  RecordWriter writer = case_.Writer(anna());
  EXPECT_EQ(contract::ReasonOf(Say(writer, "\xef\xbb\xbftekst")), contract::reason::kNotCanonical);
  EXPECT_EQ(contract::ReasonOf(Say(writer, "bad \xff byte")), contract::reason::kNotCanonical);
  EXPECT_EQ(contract::ReasonOf(Say(writer, "")), contract::reason::kBadField);
}

TEST_F(RecordWriterTest, AnActThatFailsHalfwayIsTakenBack) {
  Accept();
  CaseMaterial material = case_.Material({kCheck, kConversation});
  material.grants.clear();
  const CaseView view = VerifyCase(material, case_.history(), reporter());
  const VerifiedBundle bundle = world_.Bundle1();
  auto writer = RecordWriter::Create(view, reporter(), bundle, world_.now(), world_.random());
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(
      writer->RemoveReader(world_.principal("bo"), record::v1::REMOVAL_REASON_REPORTER_WISH).ok());
  // The ADD_READER itself is in order; the key that it opens is not held.
  EXPECT_TRUE(absl::IsFailedPrecondition(writer->AddReader(
      world_.principal("cees"), record::v1::CASE_ROLE_DEPUTY, {{kConversation, {2}}})));
  EXPECT_EQ(writer->fold().Find(world_.principal("cees")), nullptr);
  ASSERT_TRUE(writer->StartEpoch(kConversation).ok());
  case_.Append(writer->Take());
  EXPECT_TRUE(case_.View(anna()).findings.empty());
}

TEST_F(RecordWriterTest, WhoHoldsNoKeyOfTheEpochWritesOnlyInANewOne) {
  Accept();
  CaseMaterial material = case_.Material({kCheck, kConversation, kCasefile});
  material.grants.clear();  // As if the grants were lost.
  const CaseView view = VerifyCase(material, case_.history(), anna());
  const VerifiedBundle bundle = world_.Bundle1();
  auto writer = RecordWriter::Create(view, anna(), bundle, world_.now(), world_.random());
  ASSERT_TRUE(writer.ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(Say(*writer)));
  EXPECT_TRUE(writer->Take().records.empty());
  ASSERT_TRUE(writer->StartEpoch(kConversation).ok());
  EXPECT_TRUE(Say(*writer).ok());
}

TEST_F(RecordWriterTest, ACompartmentThatWasNotReadIsNotWrittenTo) {
  Accept();
  const CaseView view = VerifyCase(case_.Material({kCheck}), case_.history(), anna());
  const VerifiedBundle bundle = world_.Bundle1();
  auto writer = RecordWriter::Create(view, anna(), bundle, world_.now(), world_.random());
  ASSERT_TRUE(writer.ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(Say(*writer)));
  EXPECT_TRUE(absl::IsFailedPrecondition(writer->StartEpoch(kConversation)));
  EXPECT_TRUE(absl::IsFailedPrecondition(writer->WriteEntry(kCasefile, NoteBody("x"))));
}

TEST_F(RecordWriterTest, NobodyWritesUnderAnExpiredOrOlderBundleOrWithOldKeys) {
  const VerifiedBundle bundle1 = world_.Bundle1();
  const VerifiedBundle bundle2 = world_.Bundle2();
  const CaseView view = case_.View(anna());
  const auto create = [&](const Identity& author, const VerifiedBundle& bundle, absl::Time now) {
    return contract::ReasonOf(
        RecordWriter::Create(view, author, bundle, now, world_.random()).status());
  };
  EXPECT_EQ(create(anna(), bundle1, world_.now()), "");
  EXPECT_EQ(create(anna(), bundle1, world_.now() + absl::Hours(24 * 60)),
            contract::reason::kBundleExpired);
  EXPECT_EQ(create(world_.person("bo"), bundle2, world_.now()), contract::reason::kBundleStale);
  EXPECT_EQ(create(world_.person("cees"), bundle2, world_.now()), contract::reason::kBundleStale);
  const ReporterKeys other = DeriveReporterKeys(OtherReceipt());
  EXPECT_EQ(create(other.identity, bundle1, world_.now()), contract::reason::kBundleStale);

  case_.RenewBundle();
  RecordWriter newer = case_.Writer(anna());
  ASSERT_TRUE(newer.Acknowledge().ok());
  case_.Append(newer.Take());
  EXPECT_EQ(contract::ReasonOf(RecordWriter::Create(case_.View(anna()), anna(), bundle1,
                                                    world_.now(), world_.random())
                                   .status()),
            contract::reason::kBundleStale);
}

TEST_F(RecordWriterTest, WithoutAFilingThatVerifiesNobodyWrites) {
  const auto writer =
      RecordWriter::Create(CaseView(), anna(), world_.Bundle1(), world_.now(), world_.random());
  EXPECT_TRUE(absl::IsFailedPrecondition(writer.status()));
}

// One of the two keys is enough to be somebody else.
TEST_F(RecordWriterTest, NobodyWritesWithHalfOfTheKeys) {
  const CaseView view = case_.View(anna());
  const auto create = [&](const Identity& author) {
    return contract::ReasonOf(
        RecordWriter::Create(view, author, world_.Bundle1(), world_.now(), world_.random())
            .status());
  };
  const contract::SecretBytes master =
      HashSecret(contract::label::kReceipt, SampleReceipt().bytes());
  const contract::SecretBytes signing = DeriveKey(master, 1, "vnreceip");
  const contract::SecretBytes box = DeriveKey(master, 2, "vnreceip");
  const contract::PrincipalId principal = reporter().principal();
  EXPECT_EQ(create(Identity::FromSeeds(principal, signing, box).value()), "");
  EXPECT_EQ(create(Identity::FromSeeds(principal, signing, Repeated(32, 5)).value()),
            contract::reason::kBundleStale);
  EXPECT_EQ(create(Identity::FromSeeds(principal, Repeated(32, 5), box).value()),
            contract::reason::kBundleStale);

  bundle::v1::Bundle changed = world_.first_bundle();
  for (bundle::v1::Staff& staff : *changed.mutable_staff()) {
    if (staff.principal() != anna().principal().view()) continue;
    staff.mutable_keys()->set_box_key(world_.renewed_bo().box_key().ToBytes());
  }
  const VerifiedBundle other = world_.Verified(world_.Sign(changed, {0, 1}), world_.pinned());
  EXPECT_EQ(contract::ReasonOf(
                RecordWriter::Create(view, anna(), other, world_.now(), world_.random()).status()),
            contract::reason::kBundleStale);
}

TEST_F(RecordWriterTest, AnActThatNoReaderWouldTakeIsNotSigned) {
  RecordWriter writer = case_.Writer(anna());
  EXPECT_TRUE(absl::IsInvalidArgument(writer.Decline(record::v1::DECLINE_REASON_UNSPECIFIED)));
  EXPECT_TRUE(writer.Take().records.empty());
}

TEST_F(RecordWriterTest, NoEpochBeginsInACaseThatWasWithdrawn) {
  RecordWriter lead = case_.Writer(anna());
  ASSERT_TRUE(lead.Acknowledge().ok());
  case_.Append(lead.Take());
  RecordWriter writer = case_.Writer(reporter());
  ASSERT_TRUE(writer.Withdraw().ok());
  case_.Append(writer.Take());
  RecordWriter late = case_.Writer(anna());
  EXPECT_FALSE(late.StartEpoch(kConversation).ok());
  EXPECT_FALSE(late.WriteEntry(kConversation, MessageBody("te laat")).ok());
  EXPECT_TRUE(late.Take().records.empty());
}

TEST_F(RecordWriterTest, NobodyIsAddedWhoIsNotInTheBundle) {
  RecordWriter writer = case_.Writer(reporter());
  ASSERT_TRUE(
      writer.RemoveReader(world_.principal("bo"), record::v1::REMOVAL_REASON_CONFLICT).ok());
  const auto add = [&writer](const contract::PrincipalId& principal) {
    return writer.AddReader(principal, record::v1::CASE_ROLE_DEPUTY, {{kConversation, {1}}});
  };
  const auto nobody = contract::PrincipalId::Parse(std::string(16, 'n')).value();
  EXPECT_EQ(contract::ReasonOf(add(nobody)), contract::reason::kBundleStale);
  EXPECT_TRUE(add(world_.principal("cees")).ok());
  EXPECT_EQ(writer.Take().records.size(), 2u) << "of the attempt nothing is left";
}

TEST_F(RecordWriterTest, ABodyForWhichNoSizeIsLargeEnoughIsTooLarge) {
  RecordWriter writer = case_.Writer(reporter());
  EXPECT_EQ(contract::ReasonOf(writer.WriteEntry(kConversation, MessageBody("tekst"),
                                                 contract::limit::kPaddedBody + 1)),
            contract::reason::kTooLarge);
}

}  // namespace
}  // namespace vangnet::sealing
