#include <optional>

#include "proto/contract/status_macros.h"
#include "services/case_records/effects.h"
#include "services/case_records/ladder.h"
#include "services/case_records/ladder_rules.h"

namespace vangnet::case_records {

absl::Status ApplyDeparture(const EffectContext& context, const contract::PrincipalId& leaver) {
  const contract::CaseId& case_id = context.summary.case_id;
  VN_ASSIGN_OR_RETURN(const std::optional<storage::ReaderRow> before,
                      context.txn.readers().Find(case_id, leaver));
  if (!before.has_value()) return absl::InternalError("departure: nobody with a reader row");
  storage::ReaderRow after = *before;
  after.left = true;
  after.gate = storage::kGateClosed;
  VN_RETURN_IF_ERROR(context.txn.readers().Upsert(after));
  VN_RETURN_IF_ERROR(context.txn.grants().DeleteAll(case_id, leaver));
  if (context.summary.lead == leaver) {
    context.summary.lead = std::nullopt;
    context.summary.acknowledged_time = 0;
  }
  return MoveTurn(context, HeldTurn(*before));
}

}  // namespace vangnet::case_records
