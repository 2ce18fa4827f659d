#include "services/gate/method_table.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/text_format.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::gate {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptorProto;
using policy::v1::SURFACE_PUBLIC;
using policy::v1::SURFACE_STAFF;

constexpr char kGood[] =
    "roles: ROLE_TRUSTED_PERSON surfaces: SURFACE_STAFF max_request_bytes: 64 "
    "deadline_seconds: 10";

// One method `n` of a service, with `access` as its option; "" means none at all.
std::string MethodText(int n, const std::string& access, const std::string& more = "") {
  const std::string options =
      access.empty() ? "" : absl::StrCat("options { [vangnet.policy.v1.access] {", access, "} }");
  return absl::StrCat("method { name: 'Method", n, "' input_type: 'Request", n,
                      "' output_type: 'Response' ", options, " ", more, "}");
}

// What the table says of a file with the service `test.Service` of these methods.
absl::Status BuildWith(const std::string& methods,
                       policy::v1::Surface surface = policy::v1::SURFACE_STAFF) {
  FileDescriptorProto file;
  const std::string text = absl::StrCat(
      "name: 'test.proto' package: 'test' syntax: 'proto3' "
      "dependency: 'vangnet/policy/v1/options.proto' "
      "message_type { name: 'Request1' } message_type { name: 'Request2' } "
      "message_type { name: 'Response' } service { name: 'Service' ",
      methods, "}");
  if (!google::protobuf::TextFormat::ParseFromString(text, &file)) {
    return absl::InternalError("the test's own text");
  }
  DescriptorPool pool(DescriptorPool::generated_pool());
  if (pool.BuildFile(file) == nullptr) return absl::InternalError("the test's own file");
  return MethodTable::Build(surface, {"test.Service"}, pool).status();
}

void ExpectRefused(const absl::Status& status, const std::string& why) {
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status.message();
  EXPECT_NE(std::string(status.message()).find(why), std::string::npos) << status.message();
}

TEST(MethodTableTest, AMethodWithoutAnOptionStopsTheServer) {
  EXPECT_TRUE(BuildWith(MethodText(1, kGood)).ok());
  ExpectRefused(BuildWith(MethodText(1, "")), "test.Service.Method1: no access option");
  ExpectRefused(BuildWith(MethodText(1, kGood) + MethodText(2, "")),
                "test.Service.Method2: no access option");
}

TEST(MethodTableTest, AnIncompleteOptionStopsTheServer) {
  const struct {
    const char* access;
    const char* why;
  } rows[] = {
      {"surfaces: SURFACE_STAFF max_request_bytes: 64 deadline_seconds: 10", "roles"},
      {"roles: ROLE_UNSPECIFIED surfaces: SURFACE_STAFF max_request_bytes: 64 "
       "deadline_seconds: 10",
       "roles"},
      {"roles: ROLE_STAFF roles: ROLE_STAFF surfaces: SURFACE_STAFF max_request_bytes: 64 "
       "deadline_seconds: 10",
       "roles"},
      {"roles: 99 surfaces: SURFACE_STAFF max_request_bytes: 64 deadline_seconds: 10", "roles"},
      {"roles: ROLE_STAFF max_request_bytes: 64 deadline_seconds: 10", "surfaces"},
      {"roles: ROLE_STAFF surfaces: SURFACE_UNSPECIFIED max_request_bytes: 64 "
       "deadline_seconds: 10",
       "surfaces"},
      {"roles: ROLE_STAFF surfaces: 99 max_request_bytes: 64 deadline_seconds: 10", "surfaces"},
      {"roles: ROLE_STAFF surfaces: SURFACE_STAFF surfaces: SURFACE_STAFF max_request_bytes: 64 "
       "deadline_seconds: 10",
       "surfaces"},
      {"roles: ROLE_STAFF surfaces: SURFACE_STAFF deadline_seconds: 10", "max_request_bytes"},
      {"roles: ROLE_STAFF surfaces: SURFACE_STAFF max_request_bytes: 1048577 "
       "deadline_seconds: 10",
       "max_request_bytes"},
      {"roles: ROLE_STAFF surfaces: SURFACE_STAFF max_request_bytes: 64", "deadline_seconds"},
      {"roles: ROLE_STAFF surfaces: SURFACE_STAFF max_request_bytes: 64 deadline_seconds: 61",
       "deadline_seconds"},
  };
  for (const auto& row : rows) ExpectRefused(BuildWith(MethodText(1, row.access)), row.why);
}

