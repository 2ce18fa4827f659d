#include "services/casework/casework_service.h"

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/append_in_two_steps.h"
#include "services/casework/read_case.h"

namespace vangnet::casework {

using gate::Caller;
using gate::Gate;

grpc::ServerUnaryReactor* CaseworkService::ListCases(grpc::CallbackServerContext* context,
                                                     const v1::ListCasesRequest* request,
                                                     v1::ListCasesResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return casework::ListCases(snapshot, caller, *request, *response);
                    });
}

grpc::ServerUnaryReactor* CaseworkService::GetCase(grpc::CallbackServerContext* context,
                                                   const v1::GetCaseRequest* request,
                                                   v1::GetCaseResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return casework::GetCase(snapshot, caller, *request, *response);
                    });
}

// Answered after the note of the opening is on disk; on most calls it is there already,
// and nothing is written.
grpc::ServerUnaryReactor* CaseworkService::ListRecords(grpc::CallbackServerContext* context,
                                                       const v1::ListRecordsRequest* request,
                                                       v1::ListRecordsResponse* response) {
  return gate_.ReadThenWrite(
      context, request, response,
      [=](const Caller& caller, const storage::Snapshot& snapshot) -> absl::StatusOr<Gate::Next> {
        VN_ASSIGN_OR_RETURN(const bool note,
                            casework::ListRecords(snapshot, caller, *request, *response));
        return note ? Gate::Next::kWrite : Gate::Next::kAnswer;
      },
      [=](const Caller& caller, storage::Transaction& txn) {
        return NoteOpening(txn, caller, *request);
      });
}

grpc::ServerUnaryReactor* CaseworkService::AppendRecords(grpc::CallbackServerContext* context,
                                                         const v1::AppendRecordsRequest* request,
                                                         v1::AppendRecordsResponse* response) {
  const auto steps = std::make_shared<case_records::AppendInTwoSteps>(newest_);
  return gate_.ReadThenWrite(
      context, request, response,
      [=](const Caller& caller, const storage::Snapshot& snapshot) -> absl::StatusOr<Gate::Next> {
        const auto case_id = contract::CaseId::Parse(request->case_id());
        if (!case_id.ok()) return contract::BadField("case_id", "16 bytes");
        VN_RETURN_IF_ERROR(steps->Check(snapshot, *case_id, caller.principal, request->records(),
                                        request->grants()));
        return Gate::Next::kWrite;
      },
      [=](const Caller& caller, storage::Transaction& txn) {
        return steps->Append(txn, caller.now, *response->mutable_heads());
      });
}

grpc::ServerUnaryReactor* CaseworkService::ListGrants(grpc::CallbackServerContext* context,
                                                      const v1::ListGrantsRequest* request,
                                                      v1::ListGrantsResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const Caller& caller, const storage::Snapshot& snapshot) {
                      return casework::ListGrants(snapshot, caller, *request, *response);
                    });
}

}  // namespace vangnet::casework
