// Signing in with a receipt. Thin: what a login is stands in sessions.h.
#ifndef VANGNET_SERVICES_SESSION_REPORTER_SESSION_SERVICE_H_
#define VANGNET_SERVICES_SESSION_REPORTER_SESSION_SERVICE_H_

#include "services/gate/gate.h"
#include "services/session/sessions.h"
#include "vangnet/session/v1/reporter_session_service.grpc.pb.h"

namespace vangnet::session {

class ReporterSessionService final : public v1::ReporterSessionService::CallbackService {
 public:
  // Both outlive the service.
  ReporterSessionService(gate::Gate& gate, Sessions& sessions) : gate_(gate), sessions_(sessions) {}

  grpc::ServerUnaryReactor* BeginReporterLogin(grpc::CallbackServerContext* context,
                                               const v1::BeginReporterLoginRequest* request,
                                               v1::BeginReporterLoginResponse* response) override;
  grpc::ServerUnaryReactor* CompleteReporterLogin(
      grpc::CallbackServerContext* context, const v1::CompleteReporterLoginRequest* request,
      v1::CompleteReporterLoginResponse* response) override;
  grpc::ServerUnaryReactor* EndReporterSession(grpc::CallbackServerContext* context,
                                               const v1::EndReporterSessionRequest* request,
                                               v1::EndReporterSessionResponse* response) override;

 private:
  gate::Gate& gate_;
  Sessions& sessions_;
};

}  // namespace vangnet::session

#endif  // VANGNET_SERVICES_SESSION_REPORTER_SESSION_SERVICE_H_
