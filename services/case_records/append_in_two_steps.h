// AppendRecords as every service calls it through Gate::ReadThenWrite: one object a call,
// which carries what the first step parsed to the second.
#ifndef VANGNET_SERVICES_CASE_RECORDS_APPEND_IN_TWO_STEPS_H_
#define VANGNET_SERVICES_CASE_RECORDS_APPEND_IN_TWO_STEPS_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/repeated_field.h"
#include "proto/contract/ids.h"
#include "services/case_records/append_call.h"
#include "services/publication/newest_bundle.h"
#include "storage/snapshot.h"
#include "vangnet/caseview/v1/caseview.pb.h"

namespace vangnet::case_records {

using AnsweredHeads = google::protobuf::RepeatedPtrField<caseview::v1::CompartmentHead>;

class AppendInTwoSteps {
 public:
  // `newest` outlives the object.
  explicit AppendInTwoSteps(const publication::NewestBundle& newest,
                            Capacity capacity = Capacity::kReader)
      : newest_(newest), capacity_(capacity) {}

  // On a reader's thread. OK: go on to Append, also for a repeat. What that repeats may be
  // committed and not yet anchored, or read well after its sync failed; only the writer
  // knows.
  absl::Status Check(const storage::Snapshot& snapshot, const contract::CaseId& case_id,
                     const contract::PrincipalId& caller, const ByteStrings& records,
                     const ByteStrings& grants);

  // On the writer's thread, after Check said OK.
  absl::Status Append(storage::Transaction& txn, absl::Time now, AnsweredHeads& heads);

 private:
  const publication::NewestBundle& newest_;
  const Capacity capacity_;
  std::optional<AppendCall> call_;
};

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_APPEND_IN_TWO_STEPS_H_
