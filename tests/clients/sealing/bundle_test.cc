#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "clients/sealing/bundle_difference.h"
#include "clients/sealing/bundle_history.h"
#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/fingerprint.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/contract/error.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BundleTest : public ::testing::Test {
 protected:
  std::vector<BundleChangeKind> Changes(
      const std::function<void(bundle::v1::Bundle&)>& change) const {
    bundle::v1::Bundle after = world_.first_bundle();
    change(after);
    std::vector<BundleChangeKind> kinds;
    for (const BundleChange& difference : DifferencesOf(world_.first_bundle(), after)) {
      kinds.push_back(difference.kind);
    }
    return kinds;
  }

  SampleWorld world_;
};

TEST_F(BundleTest, JoiningNeedsTheFingerprintOfTheFirstSigners) {
  const std::string first = world_.Bundle1().parsed().signed_bundle;
  const std::string fingerprint = OrganisationFingerprint(world_.pinned().organisation_id);
  const auto anchor = AnchorFromFingerprint(first, fingerprint);
  ASSERT_TRUE(anchor.ok());
  EXPECT_EQ(VerifyBundle(first, *anchor, world_.now(), kClientVersion).outcome,
            BundleOutcome::kGood);
  const Identity& person = world_.person("anna");
  const std::string other = Fingerprint(person.signing_key(), person.box_key());
  EXPECT_TRUE(absl::IsFailedPrecondition(AnchorFromFingerprint(first, other).status()));
  EXPECT_TRUE(
      absl::IsInvalidArgument(AnchorFromFingerprint(first, fingerprint.substr(1)).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(AnchorFromFingerprint("no bundle", fingerprint).status()));
}

TEST_F(BundleTest, ABundleWithOtherSignersIsNoPlaceToJoin) {
  bundle::v1::Bundle second = world_.SecondBundle();
  *second.mutable_signers() = MakeSignerSet({world_.signer(3).key(), world_.signer(4).key()}, 2);
  const std::string signed_bundle = world_.Sign(second, {0, 1});
  const auto id = world_.pinned().organisation_id;
  EXPECT_TRUE(absl::IsFailedPrecondition(
      AnchorFromFingerprint(signed_bundle, OrganisationFingerprint(id)).status()));
  EXPECT_TRUE(absl::IsFailedPrecondition(AnchorFromOrganisationId(signed_bundle, id).status()));
  EXPECT_TRUE(AnchorFromOrganisationId(world_.Bundle1().parsed().signed_bundle, id).ok());
}

TEST_F(BundleTest, ANewSignerSetSignsTheBundleAfterTheNext) {
  bundle::v1::Bundle second = world_.SecondBundle();
  *second.mutable_signers() = MakeSignerSet({world_.signer(3).key(), world_.signer(4).key()}, 2);
  const VerifiedBundle accepted =
      world_.Verified(world_.Sign(second, {0, 1}), world_.Bundle1().NextAnchor());
  bundle::v1::Bundle third = NextBundle(accepted.parsed());
  const auto outcome = [&](const std::vector<std::size_t>& by) {
    return VerifyBundle(world_.Sign(third, by), accepted.NextAnchor(), world_.now(), kClientVersion)
        .outcome;
  };
  EXPECT_EQ(outcome({3, 4}), BundleOutcome::kGood);
  EXPECT_EQ(outcome({0, 1}), BundleOutcome::kStrangers);
  EXPECT_EQ(outcome({0, 3}), BundleOutcome::kNotEnoughSignatures);
}

TEST_F(BundleTest, HistoryGoesBackByHashAlone) {
  BundleHistory history(world_.Bundle2());
  EXPECT_EQ(history.oldest_version(), 2u);
  EXPECT_EQ(history.Find(1), nullptr);
  // The right version, other content, signed as well as can be.
  bundle::v1::Bundle other = world_.first_bundle();
  other.set_name("Another");
  EXPECT_TRUE(absl::IsDataLoss(history.AddOlder(world_.Sign(other, {0, 1, 2}))));
  EXPECT_TRUE(absl::IsDataLoss(history.AddOlder(world_.Bundle2().parsed().signed_bundle)));
  EXPECT_TRUE(absl::IsInvalidArgument(history.AddOlder("no bundle")));
  // The same content, signed by one: the hash is enough.
  EXPECT_TRUE(history.AddOlder(world_.Sign(world_.first_bundle(), {0})).ok());
  ASSERT_NE(history.Find(1), nullptr);
  EXPECT_EQ(history.Find(1)->bundle.version(), 1u);
  EXPECT_EQ(history.newest().bundle.version(), 2u);
}

TEST_F(BundleTest, JoinedSignaturesAreOverTheseBytes) {
  const auto bytes = FreezeBundle(world_.first_bundle());
  ASSERT_TRUE(bytes.ok());
  const auto one = SignBundle(*bytes, world_.signer(0));
  const auto over_other = SignBundle(*bytes + "x", world_.signer(1));
  EXPECT_TRUE(JoinSignatures(*bytes, {one}).ok());
  EXPECT_EQ(contract::ReasonOf(JoinSignatures(*bytes, {one, over_other}).status()),
            contract::reason::kBadSignature);
  EXPECT_FALSE(JoinSignatures(*bytes, {}).ok());
  EXPECT_FALSE(JoinSignatures(*bytes, {one, one}).ok());
}

TEST_F(BundleTest, FreezingSortsAndRefusesWhatNoClientWouldAccept) {
  bundle::v1::Bundle bundle = world_.first_bundle();
  std::reverse(bundle.mutable_staff()->begin(), bundle.mutable_staff()->end());
  EXPECT_EQ(*FreezeBundle(bundle), *FreezeBundle(world_.first_bundle()));
  bundle.clear_telephone_numbers();
  EXPECT_EQ(contract::ReasonOf(FreezeBundle(bundle).status()), contract::reason::kBadField);
}

TEST_F(BundleTest, EveryKindOfChangeIsShown) {
  using enum BundleChangeKind;
  EXPECT_THAT(Changes([](auto&) {}), ElementsAre());
  EXPECT_THAT(Changes([](auto& b) { b.mutable_staff()->erase(b.staff().begin()); }),
              ElementsAre(kPersonRemoved));
  EXPECT_THAT(Changes([](auto& b) {
                *b.add_staff() = b.staff(0);
                b.mutable_staff(8)->set_principal(std::string(16, 'n'));
              }),
              ElementsAre(kPersonAdded));
  EXPECT_THAT(Changes([](auto& b) {
                b.mutable_staff(0)->mutable_keys()->set_box_key(std::string(32, 'k'));
              }),
              ElementsAre(kKeysChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_staff(0)->set_name("Somebody"); }),
              ElementsAre(kNameChanged));
  EXPECT_THAT(
      Changes([](auto& b) { b.mutable_staff(0)->add_roles(policy::v1::ROLE_SUPPORT_TEAM); }),
      ElementsAre(kRolesChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_staff(0)->add_conflict_codes("x"); }),
              ElementsAre(kConflictsChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_staff(0)->clear_competences(); }),
              ElementsAre(kSkillsChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_telephone_numbers(4)->set_number("070 1"); }),
              ElementsAre(kTelephoneChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_telephone_numbers()->RemoveLast(); }),
              ElementsAre(kTelephoneRemoved));
  EXPECT_THAT(Changes([](auto& b) { *b.add_telephone_numbers() = b.telephone_numbers(0); }),
              ElementsAre(kTelephoneAdded));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_signers()->set_threshold(1); }),
              ElementsAre(kSignersChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_log_keys(0)->set_key(std::string(32, 'l')); }),
              ElementsAre(kLogKeysChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_public_endpoint()->set_port(1); }),
              ElementsAre(kEndpointChanged));
  EXPECT_THAT(Changes([](auto& b) { b.set_demonstration(false); }),
              ElementsAre(kOrganisationChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_forms(0)->mutable_title()->set_nl("x"); }),
              ElementsAre(kFormsChanged));
  EXPECT_THAT(Changes([](auto& b) { b.mutable_routing()->set_free_weight(9); }),
              ElementsAre(kPolicyChanged));
  EXPECT_THAT(Changes([](auto& b) { b.set_minimum_client("9.9.9"); }), ElementsAre(kClientChanged));
  EXPECT_THAT(Changes([](auto& b) { b.set_web_manifest_hash(std::string(32, 'w')); }),
              ElementsAre(kWebPageChanged));
}

