#include "services/server/socket_path.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <string>

#include "services/server/exit_code.h"
#include "services/server/key_file.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::server {
namespace {

class SocketPathTest : public ::testing::Test {
 protected:
  ExitCode Prepare() { return ExitCodeOf(PrepareSocketPath(path_)); }

  bool Exists() const {
    struct stat attributes;
    return lstat(path_.c_str(), &attributes) == 0;
  }

  // A socket file under the name; somebody listens as long as the handle lives.
  FileHandle MakeSocket() {
    FileHandle handle(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.data(), path_.size());
    EXPECT_EQ(bind(handle.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(listen(handle.get(), 1), 0);
    return handle;
  }

  testing::TemporaryFolder folder_;
  std::string path_ = folder_ / "v.sock";
};

TEST_F(SocketPathTest, NothingThereIsFine) { EXPECT_EQ(Prepare(), ExitCode::kOk); }

TEST_F(SocketPathTest, AnOldSocketIsRemovedWhenNobodyListens) {
  { const FileHandle gone = MakeSocket(); }
  ASSERT_TRUE(Exists());
  EXPECT_EQ(Prepare(), ExitCode::kOk);
  EXPECT_FALSE(Exists());
}

TEST_F(SocketPathTest, ASocketOnWhichSomebodyListensIsLeftAlone) {
  const FileHandle listening = MakeSocket();
  EXPECT_EQ(Prepare(), ExitCode::kSocketInUse);
  EXPECT_TRUE(Exists());
}

TEST_F(SocketPathTest, AnythingElseUnderTheNameIsLeftAlone) {
  std::ofstream(path_) << "important";
  EXPECT_EQ(Prepare(), ExitCode::kSocketTaken);
  EXPECT_TRUE(Exists());
}

TEST_F(SocketPathTest, TheFolderIsClosedToOthersAndWrittenByItsOwnerAlone) {
  for (const mode_t mode : {0700, 0750}) {
    ASSERT_EQ(chmod(folder_.path().c_str(), mode), 0);
    EXPECT_EQ(Prepare(), ExitCode::kOk) << mode;
  }
  for (const mode_t mode : {0755, 0701, 0770, 0702}) {
    ASSERT_EQ(chmod(folder_.path().c_str(), mode), 0);
    EXPECT_EQ(Prepare(), ExitCode::kSocketFolder) << mode;
  }
  ASSERT_EQ(chmod(folder_.path().c_str(), 0700), 0);
}

TEST_F(SocketPathTest, AFolderThatIsNotThereIsNotMade) {
  path_ = folder_ / "missing/v.sock";
  EXPECT_EQ(Prepare(), ExitCode::kSocketFolder);
}

TEST_F(SocketPathTest, OwnerAndGroupMayConnect) {
  const FileHandle listening = MakeSocket();
  ASSERT_TRUE(OpenSocketToGroup(path_).ok());
  struct stat attributes;
  ASSERT_EQ(stat(path_.c_str(), &attributes), 0);
  EXPECT_EQ(attributes.st_mode & 0777, 0660u);
}

}  // namespace
}  // namespace vangnet::server
