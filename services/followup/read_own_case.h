// What a reporter sees of the one case that the session stands for.
#ifndef VANGNET_SERVICES_FOLLOWUP_READ_OWN_CASE_H_
#define VANGNET_SERVICES_FOLLOWUP_READ_OWN_CASE_H_

#include "absl/status/status.h"
#include "proto/contract/ids.h"
#include "services/gate/caller.h"
#include "storage/snapshot.h"
#include "vangnet/followup/v1/followup_service.pb.h"

namespace vangnet::followup {

// A reporter's principal is the case id.
contract::CaseId CaseOf(const gate::Caller& caller);

absl::Status GetCase(const storage::Snapshot& snapshot, const gate::Caller& caller,
                     v1::GetCaseResponse& response);

// `check` and `conversation`; NOT_FOUND for the casefile, which is the lead's own.
absl::Status ListRecords(const storage::Snapshot& snapshot, const gate::Caller& caller,
                         const v1::ListRecordsRequest& request, v1::ListRecordsResponse& response);

absl::Status ListGrants(const storage::Snapshot& snapshot, const gate::Caller& caller,
                        const v1::ListGrantsRequest& request, v1::ListGrantsResponse& response);

// Days before today: nobody learns within the day that somebody is reading.
absl::Status ListAccess(const storage::Snapshot& snapshot, const gate::Caller& caller,
                        v1::ListAccessResponse& response);

}  // namespace vangnet::followup

#endif  // VANGNET_SERVICES_FOLLOWUP_READ_OWN_CASE_H_
