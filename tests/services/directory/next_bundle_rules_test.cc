#include "services/directory/next_bundle_rules.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "proto/contract/error.h"
#include "services/cryptography/sha256.h"
#include "tests/support/organisation.h"

namespace vangnet::directory {
namespace {

const absl::Time kBundleTime = absl::FromUnixSeconds(1'795'424'400);

class NextBundleRulesTest : public ::testing::Test {
 protected:
  NextBundleRulesTest() : organisation_(kBundleTime) {
    organisation_.AddStaff("anna", testing::TrustedPerson());
    organisation_.AddStaff("adam", testing::Administrator());
    organisation_.AddLogKey(rules_.log_key);
    first_ = Parse(organisation_.Publish());
  }

  static HouseRules Rules() {
    HouseRules rules;
    rules.log_key = *contract::SigningKey::Parse(std::string(32, 'l'));
    rules.demonstration = true;
    return rules;
  }

  static contract::ParsedBundle Parse(const std::string& signed_bundle) {
    auto parsed = contract::ParseBundle(&cryptography::Sha256, signed_bundle);
    EXPECT_TRUE(parsed.ok()) << parsed.status().message();
    return parsed.ok() ? *std::move(parsed) : contract::ParsedBundle();
  }

  // The next bundle after a change of the draft.
  contract::ParsedBundle Next(const std::function<void(bundle::v1::Bundle&)>& change,
                              const std::vector<std::size_t>& signers = {0, 1}) {
    bundle::v1::Bundle draft = organisation_.draft();
    change(draft);
    return Parse(organisation_.Sign(std::move(draft), signers));
  }

  void ExpectRefused(const absl::Status& status, std::string_view reason, const std::string& word) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status.message();
    EXPECT_EQ(contract::ReasonOf(status), reason);
    EXPECT_NE(std::string(status.message()).find(word), std::string::npos) << status.message();
  }

  HouseRules rules_ = Rules();
  testing::Organisation organisation_;
  contract::ParsedBundle first_;
};

constexpr auto kRefused = contract::reason::kBundleRefused;
const auto kSame = [](bundle::v1::Bundle&) {};

TEST_F(NextBundleRulesTest, TheNextVersionSignedByEnoughIsTaken) {
  EXPECT_TRUE(CheckFirstBundle(first_, rules_, kBundleTime).ok());
  for (const std::vector<std::size_t>& signers :
       std::vector<std::vector<std::size_t>>{{0, 1}, {1, 2}, {0, 1, 2}}) {
    EXPECT_TRUE(CheckNextBundle(first_, Next(kSame, signers), rules_, kBundleTime).ok());
  }
}

TEST_F(NextBundleRulesTest, OneSignatureShortIsRefused) {
  ExpectRefused(CheckNextBundle(first_, Next(kSame, {2}), rules_, kBundleTime), kRefused,
                "signatures");
}

TEST_F(NextBundleRulesTest, StrangersCountNothing) {
  // Another organisation's signers, over the same bundle.
  testing::Organisation strangers(kBundleTime);
  const auto foreign = Parse(strangers.Sign(organisation_.draft(), {0, 1, 2}));
  EXPECT_EQ(CountSigners(first_.bundle.signers(), foreign), 0u);
  ExpectRefused(CheckNextBundle(first_, foreign, rules_, kBundleTime), kRefused, "signatures");
}

TEST_F(NextBundleRulesTest, ASignatureOverOtherBytesCountsNothing) {
  contract::ParsedBundle next = Next(kSame, {0, 1});
  ASSERT_EQ(CountSigners(first_.bundle.signers(), next), 2u);
  next.signatures[0].second.mutable_data()[5] ^= 1;
  EXPECT_EQ(CountSigners(first_.bundle.signers(), next), 1u);
  next = Next(kSame, {0, 1});
  next.bundle_bytes.back() = static_cast<char>(next.bundle_bytes.back() ^ 1);
  EXPECT_EQ(CountSigners(first_.bundle.signers(), next), 0u);
}

TEST_F(NextBundleRulesTest, VersionHashAndOrganisationMustFollow) {
  ExpectRefused(
      CheckNextBundle(first_, Next([](auto& b) { b.set_version(3); }), rules_, kBundleTime),
      kRefused, "version");
  ExpectRefused(CheckNextBundle(first_, first_, rules_, kBundleTime), kRefused, "version");
  ExpectRefused(CheckNextBundle(
                    first_, Next([](auto& b) { b.set_previous_bundle_hash(std::string(32, 'h')); }),
                    rules_, kBundleTime),
                kRefused, "previous_bundle_hash");
  ExpectRefused(
      CheckNextBundle(first_, Next([](auto& b) { b.set_organisation_id(std::string(32, 'o')); }),
                      rules_, kBundleTime),
      kRefused, "organisation_id");
}

TEST_F(NextBundleRulesTest, AnExpiredBundleIsRefused) {
  const absl::Time last =
      absl::FromUnixSeconds(static_cast<std::int64_t>(first_.bundle.expires_time()));
  EXPECT_TRUE(CheckHouseRules(first_, rules_, last - absl::Seconds(1)).ok());
  ExpectRefused(CheckHouseRules(first_, rules_, last), contract::reason::kBundleExpired,
                "expires_time");
}

TEST_F(NextBundleRulesTest, ADemonstrationIsServedOnlyOnLoopback) {
  HouseRules real = rules_;
  real.demonstration = false;
  ExpectRefused(CheckHouseRules(first_, real, kBundleTime), kRefused, "demonstration");
  contract::ParsedBundle elsewhere = first_;
  elsewhere.bundle.mutable_staff_endpoint()->set_host("vangnet.example");
  ExpectRefused(CheckHouseRules(elsewhere, rules_, kBundleTime), kRefused, "loopback");
  elsewhere.bundle.set_demonstration(false);
  EXPECT_TRUE(CheckHouseRules(elsewhere, real, kBundleTime).ok());
}

TEST_F(NextBundleRulesTest, WithoutThisServersLogKeyItIsRefused) {
  HouseRules other = rules_;
  other.log_key = *contract::SigningKey::Parse(std::string(32, 'm'));
  ExpectRefused(CheckHouseRules(first_, other, kBundleTime), kRefused, "log_keys");
  contract::ParsedBundle later = first_;
  later.bundle.mutable_log_keys(0)->set_valid_from_time(later.bundle.expires_time());
  ExpectRefused(CheckHouseRules(later, rules_, kBundleTime), kRefused, "log_keys");
}

TEST_F(NextBundleRulesTest, TheFirstBundleIsThatOfItsOwnSigners) {
  ExpectRefused(CheckFirstBundle(Next(kSame), rules_, kBundleTime), kRefused, "version");
  contract::ParsedBundle foreign = first_;
  foreign.organisation_id = *contract::OrganisationId::Parse(std::string(32, 'o'));
  ExpectRefused(CheckFirstBundle(foreign, rules_, kBundleTime), kRefused, "organisation_id");
  contract::ParsedBundle short_of_one = first_;
  short_of_one.signatures.pop_back();
  ExpectRefused(CheckFirstBundle(short_of_one, rules_, kBundleTime), kRefused, "signatures");
}

}  // namespace
}  // namespace vangnet::directory
