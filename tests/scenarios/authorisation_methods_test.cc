// Walks authorisation_methods.table: every method, by every role, on both sides.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/scenarios/authorisation_table.h"
#include "tests/scenarios/scenario.h"
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

// Every service of ours, so that a method that the table misses is found.
std::vector<const google::protobuf::FileDescriptor*> ServiceFiles() {
  return {publication::v1::GetBundleRequest::descriptor()->file(),
          intake::v1::FileReportRequest::descriptor()->file(),
          session::v1::BeginReporterLoginRequest::descriptor()->file(),
          session::v1::BeginStaffLoginRequest::descriptor()->file(),
          followup::v1::GetCaseRequest::descriptor()->file(),
          casework::v1::GetCaseRequest::descriptor()->file(),
          caseload::v1::GetCaseloadRequest::descriptor()->file(),
          directory::v1::PublishBundleRequest::descriptor()->file(),
          operation::v1::GetMetricsRequest::descriptor()->file()};
}

// One call with an empty request: well formed, and naming nothing that exists.
grpc::Status CallEmpty(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                       const std::string& token) {
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  const auto context = Context(token);
  const grpc::Slice nothing("");
  const auto call =
      stub.PrepareUnaryCall(context.get(), "/" + method, grpc::ByteBuffer(&nothing, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  return status;
}

std::string WordFor(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::UNAUTHENTICATED:
      return "login";
    case grpc::StatusCode::PERMISSION_DENIED:
      return "role";
    case grpc::StatusCode::UNIMPLEMENTED:
      return "absent";
    default:
      return "open";
  }
}

class AuthorisationMethodsTest : public Scenario {
 protected:
  struct Column {
    std::shared_ptr<grpc::Channel> channel;
    // Of whom: a new token for each call, since one of the methods ends it.
    std::string token_of;
  };

  std::vector<Column> Columns() {
    const auto on_public = system().PublicChannel();
    const auto on_staff = system().StaffChannel();
    return {{on_public, ""},     {on_public, "reporter"}, {on_public, "anna"},
            {on_staff, ""},      {on_staff, "reporter"},  {on_staff, "anna"},
            {on_staff, "gerda"}, {on_staff, "karin"},     {on_staff, "mirjam"},
            {on_staff, "noor"}};
  }

  std::string TokenOf(const std::string& who) {
    if (who.empty()) return "";
    if (who == "reporter") {
      if (reporter_ == nullptr) {
        reporter_ = std::make_unique<Reporter>(system());
        EXPECT_THAT(reporter_->File(UsualReport()), IsOk());
      }
      reporter_->ForgetToken();
      return reporter_->Token().value();
    }
    return StaffMember(system(), who).Token().value();
  }

 private:
  std::unique_ptr<Reporter> reporter_;
};

TEST_F(AuthorisationMethodsTest, TheTableNamesEveryMethodAndNoOther) {
  std::set<std::string> offered;
  for (const google::protobuf::FileDescriptor* file : ServiceFiles()) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        offered.insert(std::string(file->service(i)->full_name()) + "/" +
                       file->service(i)->method(j)->name());
      }
    }
  }
  std::set<std::string> named;
  for (const auto& row : ReadTable("authorisation_methods.table", 11)) named.insert(row[0]);
  EXPECT_EQ(named, offered);
}

TEST_F(AuthorisationMethodsTest, EveryMethodAnswersEveryRoleAsTheTableSays) {
  const std::vector<Column> columns = Columns();
  for (const auto& row : ReadTable("authorisation_methods.table", 11)) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const grpc::Status status =
          CallEmpty(columns[i].channel, row[0], TokenOf(columns[i].token_of));
      EXPECT_EQ(WordFor(status), row[i + 1])
          << row[0] << ", column " << i + 1 << ": " << status.error_message();
    }
  }
}

}  // namespace
}  // namespace vangnet::testing
