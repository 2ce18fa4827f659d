// The one way to change a case after it was filed. Reporter, staff and coordinators
// come through here; what a record means is contract::CaseFold's answer, what it changes
// is effects.h.
#ifndef VANGNET_SERVICES_CASE_RECORDS_APPEND_RECORDS_H_
#define VANGNET_SERVICES_CASE_RECORDS_APPEND_RECORDS_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/bundle_rules.h"
#include "services/case_records/append_call.h"
#include "services/case_records/repeat.h"
#include "storage/snapshot.h"

namespace vangnet::case_records {

// The first half, on a reader's thread: the heads when the call is a repeat, nullopt when
// it is to be written. NOT_FOUND when the case is not open to the caller. Signatures are
// checked last, so that strangers cannot make the server work.
absl::StatusOr<std::optional<Heads>> CheckAppend(const storage::Snapshot& snapshot,
                                                 const AppendCall& call);

// The second half, on the writer's thread, for a call that passed CheckAppend: records,
// grants, gates, deadline, summary and audit leaves, all or nothing. Answers the heads of
// the compartments that were written, in order of kind; a repeat gets the answer of the
// first time. Errors as in casework_service.proto and
// caseload_service.proto.
absl::StatusOr<Heads> AppendRecords(storage::Transaction& txn, const AppendCall& call,
                                    const contract::ParsedBundle& newest, absl::Time now);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_APPEND_RECORDS_H_
