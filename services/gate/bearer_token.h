// The token in a call's metadata.
#ifndef VANGNET_SERVICES_GATE_BEARER_TOKEN_H_
#define VANGNET_SERVICES_GATE_BEARER_TOKEN_H_

#include <grpcpp/support/string_ref.h>

#include <map>
#include <string>

#include "absl/status/statusor.h"

namespace vangnet::gate {

// As gRPC gives it; names are in lower case already.
using Metadata = std::multimap<grpc::string_ref, grpc::string_ref>;

// The 32 bytes of the one `authorization: Bearer <64 lower-case hex digits>` entry.
// UNAUTHENTICATED/NO_SESSION when there is none, more than one, or another form.
absl::StatusOr<std::string> BearerToken(const Metadata& metadata);

}  // namespace vangnet::gate

#endif  // VANGNET_SERVICES_GATE_BEARER_TOKEN_H_
