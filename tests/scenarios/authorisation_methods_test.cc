// Walks authorisation_methods.table: every method, by every role, on both sides.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/scenarios/authorisation_table.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/child_process.h"
#include "tests/support/raw_call.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

// "package.Service/Method" of every .proto of ours, as they stand in the source: a service that
// nobody told a test of is found as well.
std::set<std::string> MethodsOfTheContract() {
  std::set<std::string> methods;
  const std::string folder = VANGNET_SOURCE_ROOT "/proto/vangnet";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".proto") continue;
    std::istringstream lines(ReadFile(entry.path().string()));
    std::string package, service;
    for (std::string line; std::getline(lines, line);) {
      std::smatch found;
      if (std::regex_search(line, found, std::regex("^package ([a-z0-9.]+);"))) package = found[1];
      if (std::regex_search(line, found, std::regex("^service (\\w+)"))) service = found[1];
      if (std::regex_search(line, found, std::regex("^ +rpc (\\w+)\\("))) {
        methods.insert(package + "." + service + "/" + found[1].str());
      }
    }
  }
  return methods;
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
  const std::set<std::string> offered = MethodsOfTheContract();
  std::set<std::string> known;
  for (const google::protobuf::MethodDescriptor* method : AllMethods())
    known.insert(PathOf(*method));
  EXPECT_EQ(known, offered) << "what other tests take for every method";
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
