// Moves the turn to acknowledge, and the deadline with it.
#ifndef VANGNET_SERVICES_CASE_RECORDS_LADDER_H_
#define VANGNET_SERVICES_CASE_RECORDS_LADDER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/case_records/effects.h"
#include "storage/due_store.h"
#include "storage/reader_store.h"

namespace vangnet::case_records {

// DueRow::kind of the deadline for acknowledging. One row a case.
inline constexpr std::uint32_t kAcknowledgeDue = 1;

// Opens the next rung's check when it is its turn (ladder_rules.h, `passed`) and starts a
// new deadline of the case's level. Who is no longer in the bundle is passed over. A case without
// anybody left is overdue at once, so that coordinator and reporter see it. Nothing happens while
// somebody leads or when the case is closed.
absl::Status MoveTurn(const EffectContext& context, bool passed);

// The full minute from which a turn is counted: a deadline of some minutes would tell the
// second at which somebody filed or declined to all who see it.
absl::Time TurnBegins(absl::Time now);

// The deadline of `rung` is `due_time`; replaces the one before.
absl::Status StartDeadline(storage::Transaction& txn, storage::CaseRow& summary,
                           std::uint64_t due_time, std::uint32_t rung);
absl::Status EndDeadline(storage::Transaction& txn, storage::CaseRow& summary);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_LADDER_H_
