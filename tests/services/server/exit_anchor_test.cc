// What vangnetd says of a store and an anchor that do not fit, and what leads out of it.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>

#include "grpc/health/v1/health.grpc.pb.h"
#include "services/server/open_store.h"
#include "storage/database.h"
#include "tests/services/server/exit_folder.h"

namespace vangnet::server {
namespace {

using testing::ReadFile;
using testing::WriteFile;

class ExitAnchorTest : public ExitTest {
 protected:
  std::string anchor() const { return folder_ / "server/anchor/vangnet.db.anchor"; }

  void ServeOnce() {
    testing::ChildProcess process = server_.Serve();
    ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
    EXPECT_EQ(process.Terminate(), 0);
  }
  // Past the commit chain, as whoever has the store key can.
  void Alter(const std::string& statement) {
    const auto key = storage::StoreKey::FromBytes(
        contract::SecretBytes::CopyOf(ReadFile(server_.store_key_file())));
    const auto database = storage::OpenEncrypted(server_.store(), *key);
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)->Execute(statement).ok());
  }
  // A commit: a bundle's publication would take more.
  void ChangeSomething() {
    const auto key = storage::StoreKey::FromBytes(
        contract::SecretBytes::CopyOf(ReadFile(server_.store_key_file())));
    Configuration configuration;
    configuration.store_path = server_.store();
    configuration.anchor_path = anchor();
    const auto store = OpenStore(configuration, key->bytes());
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)
                    ->writes()
                    .SubmitAndWait([](storage::Transaction& txn) {
                      return txn.availability().Put({++day, "made by a test"});
                    })
                    .ok());
  }

  // By `serve` as by `check`.
  void ExpectBothRefuse(ExitCode code, const std::string& word) {
    ExpectRefused(server_.ServeToEnd(), code, word);
    ExpectRefused(Vangnetd("check"), code, word);
  }

  static inline std::uint64_t day = 100;
};

TEST_F(ExitAnchorTest, InitMakesTheAnchorAndEveryCommitMovesItOn) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string made = ReadFile(anchor());
  EXPECT_EQ(made.size(), 1024u);
  ChangeSomething();
  EXPECT_TRUE(ReadFile(anchor()) != made);
  ServeOnce();
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
}

TEST_F(ExitAnchorTest, InitRefusesAnAnchorThatIsLeft) {
  const std::string bundle = organisation_.Publish();
  ASSERT_EQ(server_.Init(bundle).exit_code, 0);
  const std::string left = ReadFile(anchor());
  std::filesystem::remove(server_.store());
  ExpectRefused(server_.Init(bundle), ExitCode::kAnchorExists, "exists already");
  EXPECT_FALSE(StoreExists());
  EXPECT_TRUE(ReadFile(anchor()) == left);
}

TEST_F(ExitAnchorTest, AMissingOrDamagedAnchorIsRefusedUntilSomebodyAcceptsTheStore) {
  ASSERT_EQ(Init().exit_code, 0);
  ServeOnce();
  ChangeSomething();
  std::filesystem::remove(anchor());
  ExpectBothRefuse(ExitCode::kAnchorMissing, "accept-restored");
  EXPECT_FALSE(std::filesystem::exists(anchor()));
  const testing::Finished accepted = Vangnetd("accept-restored");
  EXPECT_EQ(accepted.exit_code, 0) << accepted.standard_error;
  EXPECT_NE(accepted.standard_output.find("no anchor"), std::string::npos);
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
  WriteFile(anchor(), "short");
  ExpectBothRefuse(ExitCode::kAnchorDamaged, "damaged");
  EXPECT_EQ(Vangnetd("accept-restored").exit_code, 0);
  ServeOnce();
}

