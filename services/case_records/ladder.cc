#include "services/case_records/ladder.h"

#include "proto/contract/clock.h"
#include "proto/contract/deadline_rules.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/ladder_rules.h"

namespace vangnet::case_records {
namespace {

storage::DueId AcknowledgeDueId() {
  storage::DueId id;
  id.mutable_data()[storage::DueId::size() - 1] = static_cast<std::uint8_t>(kAcknowledgeDue);
  return id;
}

std::uint64_t Deadline(const EffectContext& context) {
  const record::v1::FilingAct& filing = context.fold.filing();
  return contract::AcknowledgeBy(context.newest.deadlines(), filing.urgency(), filing.calendar(),
                                 TurnBegins(context.now));
}

// Who has left the organisation cannot sign in.
std::vector<contract::PrincipalId> RungsInBundle(const EffectContext& context) {
  std::vector<contract::PrincipalId> rungs = context.fold.Rungs();
  std::erase_if(rungs, [&context](const contract::PrincipalId& rung) {
    return contract::FindStaff(context.newest, rung) == nullptr;
  });
  return rungs;
}

}  // namespace

absl::Status MoveTurn(const EffectContext& context, bool passed) {
  if (context.fold.closed() || context.fold.lead().has_value()) return absl::OkStatus();
  VN_ASSIGN_OR_RETURN(const std::vector<storage::ReaderRow> rows,
                      context.txn.readers().ListForCase(context.summary.case_id));
  const Turn turn = NextTurn(RungsInBundle(context), rows, passed);
  if (turn.unheld) {
    const std::uint64_t now = contract::RoundToMinute(contract::ToSeconds(context.now));
    return StartDeadline(context.txn, context.summary, now, 0);
  }
  if (!turn.opens.has_value()) return absl::OkStatus();
  for (storage::ReaderRow row : rows) {
    if (row.principal != *turn.opens) continue;
    row.gate = storage::kGateCheck;
    VN_RETURN_IF_ERROR(context.txn.readers().Upsert(row));
    return StartDeadline(context.txn, context.summary, Deadline(context), row.rung);
  }
  return absl::InternalError("ladder: a rung without a reader row");
}

absl::Time TurnBegins(absl::Time now) {
  return absl::FromUnixSeconds(
      static_cast<std::int64_t>(contract::RoundToMinute(contract::ToSeconds(now))));
}

absl::Status StartDeadline(storage::Transaction& txn, storage::CaseRow& summary,
                           std::uint64_t due_time, std::uint32_t rung) {
  summary.acknowledge_by_time = due_time;
  return txn.dues().Put({.case_id = summary.case_id,
                         .due_id = AcknowledgeDueId(),
                         .kind = kAcknowledgeDue,
                         .due_time = due_time,
                         .level = summary.urgency,
                         .rung = rung});
}

absl::Status EndDeadline(storage::Transaction& txn, storage::CaseRow& summary) {
  summary.acknowledge_by_time = 0;
  return txn.dues().Clear(summary.case_id, AcknowledgeDueId());
}

}  // namespace vangnet::case_records
