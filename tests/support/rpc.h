// Calls of a test, over the real front or without it, and without the retries and the words of a
// client.
#ifndef VANGNET_TESTS_SUPPORT_RPC_H_
#define VANGNET_TESTS_SUPPORT_RPC_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/login.h"
#include "proto/contract/ids.h"

namespace vangnet::testing {

// TLS to a port of 127.0.0.1, trusting `certificate` only.
std::shared_ptr<grpc::Channel> ConnectTls(int port, const std::string& certificate);

// Without TLS to a server's own socket, on a connection of its own.
std::shared_ptr<grpc::Channel> ConnectSocket(const std::string& path);

// Code, message and the reason of google.rpc.ErrorInfo (contract::ReasonOf).
absl::Status FromRpc(const grpc::Status& status);

// A context with a deadline of a minute and, when `token` is not empty, the token.
std::unique_ptr<grpc::ClientContext> Context(const std::string& token = "");

// Signs in; the token (32 bytes).
absl::StatusOr<std::string> SignIn(const std::shared_ptr<grpc::Channel>& channel,
                                   const sealing::Identity& identity,
                                   const contract::OrganisationId& organisation,
                                   sealing::Audience audience);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_RPC_H_
