// The open cases that name one coordinator. A case that does not is in no row and in no
// number of the answer.
#ifndef VANGNET_SERVICES_CASELOAD_GET_CASELOAD_H_
#define VANGNET_SERVICES_CASELOAD_GET_CASELOAD_H_

#include "absl/status/status.h"
#include "services/gate/caller.h"
#include "storage/snapshot.h"
#include "vangnet/caseload/v1/caseload_service.pb.h"

namespace vangnet::caseload {

// Reads the partial index over the coordinator's open cases; the first page reads all of
// them, for the totals.
absl::Status GetCaseload(const storage::Snapshot& snapshot, const gate::Caller& caller,
                         const v1::GetCaseloadRequest& request, v1::GetCaseloadResponse& response);

}  // namespace vangnet::caseload

#endif  // VANGNET_SERVICES_CASELOAD_GET_CASELOAD_H_
