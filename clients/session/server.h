// One server address as this client reaches it: TLS, deadlines, retries of what may be
// repeated, and failures in our own terms. gRPC's log is silent.
#ifndef VANGNET_CLIENTS_SESSION_SERVER_H_
#define VANGNET_CLIENTS_SESSION_SERVER_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/grpcpp.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::session {

// Waits; replaced in tests, which never wait.
using Sleep = std::function<void(absl::Duration)>;

// gRPC's status as ours: the reason of ErrorInfo where there is one, UNAVAILABLE for
// whatever a front or a network says instead of our server.
absl::Status FromGrpc(const grpc::Status& status);

// How long to wait before attempt `n` (2, 3 ...) of something that may be repeated.
absl::Duration BackoffBefore(int attempt);

// What every channel of ours keeps to, whatever the other side sends: an answer of at most
// 4 MiB, never unpacked (a small one would grow into gigabytes), no proxy, no retries.
grpc::ChannelArguments SafeArguments();

// Thread-compatible.
class Server {
 public:
  // `ca_certificate` is PEM, or empty for the system's roots.
  static std::unique_ptr<Server> Create(const bundle::v1::Endpoint& endpoint,
                                        const std::string& ca_certificate, Sleep sleep);
  // For tests: any channel.
  Server(std::shared_ptr<grpc::Channel> channel, Sleep sleep)
      : channel_(std::move(channel)), sleep_(std::move(sleep)) {}

  // One call, `Server::Call(&FollowUpService::Stub::GetCase, request, token)`. All calls
  // of ours may be repeated with the same bytes, so UNAVAILABLE is tried three times.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request, const std::string& token = "") {
    Stub stub(channel_);
    for (int attempt = 1;; ++attempt) {
      grpc::ClientContext context;
      Prepare(context, token);
      Response response;
      const absl::Status status = FromGrpc((stub.*method)(&context, request, &response));
      if (status.ok()) return response;
      if (!absl::IsUnavailable(status) || attempt == kAttempts) return status;
      sleep_(BackoffBefore(attempt + 1));
    }
  }

 private:
  static constexpr int kAttempts = 3;
  static void Prepare(grpc::ClientContext& context, const std::string& token);

  std::shared_ptr<grpc::Channel> channel_;
  Sleep sleep_;
};

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_SERVER_H_
