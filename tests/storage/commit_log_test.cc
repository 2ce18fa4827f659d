// Chain and anchor as a store keeps them: what a start accepts, and what a failing anchor does.
#include "storage/commit_log.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "proto/contract/error.h"
#include "storage/database.h"
#include "tests/proto/contract/sha256.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/statement_watch.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

using contract::ReasonOf;
using contract::Sha256;
using testing::TestKey;

class CommitLogTest : public ::testing::Test {
 protected:
  ~CommitLogTest() override { testing::ClearFailure(); }

  absl::Status WriteCase(std::uint8_t number) {
    return store_->writes().SubmitAndWait(
        [number](Transaction& txn) { return txn.cases().Insert(testing::SampleCase(number)); });
  }
  bool HasCase(std::uint8_t number) {
    return store_->reads()
        .SubmitAndWait(
            [&](const Snapshot& view) { return view.cases().Get(testing::Case(number)).status(); })
        .ok();
  }

  // Why the store does not open as it lies there, and why an examiner refuses it; the same.
  std::string Refusal() {
    StoreOptions options;
    options.commits = store_.commits();
    const std::string reason = ReasonOf(Store::Open(store_.path(), TestKey(), options).status());
    const auto database = OpenToExamine(store_.path(), TestKey());
    EXPECT_TRUE(database.ok()) << database.status();
    if (database.ok()) {
      EXPECT_EQ(ReasonOf(CheckAnchorBesideServer(**database, options.commits)), reason);
    }
    return reason;
  }

  testing::TempStore store_;
};

TEST_F(CommitLogTest, AStoreWithItsAnchorOpens) {
  for (std::uint8_t i = 1; i < 6; ++i) {
    ASSERT_TRUE(WriteCase(i).ok());
    store_.Restart();
  }
  store_.Close();
  EXPECT_EQ(Refusal(), "");
}

TEST_F(CommitLogTest, AMissingAnchorIsRefusedOnceThereWasMuchToLose) {
  ASSERT_TRUE(WriteCase(1).ok());
  store_.Close();
  std::filesystem::remove(store_.anchor_path());
  store_.Open();  // Its first commit: as an init that was cut off leaves it.
  ASSERT_TRUE(std::filesystem::exists(store_.anchor_path()));
  ASSERT_TRUE(WriteCase(2).ok());
  store_.Close();
  std::filesystem::remove(store_.anchor_path());
  EXPECT_EQ(Refusal(), commit_reason::kAnchorMissing);
  EXPECT_FALSE(std::filesystem::exists(store_.anchor_path()));
}

TEST_F(CommitLogTest, AnOlderStoreIsRefused) {
  ASSERT_TRUE(WriteCase(1).ok());
  store_.KeepStore();
  ASSERT_TRUE(WriteCase(2).ok());
  store_.Close();
  store_.PutBackStore();
  EXPECT_EQ(Refusal(), commit_reason::kOldStore);
}

TEST_F(CommitLogTest, AnAnchorMayBeOneCommitBehindAndNoMore) {
  ASSERT_TRUE(WriteCase(1).ok());
  store_.KeepAnchor();
  ASSERT_TRUE(WriteCase(2).ok());
  store_.Close();
  store_.PutBackAnchor();
  EXPECT_EQ(Refusal(), "") << "a crash between commit and anchor leaves this";
  // That opened it and moved the anchor on.
  store_.Open();
  ASSERT_TRUE(WriteCase(3).ok());
  store_.Close();
  store_.PutBackAnchor();
  EXPECT_EQ(Refusal(), commit_reason::kOldAnchor);
}

TEST_F(CommitLogTest, AnotherStoresAnchorIsRefused) {
  testing::TempStore other;
  ASSERT_TRUE(WriteCase(1).ok());
  store_.Close();
  other.Close();
  std::filesystem::copy_file(other.anchor_path(), store_.anchor_path(),
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(Refusal(), commit_reason::kForeignAnchor);
}

TEST_F(CommitLogTest, AStoreThatTookAnotherWayFromTheSameBeginningIsRefused) {
  ASSERT_TRUE(WriteCase(1).ok());
  store_.KeepStore();
  store_.KeepAnchor();
  ASSERT_TRUE(WriteCase(2).ok());
  store_.Close();
  const std::string mine = store_.anchor_path() + ".mine";
  std::filesystem::copy_file(store_.anchor_path(), mine);
  store_.PutBackStore();
  store_.PutBackAnchor();
  store_.Open();
  ASSERT_TRUE(WriteCase(3).ok());
  store_.Close();
  std::filesystem::rename(mine, store_.anchor_path());
  EXPECT_EQ(Refusal(), commit_reason::kAltered) << "the same number and another head";
}

// Both together are the one case that no file of the server tells.
TEST_F(CommitLogTest, AnOlderStoreWithItsAnchorIsNotNoticedHere) {
  ASSERT_TRUE(WriteCase(1).ok());
  store_.KeepStore();
  store_.KeepAnchor();
  ASSERT_TRUE(WriteCase(2).ok());
  ASSERT_TRUE(WriteCase(3).ok());
  store_.Close();
  store_.PutBackStore();
  store_.PutBackAnchor();
  EXPECT_EQ(Refusal(), "");
  store_.Open();
  EXPECT_TRUE(HasCase(1));
  EXPECT_FALSE(HasCase(2));
}

TEST_F(CommitLogTest, WithoutItsAnchorOnDiskNothingIsAnsweredAsDone) {
  ASSERT_TRUE(WriteCase(1).ok());
  testing::FailNextStatement("ANCHOR", testing::kIoError);
  EXPECT_EQ(ReasonOf(WriteCase(2)), contract::reason::kStoreUnavailable);
  EXPECT_FALSE(testing::FailurePending());
  EXPECT_EQ(store_->writes().health().cause, StopCause::kInputOutput);
  EXPECT_EQ(ReasonOf(WriteCase(3)), contract::reason::kStoreUnavailable) << "writing has stopped";
  // While the anchor cannot be written the store stays closed.
  testing::FailNextStatement("ANCHOR", testing::kIoError);
  EXPECT_FALSE(store_->Reopen().ok());
  EXPECT_FALSE(store_->writes().health().serving);
  ASSERT_TRUE(store_->Reopen().ok());
  // It was committed: whoever repeats it finds it, and the chain and anchor go on from it.
  EXPECT_TRUE(HasCase(2));
  EXPECT_TRUE(absl::IsAlreadyExists(WriteCase(2)));
  EXPECT_TRUE(WriteCase(3).ok());
  store_.Close();
  EXPECT_EQ(Refusal(), "");
}

TEST_F(CommitLogTest, AStoreWithoutHashOrAnchorPathIsNotOpened) {
  store_.Close();
  EXPECT_FALSE(Store::Open(store_.path(), TestKey(), {}).ok());
  StoreOptions options;
  options.commits.hash = &Sha256;
  EXPECT_FALSE(Store::Open(store_.path(), TestKey(), options).ok());
}

}  // namespace
}  // namespace vangnet::storage
