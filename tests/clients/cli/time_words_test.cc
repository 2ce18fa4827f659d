#include "clients/cli/time_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/contract/deadline_rules.h"

namespace vangnet::cli {
namespace {

using session::Language;

// 2026-11-23 20:05 UTC.
constexpr std::uint64_t kTime = 1795464300;
const absl::TimeZone kAmsterdam = contract::ZoneOf(record::v1::CALENDAR_AMSTERDAM);

TEST(TimeWordsTest, ReadsAsPeopleSayIt) {
  EXPECT_EQ(TimeWords(kTime, record::v1::CALENDAR_AMSTERDAM, Language::kDutch, kAmsterdam),
            "maandag 23 november 2026, 21:05");
  EXPECT_EQ(TimeWords(kTime, record::v1::CALENDAR_AMSTERDAM, Language::kEnglish, kAmsterdam),
            "Monday 23 November 2026, 21:05");
}

TEST(TimeWordsTest, NamesTheZoneWhereItDiffersFromTheMachines) {
  EXPECT_EQ(TimeWords(kTime, record::v1::CALENDAR_AST, Language::kEnglish, kAmsterdam),
            "Monday 23 November 2026, 16:05 (AST, UTC-4)");
  EXPECT_EQ(TimeWords(kTime, record::v1::CALENDAR_AMSTERDAM, Language::kDutch,
                      contract::ZoneOf(record::v1::CALENDAR_AST)),
            "maandag 23 november 2026, 21:05 (Nederlandse tijd)");
}

TEST(TimeWordsTest, ADayWithoutATimeIsTheDayAlone) {
  constexpr std::uint64_t kMidnight = 1795388400;  // Of 23 November in the Netherlands.
  EXPECT_EQ(MomentWords(kMidnight, record::v1::CALENDAR_AMSTERDAM, Language::kDutch),
            "23 november 2026");
  EXPECT_THAT(MomentWords(kMidnight, record::v1::CALENDAR_AST, Language::kEnglish),
              ::testing::StartsWith("Sunday 22 November 2026, 19:00"));
  EXPECT_THAT(MomentWords(kTime, record::v1::CALENDAR_AMSTERDAM, Language::kEnglish),
              ::testing::StartsWith("Monday 23 November 2026, 21:05"));
}

TEST(ParseTimeTest, LocalTimesAreInTheReportersCalendar) {
  EXPECT_EQ(*ParseTime("2026-11-23T21:05", record::v1::CALENDAR_AMSTERDAM), kTime);
  EXPECT_EQ(*ParseTime("23-11-2026 16:05", record::v1::CALENDAR_AST), kTime);
  EXPECT_EQ(*ParseTime("2026-11-23T20:05Z", record::v1::CALENDAR_AST), kTime);
  EXPECT_EQ(*ParseTime("2026-11-23T21:05+01:00", record::v1::CALENDAR_AST), kTime);
}

// absl reads all of these.
TEST(ParseTimeTest, TimesWithoutAnEndOrABeginningAreNone) {
  for (const char* text : {"infinite-future", "infinite-past", "10000-01-02", "123456-01-01",
                           "1969-12-31", "1970-01-01T00:00:00.5Z"}) {
    EXPECT_FALSE(ParseTime(text, record::v1::CALENDAR_AMSTERDAM).ok()) << text;
  }
  EXPECT_TRUE(ParseTime("9999-12-31", record::v1::CALENDAR_AMSTERDAM).ok());
}

TEST(ParseTimeTest, WordsAreNoTime) {
  EXPECT_FALSE(ParseTime("morgen", record::v1::CALENDAR_AMSTERDAM).ok());
  EXPECT_FALSE(ParseTime("2026-13-01", record::v1::CALENDAR_AMSTERDAM).ok());
  EXPECT_FALSE(ParseTime("", record::v1::CALENDAR_AMSTERDAM).ok());
}

}  // namespace
}  // namespace vangnet::cli
