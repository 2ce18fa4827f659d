#include "services/session/staff_session_service.h"

#include <optional>

#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"
#include "services/gate/bearer_token.h"

namespace vangnet::session {
namespace {

// Only the newest bundle says who is staff, and it is in memory.
absl::StatusOr<std::optional<contract::PrincipalId>> FindStaff(
    const publication::NewestBundle& newest, const contract::SigningKey& key) {
  const publication::BundlePtr bundle = newest.Get();
  const bundle::v1::Staff* staff = contract::FindStaffByKey(bundle->bundle, key);
  if (staff == nullptr) return std::optional<contract::PrincipalId>();
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId principal,
                      contract::PrincipalId::Parse(staff->principal()));
  return std::optional(principal);
}

}  // namespace

grpc::ServerUnaryReactor* StaffSessionService::BeginStaffLogin(
    grpc::CallbackServerContext* context, const v1::BeginStaffLoginRequest* request,
    v1::BeginStaffLoginResponse* response) {
  return gate_.Answer(
      context, request, response, [this, response](const gate::Caller& caller) -> absl::Status {
        VN_ASSIGN_OR_RETURN(*response->mutable_challenge(), sessions_.Begin(caller.now));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* StaffSessionService::CompleteStaffLogin(
    grpc::CallbackServerContext* context, const v1::CompleteStaffLoginRequest* request,
    v1::CompleteStaffLoginResponse* response) {
  return gate_.Answer(
      context, request, response, [=, this](const gate::Caller& caller) -> absl::Status {
        VN_ASSIGN_OR_RETURN(
            *response->mutable_token(),
            sessions_.Complete(
                {request->signing_key(), request->challenge(), request->signature()}, caller.now,
                [this](const contract::SigningKey& key) { return FindStaff(newest_, key); }));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* StaffSessionService::EndStaffSession(
    grpc::CallbackServerContext* context, const v1::EndStaffSessionRequest* request,
    v1::EndStaffSessionResponse* response) {
  return gate_.Answer(context, request, response, [=, this](const gate::Caller&) -> absl::Status {
    VN_ASSIGN_OR_RETURN(const std::string token, gate::BearerToken(context->client_metadata()));
    sessions_.End(token);
    return absl::OkStatus();
  });
}

}  // namespace vangnet::session
