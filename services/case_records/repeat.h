// A call that was sent before, and answered or not: the same bytes give the same answer.
#ifndef VANGNET_SERVICES_CASE_RECORDS_REPEAT_H_
#define VANGNET_SERVICES_CASE_RECORDS_REPEAT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/case_records/append_call.h"
#include "storage/snapshot.h"
#include "vangnet/caseview/v1/caseview.pb.h"

namespace vangnet::case_records {

using Heads = std::vector<caseview::v1::CompartmentHead>;

enum class Known {
  kNone,      // No record id of the call is known: it is new.
  kAll,       // All are, with the same bytes: a repeat.
  kConflict,  // Some are, or with other bytes.
};

struct Repeat {
  Known known = Known::kNone;
  // For kAll: the heads right after the call, as they were answered the first time.
  Heads heads;
};

// One statement a record, whether the case exists or not.
absl::StatusOr<Repeat> FindRepeat(const storage::Snapshot& snapshot, const AppendCall& call);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_REPEAT_H_
