#include "services/session/reporter_session_service.h"

#include <optional>

#include "proto/contract/status_macros.h"
#include "services/gate/bearer_token.h"

namespace vangnet::session {
namespace {

// The reporter's principal is the id of the case whose present key it is.
absl::StatusOr<std::optional<contract::PrincipalId>> FindReporter(const storage::Snapshot& snapshot,
                                                                  const contract::SigningKey& key) {
  const auto row = snapshot.cases().FindByReporterKey(key);
  if (absl::IsNotFound(row.status())) return std::optional<contract::PrincipalId>();
  VN_RETURN_IF_ERROR(row.status());
  return std::optional(contract::ReporterPrincipal(row->case_id));
}

}  // namespace

grpc::ServerUnaryReactor* ReporterSessionService::BeginReporterLogin(
    grpc::CallbackServerContext* context, const v1::BeginReporterLoginRequest* request,
    v1::BeginReporterLoginResponse* response) {
  return gate_.Answer(
      context, request, response, [this, response](const gate::Caller& caller) -> absl::Status {
        VN_ASSIGN_OR_RETURN(*response->mutable_challenge(), sessions_.Begin(caller.now));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* ReporterSessionService::CompleteReporterLogin(
    grpc::CallbackServerContext* context, const v1::CompleteReporterLoginRequest* request,
    v1::CompleteReporterLoginResponse* response) {
  return gate_.Read(
      context, request, response,
      [=, this](const gate::Caller& caller, const storage::Snapshot& snapshot) -> absl::Status {
        VN_ASSIGN_OR_RETURN(
            *response->mutable_token(),
            sessions_.Complete(
                {request->signing_key(), request->challenge(), request->signature()}, caller.now,
                [&](const contract::SigningKey& key) { return FindReporter(snapshot, key); }));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* ReporterSessionService::EndReporterSession(
    grpc::CallbackServerContext* context, const v1::EndReporterSessionRequest* request,
    v1::EndReporterSessionResponse* response) {
  return gate_.Answer(context, request, response, [=, this](const gate::Caller&) -> absl::Status {
    VN_ASSIGN_OR_RETURN(const std::string token, gate::BearerToken(context->client_metadata()));
    sessions_.End(token);
    return absl::OkStatus();
  });
}

}  // namespace vangnet::session
