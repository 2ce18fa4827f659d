#include "clients/sealing/case_chain.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "clients/sealing/finding.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {
namespace {

static_assert(!std::is_copy_constructible_v<EpochKey>);
static_assert(!std::is_copy_constructible_v<Identity>);
static_assert(!std::is_copy_constructible_v<Receipt>);
static_assert(!std::is_copy_constructible_v<Keyring>);

class CaseChainTest : public ::testing::Test {
 protected:
  CaseChainTest() : world_("case-chain"), case_(world_, SampleReceipt()) {}
  CaseView View(const CaseMaterial& material) {
    return VerifyCase(material, case_.history(), world_.person("anna"));
  }
  CaseMaterial Material() { return case_.Material({kCheck, kConversation}); }
  // One of the conversation, by the reporter and with the members that it has.
  std::string SecondEpoch(const contract::Hash& cause) {
    const CaseView view = View(Material());
    const Identity& reporter = case_.reporter().identity;
    const std::string conversation = contract::CompartmentKey(kConversation);
    const contract::EpochState& first = *view.fold->NewestEpoch(conversation);
    const auto begun = std::find_if(
        view.records.begin(), view.records.end(),
        [&first](const CaseRecord& record) { return record.record_hash == first.record_hash; });
    record::v1::RecordHeader header = begun->header;
    header.set_record_id(std::string(16, 'e'));
    header.set_author_seq(view.fold->NextAuthorSeq(conversation, reporter.principal()));
    header.set_seen(view.fold->Head(conversation).ToBytes());
    record::v1::EpochAct& act = *header.mutable_epoch_start();
    act.set_number(2);
    act.set_previous_epoch_hash(first.record_hash.ToBytes());
    act.set_cause(cause.ToBytes());
    act.set_check_head(view.fold->Head(contract::CompartmentKey(kCheck)).ToBytes());
    return SignRecord(header, "", "", reporter)->bytes;
  }

  SampleWorld world_;
  SampleCase case_;
};

TEST_F(CaseChainTest, AGoodCaseIsWritableAndItsHeadsAreToBeRemembered) {
  CaseMaterial material = Material();
  const CaseView view = View(material);
  EXPECT_TRUE(view.writable());
  ASSERT_EQ(view.verified_heads.size(), 2u);
  material.remembered = view.verified_heads;
  EXPECT_TRUE(View(material).findings.empty());
}

TEST_F(CaseChainTest, PositionsCountFromOne) {
  CaseMaterial material = Material();
  material.chains[1].records[1].set_position(7);
  const CaseView view = View(material);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kOutOfPlace);
  EXPECT_EQ(view.findings[0].record_number, 2u);
  EXPECT_FALSE(view.writable());
}

TEST_F(CaseChainTest, AShorterOrLongerClaimIsAFinding) {
  for (const std::uint32_t length : {2u, 4u}) {
    CaseMaterial material = Material();
    material.chains[0].claimed->set_length(length);
    const CaseView view = View(material);
    ASSERT_EQ(view.findings.size(), 1u);
    EXPECT_EQ(view.findings[0].what, FindingClass::kHeadDiffers);
  }
}

TEST_F(CaseChainTest, ARememberedChainThatIsLeftOutIsAFindingOfItsOwn) {
  CaseMaterial material = Material();
  material.remembered.push_back(*material.chains[0].claimed);
  material.remembered[0].mutable_compartment()->set_kind(kCasefile);
  const CaseView view = View(material);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kHeadDiffers);
  EXPECT_EQ(view.findings[0].compartment, kCasefile);
}

TEST_F(CaseChainTest, AReporterIsAlwaysGivenTheConversation) {
  CaseMaterial material = case_.Material({kCheck});
  EXPECT_TRUE(View(material).findings.empty());  // Somebody behind the gate is not.
  const CaseView view = VerifyCase(material, case_.history(), case_.reporter().identity);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kHeadDiffers);
  EXPECT_EQ(view.findings[0].compartment, kConversation);
}

TEST_F(CaseChainTest, WithoutTheOlderBundleNothingIsVerified) {
  const BundleHistory newest_only(world_.Bundle2());
  const CaseView view = VerifyCase(Material(), newest_only, world_.person("anna"));
  EXPECT_FALSE(view.fold.has_value());
  ASSERT_FALSE(view.findings.empty());
  EXPECT_EQ(view.findings[0].what, FindingClass::kMissingBundle);
}

TEST_F(CaseChainTest, AnotherCaseIdThanAskedForIsAFinding) {
  CaseMaterial material = Material();
  material.case_id = DeriveReporterKeys(OtherReceipt()).case_id;
  const CaseView view = View(material);
  EXPECT_FALSE(view.fold.has_value());
  EXPECT_EQ(view.findings[0].what, FindingClass::kOtherCase);
}

