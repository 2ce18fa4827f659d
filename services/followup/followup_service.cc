#include "services/followup/followup_service.h"

#include <memory>

#include "proto/contract/status_macros.h"
#include "services/case_records/append_in_two_steps.h"
#include "services/followup/read_own_case.h"

namespace vangnet::followup {

using gate::Caller;
using gate::Gate;

grpc::ServerUnaryReactor* FollowUpService::GetCase(grpc::CallbackServerContext* context,
                                                   const v1::GetCaseRequest* request,
                                                   v1::GetCaseResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return followup::GetCase(snapshot, caller, *response);
                    });
}

grpc::ServerUnaryReactor* FollowUpService::ListRecords(grpc::CallbackServerContext* context,
                                                       const v1::ListRecordsRequest* request,
                                                       v1::ListRecordsResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return followup::ListRecords(snapshot, caller, *request, *response);
                    });
}

grpc::ServerUnaryReactor* FollowUpService::AppendRecords(grpc::CallbackServerContext* context,
                                                         const v1::AppendRecordsRequest* request,
                                                         v1::AppendRecordsResponse* response) {
  const auto steps = std::make_shared<case_records::AppendInTwoSteps>(newest_);
  return gate_.ReadThenWrite(
      context, request, response,
      [=](const Caller& caller, const storage::Snapshot& snapshot) -> absl::StatusOr<Gate::Next> {
        VN_RETURN_IF_ERROR(steps->Check(snapshot, CaseOf(caller), caller.principal,
                                        request->records(), request->grants()));
        return Gate::Next::kWrite;
      },
      [=](const Caller& caller, storage::Transaction& txn) {
        return steps->Append(txn, caller.now, *response->mutable_heads());
      });
}

grpc::ServerUnaryReactor* FollowUpService::ListGrants(grpc::CallbackServerContext* context,
                                                      const v1::ListGrantsRequest* request,
                                                      v1::ListGrantsResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return followup::ListGrants(snapshot, caller, *request, *response);
                    });
}

grpc::ServerUnaryReactor* FollowUpService::ListAccess(grpc::CallbackServerContext* context,
                                                      const v1::ListAccessRequest* request,
                                                      v1::ListAccessResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return followup::ListAccess(snapshot, caller, *response);
                    });
}

}  // namespace vangnet::followup
