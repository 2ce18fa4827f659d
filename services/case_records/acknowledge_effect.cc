#include <string>
#include <vector>

#include "proto/contract/chain.h"
#include "proto/contract/clock.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/effects.h"
#include "services/case_records/ladder.h"

namespace vangnet::case_records {
namespace {

absl::Status SetGates(const EffectContext& context, const contract::PrincipalId& lead) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::ReaderRow> rows,
                      context.txn.readers().ListForCase(context.summary.case_id));
  for (storage::ReaderRow row : rows) {
    // None for those who fell off the access list: so the row says who is on it.
    row.role = static_cast<std::uint32_t>(context.fold.RoleOf(row.principal));
    row.gate = row.principal == lead ? storage::kGateConversation : storage::kGateClosed;
    VN_RETURN_IF_ERROR(context.txn.readers().Upsert(row));
  }
  return absl::OkStatus();
}

absl::Status DeleteOtherGrants(const EffectContext& context) {
  for (const record::v1::CompartmentKind kind :
       {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION}) {
    const contract::AccessList access = context.fold.Access(kind);
    VN_RETURN_IF_ERROR(context.txn.grants().DeleteAllExcept(
        context.summary.case_id, contract::CompartmentKey(kind), access));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyAcknowledge(const EffectContext& context, const contract::PrincipalId& lead) {
  VN_RETURN_IF_ERROR(SetGates(context, lead));
  VN_RETURN_IF_ERROR(DeleteOtherGrants(context));
  context.summary.lead = lead;
  context.summary.acknowledged_time = contract::RoundToMinute(contract::ToSeconds(context.now));
  return EndDeadline(context.txn, context.summary);
}

}  // namespace vangnet::case_records
