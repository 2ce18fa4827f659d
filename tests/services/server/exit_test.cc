// How the real vangnetd ends: configuration, store, sockets, bundle, signals.
#include <signal.h>
#include <sys/stat.h>

#include "google/protobuf/stubs/logging.h"
#include "storage/database.h"
#include "tests/services/server/exit_folder.h"
#include "tests/support/raw_call.h"

namespace vangnet::server {
namespace {

using testing::ReadFile;
using testing::WriteFile;

TEST_F(ExitTest, ServesUntilItIsToldToStopAndLeavesACleanStore) {
  const testing::Finished made = Init();
  ASSERT_EQ(made.exit_code, 0) << made.standard_error;
  EXPECT_EQ(made.standard_output, Vangnetd("log-key").standard_output);
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
  // The line follows the sockets.
  EXPECT_TRUE(testing::WaitUntil([&] {
    return ReadFile(server_.stderr_file()).find("serving: ready after") != std::string::npos;
  }));
  struct stat attributes;
  ASSERT_EQ(stat(server_.public_socket().c_str(), &attributes), 0);
  EXPECT_EQ(attributes.st_mode & 0777, 0660u);
  EXPECT_EQ(process.Terminate(), 0);
  EXPECT_FALSE(std::filesystem::exists(server_.store() + "-wal"));
  EXPECT_NE(ReadFile(server_.stderr_file()).find("stopped"), std::string::npos);
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
}

TEST_F(ExitTest, MakesNoCoreFileAndNoFileThatOthersCanRead) {
  ASSERT_EQ(Init().exit_code, 0);
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
  const std::string limits = ReadFile("/proc/" + std::to_string(process.pid()) + "/limits");
  const std::size_t core = limits.find("Max core file size");
  ASSERT_NE(core, std::string::npos);
  EXPECT_EQ(limits.substr(core + 26, 1), "0") << limits.substr(core, 60);
  for (const std::string& file : {server_.store(), server_.store() + "-wal"}) {
    struct stat attributes;
    ASSERT_EQ(stat(file.c_str(), &attributes), 0) << file;
    EXPECT_EQ(attributes.st_mode & 0077, 0u) << file;
  }
  EXPECT_EQ(process.Terminate(), 0);
}

TEST_F(ExitTest, ComesBackAfterAKillThatLeftItsSockets) {
  ASSERT_EQ(Init().exit_code, 0);
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning());
  process.Kill();
  ASSERT_TRUE(std::filesystem::exists(server_.public_socket()));
  testing::ChildProcess again = server_.Serve();
  EXPECT_TRUE(again.IsRunning()) << ReadFile(server_.stderr_file());
  EXPECT_EQ(again.Terminate(), 0);
}

TEST_F(ExitTest, ASecondServerOnTheSameStoreIsRefused) {
  ASSERT_EQ(Init().exit_code, 0);
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning());
  EXPECT_EQ(server_.ServeToEnd().exit_code, static_cast<int>(ExitCode::kStoreInUse));
  EXPECT_TRUE(process.IsRunning());
  EXPECT_EQ(process.Terminate(), 0);
}

TEST_F(ExitTest, TheCommandLineHasItsOwnCode) {
  EXPECT_EQ(Vangnetd("nonsense").exit_code, static_cast<int>(ExitCode::kCommandLine));
  EXPECT_EQ(Vangnetd("init").exit_code, static_cast<int>(ExitCode::kCommandLine));
  EXPECT_EQ(testing::RunCommand({testing::ProgramPath("vangnetd"), "--help"}).exit_code, 0);
  EXPECT_EQ(testing::RunCommand({testing::ProgramPath("vangnetd"), "--version"}).exit_code, 0);
}

TEST_F(ExitTest, ABadConfigurationIsRefused) {
  const std::string good = ReadFile(server_.config());
  WriteFile(server_.config(), good + "[strange]\n");
  ExpectRefused(server_.ServeToEnd(), ExitCode::kConfigBad, "strange");
  std::filesystem::remove(server_.config());
  ExpectRefused(server_.ServeToEnd(), ExitCode::kConfigUnreadable, "configuration");
}

TEST_F(ExitTest, AMissingStoreIsRefusedAndNotMade) {
  ExpectRefused(server_.ServeToEnd(), ExitCode::kStoreMissing, "no such store");
  ExpectRefused(Vangnetd("check"), ExitCode::kStoreMissing, "no such store");
  EXPECT_FALSE(StoreExists());
}

TEST_F(ExitTest, InitNeverReplacesAStore) {
  const std::string bundle = organisation_.Publish();
  ASSERT_EQ(server_.Init(bundle).exit_code, 0);
  const std::string store = ReadFile(server_.store());
  ExpectRefused(server_.Init(bundle), ExitCode::kStoreExists, "exists already");
  EXPECT_EQ(ReadFile(server_.store()), store);
}

TEST_F(ExitTest, AStoreOfANewerProgramIsRefusedUntouched) {
  ASSERT_EQ(Init().exit_code, 0);
  {
    const auto key = storage::StoreKey::FromBytes(
        contract::SecretBytes::CopyOf(ReadFile(server_.store_key_file())));
    const auto database = storage::OpenEncrypted(server_.store(), *key);
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)->Execute("PRAGMA user_version = 9999").ok());
  }
  const std::string store = ReadFile(server_.store());
  ExpectRefused(server_.ServeToEnd(), ExitCode::kStoreNewer, "newer vangnetd");
  EXPECT_EQ(ReadFile(server_.store()), store);
}

TEST_F(ExitTest, WhatIsNoStoreOfOursIsRefused) {
  ASSERT_EQ(Init().exit_code, 0);
  WriteFile(server_.store(), "SQLite format 3" + std::string(1, '\0') + std::string(4080, 'x'));
  ExpectRefused(server_.ServeToEnd(), ExitCode::kStoreForeign, "Vangnet");
}

