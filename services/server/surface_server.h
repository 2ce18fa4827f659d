// One gRPC server on one UNIX socket.
#ifndef VANGNET_SERVICES_SERVER_SURFACE_SERVER_H_
#define VANGNET_SERVICES_SERVER_SURFACE_SERVER_H_

#include <grpcpp/impl/codegen/service_type.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace vangnet::server {

// Listens on `path` and serves `services`, which outlive the server. The second line of
// defence behind nginx: request, metadata and connection limits, no decompression, nothing
// that tells about the server itself. Fails as PrepareSocketPath, or with kSocketRefused.
absl::StatusOr<std::unique_ptr<grpc::Server>> Listen(const std::string& path,
                                                     const std::vector<grpc::Service*>& services,
                                                     std::size_t memory_mib);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_SURFACE_SERVER_H_
