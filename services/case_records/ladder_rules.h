// Whose turn it is to acknowledge (SPEC.md section 7). Pure.
#ifndef VANGNET_SERVICES_CASE_RECORDS_LADDER_RULES_H_
#define VANGNET_SERVICES_CASE_RECORDS_LADDER_RULES_H_

#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "proto/contract/ids.h"
#include "storage/reader_store.h"

namespace vangnet::case_records {

// What follows when somebody came or left while nobody leads.
struct Turn {
  std::optional<contract::PrincipalId> opens;  // Whose check opens now.
  bool unheld = false;                         // Nobody is left who could acknowledge.
};

// `rungs` are those who could acknowledge, in their order (CaseFold::Rungs); `rows` the
// case's reader rows after the change. `passed`: the turn was the leaver's, so the next
// rung opens although somebody else (a duty officer) can still open the check card.
// Otherwise the next rung opens only when nobody can.
Turn NextTurn(absl::Span<const contract::PrincipalId> rungs,
              absl::Span<const storage::ReaderRow> rows, bool passed);

// True when the turn was this person's before leaving. Duty officers are woken beside the
// ladder: the turn is not theirs, and does not move when they leave.
bool HeldTurn(const storage::ReaderRow& before);

// Whom a list shows as holder while nobody leads: of those who can open the check card the
// one whose turn came last, duty officers only when there is nobody else. None: nobody.
std::optional<contract::PrincipalId> TurnHolder(absl::Span<const storage::ReaderRow> rows);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_LADDER_RULES_H_
