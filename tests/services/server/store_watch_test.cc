// A store that really fails: one page of its file is spoiled while it is in use. Writing
// stops, health says so, and nothing is served again before the page is sound.
#include "services/server/store_watch.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "proto/contract/error.h"
#include "services/health/health_service.h"
#include "tests/support/statement_watch.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::server {
namespace {

using grpc::health::v1::HealthCheckResponse;

constexpr std::size_t kPage = 4096;

class StoreWatchTest : public ::testing::Test {
 protected:
  StoreWatchTest() {
    EXPECT_TRUE(Write(1).ok());
    store_.Restart();  // All of it is in the file, nothing in a WAL.
    health_ = std::make_unique<health::HealthService>(store_->reads(), store_->writes(),
                                                      std::set<std::string>{});
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + (folder_ / "h.sock");
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(health_.get());
    server_ = builder.BuildAndStart();
    stub_ = grpc::health::v1::Health::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
    watch_ = std::make_unique<StoreWatch>(
        *store_, [this] { ++reopened_; }, std::chrono::milliseconds(2));
  }
  ~StoreWatchTest() override {
    watch_.reset();
    server_->Shutdown();
    storage::testing::ClearFailure();
  }

  absl::Status Write(std::uint32_t version) {
    return store_->writes().SubmitAndWait([version](storage::Transaction& txn) {
      return txn.bundles().Append({version, "signed", {}, 1});
    });
  }

  HealthCheckResponse::ServingStatus State() {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
    HealthCheckResponse response;
    EXPECT_TRUE(stub_->Check(&context, {}, &response).ok());
    return response.status();
  }

  // Changes one byte of a page in the middle of the file; a second time puts it back.
  void FlipByteInPage(std::size_t page) const {
    std::fstream file(store_.path(), std::ios::binary | std::ios::in | std::ios::out);
    const auto place = static_cast<std::streamoff>(page * kPage + kPage / 2);
    file.seekg(place);
    const int byte = file.get();
    file.seekp(place);
    file.put(static_cast<char>(byte ^ 1));
    ASSERT_TRUE(file.good());
  }

  void WaitUntilServing() {
    while (!store_->writes().health().serving) absl::SleepFor(absl::Milliseconds(2));
    while (reopened_ == 0) absl::SleepFor(absl::Milliseconds(2));
  }

  storage::testing::TempStore store_;
  testing::TemporaryFolder folder_;
  std::atomic<int> reopened_{0};
  std::unique_ptr<health::HealthService> health_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<grpc::health::v1::Health::Stub> stub_;
  std::unique_ptr<StoreWatch> watch_;
};

TEST_F(StoreWatchTest, ServesNothingFromADamagedStoreUntilItIsRepairedAndVerified) {
  ASSERT_EQ(State(), HealthCheckResponse::SERVING);
  FlipByteInPage(20);  // Of a table that nothing here reads.
  storage::testing::FailNextStatement("COMMIT", storage::testing::kIoError);
  EXPECT_EQ(contract::ReasonOf(Write(2)), contract::reason::kStoreUnavailable);
  // However often it looks: every page is read before it serves, and one does not verify.
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(State(), HealthCheckResponse::NOT_SERVING);
    EXPECT_EQ(contract::ReasonOf(Write(2)), contract::reason::kStoreUnavailable);
    EXPECT_FALSE(store_->Reopen().ok());
  }
  EXPECT_EQ(reopened_, 0);
  FlipByteInPage(20);
  WaitUntilServing();
  EXPECT_EQ(State(), HealthCheckResponse::SERVING);
  EXPECT_TRUE(Write(3).ok());
  EXPECT_EQ(reopened_, 1);
}

TEST_F(StoreWatchTest, AFailureThatIsOverIsFollowedByServing) {
  storage::testing::FailNextStatement("COMMIT", storage::testing::kFull);
  EXPECT_EQ(contract::ReasonOf(Write(2)), contract::reason::kStoreUnavailable);
  WaitUntilServing();
  EXPECT_TRUE(Write(3).ok());
  EXPECT_EQ(State(), HealthCheckResponse::SERVING);
}

TEST_F(StoreWatchTest, LeavesAStoreThatServesAlone) {
  for (std::uint32_t version = 2; version < 30; ++version) EXPECT_TRUE(Write(version).ok());
  EXPECT_EQ(reopened_, 0);
}

}  // namespace
}  // namespace vangnet::server
