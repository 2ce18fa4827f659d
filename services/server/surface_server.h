// One gRPC server on one UNIX socket.
#ifndef VANGNET_SERVICES_SERVER_SURFACE_SERVER_H_
#define VANGNET_SERVICES_SERVER_SURFACE_SERVER_H_

#include <grpcpp/impl/codegen/service_type.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/server/acceptor.h"

namespace vangnet::server {

// Takes calls until it is shut down.
class SurfaceServer {
 public:
  // Listens on `path` and serves `services`, which outlive the server. The second line of
  // defence behind nginx: request, metadata and connection limits, no decompression, nothing
  // that tells about the server itself. Fails as PrepareSocketPath, or with kSocketRefused.
  static absl::StatusOr<std::unique_ptr<SurfaceServer>> Start(
      const std::string& path, const std::vector<grpc::Service*>& services, std::size_t memory_mib);
  ~SurfaceServer();

  // Takes no more calls, and gives those under way until then. Can be called twice.
  void Shutdown(std::chrono::system_clock::time_point deadline);

 private:
  SurfaceServer() = default;

  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> connections_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Acceptor> acceptor_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_SURFACE_SERVER_H_
