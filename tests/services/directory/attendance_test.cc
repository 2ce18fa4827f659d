#include "services/directory/attendance.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "services/audit_trail/leaf.h"
#include "tests/support/temp_store.h"
#include "vangnet/audit/v1/leaf.pb.h"

namespace vangnet::directory {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);
const std::uint64_t kSeconds = contract::ToSeconds(kNow);

contract::PrincipalId Person(char fill) {
  return *contract::PrincipalId::Parse(std::string(16, fill));
}

// a is a trusted person, b in the support team, c coordinates, m administers.
bundle::v1::Bundle SampleBundle() {
  bundle::v1::Bundle bundle;
  const std::pair<char, policy::v1::Role> people[] = {{'a', policy::v1::ROLE_TRUSTED_PERSON},
                                                      {'b', policy::v1::ROLE_SUPPORT_TEAM},
                                                      {'c', policy::v1::ROLE_COORDINATOR},
                                                      {'m', policy::v1::ROLE_ADMINISTRATOR}};
  for (const auto& [fill, role] : people) {
    bundle::v1::Staff* staff = bundle.add_staff();
    staff->set_principal(Person(fill).ToBytes());
    staff->add_roles(role);
  }
  return bundle;
}

gate::Caller Caller(char fill, policy::v1::Role role) {
  return {Person(fill), {}, {policy::v1::ROLE_STAFF, role}, kNow};
}
const gate::Caller kAnna = Caller('a', policy::v1::ROLE_TRUSTED_PERSON);
const gate::Caller kAdmin = Caller('m', policy::v1::ROLE_ADMINISTRATOR);

v1::SetAvailabilityRequest Away(const std::string& principal = "", std::uint64_t until = 0) {
  v1::SetAvailabilityRequest request;
  request.set_principal(principal);
  request.set_until_time(until);
  return request;
}

class AttendanceTest : public ::testing::Test {
 protected:
  absl::Status Set(const gate::Caller& caller, const v1::SetAvailabilityRequest& request) {
    return store_->writes().SubmitAndWait([&](storage::Transaction& txn) {
      const auto bytes = SetAvailability(txn, caller, bundle_, request);
      if (bytes.ok()) shown_.ParseFromString(**bytes);
      return bytes.status();
    });
  }

  absl::Status Publish(const v1::PublishDutyListRequest& request) {
    return store_->writes().SubmitAndWait([&](storage::Transaction& txn) {
      const auto bytes = PublishDutyList(txn, kAdmin, bundle_, request);
      if (bytes.ok()) shown_.ParseFromString(**bytes);
      return bytes.status();
    });
  }

  bool TakesCases(char fill) {
    for (const auto& person : shown_.persons()) {
      if (person.principal() == Person(fill).ToBytes()) return person.taking_cases();
    }
    ADD_FAILURE() << "not shown: " << fill;
    return false;
  }

  std::vector<std::uint32_t> Actions() {
    std::vector<std::uint32_t> actions;
    EXPECT_TRUE(store_->reads()
                    .SubmitAndWait([&](const storage::Snapshot& snapshot) {
                      const auto rows = snapshot.leaves().ListDay(contract::ToDay(kNow), 0, 100);
                      for (const storage::LeafRow& row : *rows) {
                        audit::v1::Leaf leaf;
                        leaf.ParseFromString(row.body);
                        actions.push_back(leaf.action());
                      }
                      return rows.status();
                    })
                    .ok());
    return actions;
  }

  storage::testing::TempStore store_;
  bundle::v1::Bundle bundle_ = SampleBundle();
  bundle::v1::Availability shown_;
};

TEST_F(AttendanceTest, OneSaysItForOneselfAndTakesItBack) {
  ASSERT_TRUE(Set(kAnna, Away()).ok());
  EXPECT_FALSE(TakesCases('a'));
  EXPECT_TRUE(TakesCases('b'));
  v1::SetAvailabilityRequest back;
  back.set_taking_cases(true);
  ASSERT_TRUE(Set(kAnna, back).ok());
  EXPECT_TRUE(TakesCases('a'));
  EXPECT_EQ(Actions(), std::vector<std::uint32_t>(2, audit_trail::kAvailabilitySet));
}

