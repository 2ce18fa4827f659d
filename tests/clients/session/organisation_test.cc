// What a client does with bundles: joins, keeps, renews, refuses.
#include "clients/session/organisation.h"

#include <gtest/gtest.h>

#include <map>

#include "clients/sealing/fingerprint.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "proto/contract/error.h"
#include "tests/support/organisation.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::session {
namespace {

const absl::Time kJoined = absl::FromUnixSeconds(1790000000);

class OrganisationTest : public ::testing::Test {
 protected:
  OrganisationTest() : organisation_(kJoined) {
    organisation_.AddStaff("anna", testing::TrustedPerson());
    organisation_.AddStaff("admin", testing::Administrator());
    organisation_.AddLogKey(organisation_.identity("anna").signing_key());
    first_ = organisation_.Publish();
    published_[1] = first_;
    fingerprint_ = sealing::OrganisationFingerprint(organisation_.id());
  }

  Home OpenHome() { return *Home::Open(folder_.path() + "/home"); }
  absl::StatusOr<Organisation> Join(const std::string& bundle) {
    return Organisation::Join(OpenHome(), bundle, fingerprint_, kJoined);
  }
  // A server that offers `newest_` and whatever was published.
  FetchBundle Fetch() {
    return [this](std::uint32_t version) -> absl::StatusOr<std::string> {
      if (version == 0) return newest_;
      const auto found = published_.find(version);
      if (found == published_.end()) return contract::NotFound();
      return found->second;
    };
  }
  void PublishNext() {
    newest_ = organisation_.Publish();
    published_[static_cast<std::uint32_t>(published_.size() + 1)] = newest_;
  }

  testing::TemporaryFolder folder_;
  testing::Organisation organisation_;
  std::string first_;
  std::string newest_;
  std::string fingerprint_;
  std::map<std::uint32_t, std::string> published_;
};

TEST_F(OrganisationTest, WithoutJoiningNothingIsKnown) {
  const auto loaded = Organisation::Load(OpenHome(), kJoined);
  EXPECT_EQ(contract::ReasonOf(loaded.status()), client_reason::kNotJoined);
}

TEST_F(OrganisationTest, WhatWasJoinedIsThereTheNextTime) {
  ASSERT_TRUE(Join(first_).ok());
  const auto loaded = Organisation::Load(OpenHome(), kJoined);
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->id(), organisation_.id());
  EXPECT_EQ(loaded->newest().version(), 1u);
}

TEST_F(OrganisationTest, AMistypedFingerprintIsNotAnotherOrganisation) {
  std::string typed = fingerprint_;
  typed[0] = typed[0] == '2' ? '3' : '2';
  EXPECT_EQ(contract::ReasonOf(Organisation::Join(OpenHome(), first_, typed, kJoined).status()),
            client_reason::kMistyped);
  testing::Organisation other(kJoined);
  EXPECT_EQ(
      contract::ReasonOf(Organisation::Join(OpenHome(), first_,
                                            sealing::OrganisationFingerprint(other.id()), kJoined)
                             .status()),
      client_reason::kOtherOrganisation);
}

TEST_F(OrganisationTest, ANewerBundleIsTakenAndKept) {
  absl::StatusOr<Organisation> joined = Join(first_);
  ASSERT_TRUE(joined.ok());
  PublishNext();
  const auto renewed = joined->Renew(Fetch(), kJoined);
  ASSERT_TRUE(renewed.ok()) << renewed.status();
  EXPECT_TRUE(*renewed);
  EXPECT_EQ(Organisation::Load(OpenHome(), kJoined)->newest().version(), 2u);
}

TEST_F(OrganisationTest, AnOlderBundleIsRefusedAndTheNewerOneStays) {
  absl::StatusOr<Organisation> joined = Join(first_);
  PublishNext();
  ASSERT_TRUE(joined->Renew(Fetch(), kJoined).ok());
  newest_ = first_;
  const auto renewed = joined->Renew(Fetch(), kJoined);
  EXPECT_EQ(contract::ReasonOf(renewed.status()), contract::reason::kBundleRefused);
  EXPECT_EQ(Organisation::Load(OpenHome(), kJoined)->newest().version(), 2u);
}

