#include "tests/support/rpc.h"

#include <chrono>
#include <utility>

#include "absl/strings/escaping.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "vangnet/session/v1/reporter_session_service.grpc.pb.h"
#include "vangnet/session/v1/staff_session_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

template <typename Request>
absl::Status FillLogin(const sealing::Identity& identity,
                       const contract::OrganisationId& organisation, sealing::Audience audience,
                       const std::string& challenge, Request& request) {
  VN_ASSIGN_OR_RETURN(const contract::Signature signature,
                      sealing::SignLogin(identity, organisation, audience, challenge));
  request.set_signing_key(identity.signing_key().ToBytes());
  request.set_challenge(challenge);
  request.set_signature(signature.ToBytes());
  return absl::OkStatus();
}

}  // namespace

std::shared_ptr<grpc::Channel> ConnectTls(int port, const std::string& certificate) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = certificate;
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(4 << 20);
  // Channels of a test do not share connections: one of them may be cut.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("localhost:" + std::to_string(port),
                                   grpc::SslCredentials(options), arguments);
}

std::shared_ptr<grpc::Channel> ConnectSocket(const std::string& path) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("unix:" + path, grpc::InsecureChannelCredentials(), arguments);
}

absl::Status FromRpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  if (details.ParseFromString(status.error_details()) && details.details_size() == 1 &&
      details.details(0).UnpackTo(&info)) {
    return contract::ErrorWithReason(code, info.reason(), status.error_message());
  }
  return absl::Status(code, status.error_message());
}

std::unique_ptr<grpc::ClientContext> Context(const std::string& token) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  if (!token.empty()) {
    context->AddMetadata("authorization", "Bearer " + absl::BytesToHexString(token));
  }
  return context;
}

absl::StatusOr<std::string> SignIn(const std::shared_ptr<grpc::Channel>& channel,
                                   const sealing::Identity& identity,
                                   const contract::OrganisationId& organisation,
                                   sealing::Audience audience) {
  namespace v1 = session::v1;
  if (audience == sealing::Audience::kReporter) {
    const auto stub = v1::ReporterSessionService::NewStub(channel);
    v1::BeginReporterLoginResponse begun;
    VN_RETURN_IF_ERROR(FromRpc(stub->BeginReporterLogin(Context().get(), {}, &begun)));
    v1::CompleteReporterLoginRequest request;
    VN_RETURN_IF_ERROR(FillLogin(identity, organisation, audience, begun.challenge(), request));
    v1::CompleteReporterLoginResponse completed;
    VN_RETURN_IF_ERROR(FromRpc(stub->CompleteReporterLogin(Context().get(), request, &completed)));
    return completed.token();
  }
  const auto stub = v1::StaffSessionService::NewStub(channel);
  v1::BeginStaffLoginResponse begun;
  VN_RETURN_IF_ERROR(FromRpc(stub->BeginStaffLogin(Context().get(), {}, &begun)));
  v1::CompleteStaffLoginRequest request;
  VN_RETURN_IF_ERROR(FillLogin(identity, organisation, audience, begun.challenge(), request));
  v1::CompleteStaffLoginResponse completed;
  VN_RETURN_IF_ERROR(FromRpc(stub->CompleteStaffLogin(Context().get(), request, &completed)));
  return completed.token();
}

}  // namespace vangnet::testing
