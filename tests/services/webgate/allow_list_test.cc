#include "services/webgate/allow_list.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "services/gate/method_table.h"
#include "services/server/surfaces.h"

namespace vangnet::webgate {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptorProto;
using google::protobuf::MethodDescriptorProto;
using policy::v1::Surface;
using policy::v1::SURFACE_OUTBOX;
using policy::v1::SURFACE_PUBLIC;
using policy::v1::SURFACE_STAFF;

// What vangnetd serves there, without what carries no option.
std::set<std::string> ServedOn(Surface surface, const std::vector<std::string>& services) {
  std::set<std::string> paths;
  const auto table = gate::MethodTable::Build(surface, services);
  EXPECT_TRUE(table.ok()) << table.status().message();
  for (const gate::Method& method : table->methods()) {
    if (method.surfaces.count(surface) > 0) paths.insert(method.path());
  }
  return paths;
}

std::set<std::string> PathsOf(const AllowList& list) {
  const std::vector<std::string> paths = list.paths();
  return {paths.begin(), paths.end()};
}

// One service with one method, on a pool of its own.
class SmallContract {
 public:
  explicit SmallContract(const std::function<void(MethodDescriptorProto&)>& shape) : pool_(Base()) {
    FileDescriptorProto file;
    file.set_name("small.proto");
    file.set_package("small");
    file.add_message_type()->set_name("Message");
    auto& service = *file.add_service();
    service.set_name("SmallService");
    MethodDescriptorProto& method = *service.add_method();
    method.set_name("Act");
    method.set_input_type(".small.Message");
    method.set_output_type(".small.Message");
    policy::v1::Access& access = *method.mutable_options()->MutableExtension(policy::v1::access);
    access.add_roles(policy::v1::ROLE_ANYONE);
    access.add_surfaces(SURFACE_PUBLIC);
    access.set_max_request_bytes(64);
    access.set_deadline_seconds(10);
    shape(method);
    file_ = pool_.BuildFile(file);
    EXPECT_NE(file_, nullptr);
  }

  absl::StatusOr<AllowList> Build(Surface surface = SURFACE_PUBLIC) const {
    return AllowList::Build(surface, {file_});
  }

 private:
  static const DescriptorPool* Base() { return DescriptorPool::generated_pool(); }

  DescriptorPool pool_;
  const google::protobuf::FileDescriptor* file_ = nullptr;
};

policy::v1::Access& AccessOf(MethodDescriptorProto& method) {
  return *method.mutable_options()->MutableExtension(policy::v1::access);
}

TEST(AllowListTest, OffersWhatTheServerServesThereAndNothingElse) {
  EXPECT_EQ(PathsOf(*AllowList::Build(SURFACE_PUBLIC)),
            ServedOn(SURFACE_PUBLIC, server::PublicServiceNames()));
  EXPECT_EQ(PathsOf(*AllowList::Build(SURFACE_STAFF)),
            ServedOn(SURFACE_STAFF, server::StaffServiceNames()));
}

TEST(AllowListTest, AMethodOfTheOtherSurfaceIsNotThere) {
  const auto of_public = *AllowList::Build(SURFACE_PUBLIC);
  const auto of_staff = *AllowList::Build(SURFACE_STAFF);
  EXPECT_NE(of_public.Find("/vangnet.intake.v1.IntakeService/FileReport"), nullptr);
  EXPECT_EQ(of_staff.Find("/vangnet.intake.v1.IntakeService/FileReport"), nullptr);
  EXPECT_NE(of_staff.Find("/vangnet.casework.v1.CaseworkService/ListCases"), nullptr);
  EXPECT_EQ(of_public.Find("/vangnet.casework.v1.CaseworkService/ListCases"), nullptr);
}

TEST(AllowListTest, HealthAndWhatIsNoMethodAreNotThere) {
  const auto list = *AllowList::Build(SURFACE_PUBLIC);
  for (const char* path :
       {"", "/", "/grpc.health.v1.Health/Check", "vangnet.intake.v1.IntakeService/FileReport",
        "/vangnet.intake.v1.IntakeService/FileReport/", "/vangnet.intake.v1.IntakeService/",
        "/vangnet.intake.v1.IntakeService/FileReport?a=b",
        "/vangnet.intake.v1.IntakeService/filereport"}) {
    EXPECT_EQ(list.Find(path), nullptr) << path;
  }
}

TEST(AllowListTest, LimitsAreThoseOfTheOptions) {
  const auto list = *AllowList::Build(SURFACE_PUBLIC);
  const AllowedMethod* filing = list.Find("/vangnet.intake.v1.IntakeService/FileReport");
  ASSERT_NE(filing, nullptr);
  EXPECT_EQ(filing->max_request_bytes, 262144u);
  EXPECT_EQ(filing->deadline, absl::Seconds(30));
}

TEST(AllowListTest, AMethodIsOnItsSurfacesOnly) {
  const SmallContract contract([](MethodDescriptorProto&) {});
  EXPECT_EQ(contract.Build()->paths(), std::vector<std::string>{"/small.SmallService/Act"});
  EXPECT_TRUE(contract.Build(SURFACE_STAFF)->paths().empty());
  EXPECT_TRUE(contract.Build(SURFACE_OUTBOX)->paths().empty());
}

TEST(AllowListTest, AStreamToTheCallerIsOfferedAndOneFromTheCallerIsNot) {
  const SmallContract down(
      [](MethodDescriptorProto& method) { method.set_server_streaming(true); });
  EXPECT_EQ(down.Build()->paths().size(), 1u);
  const SmallContract up([](MethodDescriptorProto& method) { method.set_client_streaming(true); });
  EXPECT_TRUE(up.Build()->paths().empty());
}

TEST(AllowListTest, AMethodWithoutItsOptionsStopsTheGate) {
  const std::function<void(MethodDescriptorProto&)> shapes[] = {
      [](MethodDescriptorProto& method) { method.clear_options(); },
      [](MethodDescriptorProto& method) { AccessOf(method).clear_surfaces(); },
      [](MethodDescriptorProto& method) { AccessOf(method).set_max_request_bytes(0); },
      [](MethodDescriptorProto& method) { AccessOf(method).set_max_request_bytes(1048577); },
      [](MethodDescriptorProto& method) { AccessOf(method).set_deadline_seconds(0); },
      [](MethodDescriptorProto& method) { AccessOf(method).set_deadline_seconds(61); },
  };
  for (const auto& shape : shapes) {
    const auto list = SmallContract(shape).Build(SURFACE_STAFF);
    EXPECT_EQ(list.status().code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(std::string(list.status().message()),
                ::testing::HasSubstr("small.SmallService.Act"));
  }
}

}  // namespace
}  // namespace vangnet::webgate