TEST_F(CaseChainTest, NothingAtAllIsAFinding) {
  CaseMaterial material = Material();
  material.chains.clear();
  const CaseView view = View(material);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_FALSE(view.writable());
}

TEST_F(CaseChainTest, ATextWhoseAuthorIsNotCertainIsNotShown) {
  CaseMaterial material = Material();
  std::string& bytes = *material.chains[1].records[1].mutable_record();
  bytes.back() = static_cast<char>(bytes.back() ^ 1);  // Of the signature.
  const CaseView view = View(material);
  EXPECT_EQ(view.records.back().reading, EntryReading::kDamaged);
  EXPECT_FALSE(view.records.back().body.has_account());
}

TEST_F(CaseChainTest, GrantsForOthersAreReadOverInSilence) {
  const CaseView view = VerifyCase(Material(), case_.history(), world_.person("cees"));
  EXPECT_TRUE(view.findings.empty());
  EXPECT_TRUE(view.keyring.Epochs(contract::CompartmentKey(kCheck)).empty());
}

TEST_F(CaseChainTest, AFindingNeverRepeatsWhatWasSealed) {
  CaseMaterial material = Material();
  for (auto& chain : material.chains) {
    for (auto& stored : chain.records) stored.mutable_record()->back() ^= 1;
  }
  for (const Finding& finding : View(material).findings) {
    EXPECT_EQ(finding.detail.find("Voorbeeld"), std::string::npos);
    EXPECT_LT(finding.detail.size(), 100u);
  }
}

TEST_F(CaseChainTest, AChainThatIsGivenTwiceIsReadOnce) {
  CaseMaterial material = Material();
  material.chains.push_back(material.chains[1]);
  const CaseView view = View(material);
  EXPECT_TRUE(view.findings.empty());
  EXPECT_EQ(view.records.size(), View(Material()).records.size());
}

TEST_F(CaseChainTest, AClaimThatLeavesTheLastRecordsOutIsAFinding) {
  CaseMaterial shorter = Material();
  shorter.chains[0].records.pop_back();
  shorter.chains[0].claimed.reset();
  CaseMaterial material = Material();
  material.chains[0].claimed = View(shorter).verified_heads.at(0);
  const CaseView view = View(material);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kHeadDiffers);
}

TEST_F(CaseChainTest, AChainThatBeginsWithSomethingElseThanItsFilingIsNone) {
  RecordWriter writer = case_.Writer(world_.person("anna"));
  ASSERT_TRUE(writer.Acknowledge().ok());
  CaseMaterial material = Material();
  material.chains[0].records.resize(1);
  material.chains[0].records[0].set_record(writer.Take().records[0]);
  const CaseView view = View(material);
  EXPECT_FALSE(view.fold.has_value());
  ASSERT_FALSE(view.findings.empty());
  EXPECT_EQ(view.findings[0].what, FindingClass::kOutOfPlace);
}

TEST_F(CaseChainTest, OnlyWhoMayWriteCountsAsAnAuthor) {
  record::v1::RecordHeader header = View(Material()).records[0].header;
  const Identity& hanna = world_.person("hanna");  // An administrator.
  header.clear_filing();
  header.set_kind(record::v1::RECORD_KIND_REMOVE_READER);
  header.mutable_remove_reader()->set_principal(world_.principal("anna").ToBytes());
  header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_CONFLICT);
  header.set_author(hanna.principal().ToBytes());
  header.set_author_key(hanna.signing_key().ToBytes());
  const auto record = SignRecord(header, "", "", hanna);
  ASSERT_TRUE(record.ok()) << record.status();
  case_.chain(kCheck).push_back(record->bytes);
  const CaseView view = View(Material());
  ASSERT_FALSE(view.findings.empty());
  EXPECT_EQ(view.findings[0].what, FindingClass::kUnknownAuthor);
}

TEST_F(CaseChainTest, AFilingThatIsNotItsAuthorsFirstRecordBeginsNothing) {
  record::v1::RecordHeader header = View(Material()).records[0].header;
  header.set_author_seq(2);
  case_.chain(kCheck) = {SignRecord(header, "", "", case_.reporter().identity)->bytes};
  const CaseView view = View(Material());
  EXPECT_FALSE(view.fold.has_value());
  ASSERT_FALSE(view.findings.empty());
  EXPECT_EQ(view.findings[0].what, FindingClass::kOutOfPlace);
}

TEST_F(CaseChainTest, ASecondFilingIsNotAllowed) {
  case_.chain(kCheck).push_back(case_.chain(kCheck)[0]);
  const CaseView view = View(Material());
  EXPECT_TRUE(view.fold.has_value());
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kNotAllowed);
}