TEST_F(AttendanceTest, AnAdministratorSaysItForWhoeverHandlesCases) {
  ASSERT_TRUE(Set(kAdmin, Away(Person('b').ToBytes())).ok());
  EXPECT_FALSE(TakesCases('b'));
}

TEST_F(AttendanceTest, NobodyElseIsFound) {
  const absl::Status other = Set(kAnna, Away(Person('b').ToBytes()));
  const absl::Status nobody = Set(kAnna, Away(Person('z').ToBytes()));
  EXPECT_EQ(other, nobody) << "not yours and does not exist are one answer";
  EXPECT_EQ(other.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Set(kAdmin, Away(Person('c').ToBytes())).code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Set(kAdmin, Away()).code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(Actions().empty());
}

TEST_F(AttendanceTest, AnAbsenceEndsByItselfAtItsTime) {
  ASSERT_TRUE(Set(kAnna, Away("", kSeconds + 60)).ok());
  const auto away_at = [&](std::uint64_t at) {
    std::size_t count = 0;
    EXPECT_TRUE(store_->reads()
                    .SubmitAndWait([&](const storage::Snapshot& snapshot) {
                      const auto rows = snapshot.absences().ListCurrent(at);
                      count = rows->size();
                      return rows.status();
                    })
                    .ok());
    return count;
  };
  EXPECT_EQ(away_at(kSeconds + 59), 1u);
  EXPECT_EQ(away_at(kSeconds + 60), 0u);
}

TEST_F(AttendanceTest, TimesAndPrincipalsOutOfRuleAreNamed) {
  EXPECT_EQ(contract::ReasonOf(Set(kAnna, Away("", kSeconds))), contract::reason::kBadField);
  v1::SetAvailabilityRequest both = Away("", kSeconds + 60);
  both.set_taking_cases(true);
  EXPECT_EQ(contract::ReasonOf(Set(kAnna, both)), contract::reason::kBadField);
  EXPECT_EQ(contract::ReasonOf(Set(kAnna, Away("short"))), contract::reason::kBadField);
  EXPECT_TRUE(Actions().empty());
}

void AddPeriod(v1::PublishDutyListRequest& request, char fill, std::uint64_t start,
               std::uint64_t end) {
  auto* period = request.add_periods();
  period->set_principal(Person(fill).ToBytes());
  period->set_start_time(start);
  period->set_end_time(end);
}

TEST_F(AttendanceTest, ADutyListReplacesTheOneBefore) {
  v1::PublishDutyListRequest list;
  AddPeriod(list, 'b', kSeconds, kSeconds + 48 * 3600);
  AddPeriod(list, 'b', kSeconds + 3600, kSeconds + 7200);
  ASSERT_TRUE(Publish(list).ok());
  EXPECT_EQ(shown_.duty_size(), 2);
  ASSERT_TRUE(Publish({}).ok());
  EXPECT_EQ(shown_.duty_size(), 0);
  EXPECT_EQ(Actions(), std::vector<std::uint32_t>(2, audit_trail::kDutyPublished));
}

TEST_F(AttendanceTest, ADutyListOutOfRuleIsRefusedWhole) {
  const auto refused = [&](const v1::PublishDutyListRequest& list) {
    return contract::ReasonOf(Publish(list)) == contract::reason::kBadField;
  };
  v1::PublishDutyListRequest not_in_team, backwards, long_one, unsorted, twice, many;
  AddPeriod(not_in_team, 'a', kSeconds, kSeconds + 1);
  AddPeriod(backwards, 'b', kSeconds, kSeconds);
  AddPeriod(long_one, 'b', kSeconds, kSeconds + 48 * 3600 + 1);
  AddPeriod(unsorted, 'b', kSeconds + 1, kSeconds + 2);
  AddPeriod(unsorted, 'b', kSeconds, kSeconds + 2);
  AddPeriod(twice, 'b', kSeconds, kSeconds + 2);
  AddPeriod(twice, 'b', kSeconds, kSeconds + 2);
  for (std::uint64_t i = 0; i <= 400; ++i) AddPeriod(many, 'b', kSeconds + i, kSeconds + i + 1);
  for (const auto* list : {&not_in_team, &backwards, &long_one, &unsorted, &twice, &many}) {
    EXPECT_TRUE(refused(*list));
  }
  many.mutable_periods()->RemoveLast();
  EXPECT_TRUE(Publish(many).ok());
}

}  // namespace
}  // namespace vangnet::directory
