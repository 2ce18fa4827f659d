// The load, for coordinators. Thin: get_caseload.h reads, caseload_rules.h sums.
#ifndef VANGNET_SERVICES_CASELOAD_CASELOAD_SERVICE_H_
#define VANGNET_SERVICES_CASELOAD_CASELOAD_SERVICE_H_

#include "services/gate/gate.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"

namespace vangnet::caseload {

class CaseloadService final : public v1::CaseloadService::CallbackService {
 public:
  // The gate outlives the service.
  explicit CaseloadService(gate::Gate& gate) : gate_(gate) {}

  grpc::ServerUnaryReactor* GetCaseload(grpc::CallbackServerContext* context,
                                        const v1::GetCaseloadRequest* request,
                                        v1::GetCaseloadResponse* response) override;

 private:
  gate::Gate& gate_;
};

}  // namespace vangnet::caseload

#endif  // VANGNET_SERVICES_CASELOAD_CASELOAD_SERVICE_H_