TEST(MethodTableTest, RolesAndSurfacesThatDoNotBelongTogetherStopTheServer) {
  const std::string limits = " max_request_bytes: 64 deadline_seconds: 10";
  ExpectRefused(BuildWith(MethodText(
                    1, "roles: ROLE_ANYONE roles: ROLE_STAFF surfaces: SURFACE_STAFF" + limits)),
                "ROLE_ANYONE");
  ExpectRefused(BuildWith(MethodText(1, "roles: ROLE_REPORTER surfaces: SURFACE_STAFF" + limits)),
                "public surface only");
  ExpectRefused(BuildWith(MethodText(1,
                                     "roles: ROLE_COORDINATOR surfaces: SURFACE_STAFF "
                                     "surfaces: SURFACE_PUBLIC" +
                                         limits)),
                "staff surface only");
  ExpectRefused(BuildWith(MethodText(1, "roles: ROLE_REPORTER surfaces: SURFACE_PUBLIC" + limits) +
                          MethodText(2, kGood)),
                "share a service");
  ExpectRefused(BuildWith(MethodText(1, kGood), SURFACE_PUBLIC), "no method is open");
}

TEST(MethodTableTest, AStreamAndASharedRequestStopTheServer) {
  ExpectRefused(BuildWith(MethodText(1, kGood, "server_streaming: true")), "streams");
  ExpectRefused(BuildWith(MethodText(1, kGood, "client_streaming: true")), "streams");
  ExpectRefused(BuildWith(MethodText(1, kGood) +
                          "method { name: 'Other' input_type: 'Request1' output_type: 'Response' "
                          "options { [vangnet.policy.v1.access] {" +
                          kGood + "} } }"),
                "belongs to another method");
}

TEST(MethodTableTest, AnUnknownServiceStopsTheServer) {
  ExpectRefused(MethodTable::Build(SURFACE_STAFF, {"vangnet.nothing.v1.Nothing"}).status(),
                "not known");
}

TEST(MethodTableTest, HealthIsTheOneExceptionByName) {
  const auto table =
      MethodTable::Build(SURFACE_STAFF, {grpc::health::v1::Health::service_full_name()});
  ASSERT_TRUE(table.ok());
  EXPECT_TRUE(table->methods().empty());
}

TEST(MethodTableTest, ReadsTheOptionsOfTheContract) {
  const auto table =
      MethodTable::Build(SURFACE_STAFF, {casework::v1::CaseworkService::service_full_name(),
                                         caseload::v1::CaseloadService::service_full_name(),
                                         publication::v1::PublicationService::service_full_name()});
  ASSERT_TRUE(table.ok()) << table.status().message();
  const Method* append = table->Find(casework::v1::AppendRecordsRequest::descriptor());
  ASSERT_NE(append, nullptr);
  EXPECT_EQ(append->path(), "/vangnet.casework.v1.CaseworkService/AppendRecords");
  EXPECT_EQ(append->max_request_bytes, 786432u);
  EXPECT_EQ(append->deadline, absl::Seconds(30));
  EXPECT_EQ(append->roles, (std::set<policy::v1::Role>{policy::v1::ROLE_TRUSTED_PERSON,
                                                       policy::v1::ROLE_SUPPORT_TEAM}));
  const Method* caseload = table->Find(caseload::v1::GetCaseloadRequest::descriptor());
  ASSERT_NE(caseload, nullptr);
  EXPECT_EQ(caseload->roles, std::set<policy::v1::Role>{policy::v1::ROLE_COORDINATOR});
  const Method* bundle = table->Find(publication::v1::GetBundleRequest::descriptor());
  ASSERT_NE(bundle, nullptr);
  EXPECT_TRUE(bundle->anonymous());
  EXPECT_EQ(bundle->surfaces.size(), 2u);
  EXPECT_EQ(table->methods().size(), 9u);
  EXPECT_EQ(table->Find(followup::v1::GetCaseRequest::descriptor()), nullptr);
}

}  // namespace
}  // namespace vangnet::gate
