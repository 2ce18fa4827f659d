#include "proto/contract/deadline_rules.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "proto/contract/clock.h"

namespace vangnet::contract {
namespace {

using bundle::v1::DeadlinePolicy;

constexpr int kAstOffset = -4 * 60 * 60;
constexpr int kWinterOffset = 1 * 60 * 60;
constexpr int kSummerOffset = 2 * 60 * 60;

// 01:00 UTC on the last Sunday of a month of 31 days.
absl::Time LastSunday(std::int64_t year, int month) {
  const absl::CivilDay last(year, month, 31);
  const absl::CivilDay sunday = absl::PrevWeekday(last + 1, absl::Weekday::sunday);
  return absl::FromCivil(absl::CivilHour(sunday) + 1, absl::UTCTimeZone());
}

// The seconds since 1970 at which a calendar's clocks show `local`. An hour that the
// clocks skip is taken as one that they show an hour later, and of an hour that they
// show twice the first one counts.
absl::Time FromLocal(record::v1::Calendar calendar, absl::CivilSecond local) {
  const absl::Time as_utc = absl::FromCivil(local, absl::UTCTimeZone());
  const int before = UtcOffset(calendar, as_utc - absl::Hours(24));
  const int after = UtcOffset(calendar, as_utc + absl::Hours(24));
  const absl::Time first = as_utc - absl::Seconds(before);
  if (before == after || UtcOffset(calendar, first) == before) return first;
  const absl::Time second = as_utc - absl::Seconds(after);
  return UtcOffset(calendar, second) == after ? second : first;
}

bool IsWorkingDay(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday;
}

absl::Time EndOfWorkingDay(const DeadlinePolicy& policy, record::v1::Calendar calendar,
                           absl::Time start, std::uint32_t working_days) {
  absl::CivilDay day(LocalTime(calendar, start));
  for (std::uint32_t counted = 0; counted < working_days;) {
    ++day;
    if (IsWorkingDay(day)) ++counted;
  }
  return FromLocal(calendar, absl::CivilSecond(absl::CivilHour(day) +
                                               static_cast<int>(policy.working_day_end_hour())));
}

absl::Time HighBy(const DeadlinePolicy& policy, record::v1::Calendar calendar, absl::Time start) {
  const absl::CivilSecond local = LocalTime(calendar, start);
  const bool by_day = local.hour() >= static_cast<int>(policy.day_start_hour()) &&
                      local.hour() < static_cast<int>(policy.day_end_hour());
  if (by_day) return start + absl::Minutes(policy.high_minutes());
  const absl::CivilDay today(local);
  const auto morning_of = [&](absl::CivilDay day) {
    return FromLocal(calendar, absl::CivilSecond(absl::CivilHour(day) +
                                                 static_cast<int>(policy.next_morning_hour())));
  };
  const absl::Time morning = morning_of(today);
  return morning > start ? morning : morning_of(today + 1);
}

}  // namespace

absl::TimeZone ZoneOf(record::v1::Calendar calendar) {
  static const absl::TimeZone amsterdam = [] {
    absl::TimeZone zone;
    return absl::LoadTimeZone("Europe/Amsterdam", &zone) ? zone
                                                         : absl::FixedTimeZone(kWinterOffset);
  }();
  return calendar == record::v1::CALENDAR_AST ? absl::FixedTimeZone(kAstOffset) : amsterdam;
}

int UtcOffset(record::v1::Calendar calendar, absl::Time time) {
  if (calendar == record::v1::CALENDAR_AST) return kAstOffset;
  const std::int64_t year = absl::ToCivilYear(time, absl::UTCTimeZone()).year();
  const bool summer = time >= LastSunday(year, 3) && time < LastSunday(year, 10);
  return summer ? kSummerOffset : kWinterOffset;
}

absl::CivilSecond LocalTime(record::v1::Calendar calendar, absl::Time time) {
  return absl::ToCivilSecond(time + absl::Seconds(UtcOffset(calendar, time)), absl::UTCTimeZone());
}

std::uint64_t AcknowledgeBy(const DeadlinePolicy& policy, record::v1::Urgency urgency,
                            record::v1::Calendar calendar, absl::Time start) {
  switch (urgency) {
    case record::v1::URGENCY_HIGH:
      return ToSeconds(HighBy(policy, calendar, start));
    case record::v1::URGENCY_NORMAL:
      return ToSeconds(EndOfWorkingDay(policy, calendar, start, policy.normal_working_days()));
    case record::v1::URGENCY_LOW:
      return ToSeconds(EndOfWorkingDay(policy, calendar, start, policy.low_working_days()));
    default:  // Whatever is not known to be less is urgent.
      return ToSeconds(start + absl::Minutes(policy.urgent_minutes()));
  }
}

DeadlinePolicy DefaultDeadlinePolicy() {
  DeadlinePolicy policy;
  policy.set_urgent_minutes(60);
  policy.set_high_minutes(4 * 60);
  policy.set_day_start_hour(7);
  policy.set_day_end_hour(23);
  policy.set_next_morning_hour(8);
  policy.set_normal_working_days(1);
  policy.set_low_working_days(3);
  policy.set_working_day_end_hour(17);
  return policy;
}

}  // namespace vangnet::contract