TEST_F(CaseChainTest, TheFirstEpochHasTheChangeOfAccessAsItsCause) {
  const CaseView good = View(Material());
  record::v1::RecordHeader header = good.records[case_.chain(kCheck).size()].header;
  ASSERT_EQ(header.compartment().kind(), kConversation);
  header.mutable_epoch_start()->set_cause(std::string(32, 'c'));
  case_.chain(kConversation) = {SignRecord(header, "", "", case_.reporter().identity)->bytes};
  const CaseView view = View(Material());
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kOutOfPlace);
  EXPECT_EQ(view.findings[0].compartment, kConversation);
}

TEST_F(CaseChainTest, ARecordThatDoesNotVerifyIsTheCauseOfNoEpoch) {
  RecordWriter writer = case_.Writer(world_.person("anna"));
  ASSERT_TRUE(writer.Acknowledge().ok());
  std::string forged = writer.Take().records[0];
  forged.back() = static_cast<char>(forged.back() ^ 1);  // Of the signature.
  case_.chain(kCheck).push_back(forged);
  ASSERT_EQ(View(Material()).findings.size(), 1u);

  const std::vector<std::string> before = case_.chain(kConversation);
  case_.chain(kConversation).push_back(SecondEpoch(View(Material()).fold->filing_record_hash()));
  EXPECT_EQ(View(Material()).findings.size(), 1u) << "the record alone";
  case_.chain(kConversation) = before;
  const auto parsed = contract::ParseRecord(Sha256, forged);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  case_.chain(kConversation).push_back(SecondEpoch(parsed->record_hash));
  const CaseView view = View(Material());
  ASSERT_EQ(view.findings.size(), 2u);
  EXPECT_EQ(view.findings[1].what, FindingClass::kOutOfPlace);
  EXPECT_EQ(view.findings[1].detail, "cause");
}

TEST_F(CaseChainTest, WhoReadsHoldsTheKeysOfTheEpochs) {
  EXPECT_THAT(View(Material()).keyring.Epochs(contract::CompartmentKey(kCheck)),
              ::testing::ElementsAre(1u));
}

TEST_F(CaseChainTest, ANumberThatIsNoFindingHasNoName) {
  EXPECT_EQ(NameOf(static_cast<FindingClass>(99)), "unknown");
}

// Grants of the kinds that only a granter can make who knows the keys of others.
class CaseGrantsTest : public CaseChainTest {
 protected:
  GrantTerms Terms(const std::string& recipient) const {
    return {.organisation_id = world_.pinned().organisation_id,
            .case_id = case_.id(),
            .compartment = KindOnly(kConversation),
            .recipient = world_.principal(recipient),
            .recipient_key = world_.person(recipient).box_key(),
            .role = record::v1::CASE_ROLE_LEAD,
            .bundle_version = 1};
  }
  static record::v1::Compartment KindOnly(record::v1::CompartmentKind kind) {
    record::v1::Compartment compartment;
    compartment.set_kind(kind);
    return compartment;
  }
  // The keys of the conversation as anna holds them.
  EpochKeys Keys() {
    EpochKeys keys;
    keys.emplace(
        1, View(Material()).keyring.Find(contract::CompartmentKey(kConversation), 1)->Clone());
    return keys;
  }
  // What anna finds when the case has this grant as well; empty: nothing.
  std::string FindingFor(const std::string& grant) {
    CaseMaterial material = Material();
    material.grants.push_back(grant);
    const CaseView view = View(material);
    EXPECT_LE(view.findings.size(), 1u);
    return view.findings.empty() ? "" : std::string(NameOf(view.findings[0].what));
  }
  std::string FindingFor(const GrantTerms& terms, const Identity& granter) {
    return FindingFor(SealGrant(terms, Keys(), granter).value());
  }
  // The grant of the reporter's for anna, with another box under a good signature.
  std::string WithBox(const std::string& box) {
    record::v1::Grant grant;
    EXPECT_TRUE(grant.ParseFromString(SealGrant(Terms("anna"), Keys(), Reporter()).value()));
    grant.set_box(box);
    const std::string message =
        std::string(Sha256(grant.header()).view()) + std::string(Sha256(box).view());
    grant.set_signature(Reporter().Sign(contract::label::kGrant, message).ToBytes());
    return contract::SerializeCanonical(grant);
  }
  const Identity& Reporter() const { return case_.reporter().identity; }
};

TEST_F(CaseGrantsTest, AGoodOneIsTaken) {
  EXPECT_EQ(FindingFor(Terms("anna"), Reporter()), "");
  EXPECT_EQ(FindingFor(Terms("bo"), world_.person("anna")), "");
}