// A signer who is told only that something changed cannot check it.
TEST_F(BundleTest, WhatChangedIsShownNotOnlyThatItChanged) {
  const auto only = [this](const std::function<void(bundle::v1::Bundle&)>& change) {
    bundle::v1::Bundle after = world_.first_bundle();
    change(after);
    const std::vector<BundleChange> changes = DifferencesOf(world_.first_bundle(), after);
    EXPECT_EQ(changes.size(), 1u);
    EXPECT_NE(changes[0].before, changes[0].after);
    return changes[0].after;
  };
  EXPECT_THAT(
      only([](auto& b) { *b.mutable_signers()->mutable_signer_keys(0) = "0123456789abcdef"; }),
      HasSubstr("303132333435363738396162"));
  EXPECT_THAT(only([](auto& b) { b.mutable_log_keys(0)->set_key(std::string(32, 'l')); }),
              HasSubstr("6c6c6c6c6c6c6c6c"));
  only([](auto& b) { b.set_ca_certificate("another certificate"); });
  // Whole: two people compare it with what `web-page` told.
  EXPECT_EQ(only([](auto& b) { b.set_web_manifest_hash(std::string(32, '\x0a')); }).size(), 64u);
  only([](auto& b) { b.mutable_forms(0)->mutable_title()->set_nl("x"); });
  EXPECT_THAT(only([](auto& b) { b.mutable_deadlines()->set_urgent_minutes(9999); }),
              HasSubstr("urgent_minutes: 9999"));
  const std::string added = only([](auto& b) {
    bundle::v1::Staff& staff = *b.add_staff();
    staff = b.staff(0);
    staff.set_principal(std::string(16, 'n'));
  });
  EXPECT_THAT(added, HasSubstr("ROLE_"));
  EXPECT_THAT(added, HasSubstr("COMPETENCE_"));
}

