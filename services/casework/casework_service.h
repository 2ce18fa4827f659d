// Cases, for the people who handle them. Thin: read_case.h reads, case_records appends.
#ifndef VANGNET_SERVICES_CASEWORK_CASEWORK_SERVICE_H_
#define VANGNET_SERVICES_CASEWORK_CASEWORK_SERVICE_H_

#include "services/gate/gate.h"
#include "services/publication/newest_bundle.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"

namespace vangnet::casework {

class CaseworkService final : public v1::CaseworkService::CallbackService {
 public:
  // Both outlive the service.
  CaseworkService(gate::Gate& gate, const publication::NewestBundle& newest)
      : gate_(gate), newest_(newest) {}

  grpc::ServerUnaryReactor* ListCases(grpc::CallbackServerContext* context,
                                      const v1::ListCasesRequest* request,
                                      v1::ListCasesResponse* response) override;
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

 private:
  gate::Gate& gate_;
  const publication::NewestBundle& newest_;
};

}  // namespace vangnet::casework

#endif  // VANGNET_SERVICES_CASEWORK_CASEWORK_SERVICE_H_
