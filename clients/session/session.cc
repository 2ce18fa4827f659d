#include "clients/session/session.h"

#include <string.h>

#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "vangnet/session/v1/reporter_session_service.grpc.pb.h"
#include "vangnet/session/v1/staff_session_service.grpc.pb.h"

namespace vangnet::session {
namespace {

using ReporterStub = v1::ReporterSessionService::Stub;
using StaffStub = v1::StaffSessionService::Stub;

// The server's fault, not the person's: nothing but a challenge is signed.
absl::StatusOr<contract::Signature> AnswerTo(const std::string& challenge,
                                             const sealing::Identity& identity,
                                             const contract::OrganisationId& organisation_id,
                                             sealing::Audience audience) {
  absl::StatusOr<contract::Signature> signature =
      sealing::SignLogin(identity, organisation_id, audience, challenge);
  if (!signature.ok()) return absl::DataLossError("the server's challenge is none");
  return signature;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Session>> Session::Begin(
    Server& server, const sealing::Identity& identity,
    const contract::OrganisationId& organisation_id, sealing::Audience audience) {
  std::unique_ptr<Session> session(new Session(server, identity, organisation_id, audience));
  VN_RETURN_IF_ERROR(session->SignIn());
  return session;
}

Session::~Session() {
  if (token_.empty()) return;
  if (audience_ == sealing::Audience::kReporter) {
    (void)server_.Call(&ReporterStub::EndReporterSession, v1::EndReporterSessionRequest(), token_);
  } else {
    (void)server_.Call(&StaffStub::EndStaffSession, v1::EndStaffSessionRequest(), token_);
  }
  explicit_bzero(token_.data(), token_.size());
}

absl::Status Session::SignIn() {
  token_.clear();
  absl::StatusOr<std::string> token =
      audience_ == sealing::Audience::kReporter ? ReporterToken() : StaffToken();
  if (absl::IsUnauthenticated(token.status())) {
    // Perhaps a first answer was lost and the challenge spent: once more, with a new one.
    token = audience_ == sealing::Audience::kReporter ? ReporterToken() : StaffToken();
  }
  if (absl::IsUnauthenticated(token.status())) {
    // One answer for an unknown, destroyed or foreign receipt: nobody can tell them apart.
    return audience_ == sealing::Audience::kReporter
               ? contract::ErrorWithReason(absl::StatusCode::kNotFound,
                                           client_reason::kUnknownReceipt, "unknown receipt")
               : contract::ErrorWithReason(absl::StatusCode::kUnauthenticated,
                                           client_reason::kNotEnrolled, "unknown key");
  }
  VN_RETURN_IF_ERROR(token.status());
  if (token->size() != 32) return absl::DataLossError("token of a wrong size");
  token_ = ToHex(*token);
  return absl::OkStatus();
}

absl::StatusOr<std::string> Session::ReporterToken() {
  VN_ASSIGN_OR_RETURN(
      const v1::BeginReporterLoginResponse begun,
      server_.Call(&ReporterStub::BeginReporterLogin, v1::BeginReporterLoginRequest()));
  VN_ASSIGN_OR_RETURN(const contract::Signature signature,
                      AnswerTo(begun.challenge(), identity_, organisation_id_, audience_));
  v1::CompleteReporterLoginRequest request;
  request.set_signing_key(identity_.signing_key().ToBytes());
  request.set_challenge(begun.challenge());
  request.set_signature(signature.ToBytes());
  VN_ASSIGN_OR_RETURN(const v1::CompleteReporterLoginResponse done,
                      server_.Call(&ReporterStub::CompleteReporterLogin, request));
  return done.token();
}

absl::StatusOr<std::string> Session::StaffToken() {
  VN_ASSIGN_OR_RETURN(const v1::BeginStaffLoginResponse begun,
                      server_.Call(&StaffStub::BeginStaffLogin, v1::BeginStaffLoginRequest()));
  VN_ASSIGN_OR_RETURN(const contract::Signature signature,
                      AnswerTo(begun.challenge(), identity_, organisation_id_, audience_));
  v1::CompleteStaffLoginRequest request;
  request.set_signing_key(identity_.signing_key().ToBytes());
  request.set_challenge(begun.challenge());
  request.set_signature(signature.ToBytes());
  VN_ASSIGN_OR_RETURN(const v1::CompleteStaffLoginResponse done,
                      server_.Call(&StaffStub::CompleteStaffLogin, request));
  return done.token();
}

}  // namespace vangnet::session
