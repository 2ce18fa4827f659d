// Requests that no generated stub would send: any bytes, to any method of ours.
#ifndef VANGNET_TESTS_SUPPORT_RAW_CALL_H_
#define VANGNET_TESTS_SUPPORT_RAW_CALL_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace vangnet::testing {

// Every method of every service of ours.
std::vector<const google::protobuf::MethodDescriptor*> AllMethods();

// "vangnet.intake.v1.IntakeService/FileReport".
std::string PathOf(const google::protobuf::MethodDescriptor& method);

// `request` goes as it is, with `token` when that is not empty.
absl::Status RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& path,
                     const std::string& token, const std::string& request);

// One field on the wire, whatever the message's own type says.
std::string NumberField(int field, std::uint64_t value);
std::string BytesField(int field, std::string_view bytes);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_RAW_CALL_H_
