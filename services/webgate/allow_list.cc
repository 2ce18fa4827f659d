#include "services/webgate/allow_list.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "proto/contract/status_macros.h"
#include "vangnet/caseload/v1/caseload_service.pb.h"
#include "vangnet/casework/v1/casework_service.pb.h"
#include "vangnet/directory/v1/directory_service.pb.h"
#include "vangnet/followup/v1/followup_service.pb.h"
#include "vangnet/intake/v1/intake_service.pb.h"
#include "vangnet/operation/v1/operation_service.pb.h"
#include "vangnet/publication/v1/publication_service.pb.h"
#include "vangnet/session/v1/reporter_session_service.pb.h"
#include "vangnet/session/v1/staff_session_service.pb.h"

namespace vangnet::webgate {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

constexpr std::uint32_t kMaxRequestBytes = 1024 * 1024;
constexpr std::uint32_t kMaxDeadlineSeconds = 60;

absl::Status CheckAccess(const MethodDescriptor& method) {
  const auto refuse = [&](const char* why) {
    return absl::FailedPreconditionError(absl::StrCat(method.full_name(), ": ", why));
  };
  if (!method.options().HasExtension(policy::v1::access)) return refuse("no access option");
  const policy::v1::Access& access = method.options().GetExtension(policy::v1::access);
  if (access.surfaces().empty()) return refuse("surfaces: one or more");
  if (access.max_request_bytes() == 0 || access.max_request_bytes() > kMaxRequestBytes) {
    return refuse("max_request_bytes: 1 to 1048576");
  }
  if (access.deadline_seconds() == 0 || access.deadline_seconds() > kMaxDeadlineSeconds) {
    return refuse("deadline_seconds: 1 to 60");
  }
  return absl::OkStatus();
}

std::vector<const MethodDescriptor*> MethodsIn(const std::vector<const FileDescriptor*>& files) {
  std::vector<const MethodDescriptor*> methods;
  for (const FileDescriptor* file : files) {
    for (int i = 0; i < file->service_count(); ++i) {
      const auto* service = file->service(i);
      for (int j = 0; j < service->method_count(); ++j) methods.push_back(service->method(j));
    }
  }
  return methods;
}

}  // namespace

std::vector<const FileDescriptor*> AllowList::OurFiles() {
  return {caseload::v1::GetCaseloadRequest::descriptor()->file(),
          casework::v1::ListCasesRequest::descriptor()->file(),
          directory::v1::PublishBundleRequest::descriptor()->file(),
          followup::v1::GetCaseRequest::descriptor()->file(),
          intake::v1::FileReportRequest::descriptor()->file(),
          operation::v1::GetMetricsRequest::descriptor()->file(),
          publication::v1::GetBundleRequest::descriptor()->file(),
          session::v1::BeginReporterLoginRequest::descriptor()->file(),
          session::v1::BeginStaffLoginRequest::descriptor()->file()};
}

absl::StatusOr<AllowList> AllowList::Build(policy::v1::Surface surface,
                                           const std::vector<const FileDescriptor*>& files) {
  AllowList list;
  for (const MethodDescriptor* method : MethodsIn(files)) {
    VN_RETURN_IF_ERROR(CheckAccess(*method));
    const policy::v1::Access& access = method->options().GetExtension(policy::v1::access);
    const auto& surfaces = access.surfaces();
    if (method->client_streaming() ||
        std::find(surfaces.begin(), surfaces.end(), surface) == surfaces.end()) {
      continue;
    }
    AllowedMethod allowed{
        .path = absl::StrCat("/", method->service()->full_name(), "/", method->name()),
        .max_request_bytes = access.max_request_bytes(),
        .deadline = absl::Seconds(access.deadline_seconds())};
    list.methods_.emplace(allowed.path, allowed);
  }
  return list;
}

AllowList AllowList::Of(const std::vector<AllowedMethod>& methods) {
  AllowList list;
  for (const AllowedMethod& method : methods) list.methods_.emplace(method.path, method);
  return list;
}

const AllowedMethod* AllowList::Find(std::string_view path) const {
  const auto found = methods_.find(path);
  return found == methods_.end() ? nullptr : &found->second;
}

std::vector<std::string> AllowList::paths() const {
  std::vector<std::string> paths;
  paths.reserve(methods_.size());
  for (const auto& [path, method] : methods_) paths.push_back(path);
  return paths;
}

}  // namespace vangnet::webgate