TEST_F(OrganisationTest, ABundleWithOneSignatureOfTwoIsRefused) {
  absl::StatusOr<Organisation> joined = Join(first_);
  newest_ = organisation_.Sign(organisation_.draft(), {0});
  const auto renewed = joined->Renew(Fetch(), kJoined);
  EXPECT_EQ(contract::ReasonOf(renewed.status()), contract::reason::kBundleRefused);
  EXPECT_EQ(joined->newest().version(), 1u);
}

// It used not to be used, and not to be told of either.
TEST_F(OrganisationTest, AForgedNewestIsRefusedAlsoWhenTheOneBetweenIsGood) {
  absl::StatusOr<Organisation> joined = Join(first_);
  PublishNext();
  newest_ = testing::Organisation(kJoined).Sign(organisation_.draft(), {0, 1});
  EXPECT_EQ(contract::ReasonOf(joined->Renew(Fetch(), kJoined).status()),
            contract::reason::kBundleRefused);
  EXPECT_EQ(joined->newest().version(), 2u);
  published_[3] = published_[2];
  EXPECT_EQ(contract::ReasonOf(joined->Renew(Fetch(), kJoined).status()),
            contract::reason::kBundleRefused);
}

TEST_F(OrganisationTest, AnotherTelephoneNumberUnderTheSameVersionIsRefused) {
  absl::StatusOr<Organisation> joined = Join(first_);
  bundle::v1::Bundle changed = joined->bundle();
  changed.mutable_telephone_numbers(0)->set_number("+31 6 66 66 66 66");
  newest_ = organisation_.Sign(changed, {0, 1});
  EXPECT_EQ(contract::ReasonOf(joined->Renew(Fetch(), kJoined).status()),
            contract::reason::kBundleRefused);
}

TEST_F(OrganisationTest, BytesThatAreNoBundleAreRefused) {
  absl::StatusOr<Organisation> joined = Join(first_);
  newest_ = "not a bundle";
  EXPECT_EQ(contract::ReasonOf(joined->Renew(Fetch(), kJoined).status()),
            contract::reason::kBundleRefused);
}

TEST_F(OrganisationTest, AnExpiredBundleIsReadWithAndSaysSo) {
  ASSERT_TRUE(Join(first_).ok());
  const auto later = Organisation::Load(OpenHome(), kJoined + absl::Hours(24 * 61));
  ASSERT_TRUE(later.ok());
  EXPECT_TRUE(later->ExpiredAt(kJoined + absl::Hours(24 * 61)));
  EXPECT_FALSE(later->ExpiredAt(kJoined));
}

TEST_F(OrganisationTest, OlderBundlesComeFromTheServerAndAreKept) {
  PublishNext();
  PublishNext();
  absl::StatusOr<Organisation> joined = Join(newest_);
  ASSERT_TRUE(joined.ok()) << joined.status();
  EXPECT_EQ(joined->History(1, Fetch()).oldest_version(), 1u);
  published_.clear();
  EXPECT_EQ(joined->History(1, Fetch()).oldest_version(), 1u);
}

TEST_F(OrganisationTest, AForgedOlderBundleIsLeftOut) {
  PublishNext();
  absl::StatusOr<Organisation> joined = Join(newest_);
  ASSERT_TRUE(joined.ok());
  published_[1] = newest_;
  EXPECT_EQ(joined->History(1, Fetch()).oldest_version(), 2u);
}

TEST_F(OrganisationTest, ADamagedPinIsNotTakenForNone) {
  ASSERT_TRUE(Join(first_).ok());
  ASSERT_TRUE(ReplaceFile(folder_.path() + "/home/organisation", "organisation zz\n").ok());
  const auto loaded = Organisation::Load(OpenHome(), kJoined);
  EXPECT_TRUE(absl::IsDataLoss(loaded.status()));
}

}  // namespace
}  // namespace vangnet::session
