#include "services/publication/availability_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/clock.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::publication {
namespace {

const absl::Time kNow =
    absl::FromCivil(absl::CivilSecond(2026, 11, 23, 9, 30, 12), absl::UTCTimeZone());

contract::PrincipalId PersonOf(char fill) {
  return *contract::PrincipalId::Parse(std::string(16, fill));
}

void AddStaff(bundle::v1::Bundle& bundle, char fill, policy::v1::Role role) {
  bundle::v1::Staff* staff = bundle.add_staff();
  staff->set_principal(PersonOf(fill).ToBytes());
  staff->add_roles(role);
}

// a and b are trusted persons, c watches, d is in the support team.
bundle::v1::Bundle SampleBundle() {
  bundle::v1::Bundle bundle;
  AddStaff(bundle, 'a', policy::v1::ROLE_TRUSTED_PERSON);
  AddStaff(bundle, 'b', policy::v1::ROLE_TRUSTED_PERSON);
  AddStaff(bundle, 'c', policy::v1::ROLE_COORDINATOR);
  AddStaff(bundle, 'd', policy::v1::ROLE_SUPPORT_TEAM);
  return bundle;
}

TEST(AvailabilityRulesTest, BandsFollowTheWeightedLoad) {
  EXPECT_EQ(BandOf(0), bundle::v1::LOAD_FREE);
  EXPECT_EQ(BandOf(7), bundle::v1::LOAD_FREE);
  EXPECT_EQ(BandOf(8), bundle::v1::LOAD_NORMAL);
  EXPECT_EQ(BandOf(31), bundle::v1::LOAD_NORMAL);
  EXPECT_EQ(BandOf(32), bundle::v1::LOAD_FULL);
}

TEST(AvailabilityRulesTest, TwoUrgentCasesMakeFull) {
  const Bands bands = BandsOf({{PersonOf('a'), record::v1::URGENCY_URGENT, 2, 2},
                               {PersonOf('b'), record::v1::URGENCY_URGENT, 2, 1},
                               {PersonOf('d'), record::v1::URGENCY_LOW, 2, 3}});
  EXPECT_EQ(bands.at(PersonOf('a')), bundle::v1::LOAD_FULL);
  EXPECT_EQ(bands.at(PersonOf('b')), bundle::v1::LOAD_NORMAL);
  EXPECT_EQ(bands.at(PersonOf('d')), bundle::v1::LOAD_FREE);
}

TEST(AvailabilityRulesTest, LoadsOfOnePersonAreSummedOverUrgencies) {
  const Bands bands = BandsOf({{PersonOf('a'), record::v1::URGENCY_NORMAL, 2, 1},
                               {PersonOf('a'), record::v1::URGENCY_LOW, 2, 2}});
  EXPECT_EQ(bands.at(PersonOf('a')), bundle::v1::LOAD_NORMAL);
}

TEST(AvailabilityRulesTest, ShowsEverybodyWhoHandlesCasesAndNobodyElse) {
  const auto shown = MakeAvailability(SampleBundle(), {{PersonOf('b'), bundle::v1::LOAD_FULL}},
                                      {{PersonOf('a'), 1, 0, PersonOf('a')}}, {}, kNow);
  ASSERT_EQ(shown.persons_size(), 3);
  EXPECT_EQ(shown.persons(0).principal(), PersonOf('a').ToBytes());
  EXPECT_FALSE(shown.persons(0).taking_cases());
  EXPECT_EQ(shown.persons(0).load(), bundle::v1::LOAD_FREE);
  EXPECT_TRUE(shown.persons(1).taking_cases());
  EXPECT_EQ(shown.persons(1).load(), bundle::v1::LOAD_FULL);
  EXPECT_EQ(shown.persons(2).principal(), PersonOf('d').ToBytes());
  EXPECT_EQ(shown.made_time() % 60, 0u);
}

TEST(AvailabilityRulesTest, ShowsDutiesSortedAndOnlyOfTheSupportTeam) {
  const auto shown = MakeAvailability(
      SampleBundle(), {}, {},
      {{PersonOf('d'), 300, 400}, {PersonOf('a'), 100, 200}, {PersonOf('d'), 100, 200}}, kNow);
  ASSERT_EQ(shown.duty_size(), 2);
  EXPECT_EQ(shown.duty(0).start_time(), 100u);
  EXPECT_EQ(shown.duty(0).principal(), PersonOf('d').ToBytes());
  EXPECT_EQ(shown.duty(1).start_time(), 300u);
}

TEST(AvailabilityRulesTest, LoadsThatWereShownAreFoundAgain) {
  const Bands bands = {{PersonOf('a'), bundle::v1::LOAD_FULL},
                       {PersonOf('b'), bundle::v1::LOAD_NORMAL},
                       {PersonOf('d'), bundle::v1::LOAD_FREE}};
  EXPECT_EQ(BandsOf(MakeAvailability(SampleBundle(), bands, {}, {}, kNow)), bands);
}

TEST(AvailabilityRulesTest, IsRenewedAtFourAndAtSixteen) {
  const auto at = [](int day, int hour, int minute) {
    return absl::FromCivil(absl::CivilMinute(2026, 11, day, hour, minute), absl::UTCTimeZone());
  };
  EXPECT_EQ(LastRenewal(at(23, 3, 59)), at(22, 16, 0));
  EXPECT_EQ(LastRenewal(at(23, 4, 0)), at(23, 4, 0));
  EXPECT_EQ(LastRenewal(at(23, 15, 59)), at(23, 4, 0));
  EXPECT_EQ(LastRenewal(at(23, 23, 59)), at(23, 16, 0));
  EXPECT_EQ(NextRenewal(at(23, 3, 59)), at(23, 4, 0));
  EXPECT_EQ(NextRenewal(at(23, 4, 0)), at(23, 16, 0));
  EXPECT_EQ(NextRenewal(at(23, 16, 0)), at(24, 4, 0));
}

}  // namespace
}  // namespace vangnet::publication
