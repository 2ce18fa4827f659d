#include "services/case_records/ladder_rules.h"

#include <algorithm>

#include "vangnet/record/v1/record.pb.h"

namespace vangnet::case_records {
namespace {

bool IsOpen(const storage::ReaderRow& row) { return !row.left && row.gate >= storage::kGateCheck; }

bool IsDuty(const storage::ReaderRow& row) {
  return row.role == static_cast<std::uint32_t>(record::v1::CASE_ROLE_DUTY);
}

bool IsOpenTo(const contract::PrincipalId& principal, absl::Span<const storage::ReaderRow> rows) {
  return std::any_of(rows.begin(), rows.end(), [&principal](const storage::ReaderRow& row) {
    return row.principal == principal && IsOpen(row);
  });
}

}  // namespace

Turn NextTurn(absl::Span<const contract::PrincipalId> rungs,
              absl::Span<const storage::ReaderRow> rows, bool passed) {
  if (rungs.empty()) return {.opens = std::nullopt, .unheld = true};
  std::optional<contract::PrincipalId> next;
  bool somebody = false;
  for (const contract::PrincipalId& rung : rungs) {
    const bool open = IsOpenTo(rung, rows);
    somebody = somebody || open;
    if (!open && !next.has_value()) next = rung;
  }
  if (somebody && !passed) return {};
  return {.opens = next, .unheld = false};
}

bool HeldTurn(const storage::ReaderRow& before) { return IsOpen(before) && !IsDuty(before); }

std::optional<contract::PrincipalId> TurnHolder(absl::Span<const storage::ReaderRow> rows) {
  const storage::ReaderRow* holder = nullptr;
  for (const storage::ReaderRow& row : rows) {
    if (!IsOpen(row)) continue;
    const bool better = holder == nullptr || (IsDuty(*holder) && !IsDuty(row)) ||
                        (IsDuty(*holder) == IsDuty(row) && row.rung > holder->rung);
    if (better) holder = &row;
  }
  if (holder == nullptr) return std::nullopt;
  return holder->principal;
}

}  // namespace vangnet::case_records
