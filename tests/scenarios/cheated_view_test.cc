// What VerifyCase makes of a case that was changed on the way: at each of its places, where
// cheating_server_test.cc changes one and looks at what the person sees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/canonical.h"
#include "proto/contract/chain.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/hand_made_record.h"

namespace vangnet::testing {
namespace {

using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using sealing::CaseMaterial;
using sealing::CaseView;
using sealing::FindingClass;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// Somebody whom no bundle names.
sealing::Identity MadeUp(const contract::PrincipalId& principal) {
  return *sealing::IdentityFromSeed(principal,
                                    sealing::GenerateIdentitySeed(sealing::SystemRandom()));
}

class CheatedViewTest : public Scenario {
 protected:
  // Two cases of one lead, with three messages each: the account, an answer, a thank-you.
  void SetUp() override {
    for (auto* reporter : {&mine_, &other_}) {
      *reporter = std::make_unique<Reporter>(system());
      Reporter& one = **reporter;
      ASSERT_THAT(one.File(UsualReport()), IsOk());
      ASSERT_THAT(anna_.Acknowledge(one.case_id()), IsOk());
      ASSERT_THAT(anna_.Say(one.case_id(), "antwoord"), IsOk());
      ASSERT_THAT(one.Say(one.case_id(), "dank u"), IsOk());
    }
    shown_ = Shown(*mine_, *mine_);
    others_ = Shown(*other_, *other_);
  }

  CaseMaterial Shown(Person& reader, const Reporter& reporter) {
    const auto calls = reader.Calls(reporter.case_id());
    return Fetch(**calls, system().organisation().id(), reporter.case_id()).value();
  }

  std::vector<caseview::v1::StoredRecord>& Chain(CaseMaterial& material,
                                                 record::v1::CompartmentKind kind) {
    for (sealing::ChainMaterial& chain : material.chains) {
      if (chain.compartment == kind) return chain.records;
    }
    ADD_FAILURE() << "no such chain";
    return material.chains.front().records;
  }
  std::vector<caseview::v1::StoredRecord>& Conversation() {
    return Chain(shown_, COMPARTMENT_KIND_CONVERSATION);
  }
  std::vector<caseview::v1::StoredRecord>& Check() { return Chain(shown_, COMPARTMENT_KIND_CHECK); }

  // Positions as an honest server would number what it shows.
  void Renumber() {
    for (sealing::ChainMaterial& chain : shown_.chains) {
      std::uint32_t position = 0;
      for (caseview::v1::StoredRecord& record : chain.records) record.set_position(++position);
    }
  }

  CaseView View(const Person& reader) const {
    const sealing::BundleHistory history(system().organisation().Verified(absl::Now()));
    return sealing::VerifyCase(shown_, history, reader.identity());
  }

  // Classes of what the reporter is shown. Whatever it is, nothing more is written.
  std::vector<FindingClass> Findings() const {
    const CaseView view = View(*mine_);
    std::vector<FindingClass> found;
    for (const sealing::Finding& finding : view.findings) found.push_back(finding.what);
    EXPECT_EQ(view.writable(), found.empty());
    return found;
  }

  std::vector<std::string> Texts() const {
    std::vector<std::string> texts;
    for (const sealing::CaseRecord& record : View(*mine_).records) {
      if (record.body.has_account()) texts.push_back(record.body.account().answers(0).text());
      if (record.body.has_message()) texts.push_back(record.body.message().text());
    }
    return texts;
  }

  // The claim that fits what is shown.
  void AdjustClaims() {
    CaseMaterial unclaimed = shown_;
    for (sealing::ChainMaterial& chain : unclaimed.chains) chain.claimed.reset();
    std::swap(unclaimed, shown_);
    const auto heads = View(*mine_).verified_heads;
    for (sealing::ChainMaterial& chain : shown_.chains) {
      for (const auto& head : heads) {
        if (head.compartment().kind() == chain.compartment) chain.claimed = head;
      }
    }
  }

