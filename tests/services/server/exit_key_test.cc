// Key files of every bad kind: refused, each with its own message and exit code, and no
// file is made.
#include <sys/stat.h>
#include <unistd.h>

#include <functional>

#include "tests/services/server/exit_folder.h"

namespace vangnet::server {
namespace {

using testing::WriteFile;

struct BadKey {
  std::function<void(const std::string&)> spoil;
  ExitCode code;
  std::string word;
};

const std::vector<BadKey>& BadKeys() {
  static const std::vector<BadKey> kinds = {
      {[](const std::string& path) { unlink(path.c_str()); }, ExitCode::kKeyMissing,
       "no such key file"},
      {[](const std::string& path) { WriteFile(path, ""); }, ExitCode::kKeyEmpty, "empty"},
      {[](const std::string& path) { WriteFile(path, std::string(31, 'k')); }, ExitCode::kKeySize,
       "32 bytes"},
      {[](const std::string& path) { WriteFile(path, std::string(33, 'k')); }, ExitCode::kKeySize,
       "32 bytes"},
      {[](const std::string& path) { WriteFile(path, std::string(64, 'a')); }, ExitCode::kKeySize,
       "32 bytes"},
      {[](const std::string& path) { chmod(path.c_str(), 0604); }, ExitCode::kKeyExposed,
       "others than its owner"},
      {[](const std::string& path) { chmod(path.c_str(), 0640); }, ExitCode::kKeyExposed,
       "others than its owner"},
      {[](const std::string& path) { chmod(path.c_str(), 0620); }, ExitCode::kKeyExposed,
       "others than its owner"},
      {[](const std::string& path) {
         unlink(path.c_str());
         mkdir(path.c_str(), 0700);
       },
       ExitCode::kKeyUnreadable, "not a regular file"},
      {[](const std::string& path) {
         unlink(path.c_str());
         mkfifo(path.c_str(), 0600);
       },
       ExitCode::kKeyUnreadable, "not a regular file"},
  };
  return kinds;
}

class ExitKeyTest : public ExitTest {
 protected:
  // Puts both files back as they were.
  void Restore() {
    for (const auto& [path, key] : keys_) {
      std::filesystem::remove_all(path);
      WriteFile(path, key);
      chmod(path.c_str(), 0600);
    }
  }

  const std::vector<std::pair<std::string, std::string>> keys_ = {
      {server_.store_key_file(), testing::ReadFile(server_.store_key_file())},
      {server_.log_key_file(), testing::ReadFile(server_.log_key_file())}};
};

TEST_F(ExitKeyTest, InitRefusesEveryBadKeyFileAndMakesNothing) {
  const std::string bundle = organisation_.Publish();
  for (const auto& [path, key] : keys_) {
    for (const BadKey& bad : BadKeys()) {
      bad.spoil(path);
      const testing::Finished finished = server_.Init(bundle);
      ExpectRefused(finished, bad.code, bad.word);
      EXPECT_NE(finished.standard_error.find(path), std::string::npos);
      EXPECT_FALSE(StoreExists());
      Restore();
    }
  }
  EXPECT_EQ(server_.Init(bundle).exit_code, 0) << "then something was left behind";
}

TEST_F(ExitKeyTest, ServeRefusesEveryBadKeyFileAndChangesNothing) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string store = testing::ReadFile(server_.store());
  for (const auto& [path, key] : keys_) {
    for (const BadKey& bad : BadKeys()) {
      bad.spoil(path);
      ExpectRefused(server_.ServeToEnd(), bad.code, bad.word);
      Restore();
    }
  }
  EXPECT_EQ(testing::ReadFile(server_.store()), store);
}

TEST_F(ExitKeyTest, WithoutAStoreABadKeyMakesNone) {
  for (const BadKey& bad : BadKeys()) {
    bad.spoil(server_.store_key_file());
    ExpectRefused(server_.ServeToEnd(), bad.code, bad.word);
    EXPECT_FALSE(StoreExists());
    Restore();
  }
}

TEST_F(ExitKeyTest, TheWrongStoreKeyIsRefusedAndTheStoreIsUnchanged) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string store = testing::ReadFile(server_.store());
  WriteFile(server_.store_key_file(), std::string(32, 'w'));
  ExpectRefused(server_.ServeToEnd(), ExitCode::kStoreKeyWrong, "does not open this store");
  ExpectRefused(Vangnetd("check"), ExitCode::kStoreKeyWrong, "does not open this store");
  EXPECT_EQ(testing::ReadFile(server_.store()), store);
}

TEST_F(ExitKeyTest, TheWrongLogKeyIsRefused) {
  ASSERT_EQ(Init().exit_code, 0);
  WriteFile(server_.log_key_file(), std::string(32, 'w'));
  ExpectRefused(server_.ServeToEnd(), ExitCode::kLogKeyWrong, "log key");
}

TEST_F(ExitKeyTest, KeygenMakesBothForTheirOwnerAndReplacesNone) {
  for (const auto& [path, key] : keys_) {
    ExpectRefused(Vangnetd("keygen"), ExitCode::kKeyExists, "exists already");
    EXPECT_EQ(testing::ReadFile(path), key);
  }
  unlink(server_.store_key_file().c_str());
  ExpectRefused(Vangnetd("keygen"), ExitCode::kKeyExists, server_.log_key_file());
  EXPECT_FALSE(std::filesystem::exists(server_.store_key_file()));
  unlink(server_.log_key_file().c_str());

  const testing::Finished made = Vangnetd("keygen");
  ASSERT_EQ(made.exit_code, 0) << made.standard_error;
  EXPECT_EQ(made.standard_output.size(), 65u);
  EXPECT_EQ(Vangnetd("log-key").standard_output, made.standard_output);
  for (const auto& [path, key] : keys_) {
    struct stat attributes;
    ASSERT_EQ(stat(path.c_str(), &attributes), 0);
    EXPECT_EQ(attributes.st_mode & 0777, 0600u);
    EXPECT_EQ(attributes.st_size, 32);
  }
  EXPECT_NE(testing::ReadFile(server_.store_key_file()), testing::ReadFile(server_.log_key_file()));
}

}  // namespace
}  // namespace vangnet::server
