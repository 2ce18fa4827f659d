#include "storage/anchor_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "proto/contract/error.h"
#include "storage/commit_reason.h"
#include "tests/proto/contract/sha256.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage {
namespace {

using contract::ReasonOf;
using contract::Sha256;
using testing::MakeId;

ChainTail TailAt(std::uint64_t number) {
  return {.start = MakeId<contract::Hash>(1),
          .number = number,
          .head = MakeId<contract::Hash>(static_cast<std::uint8_t>(number), 2)};
}

class AnchorFileTest : public ::testing::Test {
 protected:
  std::string path() const { return folder_ / "anchor/store.anchor"; }

  AnchorFile Made(std::uint64_t number) {
    absl::StatusOr<AnchorFile> file = AnchorFile::Create(path(), &Sha256, TailAt(number));
    EXPECT_TRUE(file.ok()) << file.status();
    return *std::move(file);
  }

  std::string Bytes() const {
    std::ifstream file(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void SetBytes(const std::string& bytes) const {
    std::ofstream(path(), std::ios::binary) << bytes;
  }

  absl::StatusOr<ChainTail> Read() const {
    const absl::StatusOr<AnchorFile> file = AnchorFile::Open(path(), &Sha256);
    if (!file.ok()) return file.status();
    return file->Read();
  }

  vangnet::testing::TemporaryFolder folder_;
};

TEST_F(AnchorFileTest, GivesBackWhatWasWrittenLast) {
  AnchorFile file = Made(7);
  EXPECT_EQ(Read()->number, 7u);
  for (std::uint64_t number = 8; number < 12; ++number) {
    ASSERT_TRUE(file.Write(TailAt(number)).ok());
    const auto read = Read();
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(read->number, number);
    EXPECT_EQ(read->head, TailAt(number).head);
    EXPECT_EQ(read->start, TailAt(number).start);
  }
  ASSERT_TRUE(file.Write(TailAt(11)).ok()) << "the same again";
  EXPECT_EQ(Read()->number, 11u);
}

TEST_F(AnchorFileTest, IsReadableByItsOwnerOnlyInAFolderThatIsToo) {
  Made(1);
  struct stat attributes;
  ASSERT_EQ(stat(path().c_str(), &attributes), 0);
  EXPECT_EQ(attributes.st_mode & 0777, 0600u);
  EXPECT_EQ(attributes.st_size, 1024);
  ASSERT_EQ(stat((folder_ / "anchor").c_str(), &attributes), 0);
  EXPECT_EQ(attributes.st_mode & 0777, 0700u);
}

TEST_F(AnchorFileTest, ReplacesNothingAndFollowsNoLink) {
  Made(1);
  EXPECT_EQ(ReasonOf(AnchorFile::Create(path(), &Sha256, TailAt(2)).status()),
            commit_reason::kAnchorExists);
  EXPECT_EQ(Read()->number, 1u);
  std::filesystem::rename(path(), folder_ / "elsewhere");
  EXPECT_EQ(ReasonOf(Read().status()), commit_reason::kAnchorMissing);
  std::filesystem::create_symlink(folder_ / "elsewhere", path());
  EXPECT_EQ(ReasonOf(Read().status()), commit_reason::kAnchorUnusable);
  EXPECT_EQ(ReasonOf(AnchorFile::Create(folder_ / "a/b/c", &Sha256, TailAt(2)).status()),
            commit_reason::kAnchorUnusable);
}

// Of a write that was torn anywhere the other slot is left: one commit behind at most.
TEST_F(AnchorFileTest, ATornSlotLeavesTheOther) {
  AnchorFile file = Made(8);
  ASSERT_TRUE(file.Write(TailAt(9)).ok());
  const std::string before = Bytes();
  const std::string slot = AnchorSlot(&Sha256, TailAt(10));
  for (std::size_t written = 0; written <= slot.size(); ++written) {
    SetBytes(slot.substr(0, written) + before.substr(written));
    const auto read = Read();
    ASSERT_TRUE(read.ok()) << written;
    // The padding is zero in both.
    EXPECT_EQ(read->number, written < 112 ? 9u : 10u) << written;
  }
}

TEST_F(AnchorFileTest, EveryByteOfASlotIsHeld) {
  AnchorFile file = Made(8);
  ASSERT_TRUE(file.Write(TailAt(9)).ok());
  const std::string good = Bytes();
  for (std::size_t at = 0; at < 112; ++at) {
    std::string bytes = good;
    bytes[kAnchorSlotSize + at] = static_cast<char>(bytes[kAnchorSlotSize + at] ^ 1);
    SetBytes(bytes);
    const auto read = Read();
    ASSERT_TRUE(read.ok()) << at;
    EXPECT_EQ(read->number, 8u) << at;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    SetBytes(bytes);
    EXPECT_EQ(ReasonOf(Read().status()), commit_reason::kAnchorDamaged) << at;
  }
}

TEST_F(AnchorFileTest, ASlotInTheOthersPlaceDoesNotHold) {
  Made(8);
  const std::string good = Bytes();
  SetBytes(good.substr(kAnchorSlotSize) + good.substr(0, kAnchorSlotSize));
  EXPECT_EQ(ReasonOf(Read().status()), commit_reason::kAnchorDamaged);
}

TEST_F(AnchorFileTest, AnotherLengthIsRefused) {
  Made(8);
  const std::string good = Bytes();
  for (const std::string& bytes :
       {std::string(), good.substr(0, 512), good.substr(0, 1023), good + std::string(1, '\0')}) {
    SetBytes(bytes);
    EXPECT_EQ(ReasonOf(Read().status()), commit_reason::kAnchorDamaged) << bytes.size();
  }
}

TEST_F(AnchorFileTest, AnEmptyOneHoldsForNothingAndReplacesNothing) {
  Made(8);
  const std::string good = Bytes();
  EXPECT_EQ(ReasonOf(AnchorFile::CreateEmpty(path())), commit_reason::kAnchorExists);
  EXPECT_TRUE(Bytes() == good);
  std::filesystem::remove(path());
  ASSERT_TRUE(AnchorFile::CreateEmpty(path()).ok());
  EXPECT_TRUE(Bytes() == std::string(kAnchorFileSize, '\0'));
  EXPECT_EQ(ReasonOf(Read().status()), commit_reason::kAnchorDamaged);
}

}  // namespace
}  // namespace vangnet::storage
