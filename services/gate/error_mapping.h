// The one place where a failure of ours becomes what the caller sees.
#ifndef VANGNET_SERVICES_GATE_ERROR_MAPPING_H_
#define VANGNET_SERVICES_GATE_ERROR_MAPPING_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace vangnet::gate {

// `status` for the wire. Passed on with their message, and with google.rpc.Status and
// ErrorInfo (domain "vangnet") as details: statuses of the closed set of codes that carry
// a reason of contract::reason. NOT_FOUND is one constant without a reason, whoever made
// it. Signing in, roles, stopping and a store that cannot be used have constant texts.
// Everything else, a status without a reason among it, is INTERNAL with a constant text:
// a message whose origin is not known never leaves the server.
grpc::Status ToGrpc(const absl::Status& status);

// True when ToGrpc hides `status` behind INTERNAL: worth a line in the log.
bool IsUnexpected(const absl::Status& status);

}  // namespace vangnet::gate

#endif  // VANGNET_SERVICES_GATE_ERROR_MAPPING_H_
