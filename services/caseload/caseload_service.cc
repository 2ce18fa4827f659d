#include "services/caseload/caseload_service.h"

#include <memory>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/append_in_two_steps.h"
#include "services/caseload/get_caseload.h"

namespace vangnet::caseload {

using gate::Caller;
using gate::Gate;

grpc::ServerUnaryReactor* CaseloadService::GetCaseload(grpc::CallbackServerContext* context,
                                                       const v1::GetCaseloadRequest* request,
                                                       v1::GetCaseloadResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return caseload::GetCaseload(snapshot, caller, *request, *response);
                    });
}

grpc::ServerUnaryReactor* CaseloadService::AppendCoordinatorRecords(
    grpc::CallbackServerContext* context, const v1::AppendCoordinatorRecordsRequest* request,
    v1::AppendCoordinatorRecordsResponse* response) {
  const auto steps = std::make_shared<case_records::AppendInTwoSteps>(
      newest_, case_records::Capacity::kCoordinator);
  return gate_.ReadThenWrite(
      context, request, response,
      [=](const Caller& caller, const storage::Snapshot& snapshot) -> absl::StatusOr<Gate::Next> {
        const auto case_id = contract::CaseId::Parse(request->case_id());
        if (!case_id.ok()) return contract::BadField("case_id", "16 bytes");
        VN_RETURN_IF_ERROR(
            steps->Check(snapshot, *case_id, caller.principal, request->records(), {}));
        return Gate::Next::kWrite;
      },
      [=](const Caller& caller, storage::Transaction& txn) {
        return steps->Append(txn, caller.now, *response->mutable_heads());
      });
}

}  // namespace vangnet::caseload
