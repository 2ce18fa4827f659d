#include "services/server/surface_server.h"

#include <grpc/grpc.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "services/server/socket_path.h"

namespace vangnet::server {
namespace {

constexpr int kMaxRequest = 1024 * 1024;
constexpr int kMaxMetadata = 4096;
// nginx sends one call at a time down each connection; a client on the socket itself (the
// web gate, tests) sends many. More wait in that client.
constexpr int kStreamsPerConnection = 128;
constexpr int kHandshakeMs = 5 * 1000;
constexpr int kConnectionAgeMs = 60 * 60 * 1000;
constexpr int kConnectionGraceMs = 60 * 1000;

void SetLimits(grpc::ServerBuilder& builder, std::size_t memory_mib) {
  builder.SetMaxReceiveMessageSize(kMaxRequest);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadata);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnection);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, kConnectionAgeMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kConnectionGraceMs);
  // A small message must not grow into a large one.
  builder.AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  builder.AddChannelArgument(GRPC_ARG_ENABLE_CHANNELZ, 0);
  grpc::ResourceQuota quota("vangnetd");
  quota.Resize(memory_mib * 1024 * 1024);
  builder.SetResourceQuota(quota);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SurfaceServer>> SurfaceServer::Start(
    const std::string& path, const std::vector<grpc::Service*>& services, std::size_t memory_mib) {
  VN_RETURN_IF_ERROR(PrepareSocketPath(path));
  grpc::ServerBuilder builder;
  SetLimits(builder, memory_mib);
  std::unique_ptr<SurfaceServer> surface(new SurfaceServer());
  // No TLS: the socket's folder says who may connect, and nothing leaves the machine.
  surface->connections_ = builder.experimental().AddExternalConnectionAcceptor(
      grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD,
      grpc::InsecureServerCredentials());
  for (grpc::Service* service : services) builder.RegisterService(service);
  surface->server_ = builder.BuildAndStart();
  if (surface->server_ == nullptr) {
    return Fail(ExitCode::kSocketRefused, path + ": the system refuses to serve there");
  }
  VN_ASSIGN_OR_RETURN(
      surface->acceptor_,
      Acceptor::Listen(path, [connections = surface->connections_.get()](int descriptor) {
        grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
        connection.fd = descriptor;
        connections->HandleNewConnection(&connection);
      }));
  return surface;
}

SurfaceServer::~SurfaceServer() { Shutdown(std::chrono::system_clock::now()); }

void SurfaceServer::Shutdown(std::chrono::system_clock::time_point deadline) {
  // First: gRPC forgets, open, what it is given after it has stopped.
  acceptor_.reset();
  if (server_ != nullptr) server_->Shutdown(deadline);
  server_.reset();
}

}  // namespace vangnet::server
