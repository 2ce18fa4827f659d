// What an open leaves of the files: nothing in the WAL that may not be on disk, and nothing
// changed when it is refused.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "proto/contract/error.h"
#include "storage/commit_reason.h"
#include "storage/database.h"
#include "storage/disk_room.h"
#include "storage/snapshot.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/statement_watch.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class ReopenTest : public ::testing::Test {
 protected:
  absl::Status Insert(std::uint8_t number) {
    return store_->writes().SubmitAndWait(
        [number](Transaction& txn) { return txn.cases().Insert(testing::SampleCase(number)); });
  }
  std::string wal() const { return store_.path() + "-wal"; }

  testing::TempStore store_;
};

// The next commit would have followed on one whose sync failed, and been lost with it.
TEST_F(ReopenTest, NothingIsLeftInTheWal) {
  ASSERT_TRUE(Insert(1).ok());
  testing::FailNextStatement("ANCHOR", testing::kIoError);
  EXPECT_FALSE(Insert(2).ok());
  ASSERT_GT(std::filesystem::file_size(wal()), 0u);
  ASSERT_TRUE(store_->Reopen().ok());
  EXPECT_EQ(std::filesystem::file_size(wal()), 0u);
  EXPECT_EQ(Insert(2).code(), absl::StatusCode::kAlreadyExists) << "it was found after all";
}

// A backup or a check reads on: no start waits for its end, but after a failure it must.
TEST_F(ReopenTest, SomebodyWhoGoesOnReadingHoldsUpOnlyWhatComesAfterAFailure) {
  ASSERT_TRUE(Insert(1).ok());
  const auto reader = OpenReadOnly(store_.path(), testing::TestKey());
  ASSERT_TRUE(reader.ok());
  ASSERT_TRUE((*reader)->Execute("BEGIN").ok());
  ASSERT_TRUE(Snapshot(**reader).cases().Get(testing::Case(1)).ok());
  store_.Restart();
  ASSERT_TRUE(Insert(2).ok());
  testing::FailNextStatement("ANCHOR", testing::kIoError);
  EXPECT_FALSE(Insert(3).ok());
  EXPECT_FALSE(store_->Reopen().ok());
  ASSERT_TRUE((*reader)->Execute("COMMIT").ok());
  EXPECT_TRUE(store_->Reopen().ok());
}

TEST_F(ReopenTest, ARefusedStoreIsLeftAsItIs) {
  store_.KeepAnchor();
  for (const std::uint8_t number : {1, 2, 3}) ASSERT_TRUE(Insert(number).ok());
  const std::string file = ReadFile(store_.path());
  const std::string log = ReadFile(wal());
  store_.Close();
  std::ofstream(store_.path(), std::ios::binary) << file;
  std::ofstream(wal(), std::ios::binary) << log;
  store_.PutBackAnchor();
  StoreOptions options;
  options.commits = store_.commits();
  const auto opened = Store::Open(store_.path(), testing::TestKey(), options);
  EXPECT_EQ(contract::ReasonOf(opened.status()), commit_reason::kOldAnchor);
  EXPECT_TRUE(ReadFile(store_.path()) == file);
  EXPECT_TRUE(ReadFile(wal()) == log);
}

TEST_F(ReopenTest, RoomIsReservedAndGivenBack) {
  const auto files = [&] {
    const std::filesystem::directory_iterator all(
        std::filesystem::path(store_.path()).parent_path());
    return std::distance(begin(all), end(all));
  };
  const auto before = files();
  EXPECT_TRUE(CheckRoom(store_.path(), 4096).ok());
  const absl::Status refused = CheckRoom(store_.path(), std::int64_t{1} << 60);
  EXPECT_EQ(contract::ReasonOf(refused), contract::reason::kStoreUnavailable);
  EXPECT_EQ(files(), before);
}

}  // namespace
}  // namespace vangnet::storage
