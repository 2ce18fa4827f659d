// What a page is told of how a call ended.
#ifndef VANGNET_SERVICES_WEBGATE_ANSWER_H_
#define VANGNET_SERVICES_WEBGATE_ANSWER_H_

#include <grpcpp/support/status.h>
#include <grpcpp/support/string_ref.h>

#include <map>
#include <string>

#include "absl/status/status.h"

namespace vangnet::webgate {

using Metadata = std::multimap<grpc::string_ref, grpc::string_ref>;

// The last frame of an answer: grpc-status, grpc-message, grpc-status-details-bin and the
// server's other trailers (-bin in base64, grpc-* left out). Every failure has this one
// shape. What vangnetd refused is passed on as it said it. What gRPC itself says on the way
// names sockets and has no details: it becomes a constant of its code, UNAVAILABLE for a
// server that is not there.
std::string EndOfCall(const grpc::Status& status, const Metadata& trailers);

// The same for what the gate refuses by itself, in the words of services/gate.
std::string Refusal(const absl::Status& status);

}  // namespace vangnet::webgate

#endif  // VANGNET_SERVICES_WEBGATE_ANSWER_H_