  StaffMember anna_{system(), "anna"};
  std::unique_ptr<Reporter> mine_;
  std::unique_ptr<Reporter> other_;
  CaseMaterial shown_;
  CaseMaterial others_;
};

TEST_F(CheatedViewTest, AnHonestServerGivesNothingToShow) {
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(Texts(), ElementsAre("het verhaal", "antwoord", "dank u"));
}

TEST_F(CheatedViewTest, ADroppedRecordIsShown) {
  for (const auto kind : {COMPARTMENT_KIND_CHECK, COMPARTMENT_KIND_CONVERSATION}) {
    const CaseMaterial honest = shown_;
    for (std::size_t i = 0; i < Chain(shown_, kind).size(); ++i) {
      SCOPED_TRACE(i);
      Chain(shown_, kind).erase(Chain(shown_, kind).begin() + static_cast<std::ptrdiff_t>(i));
      Renumber();
      EXPECT_THAT(Findings(), Not(IsEmpty()));
      shown_ = honest;
    }
  }
}

TEST_F(CheatedViewTest, SwappedAndDoubledRecordsAreOutOfPlace) {
  const CaseMaterial honest = shown_;
  std::swap(Conversation()[1], Conversation().back());
  Renumber();
  EXPECT_THAT(Findings(), Contains(FindingClass::kOutOfPlace));
  shown_ = honest;
  Conversation().push_back(Conversation().back());
  Renumber();
  EXPECT_THAT(Findings(), Contains(FindingClass::kOutOfPlace));
}

TEST_F(CheatedViewTest, AnAlteredTextIsShownAsForgedAndNotAsText) {
  record::v1::Record record;
  ASSERT_TRUE(record.ParseFromString(Conversation().back().record()));
  std::string sealed = record.sealed();
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  record.set_sealed(sealed);
  Conversation().back().set_record(contract::SerializeCanonical(record));
  EXPECT_THAT(Findings(), Contains(FindingClass::kBadSignature));
  EXPECT_THAT(Texts(), ElementsAre("het verhaal", "antwoord"));
}

TEST_F(CheatedViewTest, ARecordSignedByAMadeUpKeyIsShown) {
  const auto maker = MadeUp(anna_.identity().principal());
  auto& record = Conversation().back();
  // With anna's key in it, and with its own.
  record.set_record(Resigned(record.record(), maker, [&](record::v1::RecordHeader& header) {
    header.set_author(anna_.identity().principal().ToBytes());
    header.set_author_key(anna_.identity().signing_key().ToBytes());
  }));
  EXPECT_THAT(Findings(), Contains(FindingClass::kBadSignature));
  record.set_record(Resigned(record.record(), maker, [&](record::v1::RecordHeader& header) {
    header.set_author_key(maker.signing_key().ToBytes());
  }));
  EXPECT_THAT(Findings(), Contains(FindingClass::kUnknownAuthor));
  EXPECT_THAT(Texts(), ElementsAre("het verhaal", "antwoord"));
}

TEST_F(CheatedViewTest, ARecordOfAnotherCaseOrCompartmentIsShown) {
  const CaseMaterial honest = shown_;
  Conversation().back() = Chain(others_, COMPARTMENT_KIND_CONVERSATION).back();
  EXPECT_THAT(Findings(), Contains(FindingClass::kOtherCase));
  EXPECT_THAT(Texts(), ElementsAre("het verhaal", "antwoord"));
  shown_ = honest;
  Check().push_back(Conversation().back());
  Renumber();
  EXPECT_THAT(Findings(), Contains(FindingClass::kOtherCase));
  // All of another case in the place of this one.
  shown_ = others_;
  shown_.case_id = mine_->case_id();
  EXPECT_THAT(Findings(), Contains(FindingClass::kOtherCase));
  EXPECT_THAT(Texts(), IsEmpty());
}

TEST_F(CheatedViewTest, WhatIsHeldBackAtTheEndIsFoundByWhoSawIt) {
  const std::vector<caseview::v1::CompartmentHead> seen = View(*mine_).verified_heads;
  Conversation().pop_back();
  EXPECT_THAT(Findings(), Contains(FindingClass::kHeadDiffers));
  AdjustClaims();
  // Who never saw it cannot know (SPEC.md section 11).
  EXPECT_THAT(Findings(), IsEmpty());
  shown_.remembered = seen;
  EXPECT_THAT(Findings(), Contains(FindingClass::kHeadDiffers));
}

TEST_F(CheatedViewTest, AnAcknowledgementIsNotHeldBackBehindTheRecordsThatNeedIt) {
  Check().pop_back();
  AdjustClaims();
  // The lead's epoch and answer hang in the air.
  EXPECT_THAT(Findings(), Not(IsEmpty()));
}

TEST_F(CheatedViewTest, AForgedEpochWithAGhostReaderIsShown) {
  const auto ghost = MadeUp(sealing::RandomId<contract::PrincipalId>(sealing::SystemRandom()));
  const auto add_ghost = [&](record::v1::RecordHeader& header) {
    auto& members = *header.mutable_epoch_start()->mutable_members();
    record::v1::Member& member = *members.Add();
    member.set_principal(ghost.principal().ToBytes());
    member.set_box_key(ghost.box_key().ToBytes());
    std::sort(members.begin(), members.end(),
              [](const auto& one, const auto& two) { return one.principal() < two.principal(); });
  };
  const CaseMaterial honest = shown_;
  auto epoch = std::find_if(Conversation().rbegin(), Conversation().rend(), [](const auto& stored) {
    record::v1::Record record;
    record::v1::RecordHeader header;
    return record.ParseFromString(stored.record()) && header.ParseFromString(record.header()) &&
           header.kind() == record::v1::RECORD_KIND_EPOCH;
  });
  ASSERT_NE(epoch, Conversation().rend());
  const std::string original = epoch->record();
  // By the server alone: it has nobody's key.
  epoch->set_record(Resigned(original, ghost, add_ghost));
  EXPECT_THAT(Findings(), Contains(FindingClass::kBadSignature));
  // Together with the lead, whose signature is good: the members are not the case's.
  epoch->set_record(Resigned(original, anna_.identity(), add_ghost));
  EXPECT_THAT(Findings(), Contains(FindingClass::kWrongMembers));
}

TEST_F(CheatedViewTest, AGrantByOrForAGhostIsShown) {
  const CaseView view = View(*mine_);
  const auto ghost = MadeUp(sealing::RandomId<contract::PrincipalId>(sealing::SystemRandom()));
  const sealing::EpochKey* key =
      view.keyring.Find(contract::CompartmentKey(COMPARTMENT_KIND_CONVERSATION), 1);
  ASSERT_NE(key, nullptr);
  sealing::EpochKeys keys;
  keys.emplace(1, key->Clone());
  sealing::GrantTerms terms;
  terms.organisation_id = system().organisation().id();
  terms.case_id = mine_->case_id();
  terms.compartment.set_kind(COMPARTMENT_KIND_CONVERSATION);
  terms.bundle_version = system().organisation().Verified(absl::Now()).version();
  const CaseMaterial honest = shown_;

  terms.recipient = contract::ReporterPrincipal(mine_->case_id());
  terms.recipient_key = mine_->identity().box_key();
  terms.role = record::v1::CASE_ROLE_REPORTER;
  shown_.grants.push_back(sealing::SealGrant(terms, keys, ghost).value());
  EXPECT_THAT(Findings(), Contains(FindingClass::kGrantForged));

  shown_ = honest;
  terms.recipient = ghost.principal();
  terms.recipient_key = ghost.box_key();
  terms.role = record::v1::CASE_ROLE_DEPUTY;
  shown_.grants.push_back(sealing::SealGrant(terms, keys, anna_.identity()).value());
  EXPECT_THAT(Findings(), Contains(FindingClass::kGhostGrant));

  // A member's name with the ghost's key.
  shown_.grants.back() = [&] {
    terms.recipient = anna_.identity().principal();
    terms.role = record::v1::CASE_ROLE_LEAD;
    return sealing::SealGrant(terms, keys, anna_.identity()).value();
  }();
  EXPECT_THAT(Findings(), Contains(FindingClass::kGhostGrant));

  // Another key than the epoch's, so that two readers see two texts.
  shown_ = honest;
  sealing::EpochKeys false_keys;
  false_keys.emplace(1, sealing::EpochKey::Generate(sealing::SystemRandom()));
  terms.recipient = contract::ReporterPrincipal(mine_->case_id());
  terms.recipient_key = mine_->identity().box_key();
  terms.role = record::v1::CASE_ROLE_REPORTER;
  shown_.grants.push_back(sealing::SealGrant(terms, false_keys, mine_->identity()).value());
  EXPECT_THAT(Findings(), Contains(FindingClass::kGrantDamaged));
}

TEST_F(CheatedViewTest, WithoutItsGrantsACaseIsSealedAndNothingElse) {
  shown_.grants.clear();
  EXPECT_THAT(Texts(), IsEmpty());
  shown_.grants = others_.grants;
  EXPECT_THAT(Findings(), Contains(FindingClass::kOtherCase));
  EXPECT_THAT(Texts(), IsEmpty());
}

}  // namespace
}  // namespace vangnet::testing
