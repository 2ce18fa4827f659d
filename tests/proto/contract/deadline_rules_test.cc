#include "proto/contract/deadline_rules.h"

#include <string>

#include "gtest/gtest.h"
#include "proto/contract/clock.h"

namespace vangnet::contract {
namespace {

using record::v1::Calendar;
using record::v1::CALENDAR_AMSTERDAM;
using record::v1::CALENDAR_AST;
using record::v1::Urgency;
using record::v1::URGENCY_HIGH;
using record::v1::URGENCY_LOW;
using record::v1::URGENCY_NORMAL;
using record::v1::URGENCY_UNSPECIFIED;
using record::v1::URGENCY_URGENT;

constexpr char kFormat[] = "%Y-%m-%d %H:%M:%S%z";

absl::Time At(const std::string& time) {
  absl::Time parsed;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(kFormat, time, &parsed, &error)) << error;
  return parsed;
}

// By when, shown in the calendar's own time with its offset.
std::string By(Urgency urgency, Calendar calendar, const std::string& start) {
  const std::uint64_t by = AcknowledgeBy(DefaultDeadlinePolicy(), urgency, calendar, At(start));
  const absl::Time time = absl::FromUnixSeconds(static_cast<std::int64_t>(by));
  return absl::FormatTime(kFormat, time, absl::FixedTimeZone(UtcOffset(calendar, time)));
}

std::string AmsterdamBy(Urgency urgency, const std::string& start) {
  return By(urgency, CALENDAR_AMSTERDAM, start);
}

TEST(DeadlineRulesTest, UrgentIsAnHourDayAndNight) {
  EXPECT_EQ(AmsterdamBy(URGENCY_URGENT, "2026-01-14 12:00:00+0100"), "2026-01-14 13:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_URGENT, "2026-01-17 03:30:00+0100"), "2026-01-17 04:30:00+0100");
  EXPECT_EQ(By(URGENCY_URGENT, CALENDAR_AST, "2026-01-17 23:30:00-0400"),
            "2026-01-18 00:30:00-0400");
}

TEST(DeadlineRulesTest, AnUrgencyThatIsNotKnownIsUrgent) {
  EXPECT_EQ(AmsterdamBy(URGENCY_UNSPECIFIED, "2026-01-14 12:00:00+0100"),
            "2026-01-14 13:00:00+0100");
}

TEST(DeadlineRulesTest, HighIsFourHoursFromSevenToElevenAtNight) {
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-01-14 07:00:00+0100"), "2026-01-14 11:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-01-14 22:59:59+0100"), "2026-01-15 02:59:59+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-01-17 12:00:00+0100"), "2026-01-17 16:00:00+0100")
      << "on a Saturday too";
}

TEST(DeadlineRulesTest, HighInTheNightIsTheNextMorningAtEight) {
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-01-14 06:59:59+0100"), "2026-01-14 08:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-01-14 00:00:00+0100"), "2026-01-14 08:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-01-14 23:00:00+0100"), "2026-01-15 08:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-12-31 23:30:00+0100"), "2027-01-01 08:00:00+0100");
}

TEST(DeadlineRulesTest, AMorningBeforeTheDayBeginsIsNeverInThePast) {
  bundle::v1::DeadlinePolicy policy = DefaultDeadlinePolicy();
  policy.set_next_morning_hour(5);
  const absl::Time start = At("2026-01-14 06:00:00+0100");
  EXPECT_EQ(AcknowledgeBy(policy, URGENCY_HIGH, CALENDAR_AMSTERDAM, start),
            ToSeconds(At("2026-01-15 05:00:00+0100")));
}

TEST(DeadlineRulesTest, NormalIsTheEndOfTheNextWorkingDay) {
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-14 10:00:00+0100"), "2026-01-15 17:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-14 00:00:00+0100"), "2026-01-15 17:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-14 23:59:59+0100"), "2026-01-15 17:00:00+0100");
}

TEST(DeadlineRulesTest, WeekendsAreNoWorkingDays) {
  const std::string monday = "2026-01-19 17:00:00+0100";
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-15 10:00:00+0100"), "2026-01-16 17:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-16 10:00:00+0100"), monday) << "Friday";
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-17 10:00:00+0100"), monday) << "Saturday";
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-18 23:59:59+0100"), monday) << "Sunday";
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-19 00:00:00+0100"), "2026-01-20 17:00:00+0100");
}

TEST(DeadlineRulesTest, LowIsTheEndOfTheThirdWorkingDay) {
  EXPECT_EQ(AmsterdamBy(URGENCY_LOW, "2026-01-12 10:00:00+0100"), "2026-01-15 17:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_LOW, "2026-01-14 10:00:00+0100"), "2026-01-19 17:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_LOW, "2026-01-17 10:00:00+0100"), "2026-01-21 17:00:00+0100");
}

TEST(DeadlineRulesTest, TheDayIsThatOfTheReportersCalendar) {
  // 03:00 on Saturday in Amsterdam is 22:00 on Friday in Bonaire.
  EXPECT_EQ(By(URGENCY_NORMAL, CALENDAR_AST, "2026-01-17 02:00:00+0000"),
            "2026-01-19 17:00:00-0400");
  // 02:00 on Friday there, 21:00 on Thursday here: Friday still counts.
  EXPECT_EQ(By(URGENCY_NORMAL, CALENDAR_AST, "2026-01-16 01:00:00+0000"),
            "2026-01-16 17:00:00-0400");
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-01-16 01:00:00+0000"), "2026-01-19 17:00:00+0100");
}

TEST(DeadlineRulesTest, HighFollowsTheClockOfTheIslands) {
  EXPECT_EQ(By(URGENCY_HIGH, CALENDAR_AST, "2026-07-01 07:00:00-0400"), "2026-07-01 11:00:00-0400");
  EXPECT_EQ(By(URGENCY_HIGH, CALENDAR_AST, "2026-07-01 23:00:00-0400"), "2026-07-02 08:00:00-0400");
}

TEST(DeadlineRulesTest, WhenTheClocksGoForwardTheMorningComesAnHourEarlier) {
  // Sunday 29 March 2026, 02:00 becomes 03:00.
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-03-28 23:30:00+0100"), "2026-03-29 08:00:00+0200");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-03-29 01:59:59+0100"), "2026-03-29 08:00:00+0200");
  EXPECT_EQ(AmsterdamBy(URGENCY_NORMAL, "2026-03-27 10:00:00+0100"), "2026-03-30 17:00:00+0200");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-03-28 22:30:00+0100"), "2026-03-29 03:30:00+0200")
      << "four hours are four hours";
}

