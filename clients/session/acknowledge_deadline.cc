#include "clients/session/acknowledge_deadline.h"

#include <algorithm>

#include "absl/time/time.h"
#include "proto/contract/clock.h"
#include "proto/contract/deadline_rules.h"

namespace vangnet::session {
namespace {

bool MovesTheTurn(record::v1::RecordKind kind) {
  return kind == record::v1::RECORD_KIND_DECLINE || kind == record::v1::RECORD_KIND_REMOVE_READER ||
         kind == record::v1::RECORD_KIND_ADD_READER;
}

// When the present turn can have begun at the latest.
std::uint64_t LatestStart(const sealing::CaseView& view) {
  std::uint64_t start = 0;
  for (const sealing::CaseRecord& record : view.records) {
    if (!record.verified || record.compartment != record::v1::COMPARTMENT_KIND_CHECK) continue;
    if (record.header.kind() == record::v1::RECORD_KIND_FILING) {
      start = std::max(start, record.received_time);
    } else if (MovesTheTurn(record.header.kind())) {
      start = std::max(start, record.received_time + contract::kSecondsPerDay);
    }
  }
  return start;
}

}  // namespace

std::uint64_t AcknowledgeDeadline(const sealing::CaseView& view,
                                  const bundle::v1::DeadlinePolicy& policy, std::uint64_t told) {
  if (!view.fold.has_value() || view.fold->closed() || view.fold->lead().has_value()) return 0;
  const std::uint64_t latest =
      contract::AcknowledgeBy(policy, view.fold->filing().urgency(), view.fold->filing().calendar(),
                              absl::FromUnixSeconds(static_cast<std::int64_t>(LatestStart(view))));
  return told == 0 ? latest : std::min(told, latest);
}

}  // namespace vangnet::session
