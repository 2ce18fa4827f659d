// What every method demands, read from the access options in the descriptors when the
// server starts. Nothing about rights is written anywhere else.
#ifndef VANGNET_SERVICES_GATE_METHOD_TABLE_H_
#define VANGNET_SERVICES_GATE_METHOD_TABLE_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "vangnet/policy/v1/options.pb.h"

namespace vangnet::gate {

struct Method {
  std::string service;  // "vangnet.casework.v1.CaseworkService"
  std::string name;     // "ListCases"
  std::set<policy::v1::Role> roles;
  std::set<policy::v1::Surface> surfaces;
  std::size_t max_request_bytes = 0;
  absl::Duration deadline;
  const google::protobuf::Descriptor* request = nullptr;
  const google::protobuf::Descriptor* response = nullptr;

  // "/vangnet.casework.v1.CaseworkService/ListCases"
  std::string path() const { return "/" + service + "/" + name; }
  bool anonymous() const { return roles.count(policy::v1::ROLE_ANYONE) > 0; }
};

// Immutable. Thread-safe.
class MethodTable {
 public:
  // The methods of `services` (full names), which are served on `surface`.
  // FAILED_PRECONDITION, naming service and method, when
  //  - a service is not known to `pool`;
  //  - a method has no access option, or one that is incomplete or out of its limits;
  //  - ROLE_ANYONE stands beside another role, or reporter and staff roles in one service;
  //  - a reporter's method is open elsewhere than on the public surface, or a staff role's
  //    elsewhere than on the staff surface;
  //  - a method streams (the gate guards single answers only);
  //  - two methods share a request message (the gate finds a method by it);
  //  - a service has no method at all on `surface`.
  // grpc.health.v1.Health is left out, by name.
  static absl::StatusOr<MethodTable> Build(policy::v1::Surface surface,
                                           const std::vector<std::string>& services,
                                           const google::protobuf::DescriptorPool& pool =
                                               *google::protobuf::DescriptorPool::generated_pool());

  policy::v1::Surface surface() const { return surface_; }

  // The method that takes `request`, or null.
  const Method* Find(const google::protobuf::Descriptor* request) const;
  // In the order in which services and their methods were given: the whole table, for
  // tests that walk it. Also methods that are closed on this surface.
  const std::vector<Method>& methods() const { return methods_; }

 private:
  absl::Status Add(const google::protobuf::ServiceDescriptor& service);

  policy::v1::Surface surface_ = policy::v1::SURFACE_UNSPECIFIED;
  std::vector<Method> methods_;
  std::map<const google::protobuf::Descriptor*, std::size_t> by_request_;
};

}  // namespace vangnet::gate

#endif  // VANGNET_SERVICES_GATE_METHOD_TABLE_H_
