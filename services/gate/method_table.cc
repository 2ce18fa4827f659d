#include "services/gate/method_table.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/contract/status_macros.h"

namespace vangnet::gate {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;
using policy::v1::Access;
using policy::v1::Role;
using policy::v1::Surface;

// The standard service cannot carry an option of ours. It answers without a session, tells
// only "serving" or not, and has its own adapter.
constexpr char kHealth[] = "grpc.health.v1.Health";

constexpr std::uint32_t kMaxRequestBytes = 1024 * 1024;
constexpr std::uint32_t kMaxDeadlineSeconds = 60;

absl::Status Refuse(const MethodDescriptor& method, const char* why) {
  return absl::FailedPreconditionError(absl::StrCat(method.full_name(), ": ", why));
}

bool IsStaffRole(Role role) {
  return role != policy::v1::ROLE_ANYONE && role != policy::v1::ROLE_REPORTER;
}

// A set of the enum values in `numbers`; empty when one is unspecified, unknown or doubled.
template <typename Enum, typename Numbers>
std::set<Enum> ToSet(const Numbers& numbers, bool (*is_valid)(int)) {
  std::set<Enum> result;
  for (const int number : numbers) {
    if (number == 0 || !is_valid(number) || !result.insert(static_cast<Enum>(number)).second) {
      return {};
    }
  }
  return result;
}

absl::Status CheckSurfaces(const MethodDescriptor& descriptor, const Method& method) {
  for (const Role role : method.roles) {
    if (role == policy::v1::ROLE_ANYONE && method.roles.size() > 1) {
      return Refuse(descriptor, "ROLE_ANYONE stands beside another role");
    }
    if (role == policy::v1::ROLE_REPORTER &&
        method.surfaces != std::set<Surface>{policy::v1::SURFACE_PUBLIC}) {
      return Refuse(descriptor, "a reporter's method is open on the public surface only");
    }
    if (IsStaffRole(role) && method.surfaces != std::set<Surface>{policy::v1::SURFACE_STAFF}) {
      return Refuse(descriptor, "a staff method is open on the staff surface only");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Method> ReadMethod(const MethodDescriptor& descriptor) {
  if (!descriptor.options().HasExtension(policy::v1::access)) {
    return Refuse(descriptor, "no access option");
  }
  if (descriptor.client_streaming() || descriptor.server_streaming()) {
    return Refuse(descriptor, "streams cannot be guarded");
  }
  const Access& access = descriptor.options().GetExtension(policy::v1::access);
  Method method;
  method.service = descriptor.service()->full_name();
  method.name = descriptor.name();
  method.roles = ToSet<Role>(access.roles(), policy::v1::Role_IsValid);
  method.surfaces = ToSet<Surface>(access.surfaces(), policy::v1::Surface_IsValid);
  method.max_request_bytes = access.max_request_bytes();
  method.deadline = absl::Seconds(access.deadline_seconds());
  method.request = descriptor.input_type();
  method.response = descriptor.output_type();
  if (method.roles.empty()) return Refuse(descriptor, "roles: one or more, each once");
  if (method.surfaces.empty()) return Refuse(descriptor, "surfaces: one or more, each once");
  if (access.max_request_bytes() == 0 || access.max_request_bytes() > kMaxRequestBytes) {
    return Refuse(descriptor, "max_request_bytes: 1 to 1048576");
  }
  if (access.deadline_seconds() == 0 || access.deadline_seconds() > kMaxDeadlineSeconds) {
    return Refuse(descriptor, "deadline_seconds: 1 to 60");
  }
  VN_RETURN_IF_ERROR(CheckSurfaces(descriptor, method));
  return method;
}

}  // namespace

absl::Status MethodTable::Add(const ServiceDescriptor& service) {
  bool reporter = false;
  bool staff = false;
  bool open_here = false;
  for (int i = 0; i < service.method_count(); ++i) {
    const MethodDescriptor& descriptor = *service.method(i);
    VN_ASSIGN_OR_RETURN(Method method, ReadMethod(descriptor));
    for (const Role role : method.roles) {
      reporter = reporter || role == policy::v1::ROLE_REPORTER;
      staff = staff || IsStaffRole(role);
    }
    if (reporter && staff) return Refuse(descriptor, "reporter and staff share a service");
    open_here = open_here || method.surfaces.count(surface_) > 0;
    if (!by_request_.emplace(method.request, methods_.size()).second) {
      return Refuse(descriptor, "its request message belongs to another method");
    }
    methods_.push_back(std::move(method));
  }
  if (!open_here) {
    return absl::FailedPreconditionError(
        absl::StrCat(service.full_name(), ": no method is open on this surface"));
  }
  return absl::OkStatus();
}

absl::StatusOr<MethodTable> MethodTable::Build(Surface surface,
                                               const std::vector<std::string>& services,
                                               const google::protobuf::DescriptorPool& pool) {
  MethodTable table;
  table.surface_ = surface;
  for (const std::string& name : services) {
    if (name == kHealth) continue;
    const ServiceDescriptor* service = pool.FindServiceByName(name);
    if (service == nullptr) {
      return absl::FailedPreconditionError(absl::StrCat(name, ": not known"));
    }
    VN_RETURN_IF_ERROR(table.Add(*service));
  }
  return table;
}

const Method* MethodTable::Find(const Descriptor* request) const {
  const auto found = by_request_.find(request);
  return found == by_request_.end() ? nullptr : &methods_[found->second];
}

}  // namespace vangnet::gate
