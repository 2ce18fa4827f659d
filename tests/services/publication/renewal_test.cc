#include "services/publication/renewal.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

#include "tests/storage/sample_rows.h"
#include "tests/support/temp_store.h"

namespace vangnet::publication {
namespace {

const absl::Time kRenewalMorning =
    absl::FromCivil(absl::CivilMinute(2026, 11, 23, 9, 30), absl::UTCTimeZone());

// One trusted person. The version is that of no stored bundle: nothing is published here.
BundlePtr OnePersonBundle() {
  auto parsed = std::make_shared<contract::ParsedBundle>();
  parsed->bundle.set_version(1);
  bundle::v1::Staff* staff = parsed->bundle.add_staff();
  staff->set_principal(storage::testing::Person(1).ToBytes());
  staff->add_roles(policy::v1::ROLE_TRUSTED_PERSON);
  return parsed;
}

TEST(RenewalTest, ShowsANewAvailabilityWhenAFixedTimeHasCome) {
  storage::testing::TempStore store;
  ASSERT_TRUE(store->writes()
                  .SubmitAndWait([](storage::Transaction& txn) {
                    return txn.bundles().Append({1, "signed", {}, 1});
                  })
                  .ok());
  std::atomic<std::int64_t> hours{0};
  std::atomic<int> looks{0};
  const NewestBundle newest(OnePersonBundle());
  ShownAvailability shown;
  const Renewal renewal(
      store->writes(), newest, shown,
      [&] {
        ++looks;
        return kRenewalMorning + absl::Hours(hours.load());
      },
      std::chrono::milliseconds(1));
  while (looks < 5) std::this_thread::yield();
  EXPECT_TRUE(shown.Get()->empty()) << "renewed before its time";
  hours = 7;
  while (shown.Get()->empty()) std::this_thread::yield();
  bundle::v1::Availability made;
  ASSERT_TRUE(made.ParseFromString(*shown.Get()));
  EXPECT_EQ(made.persons_size(), 1);
}

// A clock that was a year ahead at the start left the next renewal a year away.
TEST(RenewalTest, AClockThatIsPutBackDoesNotStopIt) {
  storage::testing::TempStore store;
  ASSERT_TRUE(store->writes()
                  .SubmitAndWait([](storage::Transaction& txn) {
                    return txn.bundles().Append({1, "signed", {}, 1});
                  })
                  .ok());
  std::atomic<bool> right{false};
  std::atomic<int> looks{0};
  const NewestBundle newest(OnePersonBundle());
  ShownAvailability shown;
  const Renewal renewal(
      store->writes(), newest, shown,
      [&] {
        ++looks;
        return right ? kRenewalMorning : kRenewalMorning + absl::Hours(24 * 365);
      },
      std::chrono::milliseconds(1));
  while (looks < 5) std::this_thread::yield();
  EXPECT_TRUE(shown.Get()->empty()) << "renewed before its time";
  right = true;
  while (shown.Get()->empty()) std::this_thread::yield();
}

TEST(RenewalTest, AStoreThatCannotBeWrittenLeavesWhatIsShown) {
  storage::testing::TempStore store;
  store->Stop();
  std::atomic<int> looks{0};
  const NewestBundle newest(OnePersonBundle());
  ShownAvailability shown;
  shown.Set(std::make_shared<const std::string>("as it was"));
  const Renewal renewal(
      store->writes(), newest, shown,
      [&] { return kRenewalMorning + absl::Hours(looks++ == 0 ? 0 : 7); },
      std::chrono::milliseconds(1));
  while (looks < 5) std::this_thread::yield();
  EXPECT_EQ(*shown.Get(), "as it was");
}

}  // namespace
}  // namespace vangnet::publication
