// A configuration, keys and a first bundle for the real vangnetd, to be spoiled by a test.
#ifndef VANGNET_TESTS_SERVICES_SERVER_EXIT_FOLDER_H_
#define VANGNET_TESTS_SERVICES_SERVER_EXIT_FOLDER_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "services/server/exit_code.h"
#include "tests/support/child_process.h"
#include "tests/support/organisation.h"
#include "tests/support/server.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::server {

class ExitTest : public ::testing::Test {
 protected:
  ExitTest() : organisation_(absl::Now()), server_(folder_ / "server") {
    organisation_.AddStaff("anna", testing::TrustedPerson());
    organisation_.AddLogKey(server_.log_key());
  }

  testing::Finished Vangnetd(const std::string& command,
                             const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {testing::ProgramPath("vangnetd"), command, "--config",
                                          server_.config()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return testing::RunCommand(arguments);
  }

  testing::Finished Init() { return server_.Init(organisation_.Publish()); }

  // Refused with `code` and a message of its own that holds `word`; no store and no socket
  // was made.
  void ExpectRefused(const testing::Finished& finished, ExitCode code, const std::string& word) {
    EXPECT_EQ(finished.exit_code, static_cast<int>(code)) << finished.standard_error;
    EXPECT_NE(finished.standard_error.find(word), std::string::npos) << finished.standard_error;
    EXPECT_FALSE(std::filesystem::exists(server_.public_socket()));
    EXPECT_FALSE(std::filesystem::exists(server_.staff_socket()));
  }

  bool StoreExists() const { return std::filesystem::exists(server_.store()); }

  testing::TemporaryFolder folder_;
  testing::Organisation organisation_;
  testing::ServerFolder server_;
};

}  // namespace vangnet::server

#endif  // VANGNET_TESTS_SERVICES_SERVER_EXIT_FOLDER_H_
