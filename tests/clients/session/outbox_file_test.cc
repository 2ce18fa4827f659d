// Outbox files on a real disk.
#include "clients/session/outbox_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "clients/sealing/outbox.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::session {
namespace {

namespace fs = std::filesystem;

class OutboxFileTest : public ::testing::Test {
 protected:
  static std::string ReasonOf(const absl::Status& status) { return contract::ReasonOf(status); }
  std::size_t FilesThere() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
  }

  testing::TemporaryFolder folder_;
  std::string path_ = folder_ / "kept";
};

TEST_F(OutboxFileTest, IsForItsOwnerAloneAndLeavesNothingElseBehind) {
  const auto made = OutboxFile::Make(path_, "verzegeld");
  ASSERT_TRUE(made.ok()) << made.status();
  struct stat found {};
  ASSERT_EQ(stat(path_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600u);
  EXPECT_EQ(FilesThere(), 1u);
  const auto opened = OutboxFile::Open(path_);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->bytes(), "verzegeld");
}

TEST_F(OutboxFileTest, NothingThatIsThereIsOverwritten) {
  testing::WriteFile(path_, "iets anders");
  EXPECT_EQ(ReasonOf(OutboxFile::CheckNothingAt(path_)), client_reason::kFileExists);
  EXPECT_EQ(ReasonOf(OutboxFile::Make(path_, "verzegeld").status()), client_reason::kFileExists);
  EXPECT_EQ(testing::ReadFile(path_), "iets anders");
  EXPECT_EQ(FilesThere(), 1u);
}

TEST_F(OutboxFileTest, NoSymbolicLinkIsFollowed) {
  const std::string link = folder_ / "link";
  fs::create_symlink(folder_ / "nowhere", link);
  EXPECT_EQ(ReasonOf(OutboxFile::Make(link, "verzegeld").status()), client_reason::kFileExists);
  EXPECT_FALSE(fs::exists(folder_ / "nowhere"));
  fs::remove(link);
  ASSERT_TRUE(OutboxFile::Make(path_, "verzegeld").ok());
  fs::create_symlink(path_, link);
  EXPECT_TRUE(absl::IsInvalidArgument(OutboxFile::Open(link).status()));
  EXPECT_TRUE(OutboxFile::Open(path_).ok());
}

TEST_F(OutboxFileTest, WhatIsNoRegularFileOrTooLargeIsRefusedAndNothingWaits) {
  EXPECT_TRUE(absl::IsNotFound(OutboxFile::Open(path_).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(OutboxFile::Open(folder_.path()).status()));
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  EXPECT_TRUE(absl::IsInvalidArgument(OutboxFile::Open(path_).status()));
  fs::remove(path_);
  testing::WriteFile(path_, std::string(sealing::kOutboxFileLimit, 'x'));
  EXPECT_TRUE(OutboxFile::Open(path_).ok());
  testing::WriteFile(path_, std::string(sealing::kOutboxFileLimit + 1, 'x'));
  EXPECT_TRUE(absl::IsInvalidArgument(OutboxFile::Open(path_).status()));
}

TEST_F(OutboxFileTest, ReplacedItHoldsTheNewBytesAndTheOldOnesAreOverwritten) {
  auto file = OutboxFile::Make(path_, "de oude bytes");
  ASSERT_TRUE(file.ok());
  const std::string before = folder_ / "before";
  fs::create_hard_link(path_, before);  // The same bytes on disk, under another name.
  ASSERT_TRUE(file->Replace("de nieuwe").ok());
  EXPECT_EQ(testing::ReadFile(path_), "de nieuwe");
  EXPECT_EQ(file->bytes(), "de nieuwe");
  EXPECT_EQ(testing::ReadFile(before), std::string(13, '\0'));
  struct stat found {};
  ASSERT_EQ(stat(path_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600u);
  EXPECT_EQ(FilesThere(), 2u);
}

TEST_F(OutboxFileTest, RemovedItIsGoneAndItsBytesAreOverwritten) {
  auto file = OutboxFile::Make(path_, std::string(100000, 'v'));
  ASSERT_TRUE(file.ok());
  const std::string before = folder_ / "before";
  fs::create_hard_link(path_, before);
  ASSERT_TRUE(file->Remove().ok());
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_EQ(testing::ReadFile(before), std::string(100000, '\0'));
}

// Somebody put another file in its place meanwhile: that one is not ours to take away.
TEST_F(OutboxFileTest, AnotherFileOfTheSameNameIsNeitherReplacedNorRemoved) {
  auto file = OutboxFile::Make(path_, "verzegeld");
  ASSERT_TRUE(file.ok());
  fs::rename(path_, folder_ / "moved");
  testing::WriteFile(path_, "van een ander");
  EXPECT_TRUE(absl::IsInvalidArgument(file->Replace("nieuw")));
  EXPECT_TRUE(absl::IsInvalidArgument(file->Remove()));
  EXPECT_EQ(testing::ReadFile(path_), "van een ander");
  EXPECT_EQ(testing::ReadFile(folder_ / "moved"), "verzegeld");
}

TEST_F(OutboxFileTest, AFolderThatIsNotThereIsTold) {
  const absl::Status status = OutboxFile::Make(folder_ / "no/such/kept", "verzegeld").status();
  EXPECT_EQ(ReasonOf(status), client_reason::kBadFile);
}

}  // namespace
}  // namespace vangnet::session
