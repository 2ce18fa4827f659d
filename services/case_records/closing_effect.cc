#include "proto/contract/clock.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/effects.h"

namespace vangnet::case_records {

absl::Status ApplyClosing(const EffectContext& context) {
  context.summary.closed_day = contract::ToDay(context.now);
  context.summary.acknowledge_by_time = 0;
  return context.txn.dues().ClearCase(context.summary.case_id);
}

}  // namespace vangnet::case_records
