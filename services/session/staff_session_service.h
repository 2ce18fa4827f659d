// Signing in with an identity. Thin: what a login is stands in sessions.h.
#ifndef VANGNET_SERVICES_SESSION_STAFF_SESSION_SERVICE_H_
#define VANGNET_SERVICES_SESSION_STAFF_SESSION_SERVICE_H_

#include "services/gate/gate.h"
#include "services/publication/newest_bundle.h"
#include "services/session/sessions.h"
#include "vangnet/session/v1/staff_session_service.grpc.pb.h"

namespace vangnet::session {

class StaffSessionService final : public v1::StaffSessionService::CallbackService {
 public:
  // All outlive the service.
  StaffSessionService(gate::Gate& gate, Sessions& sessions, const publication::NewestBundle& newest)
      : gate_(gate), sessions_(sessions), newest_(newest) {}

  grpc::ServerUnaryReactor* BeginStaffLogin(grpc::CallbackServerContext* context,
                                            const v1::BeginStaffLoginRequest* request,
                                            v1::BeginStaffLoginResponse* response) override;
  grpc::ServerUnaryReactor* CompleteStaffLogin(grpc::CallbackServerContext* context,
                                               const v1::CompleteStaffLoginRequest* request,
                                               v1::CompleteStaffLoginResponse* response) override;
  grpc::ServerUnaryReactor* EndStaffSession(grpc::CallbackServerContext* context,
                                            const v1::EndStaffSessionRequest* request,
                                            v1::EndStaffSessionResponse* response) override;

 private:
  gate::Gate& gate_;
  Sessions& sessions_;
  const publication::NewestBundle& newest_;
};

}  // namespace vangnet::session

#endif  // VANGNET_SERVICES_SESSION_STAFF_SESSION_SERVICE_H_
