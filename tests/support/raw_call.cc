#include "tests/support/raw_call.h"

#include <grpcpp/generic/generic_stub.h>

#include "tests/support/rpc.h"
#include "vangnet/caseload/v1/caseload_service.pb.h"
#include "vangnet/casework/v1/casework_service.pb.h"
#include "vangnet/directory/v1/directory_service.pb.h"
#include "vangnet/followup/v1/followup_service.pb.h"
#include "vangnet/intake/v1/intake_service.pb.h"
#include "vangnet/operation/v1/operation_service.pb.h"
#include "vangnet/publication/v1/publication_service.pb.h"
#include "vangnet/session/v1/reporter_session_service.pb.h"
#include "vangnet/session/v1/staff_session_service.pb.h"

namespace vangnet::testing {
namespace {

constexpr std::uint64_t kNumber = 0;  // Wire types.
constexpr std::uint64_t kBytes = 2;

std::string Varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
  bytes.push_back(static_cast<char>(value));
  return bytes;
}

std::string Tag(int field, std::uint64_t wire_type) {
  return Varint(static_cast<std::uint64_t>(field) << 3 | wire_type);
}

}  // namespace

std::vector<const google::protobuf::MethodDescriptor*> AllMethods() {
  std::vector<const google::protobuf::MethodDescriptor*> methods;
  for (const google::protobuf::FileDescriptor* file :
       {publication::v1::GetBundleRequest::descriptor()->file(),
        intake::v1::FileReportRequest::descriptor()->file(),
        session::v1::BeginReporterLoginRequest::descriptor()->file(),
        session::v1::BeginStaffLoginRequest::descriptor()->file(),
        followup::v1::GetCaseRequest::descriptor()->file(),
        casework::v1::GetCaseRequest::descriptor()->file(),
        caseload::v1::GetCaseloadRequest::descriptor()->file(),
        directory::v1::PublishBundleRequest::descriptor()->file(),
        operation::v1::GetMetricsRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        methods.push_back(file->service(i)->method(j));
      }
    }
  }
  return methods;
}

std::string PathOf(const google::protobuf::MethodDescriptor& method) {
  return std::string(method.service()->full_name()) + "/" + std::string(method.name());
}

absl::Status RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& path,
                     const std::string& token, const std::string& request) {
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  const auto context = Context(token);
  const grpc::Slice bytes(request);
  const auto call =
      stub.PrepareUnaryCall(context.get(), "/" + path, grpc::ByteBuffer(&bytes, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  return FromRpc(status);
}

std::string NumberField(int field, std::uint64_t value) {
  return Tag(field, kNumber) + Varint(value);
}

std::string BytesField(int field, std::string_view bytes) {
  return Tag(field, kBytes) + Varint(bytes.size()) + std::string(bytes);
}

}  // namespace vangnet::testing