TEST_F(BundleTest, ASwappedKeyIsShownByItsFingerprints) {
  bundle::v1::Bundle after = world_.SecondBundle();
  const std::vector<BundleChange> changes = DifferencesOf(world_.first_bundle(), after);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].kind, BundleChangeKind::kPersonRemoved);
  EXPECT_EQ(changes[0].subject, "cees");
  EXPECT_EQ(changes[1].kind, BundleChangeKind::kKeysChanged);
  EXPECT_EQ(changes[1].before,
            Fingerprint(world_.person("bo").signing_key(), world_.person("bo").box_key()));
  EXPECT_EQ(changes[1].after,
            Fingerprint(world_.renewed_bo().signing_key(), world_.renewed_bo().box_key()));
}

TEST_F(BundleTest, AKeyThatIsNoneHasNoFingerprint) {
  const bundle::v1::Bundle& good = world_.first_bundle();
  for (const bool of_signing : {true, false}) {
    bundle::v1::Bundle bad = good;
    bundle::v1::StaffKeys& keys = *bad.mutable_staff(0)->mutable_keys();
    (of_signing ? keys.mutable_signing_key() : keys.mutable_box_key())->pop_back();
    const std::vector<BundleChange> changes = DifferencesOf(good, bad);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].kind, BundleChangeKind::kKeysChanged);
    EXPECT_EQ(changes[0].after, "");
  }
}

TEST_F(BundleTest, EveryChangeAndEveryOutcomeHasANameOfItsOwn) {
  std::set<std::string_view> names;
  const int changes = static_cast<int>(BundleChangeKind::kWebPageChanged) + 1;
  for (int i = 0; i <= changes; ++i) names.insert(NameOf(static_cast<BundleChangeKind>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(changes) + 1);
  EXPECT_TRUE(names.contains("unknown")) << "the number after the last";
  names.clear();
  const int outcomes = static_cast<int>(BundleOutcome::kMalformed) + 1;
  for (int i = 0; i <= outcomes; ++i) names.insert(NameOf(static_cast<BundleOutcome>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(outcomes) + 1);
  EXPECT_TRUE(names.contains("unknown"));
}

TEST_F(BundleTest, SignaturesOfTheWrongSizeAreNotJoined) {
  const std::string bytes = FreezeBundle(world_.first_bundle()).value();
  const bundle::v1::BundleSignature good = SignBundle(bytes, world_.signer(0));
  for (const bool of_key : {true, false}) {
    bundle::v1::BundleSignature bad = good;
    (of_key ? bad.mutable_signer_key() : bad.mutable_signature())->pop_back();
    const auto joined = JoinSignatures(bytes, {SignBundle(bytes, world_.signer(1)), bad});
    EXPECT_EQ(contract::ReasonOf(joined.status()), contract::reason::kBadSignature);
  }
}

TEST_F(BundleTest, AVersionOfTheClientThatIsNoneCountsAsTheOldest) {
  bundle::v1::Bundle bundle = world_.first_bundle();
  bundle.set_minimum_client("0.1.0");
  const std::string bytes = world_.Sign(bundle, {0, 1});
  const auto outcome = [&](const char* version) {
    return VerifyBundle(bytes, world_.pinned(), world_.now(), version).outcome;
  };
  EXPECT_EQ(outcome("0.1.0"), BundleOutcome::kGood);
  EXPECT_EQ(outcome("0.1"), BundleOutcome::kGood);
  EXPECT_EQ(outcome("0"), BundleOutcome::kUpdateClient);
  EXPECT_EQ(outcome("1.x.0"), BundleOutcome::kUpdateClient);
}

TEST_F(BundleTest, AnAnchorIsThatOfTheOrganisationThatIsMeant) {
  const std::string bytes = world_.Sign(world_.first_bundle(), {0, 1});
  contract::OrganisationId id = world_.pinned().organisation_id;
  EXPECT_TRUE(AnchorFromOrganisationId(bytes, id).ok());
  id.mutable_data()[0] ^= 1;
  EXPECT_TRUE(absl::IsFailedPrecondition(AnchorFromOrganisationId(bytes, id).status()));
}

}  // namespace
}  // namespace vangnet::sealing
