// Keys and store that are missing or wrong: nothing in the whole folder is made or changed
// by the refusal, and no two reasons have the same words. (tests/services/server shows
// each code by itself.)
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/server/exit_code.h"
#include "tests/support/server.h"

namespace vangnet::testing {
namespace {

using server::ExitCode;
using ::testing::HasSubstr;
using ::testing::Not;

// An installation as `vangnetd init` leaves it.
class Installation {
 public:
  Installation() : organisation_(absl::Now()), server_(folder_ / "server") {
    organisation_.AddStaff("anna", TrustedPerson());
    organisation_.AddLogKey(server_.log_key());
    const Finished made = server_.Init(organisation_.Publish());
    EXPECT_EQ(made.exit_code, 0) << made.standard_error;
  }

  const ServerFolder& server() const { return server_; }

  Finished Run(const std::string& command) const {
    return RunCommand({ProgramPath("vangnetd"), command, "--config", server_.config()});
  }

  // Name, mode and content of everything there is. Without the empty "-wal" and the "-shm"
  // that SQLite makes to read a store, and that hold nothing.
  std::map<std::string, std::string> Listing() const {
    std::map<std::string, std::string> listing;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      const std::string extension = entry.path().extension();
      if (extension == ".db-shm" || (extension == ".db-wal" && entry.file_size() == 0)) continue;
      struct stat attributes {};
      EXPECT_EQ(lstat(entry.path().c_str(), &attributes), 0);
      listing[entry.path()] = std::to_string(attributes.st_mode) + " " +
                              (entry.is_regular_file() ? ReadFile(entry.path()) : "");
    }
    return listing;
  }

 private:
  TemporaryFolder folder_;
  Organisation organisation_;
  ServerFolder server_;
};

struct Damage {
  std::string name;
  std::function<void(const ServerFolder&)> act;
  ExitCode expected;
};

using FileOf = std::string (ServerFolder::*)() const;

// What can be wrong with either key file as a file.
std::vector<Damage> DamagesOf(const std::string& key, FileOf file) {
  const auto remove = [=](const ServerFolder& server) {
    std::filesystem::remove((server.*file)());
  };
  const auto write = [=](const std::string& content, int mode) {
    return [=](const ServerFolder& server) { WriteFile((server.*file)(), content, mode); };
  };
  const auto mode = [=](mode_t mode) {
    return [=](const ServerFolder& server) { chmod((server.*file)().c_str(), mode); };
  };
  const auto folder = [=](const ServerFolder& server) {
    std::filesystem::remove((server.*file)());
    std::filesystem::create_directory((server.*file)());
  };
  return {{"missing " + key, remove, ExitCode::kKeyMissing},
          {"empty " + key, write("", 0600), ExitCode::kKeyEmpty},
          {"short " + key, write(std::string(31, 'k'), 0600), ExitCode::kKeySize},
          {"long " + key, write(std::string(33, 'k'), 0600), ExitCode::kKeySize},
          {"hexadecimal " + key, write(absl::StrCat(std::string(64, 'a'), "\n"), 0600),
           ExitCode::kKeySize},
          {"world-readable " + key, mode(0604), ExitCode::kKeyExposed},
          {"group-readable " + key, mode(0640), ExitCode::kKeyExposed},
          {"world-writable " + key, mode(0602), ExitCode::kKeyExposed},
          {"unreadable " + key, mode(0000), ExitCode::kKeyUnreadable},
          {key + " that is a folder", folder, ExitCode::kKeyUnreadable}};
}

std::vector<Damage> AllDamages() {
  std::vector<Damage> all = DamagesOf("store key", &ServerFolder::store_key_file);
  for (Damage& damage : DamagesOf("log key", &ServerFolder::log_key_file)) {
    all.push_back(std::move(damage));
  }
  all.push_back(
      {"wrong store key",
       [](const ServerFolder& server) { WriteFile(server.store_key_file(), std::string(32, 'w')); },
       ExitCode::kStoreKeyWrong});
  all.push_back(
      {"wrong log key",
       [](const ServerFolder& server) { WriteFile(server.log_key_file(), std::string(32, 'w')); },
       ExitCode::kLogKeyWrong});
  all.push_back({"swapped keys",
                 [](const ServerFolder& server) {
                   const std::string store_key = ReadFile(server.store_key_file());
                   WriteFile(server.store_key_file(), ReadFile(server.log_key_file()));
                   WriteFile(server.log_key_file(), store_key);
                 },
                 ExitCode::kStoreKeyWrong});
  all.push_back({"missing store",
                 [](const ServerFolder& server) { std::filesystem::remove(server.store()); },
                 ExitCode::kStoreMissing});
  all.push_back({"empty store", [](const ServerFolder& server) { WriteFile(server.store(), ""); },
                 ExitCode::kStoreForeign});
  return all;
}

// The message without the path, which differs from run to run.
std::string MessageOf(const std::string& standard_error) {
  return standard_error.substr(standard_error.rfind(": ") + 2);
}

TEST(KeyFilesTest, WhatIsInOrderIsAccepted) {
  const Installation installation;
  const Finished finished = installation.Run("check");
  EXPECT_EQ(finished.exit_code, 0) << finished.standard_error;
}

TEST(KeyFilesTest, EachDamageIsRefusedWithItsOwnCodeAndChangesNothing) {
  std::map<ExitCode, std::set<std::string>> messages;
  for (const Damage& damage : AllDamages()) {
    SCOPED_TRACE(damage.name);
    const Installation installation;
    damage.act(installation.server());
    const auto before = installation.Listing();
    for (const std::string command : {"serve", "check"}) {
      SCOPED_TRACE(command);
      const Finished finished = installation.Run(command);
      EXPECT_EQ(finished.exit_code, static_cast<int>(damage.expected)) << finished.standard_error;
      EXPECT_EQ(finished.standard_output, "");
      EXPECT_THAT(finished.standard_error, Not(HasSubstr(std::string(16, 'w'))));
      EXPECT_THAT(finished.standard_error, Not(HasSubstr(std::string(16, 'k'))));
      messages[damage.expected].insert(MessageOf(finished.standard_error));
    }
    EXPECT_TRUE(installation.Listing() == before) << "a file was made or changed";
  }
  // No two reasons in the same words.
  std::set<std::string> seen;
  for (const auto& [code, words] : messages) {
    for (const std::string& message : words) {
      EXPECT_TRUE(seen.insert(message).second) << message;
    }
  }
}

}  // namespace
}  // namespace vangnet::testing