TEST(DeadlineRulesTest, WhenTheClocksGoBackTheMorningComesAnHourLater) {
  // Sunday 25 October 2026, 03:00 becomes 02:00.
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-10-24 23:30:00+0200"), "2026-10-25 08:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-10-25 02:30:00+0200"), "2026-10-25 08:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_HIGH, "2026-10-25 02:30:00+0100"), "2026-10-25 08:00:00+0100");
  EXPECT_EQ(AmsterdamBy(URGENCY_URGENT, "2026-10-25 02:30:00+0200"), "2026-10-25 02:30:00+0100");
}

TEST(DeadlineRulesTest, AnHourThatTheClocksSkipIsTakenAnHourLater) {
  bundle::v1::DeadlinePolicy policy = DefaultDeadlinePolicy();
  policy.set_next_morning_hour(2);
  EXPECT_EQ(AcknowledgeBy(policy, URGENCY_HIGH, CALENDAR_AMSTERDAM, At("2026-03-28 23:30:00+0100")),
            ToSeconds(At("2026-03-29 03:00:00+0200")));
  // And of an hour that they show twice the first counts.
  EXPECT_EQ(AcknowledgeBy(policy, URGENCY_HIGH, CALENDAR_AMSTERDAM, At("2026-10-24 23:30:00+0200")),
            ToSeconds(At("2026-10-25 02:00:00+0200")));
}

TEST(DeadlineRulesTest, ADayMayEndAtMidnight) {
  bundle::v1::DeadlinePolicy policy = DefaultDeadlinePolicy();
  policy.set_working_day_end_hour(24);
  EXPECT_EQ(
      AcknowledgeBy(policy, URGENCY_NORMAL, CALENDAR_AMSTERDAM, At("2026-01-14 10:00:00+0100")),
      ToSeconds(At("2026-01-16 00:00:00+0100")));
}

TEST(DeadlineRulesTest, ADeadlineIsNeverBeforeItsStart) {
  for (int hour = 0; hour < 24 * 400; ++hour) {
    const absl::Time start = At("2026-01-01 00:30:00+0000") + absl::Hours(hour);
    for (const Calendar calendar : {CALENDAR_AMSTERDAM, CALENDAR_AST}) {
      for (const Urgency urgency : {URGENCY_URGENT, URGENCY_HIGH, URGENCY_NORMAL, URGENCY_LOW}) {
        const auto by = AcknowledgeBy(DefaultDeadlinePolicy(), urgency, calendar, start);
        ASSERT_GT(by, ToSeconds(start)) << hour;
        ASSERT_LE(by, ToSeconds(start + absl::Hours(24 * 6))) << hour;
      }
    }
  }
}

TEST(CalendarTest, SummerTimeIsThatOfTheZoneFiles) {
  absl::TimeZone zone;
  ASSERT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone)) << "tzdata is needed for this test";
  for (absl::Time time = At("1997-01-01 00:00:00+0000"); time < At("2037-01-01 00:00:00+0000");
       time += absl::Minutes(30)) {
    ASSERT_EQ(UtcOffset(CALENDAR_AMSTERDAM, time), zone.At(time).offset) << time;
  }
  EXPECT_EQ(ZoneOf(CALENDAR_AMSTERDAM), zone);
}

TEST(CalendarTest, TheIslandsHaveNoSummerTime) {
  for (const char* time : {"2026-01-15 12:00:00+0000", "2026-07-15 12:00:00+0000"}) {
    EXPECT_EQ(UtcOffset(CALENDAR_AST, At(time)), -4 * 3600);
    EXPECT_EQ(LocalTime(CALENDAR_AST, At(time)).hour(), 8);
    EXPECT_EQ(ZoneOf(CALENDAR_AST).At(At(time)).cs, LocalTime(CALENDAR_AST, At(time)));
  }
}

}  // namespace
}  // namespace vangnet::contract
