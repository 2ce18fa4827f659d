// How a report comes in. Thin: what is done stands in file_report.h.
#ifndef VANGNET_SERVICES_INTAKE_INTAKE_SERVICE_H_
#define VANGNET_SERVICES_INTAKE_INTAKE_SERVICE_H_

#include "services/cryptography/ed25519.h"
#include "services/gate/gate.h"
#include "services/publication/newest_bundle.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"

namespace vangnet::intake {

class IntakeService final : public v1::IntakeService::CallbackService {
 public:
  // All outlive the service.
  IntakeService(gate::Gate& gate, const publication::NewestBundle& newest,
                const cryptography::LogSigner& signer)
      : gate_(gate), newest_(newest), signer_(signer) {}

  grpc::ServerUnaryReactor* FileReport(grpc::CallbackServerContext* context,
                                       const v1::FileReportRequest* request,
                                       v1::FileReportResponse* response) override;

 private:
  gate::Gate& gate_;
  const publication::NewestBundle& newest_;
  const cryptography::LogSigner& signer_;
};

}  // namespace vangnet::intake

#endif  // VANGNET_SERVICES_INTAKE_INTAKE_SERVICE_H_