TEST_F(ExitAnchorTest, WhatCannotBeReplacedByAcceptingIsSaidToBeUnusable) {
  ASSERT_EQ(Init().exit_code, 0);
  std::filesystem::remove(anchor());
  std::filesystem::create_directory(anchor());
  ExpectRefused(Vangnetd("accept-restored"), ExitCode::kAnchorUnusable, "cannot be removed");
  EXPECT_TRUE(std::filesystem::is_directory(anchor()));
  std::filesystem::remove(anchor());
  // No right to make one. Root may all: tests run as an ordinary user.
  const std::filesystem::path folder = std::filesystem::path(anchor()).parent_path();
  std::filesystem::permissions(
      folder, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  ExpectRefused(Vangnetd("accept-restored"), ExitCode::kAnchorUnusable, "rights");
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  EXPECT_EQ(Vangnetd("accept-restored").exit_code, 0);
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
}

TEST_F(ExitAnchorTest, OneBadSlotIsNoFailure) {
  ASSERT_EQ(Init().exit_code, 0);
  ServeOnce();
  ChangeSomething();
  for (const std::size_t at : {std::size_t{60}, std::size_t{512 + 60}}) {
    std::string bytes = ReadFile(anchor());
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    WriteFile(anchor(), bytes);
    EXPECT_EQ(Vangnetd("check").exit_code, 0);
    ServeOnce();
    ChangeSomething();
    ChangeSomething();
  }
}

TEST_F(ExitAnchorTest, AnOldStoreAndAnOldAnchorAreTwoRefusals) {
  ASSERT_EQ(Init().exit_code, 0);
  ServeOnce();
  const std::string old_store = ReadFile(server_.store());
  const std::string old_anchor = ReadFile(anchor());
  ChangeSomething();
  ChangeSomething();
  const std::string store = ReadFile(server_.store());
  const std::string newest = ReadFile(anchor());
  WriteFile(server_.store(), old_store);
  ExpectBothRefuse(ExitCode::kStoreOld, "older than its anchor");
  WriteFile(server_.store(), store);
  WriteFile(anchor(), old_anchor);
  ExpectBothRefuse(ExitCode::kAnchorOld, "older than the store");
  WriteFile(anchor(), newest);
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
  WriteFile(server_.store(), old_store);
  const testing::Finished accepted = Vangnetd("accept-restored");
  EXPECT_EQ(accepted.exit_code, 0) << accepted.standard_error;
  EXPECT_NE(accepted.standard_output.find("the anchor was at commit"), std::string::npos);
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
}

TEST_F(ExitAnchorTest, AnotherStoresAnchorIsRefused) {
  const std::string bundle = organisation_.Publish();
  ASSERT_EQ(server_.Init(bundle).exit_code, 0);
  const std::string other = ReadFile(anchor());
  std::filesystem::remove(server_.store());
  std::filesystem::remove(anchor());
  ASSERT_EQ(server_.Init(bundle).exit_code, 0);
  WriteFile(anchor(), other);
  ExpectBothRefuse(ExitCode::kAnchorForeign, "another store");
}

TEST_F(ExitAnchorTest, WhatCannotBeAcceptedIsNotAnchored) {
  ASSERT_EQ(Init().exit_code, 0);
  ServeOnce();
  Alter("UPDATE availability SET made_time = 1");
  const std::string before = ReadFile(anchor());
  ExpectRefused(Vangnetd("check"), ExitCode::kStoreAltered, "not hold what was committed");
  ExpectRefused(Vangnetd("accept-restored"), ExitCode::kStoreAltered, "not hold what was");
  EXPECT_TRUE(ReadFile(anchor()) == before);
}

grpc::health::v1::HealthCheckResponse::ServingStatus Health(const std::string& socket,
                                                            const std::string& service) {
  const auto stub = grpc::health::v1::Health::NewStub(
      grpc::CreateChannel("unix:" + socket, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(service);
  grpc::health::v1::HealthCheckResponse response;
  EXPECT_TRUE(stub->Check(&context, request, &response).ok());
  return response.status();
}

TEST_F(ExitAnchorTest, TheBuiltServerSaysWithWhatItEncrypts) {
  ASSERT_EQ(Init().exit_code, 0);
  EXPECT_THAT(Vangnetd("check").standard_output, ::testing::HasSubstr("SQLCipher 4."));
}

TEST_F(ExitAnchorTest, AServerCallsItsStoreSoundOnceItWasChecked) {
  ASSERT_EQ(Init().exit_code, 0);
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
  ASSERT_TRUE(testing::WaitUntil([&] {
    return Health(server_.staff_socket(), "vangnet.store") ==
           grpc::health::v1::HealthCheckResponse::SERVING;
  }));
  EXPECT_EQ(Vangnetd("check").exit_code, 0) << "beside a server";
  EXPECT_EQ(process.Terminate(), 0);
}

// A store that was altered since the last check is closed, and the server says so.
TEST_F(ExitAnchorTest, AServerServesNothingFromAnAlteredStore) {
  ASSERT_EQ(Init().exit_code, 0);
  ServeOnce();
  Alter("UPDATE bundle SET published_time = 1");
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
  ASSERT_TRUE(testing::WaitUntil([&] {
    return Health(server_.public_socket(), "") ==
           grpc::health::v1::HealthCheckResponse::NOT_SERVING;
  }));
  EXPECT_NE(ReadFile(server_.stderr_file()).find("altered or put back"), std::string::npos);
  EXPECT_EQ(process.Terminate(), 0);
}

}  // namespace
}  // namespace vangnet::server
