#include "clients/session/server.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpc/support/log.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"

namespace vangnet::session {
namespace {

constexpr std::chrono::seconds kDeadline(30);
constexpr char kSystemRoots[] = "/etc/ssl/certs/ca-certificates.crt";
constexpr std::size_t kRootsLimit = 4 * 1024 * 1024;
constexpr int kMaxResponse = 4 * 1024 * 1024;

void DropLog(gpr_log_func_args*) {}

// gRPC writes parser noise when a front answers in HTML; a person gets words instead.
void SilenceGrpc() {
  static const bool silent = [] {
    gpr_set_log_function(DropLog);
    return true;
  }();
  (void)silent;
}

std::string ReasonIn(const std::string& details) {
  google::rpc::Status status;
  if (details.empty() || !status.ParseFromString(details)) return "";
  for (const google::protobuf::Any& detail : status.details()) {
    google::rpc::ErrorInfo error;
    if (detail.UnpackTo(&error)) return error.reason();
  }
  return "";
}

// What gRPC makes of an answer that is not our server's.
bool IsOfTheFront(const grpc::Status& status) {
  if (!status.error_details().empty()) return false;
  const std::string message = status.error_message();
  return message.find("http2 header with status") != std::string::npos ||
         message.find("HTTP status") != std::string::npos ||
         message.find("content-type") != std::string::npos ||
         message.find("RST_STREAM") != std::string::npos;
}

// No answer to be had now. We cancel nothing ourselves: a call that is cancelled was cut off by
// a server or a front that ends.
bool IsAway(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::DEADLINE_EXCEEDED ||
         code == grpc::StatusCode::CANCELLED;
}

}  // namespace

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  if (IsOfTheFront(status) || IsAway(status.error_code())) {
    const std::string reason = ReasonIn(status.error_details());
    return contract::ErrorWithReason(
        absl::StatusCode::kUnavailable,
        reason.empty() ? client_reason::kUnreachable : std::string_view(reason), "unavailable");
  }
  auto code = static_cast<absl::StatusCode>(status.error_code());
  const std::string reason = ReasonIn(status.error_details());
  // A server with too much to do is tried again as one that is away.
  if (reason == contract::reason::kOverloaded) code = absl::StatusCode::kUnavailable;
  if (reason.empty()) return absl::Status(code, status.error_message());
  return contract::ErrorWithReason(code, reason, status.error_message());
}

absl::Duration BackoffBefore(int attempt) {
  const int doublings = std::clamp(attempt - 2, 0, 7);
  return std::min(absl::Milliseconds(300) * (1 << doublings), absl::Seconds(30));
}

grpc::ChannelArguments SafeArguments() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxResponse);
  arguments.SetInt(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  arguments.SetUserAgentPrefix("");
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  // An address in the environment must not see who reports.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return arguments;
}

std::unique_ptr<Server> Server::Create(const bundle::v1::Endpoint& endpoint,
                                       const std::string& ca_certificate, Sleep sleep) {
  SilenceGrpc();
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = ca_certificate;
  if (tls.pem_root_certs.empty()) {
    const absl::StatusOr<std::string> roots = ReadFile(kSystemRoots, kRootsLimit);
    if (roots.ok()) tls.pem_root_certs = *roots;
  }
  return std::make_unique<Server>(
      grpc::CreateCustomChannel(absl::StrCat(endpoint.host(), ":", endpoint.port()),
                                grpc::SslCredentials(tls), SafeArguments()),
      std::move(sleep));
}

void Server::Prepare(grpc::ClientContext& context, const std::string& token) {
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  if (!token.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
}

}  // namespace vangnet::session