TEST_F(ExitTest, AStoreWithoutABundleIsAnInitThatWasCutOff) {
  const auto key = storage::StoreKey::FromBytes(
      contract::SecretBytes::CopyOf(ReadFile(server_.store_key_file())));
  ASSERT_TRUE(storage::CreateEncrypted(server_.store(), *key).ok());
  ExpectRefused(server_.ServeToEnd(), ExitCode::kStoreEmpty, "init");
}

TEST_F(ExitTest, ABundleOutOfRuleMakesNoStore) {
  ExpectRefused(server_.Init(organisation_.Sign(organisation_.draft(), {0})),
                ExitCode::kBundleRefused, "signatures");
  ExpectRefused(server_.Init("no bundle"), ExitCode::kBundleRefused, "bundle");
  bundle::v1::Bundle old = organisation_.draft();
  old.set_issued_time(old.issued_time() - 61 * 86400);
  old.set_expires_time(old.issued_time() + 60 * 86400);
  for (bundle::v1::Staff& staff : *old.mutable_staff()) {
    staff.mutable_keys()->set_first_published_time(old.issued_time() / 60 * 60);
  }
  old.mutable_log_keys(0)->set_valid_from_time(old.issued_time());
  ExpectRefused(server_.Init(organisation_.Sign(old, {0, 1})), ExitCode::kBundleExpired,
                "expires_time");
  EXPECT_EQ(Vangnetd("init", {"--bundle", folder_ / "none"}).exit_code,
            static_cast<int>(ExitCode::kBundleUnreadable));
  EXPECT_FALSE(StoreExists());
}

TEST_F(ExitTest, ADemonstrationIsRefusedWhereTheConfigurationSaysNothingOfOne) {
  ASSERT_EQ(Init().exit_code, 0);
  std::string config = ReadFile(server_.config());
  config.replace(config.find("demonstration = true"), 20, "demonstration = false");
  WriteFile(server_.config(), config);
  ExpectRefused(server_.ServeToEnd(), ExitCode::kBundleRefused, "demonstration");
}

TEST_F(ExitTest, SocketsThatCannotBeHadAreRefused) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string folder = std::filesystem::path(server_.public_socket()).parent_path();
  ASSERT_EQ(chmod(folder.c_str(), 0755), 0);
  ExpectRefused(server_.ServeToEnd(), ExitCode::kSocketFolder, "closed to others");
  ASSERT_EQ(chmod(folder.c_str(), 0700), 0);
  WriteFile(server_.public_socket(), "important");
  const testing::Finished taken = server_.ServeToEnd();
  EXPECT_EQ(taken.exit_code, static_cast<int>(ExitCode::kSocketTaken)) << taken.standard_error;
  EXPECT_EQ(ReadFile(server_.public_socket()), "important");
  std::string config = ReadFile(server_.config());
  config.replace(config.find(server_.public_socket()), server_.public_socket().size(),
                 "/tmp/" + std::string(103, 'x'));
  WriteFile(server_.config(), config);
  EXPECT_EQ(server_.ServeToEnd().exit_code, static_cast<int>(ExitCode::kSocketPathTooLong));
}

TEST_F(ExitTest, CheckLeavesNoFileThatWasNotThere) {
  ASSERT_EQ(Init().exit_code, 0);
  const auto files_beside = [this] {
    return std::filesystem::exists(server_.store() + "-wal") ||
           std::filesystem::exists(server_.store() + "-shm");
  };
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
  EXPECT_FALSE(files_beside());
  const std::string log_key = ReadFile(server_.log_key_file());
  WriteFile(server_.log_key_file(), std::string(32, 'w'));
  ExpectRefused(Vangnetd("check"), ExitCode::kLogKeyWrong, "log key");
  EXPECT_FALSE(files_beside());
  WriteFile(server_.log_key_file(), log_key);
  std::string store = ReadFile(server_.store());
  store[store.size() - 2000] = static_cast<char>(store[store.size() - 2000] ^ 1);
  WriteFile(server_.store(), store);
  ExpectRefused(Vangnetd("check"), ExitCode::kStoreDamaged, "damaged");
  EXPECT_FALSE(files_beside());
}

TEST_F(ExitTest, SaysNothingOfFieldsWithBadText) {
  google::protobuf::SetLogHandler(nullptr);  // This test makes such bytes itself.
  bundle::v1::Bundle bundle = organisation_.draft();
  bundle.set_name("\xff\xfe");
  bundle::v1::SignedBundle outer;
  outer.set_format(1);
  outer.set_bundle(bundle.SerializeAsString());
  const testing::Finished refused = server_.Init(outer.SerializeAsString());
  ExpectRefused(refused, ExitCode::kBundleRefused, "bundle");
  EXPECT_EQ(refused.standard_error.find("UTF-8"), std::string::npos) << refused.standard_error;

  ASSERT_EQ(Init().exit_code, 0);
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
  auto channel =
      grpc::CreateChannel("unix:" + server_.staff_socket(), grpc::InsecureChannelCredentials());
  EXPECT_FALSE(testing::RawCall(channel, "vangnet.casework.v1.CaseworkService/ListCases", "",
                                testing::BytesField(2, "\xff\xfe"))
                   .ok());
  channel.reset();
  EXPECT_EQ(process.Terminate(), 0);
  const std::string log = ReadFile(server_.stderr_file());
  EXPECT_NE(log.find("serving"), std::string::npos);
  EXPECT_EQ(log.find("UTF-8"), std::string::npos) << log;
  EXPECT_EQ(log.find("page_token"), std::string::npos) << log;
}

}  // namespace
}  // namespace vangnet::server
