#include "services/caseload/caseload_service.h"

#include "services/caseload/get_caseload.h"

namespace vangnet::caseload {

grpc::ServerUnaryReactor* CaseloadService::GetCaseload(grpc::CallbackServerContext* context,
                                                       const v1::GetCaseloadRequest* request,
                                                       v1::GetCaseloadResponse* response) {
  return gate_.Read(context, request, response,
                    [=](const gate::Caller& caller, const storage::Snapshot& snapshot) {
                      return caseload::GetCaseload(snapshot, caller, *request, *response);
                    });
}

}  // namespace vangnet::caseload
