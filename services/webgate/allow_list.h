// Which methods a page may call here, and how large and long: read from the access options
// in the descriptors when the gate starts. What is not on the list is not offered.
#ifndef VANGNET_SERVICES_WEBGATE_ALLOW_LIST_H_
#define VANGNET_SERVICES_WEBGATE_ALLOW_LIST_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "vangnet/policy/v1/options.pb.h"

namespace vangnet::webgate {

struct AllowedMethod {
  std::string path;  // "/vangnet.intake.v1.IntakeService/FileReport"
  std::size_t max_request_bytes = 0;
  absl::Duration deadline;  // The longest that a call may take.
};

// Immutable. Thread-safe.
class AllowList {
 public:
  // The methods of all services in `files` that are open on `surface`, those that stream
  // from the caller left out: browsers cannot. FAILED_PRECONDITION, naming the method, when
  // one has no access option, or an incomplete one, whatever its surface. grpc.health.v1
  // carries no option and is never offered.
  static absl::StatusOr<AllowList> Build(
      policy::v1::Surface surface,
      const std::vector<const google::protobuf::FileDescriptor*>& files = OurFiles());

  // Every file of the contract with a service of vangnetd's.
  static std::vector<const google::protobuf::FileDescriptor*> OurFiles();

  // For tests of what carries calls.
  static AllowList Of(const std::vector<AllowedMethod>& methods);

  // Null for any other path.
  const AllowedMethod* Find(std::string_view path) const;
  std::vector<std::string> paths() const;

 private:
  std::map<std::string, AllowedMethod, std::less<>> methods_;
};

}  // namespace vangnet::webgate

#endif  // VANGNET_SERVICES_WEBGATE_ALLOW_LIST_H_
