#include "services/health/health_service.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>

#include "proto/contract/health_name.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::health {
namespace {

using grpc::health::v1::HealthCheckResponse;

class HealthServiceTest : public ::testing::Test {
 protected:
  HealthServiceTest()
      : service_(store_->reads(), store_->writes(), {"vangnet.some.v1.Service"},
                 [this] { return content_.load(); }) {
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + (folder_ / "h.sock");
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = grpc::health::v1::Health::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }
  ~HealthServiceTest() override { server_->Shutdown(); }

  void AddBundle() {
    ASSERT_TRUE(store_->writes()
                    .SubmitAndWait([](storage::Transaction& txn) {
                      return txn.bundles().Append({1, "signed", {}, 1});
                    })
                    .ok());
  }

  grpc::Status Check(HealthCheckResponse& response, const std::string& name = "") {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(name);
    return stub_->Check(&context, request, &response);
  }

  HealthCheckResponse::ServingStatus State() {
    HealthCheckResponse response;
    EXPECT_TRUE(Check(response).ok());
    return response.status();
  }

  storage::testing::TempStore store_;
  std::atomic<StoreContent> content_{StoreContent::kNotCompared};
  testing::TemporaryFolder folder_;
  HealthService service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<grpc::health::v1::Health::Stub> stub_;
};

TEST_F(HealthServiceTest, ServesWhenTheStoreCanBeReadAndWritten) {
  AddBundle();
  EXPECT_EQ(State(), HealthCheckResponse::SERVING);
}

TEST_F(HealthServiceTest, ServesNothingWithoutABundle) {
  EXPECT_EQ(State(), HealthCheckResponse::NOT_SERVING);
}

TEST_F(HealthServiceTest, ServesNothingWhenTheWriterHasStopped) {
  AddBundle();
  store_->writes().Stop();
  EXPECT_EQ(State(), HealthCheckResponse::NOT_SERVING);
}

TEST_F(HealthServiceTest, ServesNothingWhenNothingCanBeRead) {
  AddBundle();
  store_->reads().Stop();
  EXPECT_EQ(State(), HealthCheckResponse::NOT_SERVING);
}

TEST_F(HealthServiceTest, ServesNothingWhileTheServerDrains) {
  AddBundle();
  service_.StopServing();
  EXPECT_EQ(State(), HealthCheckResponse::NOT_SERVING);
}

TEST_F(HealthServiceTest, TheStoresContentHasANameOfItsOwn) {
  AddBundle();
  HealthCheckResponse response;
  ASSERT_TRUE(Check(response, contract::health_name::kStoreContent).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::UNKNOWN);
  EXPECT_EQ(State(), HealthCheckResponse::SERVING) << "reports can be filed meanwhile";
  content_ = StoreContent::kNotInOrder;
  ASSERT_TRUE(Check(response, contract::health_name::kStoreContent).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(State(), HealthCheckResponse::SERVING) << "reports can be filed meanwhile";
  content_ = StoreContent::kInOrder;
  ASSERT_TRUE(Check(response, contract::health_name::kStoreContent).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  store_->writes().Stop();
  ASSERT_TRUE(Check(response, contract::health_name::kStoreContent).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
}

TEST_F(HealthServiceTest, AnUnknownServiceIsNotFound) {
  AddBundle();
  HealthCheckResponse response;
  EXPECT_TRUE(Check(response, "vangnet.some.v1.Service").ok());
  EXPECT_EQ(Check(response, "vangnet.other.v1.Service").error_code(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace vangnet::health
