// The reporter's own case. Thin: read_own_case.h reads, case_records appends.
#ifndef VANGNET_SERVICES_FOLLOWUP_FOLLOWUP_SERVICE_H_
#define VANGNET_SERVICES_FOLLOWUP_FOLLOWUP_SERVICE_H_

#include "services/gate/gate.h"
#include "services/publication/newest_bundle.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"

namespace vangnet::followup {

class FollowUpService final : public v1::FollowUpService::CallbackService {
 public:
  // Both outlive the service.
  FollowUpService(gate::Gate& gate, const publication::NewestBundle& newest)
      : gate_(gate), newest_(newest) {}

  grpc::ServerUnaryReactor* GetCase(grpc::CallbackServerContext* context,
                                    const v1::GetCaseRequest* request,
                                    v1::GetCaseResponse* response) override;
  grpc::ServerUnaryReactor* ListRecords(grpc::CallbackServerContext* context,
                                        const v1::ListRecordsRequest* request,
                                        v1::ListRecordsResponse* response) override;
  grpc::ServerUnaryReactor* AppendRecords(grpc::CallbackServerContext* context,
                                          const v1::AppendRecordsRequest* request,
                                          v1::AppendRecordsResponse* response) override;
  grpc::ServerUnaryReactor* ListGrants(grpc::CallbackServerContext* context,
                                       const v1::ListGrantsRequest* request,
                                       v1::ListGrantsResponse* response) override;
  grpc::ServerUnaryReactor* ListAccess(grpc::CallbackServerContext* context,
                                       const v1::ListAccessRequest* request,
                                       v1::ListAccessResponse* response) override;

 private:
  gate::Gate& gate_;
  const publication::NewestBundle& newest_;
};

}  // namespace vangnet::followup

#endif  // VANGNET_SERVICES_FOLLOWUP_FOLLOWUP_SERVICE_H_
