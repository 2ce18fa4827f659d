#include "clients/cli/time_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "proto/contract/clock.h"
#include "proto/contract/deadline_rules.h"

namespace vangnet::cli {
namespace {

// absl also reads years of any length, and words for no end at all.
constexpr std::int64_t kYear10000 = 253402300800;

constexpr const char* kDaysNl[] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                   "vrijdag", "zaterdag", "zondag"};
constexpr const char* kDaysEn[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                   "Friday", "Saturday", "Sunday"};
constexpr const char* kMonthsNl[] = {"januari",   "februari", "maart",    "april",
                                     "mei",       "juni",     "juli",     "augustus",
                                     "september", "oktober",  "november", "december"};
constexpr const char* kMonthsEn[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

std::string DateWords(absl::CivilDay day, session::Language language) {
  const bool dutch = language == session::Language::kDutch;
  return absl::StrCat(day.day(), " ", (dutch ? kMonthsNl : kMonthsEn)[day.month() - 1], " ",
                      day.year());
}

std::string ZoneWords(record::v1::Calendar calendar, session::Language language) {
  if (calendar == record::v1::CALENDAR_AST) return "AST, UTC-4";
  return language == session::Language::kDutch ? "Nederlandse tijd" : "Dutch time";
}

}  // namespace

std::string TimeWords(std::uint64_t seconds, record::v1::Calendar calendar,
                      session::Language language, absl::TimeZone machine) {
  const absl::Time time = absl::FromUnixSeconds(static_cast<std::int64_t>(seconds));
  const absl::TimeZone zone = contract::ZoneOf(calendar);
  const absl::CivilSecond civil = absl::ToCivilSecond(time, zone);
  const bool dutch = language == session::Language::kDutch;
  const auto weekday = static_cast<int>(absl::GetWeekday(civil));
  std::string words =
      absl::StrFormat("%s %s, %02d:%02d", (dutch ? kDaysNl : kDaysEn)[weekday],
                      DateWords(absl::CivilDay(civil), language), civil.hour(), civil.minute());
  if (machine.At(time).offset != zone.At(time).offset) {
    absl::StrAppend(&words, " (", ZoneWords(calendar, language), ")");
  }
  return words;
}

std::string TimeWords(std::uint64_t seconds, record::v1::Calendar calendar,
                      session::Language language) {
  return TimeWords(seconds, calendar, language, absl::LocalTimeZone());
}

std::string MomentWords(std::uint64_t seconds, record::v1::Calendar calendar,
                        session::Language language) {
  const absl::CivilSecond local =
      contract::LocalTime(calendar, absl::FromUnixSeconds(static_cast<std::int64_t>(seconds)));
  return local == absl::CivilDay(local) ? DateWords(absl::CivilDay(local), language)
                                        : TimeWords(seconds, calendar, language);
}

std::string DayWords(std::uint32_t day, session::Language language) {
  return DateWords(absl::CivilDay(1970, 1, 1) + day, language);
}

std::uint32_t DayOf(std::uint64_t seconds) {
  return static_cast<std::uint32_t>(seconds / contract::kSecondsPerDay);
}

absl::StatusOr<std::uint64_t> ParseTime(const std::string& text, record::v1::Calendar calendar) {
  const absl::TimeZone zone = contract::ZoneOf(calendar);
  for (const char* format :
       {"%Y-%m-%dT%H:%M:%E*S%Ez", "%Y-%m-%dT%H:%M%Ez", "%Y-%m-%dT%H:%M:%E*S", "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d-%m-%Y %H:%M", "%d-%m-%Y"}) {
    absl::Time time;
    if (absl::ParseTime(format, text, zone, &time, nullptr) && time >= absl::FromUnixSeconds(1) &&
        time < absl::FromUnixSeconds(kYear10000)) {
      return contract::ToSeconds(time);
    }
  }
  return absl::InvalidArgumentError("a date like 2026-11-25 14:00 is wanted");
}

}  // namespace vangnet::cli