TEST_F(CaseGrantsTest, OfAnotherOrganisationOrCaseItIsNotRead) {
  GrantTerms terms = Terms("anna");
  terms.organisation_id.mutable_data()[0] ^= 1;
  EXPECT_EQ(FindingFor(terms, Reporter()), NameOf(FindingClass::kOtherCase));
  terms = Terms("anna");
  terms.case_id.mutable_data()[0] ^= 1;
  EXPECT_EQ(FindingFor(terms, Reporter()), NameOf(FindingClass::kOtherCase));
}

TEST_F(CaseGrantsTest, UnderABundleThatNobodyKnowsItIsRefused) {
  GrantTerms terms = Terms("anna");
  terms.bundle_version = 9;
  EXPECT_EQ(FindingFor(terms, Reporter()), NameOf(FindingClass::kGhostGrant));
  EXPECT_EQ(FindingFor(terms, world_.person("anna")), NameOf(FindingClass::kGrantForged));
}

TEST_F(CaseGrantsTest, ForAMemberInAnotherKeyItIsAGhost) {
  GrantTerms terms = Terms("anna");
  terms.recipient_key = world_.person("cees").box_key();
  EXPECT_EQ(FindingFor(terms, Reporter()), NameOf(FindingClass::kGhostGrant));
  terms = Terms("anna");
  terms.recipient = Reporter().principal();
  terms.role = record::v1::CASE_ROLE_REPORTER;
  EXPECT_EQ(FindingFor(terms, Reporter()), NameOf(FindingClass::kGhostGrant));
}

TEST_F(CaseGrantsTest, ForSomebodyWhoHasLeftItIsAGhost) {
  RecordWriter writer = case_.Writer(Reporter());
  ASSERT_TRUE(
      writer.RemoveReader(world_.principal("bo"), record::v1::REMOVAL_REASON_CONFLICT).ok());
  ASSERT_TRUE(
      writer
          .AddReader(world_.principal("cees"), record::v1::CASE_ROLE_DEPUTY, {{kConversation, {1}}})
          .ok());
  case_.Append(writer.Take());
  GrantTerms terms = Terms("cees");
  EXPECT_EQ(FindingFor(terms, Reporter()), "");
  terms.bundle_version = 2;
  EXPECT_EQ(FindingFor(terms, Reporter()), NameOf(FindingClass::kGhostGrant));
}

TEST_F(CaseGrantsTest, ABoxThatDoesNotHoldWhatItsHeaderSaysIsDamaged) {
  const contract::BoxKey& anna = world_.person("anna").box_key();
  EXPECT_EQ(FindingFor(WithBox("no box")), NameOf(FindingClass::kNotCanonical));
  // Of the right size: hash of the header, number of keys, epoch and key.
  EXPECT_EQ(FindingFor(WithBox(SealBox(Repeated(32 + 1 + 4 + 32, 2), anna).value())),
            NameOf(FindingClass::kGrantDamaged));
}

// No such grant can be parsed; what is read is held against its size all the same.
TEST_F(CaseGrantsTest, ABoxOfAnotherSizeIsNotOpened) {
  const Identity& anna = world_.person("anna");
  contract::ParsedGrant grant =
      contract::ParseGrant(Sha256, SealGrant(Terms("anna"), Keys(), Reporter()).value()).value();
  EXPECT_TRUE(OpenGrant(grant, anna).ok());
  grant.box = SealBox(Repeated(10, 'x'), anna.box_key()).value();
  EXPECT_TRUE(absl::IsDataLoss(OpenGrant(grant, anna).status()));
  grant.box = "no box";
  EXPECT_TRUE(absl::IsDataLoss(OpenGrant(grant, anna).status()));
}

TEST_F(CaseGrantsTest, IsMadeOfOneToSixtyFourKeysForAKeyThatIsOne) {
  EpochKeys keys;
  EXPECT_TRUE(absl::IsInvalidArgument(SealGrant(Terms("anna"), keys, Reporter()).status()));
  for (std::uint32_t epoch = 1; epoch <= 65; ++epoch) {
    keys.emplace(epoch, EpochKey::Generate(world_.random()));
  }
  EXPECT_TRUE(absl::IsInvalidArgument(SealGrant(Terms("anna"), keys, Reporter()).status()));
  keys.erase(65);
  EXPECT_TRUE(SealGrant(Terms("anna"), keys, Reporter()).ok());
  GrantTerms small_order = Terms("anna");
  small_order.recipient_key = contract::BoxKey();
  EXPECT_FALSE(SealGrant(small_order, keys, Reporter()).ok());
}

}  // namespace
}  // namespace vangnet::sealing
