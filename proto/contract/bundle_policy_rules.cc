#include <algorithm>
#include <set>
#include <string>

#include "proto/contract/bundle_checks.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;

constexpr std::size_t kMaxNumber = 40;
constexpr std::size_t kTerritories = 4;
constexpr std::uint32_t kMaxWeight = 1000;
constexpr std::uint32_t kMinutesPerWeek = 7 * 24 * 60;
constexpr std::uint32_t kMaxRetentionDays = 3660;
constexpr std::uint32_t kMaxRetentionMonths = 240;

bool IsBetween(std::uint32_t low, std::uint32_t value, std::uint32_t high) {
  return value >= low && value <= high;
}

// Digits and spaces, with a leading plus or not.
bool IsNumber(const std::string& number) {
  if (number.size() > kMaxNumber) return false;
  const std::size_t begin = number.rfind('+', 0) == 0 ? 1 : 0;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::any_of(number.begin(), number.end(), is_digit) &&
         std::all_of(number.begin() + begin, number.end(),
                     [&](char c) { return is_digit(c) || c == ' '; });
}

absl::Status CheckRouting(const Bundle& bundle) {
  const bundle::v1::RoutingPolicy& policy = bundle.routing();
  return Require(IsBetween(1, policy.free_weight(), kMaxWeight) &&
                     IsBetween(1, policy.normal_weight(), kMaxWeight) &&
                     IsBetween(1, policy.full_weight(), kMaxWeight),
                 "routing", "weights from 1 to 1000");
}

absl::Status CheckDeadlines(const Bundle& bundle) {
  const bundle::v1::DeadlinePolicy& policy = bundle.deadlines();
  VN_RETURN_IF_ERROR(Require(IsBetween(1, policy.urgent_minutes(), kMinutesPerWeek) &&
                                 IsBetween(1, policy.high_minutes(), kMinutesPerWeek),
                             "deadlines", "minutes from 1 to a week"));
  VN_RETURN_IF_ERROR(Require(policy.day_start_hour() < policy.day_end_hour() &&
                                 policy.day_end_hour() <= 24 && policy.next_morning_hour() <= 23,
                             "deadlines", "hours of a day"));
  VN_RETURN_IF_ERROR(
      Require(IsBetween(1, policy.working_day_end_hour(), 24), "deadlines", "hours of a day"));
  return Require(IsBetween(1, policy.normal_working_days(), policy.low_working_days()) &&
                     policy.low_working_days() <= 30,
                 "deadlines", "working days from 1 to 30, normal not after low");
}

absl::Status CheckRetention(const Bundle& bundle) {
  const bundle::v1::RetentionPolicy& policy = bundle.retention();
  return Require(IsBetween(1, policy.days_after_closing(), kMaxRetentionDays) &&
                     IsBetween(1, policy.days_without_contact(), kMaxRetentionDays) &&
                     IsBetween(1, policy.access_log_months(), kMaxRetentionMonths),
                 "retention", "days from 1 to ten years, months from 1 to 240");
}

}  // namespace

absl::Status CheckTelephoneNumbers(const Bundle& bundle) {
  std::set<int> with_emergency;
  for (const bundle::v1::TelephoneNumber& number : bundle.telephone_numbers()) {
    VN_RETURN_IF_ERROR(Require(number.territory() != bundle::v1::TERRITORY_UNSPECIFIED,
                               "telephone_numbers", "a territory"));
    VN_RETURN_IF_ERROR(CheckText("telephone_numbers.name", number.has_name(), number.name()));
    VN_RETURN_IF_ERROR(Require(IsNumber(number.number()), "telephone_numbers",
                               "digits, spaces and a leading plus, at most 40"));
    if (number.emergency()) with_emergency.insert(number.territory());
  }
  VN_RETURN_IF_ERROR(Require(with_emergency.size() == kTerritories, "telephone_numbers",
                             "an emergency number for each territory"));
  // Which of them is the support team's cannot be told from outside; that there is one
  // more than the emergency numbers can.
  return Require(bundle.telephone_numbers_size() > static_cast<int>(kTerritories),
                 "telephone_numbers", "the support team's number");
}

absl::Status CheckPolicies(const Bundle& bundle) {
  VN_RETURN_IF_ERROR(CheckRouting(bundle));
  VN_RETURN_IF_ERROR(CheckDeadlines(bundle));
  return CheckRetention(bundle);
}

}  // namespace vangnet::contract
