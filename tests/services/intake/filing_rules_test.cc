#include "services/intake/filing_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/error.h"

namespace vangnet::intake {
namespace {

using contract::ReasonOf;
namespace reason = contract::reason;

std::string Id(char c) { return std::string(16, c); }
std::string Key(char c) { return std::string(32, c); }

bundle::v1::Bundle BundleOf(std::uint32_t version) {
  bundle::v1::Bundle bundle;
  bundle.set_version(version);
  bundle.set_expires_time(1000);
  for (const char c : {'a', 'b', 'c'}) {
    bundle::v1::Staff& staff = *bundle.add_staff();
    staff.set_principal(Id(c));
    staff.mutable_keys()->set_signing_key(Key(c));
    staff.mutable_keys()->set_box_key(Key(c));
  }
  return bundle;
}

// Names a as person and c as coordinator; not b.
record::v1::FilingAct Act() {
  record::v1::FilingAct act;
  act.add_persons()->set_principal(Id('a'));
  act.add_coordinators(Id('c'));
  return act;
}

TEST(FilingRulesTest, BundleCountsUntilTheSecondItExpires) {
  EXPECT_TRUE(CheckNotExpired(BundleOf(1), absl::FromUnixSeconds(999)).ok());
  EXPECT_EQ(ReasonOf(CheckNotExpired(BundleOf(1), absl::FromUnixSeconds(1000))),
            reason::kBundleExpired);
}

TEST(FilingRulesTest, NewerBundleWithTheSameKeysIsNoMatter) {
  EXPECT_TRUE(CheckSameKeys(BundleOf(1), BundleOf(2), Act()).ok());
}

TEST(FilingRulesTest, OtherKeyOfSomebodyNamedIsStale) {
  bundle::v1::Bundle newest = BundleOf(2);
  newest.mutable_staff(0)->mutable_keys()->set_box_key(Key('x'));
  EXPECT_EQ(ReasonOf(CheckSameKeys(BundleOf(1), newest, Act())), reason::kBundleStale);
  newest = BundleOf(2);
  newest.mutable_staff(0)->mutable_keys()->set_signing_key(Key('x'));
  EXPECT_EQ(ReasonOf(CheckSameKeys(BundleOf(1), newest, Act())), reason::kBundleStale);
}

TEST(FilingRulesTest, OtherKeyOfSomebodyElseIsNoMatter) {
  bundle::v1::Bundle newest = BundleOf(2);
  newest.mutable_staff(1)->mutable_keys()->set_box_key(Key('x'));
  EXPECT_TRUE(CheckSameKeys(BundleOf(1), newest, Act()).ok());
}

TEST(FilingRulesTest, PersonOrCoordinatorWhoLeftIsStale) {
  for (const int who : {0, 2}) {
    bundle::v1::Bundle newest = BundleOf(2);
    newest.mutable_staff()->DeleteSubrange(who, 1);
    EXPECT_EQ(ReasonOf(CheckSameKeys(BundleOf(1), newest, Act())), reason::kBundleStale) << who;
  }
}

TEST(FilingRulesTest, EpochIsSealedToTheKeysOfTheBundle) {
  const contract::CaseId case_id = *contract::CaseId::Parse(Id('r'));
  record::v1::EpochAct epoch;
  record::v1::Member& person = *epoch.add_members();
  person.set_principal(Id('a'));
  person.set_box_key(Key('a'));
  record::v1::Member& reporter = *epoch.add_members();
  reporter.set_principal(Id('r'));
  reporter.set_box_key(Key('q'));  // Held against the FILING elsewhere.
  EXPECT_TRUE(CheckStaffKeys(BundleOf(1), case_id, epoch).ok());
  epoch.mutable_members(0)->set_box_key(Key('b'));
  EXPECT_EQ(ReasonOf(CheckStaffKeys(BundleOf(1), case_id, epoch)), reason::kBadField);
  epoch.mutable_members(0)->set_principal(Id('z'));
  EXPECT_EQ(ReasonOf(CheckStaffKeys(BundleOf(1), case_id, epoch)), reason::kBadField);
}

}  // namespace
}  // namespace vangnet::intake
