// By when a case must be acknowledged (SPEC.md section 5), in the reporter's
// calendar. Pure: time and zone come in. Holidays are not known yet: only Saturday and
// Sunday are no working days.
#ifndef VANGNET_PROTO_CONTRACT_DEADLINE_RULES_H_
#define VANGNET_PROTO_CONTRACT_DEADLINE_RULES_H_

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// The zone in which people are shown a calendar's times: AST is fixed at UTC-4;
// Amsterdam is loaded from the system's zone files once, and is UTC+1 all year where
// they miss. Deadlines do not depend on it: see UtcOffset.
absl::TimeZone ZoneOf(record::v1::Calendar calendar);

// Seconds that a calendar's clocks are ahead of UTC at `time`, by the rule of the
// European Union (summer time from the last Sunday of March to that of October, 01:00
// UTC) and not by zone files: every machine and every client counts the same deadline.
int UtcOffset(record::v1::Calendar calendar, absl::Time time);
// What those clocks show.
absl::CivilSecond LocalTime(record::v1::Calendar calendar, absl::Time time);

// Seconds since 1970. `start` is when the rung's turn began. Level 1: so many minutes.
// Level 2: so many minutes when `start` lies in the hours of the day, else the first
// next_morning_hour after it. Levels 3 and 4: the end of the n-th working day after the
// day of `start`, which itself never counts. An urgency that is not known is level 1.
std::uint64_t AcknowledgeBy(const bundle::v1::DeadlinePolicy& policy, record::v1::Urgency urgency,
                            record::v1::Calendar calendar, absl::Time start);

// The policy of SPEC.md section 5.
bundle::v1::DeadlinePolicy DefaultDeadlinePolicy();

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_DEADLINE_RULES_H_
