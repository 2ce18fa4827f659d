#include <algorithm>
#include <cstdint>
#include <vector>

#include "proto/contract/status_macros.h"
#include "services/case_records/effects.h"
#include "services/case_records/ladder.h"

namespace vangnet::case_records {

absl::Status ApplyAddedReader(const EffectContext& context, const contract::PrincipalId& added) {
  const contract::CaseId& case_id = context.summary.case_id;
  VN_ASSIGN_OR_RETURN(const std::vector<storage::ReaderRow> rows,
                      context.txn.readers().ListForCase(case_id));
  std::uint32_t rung = 0;
  for (const storage::ReaderRow& row : rows) rung = std::max(rung, row.rung + 1);
  VN_RETURN_IF_ERROR(
      context.txn.readers().Upsert({.case_id = case_id,
                                    .principal = added,
                                    .role = static_cast<std::uint32_t>(context.fold.RoleOf(added)),
                                    .gate = storage::kGateClosed,
                                    .rung = rung}));
  return MoveTurn(context, false);
}

}  // namespace vangnet::case_records
