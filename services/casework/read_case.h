// What a member of the staff may see of a case. Everything here answers the one NOT_FOUND
// after one read of the reader's row when the case is not open to the caller.
#ifndef VANGNET_SERVICES_CASEWORK_READ_CASE_H_
#define VANGNET_SERVICES_CASEWORK_READ_CASE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/gate/caller.h"
#include "storage/snapshot.h"
#include "vangnet/casework/v1/casework_service.pb.h"

namespace vangnet::casework {

// Open cases only, by case id.
absl::Status ListCases(const storage::Snapshot& snapshot, const gate::Caller& caller,
                       const v1::ListCasesRequest& request, v1::ListCasesResponse& response);

// A closed case, too, as long as it is not destroyed: who could read it may look back.
absl::Status GetCase(const storage::Snapshot& snapshot, const gate::Caller& caller,
                     const v1::GetCaseRequest& request, v1::GetCaseResponse& response);

// True: the reading is not noted yet today, and the caller of this function has to do so
// (NoteOpening) before it answers. The casefile is the lead's own: reading it tells the
// reporter nothing and is not noted.
absl::StatusOr<bool> ListRecords(const storage::Snapshot& snapshot, const gate::Caller& caller,
                                 const v1::ListRecordsRequest& request,
                                 v1::ListRecordsResponse& response);
absl::Status NoteOpening(storage::Transaction& txn, const gate::Caller& caller,
                         const v1::ListRecordsRequest& request);

absl::Status ListGrants(const storage::Snapshot& snapshot, const gate::Caller& caller,
                        const v1::ListGrantsRequest& request, v1::ListGrantsResponse& response);

}  // namespace vangnet::casework

#endif  // VANGNET_SERVICES_CASEWORK_READ_CASE_H_
