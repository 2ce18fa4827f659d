// What is shown when: loads at fixed times, absence and duty at once.
#include "services/publication/availability.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/clock.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/temp_store.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::publication {
namespace {

using storage::testing::Person;
using storage::testing::SampleCase;

const absl::Time kMorning =
    absl::FromCivil(absl::CivilMinute(2026, 11, 23, 9, 30), absl::UTCTimeZone());
const absl::Time kEvening =
    absl::FromCivil(absl::CivilMinute(2026, 11, 23, 16, 0), absl::UTCTimeZone());

class AvailabilityTest : public ::testing::Test {
 protected:
  AvailabilityTest() {
    for (const int number : {1, 2}) {
      bundle::v1::Staff* staff = bundle_.add_staff();
      staff->set_principal(Person(static_cast<std::uint8_t>(number)).ToBytes());
      staff->add_roles(policy::v1::ROLE_TRUSTED_PERSON);
    }
  }

  using Way = absl::StatusOr<AvailabilityBytes> (*)(storage::Transaction&,
                                                    const bundle::v1::Bundle&, absl::Time);

  bundle::v1::Availability Show(Way way, absl::Time now) {
    AvailabilityBytes bytes;
    EXPECT_TRUE(store_->writes()
                    .SubmitAndWait([&](storage::Transaction& txn) {
                      auto made = way(txn, bundle_, now);
                      if (made.ok()) bytes = *made;
                      return made.status();
                    })
                    .ok());
    bundle::v1::Availability shown;
    EXPECT_TRUE(bytes != nullptr && shown.ParseFromString(*bytes));
    return shown;
  }

  // Four urgent cases for person 1.
  void AddLoad() {
    ASSERT_TRUE(store_->writes()
                    .SubmitAndWait([](storage::Transaction& txn) {
                      absl::Status status;
                      for (std::uint8_t number = 1; number <= 4; ++number) {
                        storage::CaseRow row = SampleCase(number);
                        row.urgency = 1;
                        status.Update(txn.cases().Insert(row));
                      }
                      return status;
                    })
                    .ok());
  }

  storage::testing::TempStore store_;
  bundle::v1::Bundle bundle_;
};

TEST_F(AvailabilityTest, RenewalTakesTheLoadsOfNow) {
  EXPECT_EQ(Show(RenewAvailability, kMorning).persons(0).load(), bundle::v1::LOAD_FREE);
  AddLoad();
  const auto shown = Show(RenewAvailability, kEvening);
  EXPECT_EQ(shown.persons(0).load(), bundle::v1::LOAD_FULL);
  EXPECT_EQ(shown.persons(1).load(), bundle::v1::LOAD_FREE);
}

TEST_F(AvailabilityTest, AnAbsenceShowsAtOnceAndTheLoadsDoNot) {
  Show(RenewAvailability, kMorning);
  AddLoad();
  ASSERT_TRUE(store_->writes()
                  .SubmitAndWait([](storage::Transaction& txn) {
                    return txn.absences().Put({Person(2), 1, 0, Person(2)});
                  })
                  .ok());
  const auto shown = Show(AmendAvailability, kMorning + absl::Hours(1));
  EXPECT_EQ(shown.persons(0).load(), bundle::v1::LOAD_FREE);
  EXPECT_FALSE(shown.persons(1).taking_cases());
}

TEST_F(AvailabilityTest, ARestartShowsTheSameBytesUntilAFixedTimeHasPassed) {
  const auto before = Show(RenewAvailability, kMorning);
  AddLoad();
  EXPECT_EQ(Show(ResumeAvailability, kEvening - absl::Seconds(1)).SerializeAsString(),
            before.SerializeAsString());
  EXPECT_EQ(Show(ResumeAvailability, kEvening).persons(0).load(), bundle::v1::LOAD_FULL);
}

// The loads of a wrong clock would have been shown until that time had come.
TEST_F(AvailabilityTest, OneFromTheFutureIsMadeAgainAtARestart) {
  Show(RenewAvailability, kMorning + absl::Hours(24 * 365));
  AddLoad();
  EXPECT_EQ(Show(ResumeAvailability, kMorning).persons(0).load(), bundle::v1::LOAD_FULL);
}

TEST_F(AvailabilityTest, SomebodyNewIsFreeAndSomebodyGoneIsNotShown) {
  Show(RenewAvailability, kMorning);
  bundle_.mutable_staff(1)->set_principal(Person(3).ToBytes());
  const auto shown = Show(AmendAvailability, kMorning);
  ASSERT_EQ(shown.persons_size(), 2);
  EXPECT_EQ(shown.persons(1).principal(), Person(3).ToBytes());
  EXPECT_EQ(shown.persons(1).load(), bundle::v1::LOAD_FREE);
}

TEST_F(AvailabilityTest, NothingIsShownBeforeTheFirst) {
  ShownAvailability shown;
  EXPECT_TRUE(shown.Get()->empty());
  shown.Set(std::make_shared<const std::string>("bytes"));
  EXPECT_EQ(*shown.Get(), "bytes");
}

}  // namespace
}  // namespace vangnet::publication
