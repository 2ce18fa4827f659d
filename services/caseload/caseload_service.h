// The load, for coordinators. Thin: get_caseload.h reads, caseload_rules.h sums,
// case_records appends.
#ifndef VANGNET_SERVICES_CASELOAD_CASELOAD_SERVICE_H_
#define VANGNET_SERVICES_CASELOAD_CASELOAD_SERVICE_H_

#include "services/gate/gate.h"
#include "services/publication/newest_bundle.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"

namespace vangnet::caseload {

class CaseloadService final : public v1::CaseloadService::CallbackService {
 public:
  // Both outlive the service.
  CaseloadService(gate::Gate& gate, const publication::NewestBundle& newest)
      : gate_(gate), newest_(newest) {}

  grpc::ServerUnaryReactor* GetCaseload(grpc::CallbackServerContext* context,
                                        const v1::GetCaseloadRequest* request,
                                        v1::GetCaseloadResponse* response) override;
  grpc::ServerUnaryReactor* AppendCoordinatorRecords(
      grpc::CallbackServerContext* context, const v1::AppendCoordinatorRecordsRequest* request,
      v1::AppendCoordinatorRecordsResponse* response) override;

 private:
  gate::Gate& gate_;
  const publication::NewestBundle& newest_;
};

}  // namespace vangnet::caseload

#endif  // VANGNET_SERVICES_CASELOAD_CASELOAD_SERVICE_H_
