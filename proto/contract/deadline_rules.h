// By when a case must be acknowledged (domain.md section 3.5), in the reporter's
// calendar. Pure: time and zone come in. Holidays are not known yet: only Saturday and
// Sunday are no working days.
#ifndef VANGNET_PROTO_CONTRACT_DEADLINE_RULES_H_
#define VANGNET_PROTO_CONTRACT_DEADLINE_RULES_H_

#include <cstdint>

#include "absl/time/time.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// The zone in which a calendar's days and hours are counted: AST is fixed at UTC-4;
// Amsterdam is loaded from the system's zone files once, and falls back to the rule of
// the European Union (last Sundays of March and October, 01:00 UTC) where they miss.
absl::TimeZone ZoneOf(record::v1::Calendar calendar);

// Seconds since 1970. `start` is when the rung's turn began.
std::uint64_t AcknowledgeBy(const bundle::v1::DeadlinePolicy& policy,
                            record::v1::Urgency urgency, record::v1::Calendar calendar,
                            absl::Time start);

// The policy of domain.md section 3.5.
bundle::v1::DeadlinePolicy DefaultDeadlinePolicy();

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_DEADLINE_RULES_H_
