// Times as people read them: in the reader's calendar, the zone named where it is not
// the one of the machine in front of them.
#ifndef VANGNET_CLIENTS_CLI_TIME_WORDS_H_
#define VANGNET_CLIENTS_CLI_TIME_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/session/words.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::cli {

// "maandag 23 november 2026, 21:05"; with " (AST)" or " (Nederlandse tijd)" when the
// machine's own zone tells another hour.
std::string TimeWords(std::uint64_t seconds, record::v1::Calendar calendar,
                      session::Language language);
// The same with the machine's zone given, for tests.
std::string TimeWords(std::uint64_t seconds, record::v1::Calendar calendar,
                      session::Language language, absl::TimeZone machine);

// An answer that is a date: of midnight, which stands for a day without a time, the day alone.
std::string MomentWords(std::uint64_t seconds, record::v1::Calendar calendar,
                        session::Language language);

// "23 november 2026", for a day that is counted in UTC.
std::string DayWords(std::uint32_t day, session::Language language);
std::uint32_t DayOf(std::uint64_t seconds);

// "2026-11-25T14:00", "2026-11-25 14:00" or "2026-11-25" (then midnight) in the calendar's
// zone, or with a zone of its own ("Z", "+01:00"). Guided typing also gives "25-11-2026
// 14:00". INVALID_ARGUMENT otherwise, and for what is not after 1970 or in a year of five
// digits.
absl::StatusOr<std::uint64_t> ParseTime(const std::string& text, record::v1::Calendar calendar);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_TIME_WORDS_H_
