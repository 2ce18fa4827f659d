#include "services/server/store_check.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "proto/contract/error.h"
#include "storage/commit_reason.h"
#include "tests/support/temp_store.h"

namespace vangnet::server {
namespace {

using health::StoreContent;

class StoreCheckTest : public ::testing::Test {
 protected:
  StoreCheckTest() {
    EXPECT_TRUE(store_->writes()
                    .SubmitAndWait([](storage::Transaction& txn) {
                      return txn.bundles().Append({1, "signed", {}, 1});
                    })
                    .ok());
  }

  absl::StatusOr<storage::DatabasePtr> Open() const {
    return storage::OpenReadOnly(store_.path(), storage::testing::TestKey());
  }

  void Alter(const std::string& sql) const {
    const auto database = storage::OpenEncrypted(store_.path(), storage::testing::TestKey());
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)->Execute(sql).ok()) << sql;
  }

  storage::testing::TempStore store_;
};

TEST_F(StoreCheckTest, AStoreIsNotCalledSoundBeforeItWasChecked) {
  std::atomic<bool> may_open{false};
  StoreCheck check(
      [&]() -> absl::StatusOr<storage::DatabasePtr> {
        while (!may_open) absl::SleepFor(absl::Milliseconds(1));
        return Open();
      },
      [] { FAIL() << "nothing was altered"; });
  EXPECT_EQ(check.content(), StoreContent::kNotCompared);
  may_open = true;
  while (check.content() != StoreContent::kInOrder) absl::SleepFor(absl::Milliseconds(1));
}

TEST_F(StoreCheckTest, AnAlteredStoreIsToldOf) {
  Alter("UPDATE bundle SET published_time = 2");
  std::atomic<int> altered{0};
  StoreCheck check([this] { return Open(); }, [&] { ++altered; });
  while (altered == 0) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_EQ(check.content(), StoreContent::kNotInOrder);
}

TEST_F(StoreCheckTest, ItIsAskedAgainAndAgain) {
  std::atomic<int> altered{0};
  StoreCheck check([this] { return Open(); }, [&] { ++altered; }, std::chrono::milliseconds(1));
  while (check.content() != StoreContent::kInOrder) absl::SleepFor(absl::Milliseconds(1));
  Alter("UPDATE bundle SET published_time = 2");
  while (altered == 0) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_EQ(check.content(), StoreContent::kNotInOrder);
}

TEST_F(StoreCheckTest, ACaseWithoutRecordsIsNoCase) {
  storage::CaseRow row;
  row.case_id.mutable_data()[0] = 1;
  row.category = row.urgency = row.calendar = row.language = row.state = 1;
  ASSERT_TRUE(store_->writes()
                  .SubmitAndWait([&](storage::Transaction& txn) { return txn.cases().Insert(row); })
                  .ok());
  const auto database = Open();
  ASSERT_TRUE(database.ok());
  EXPECT_TRUE(absl::IsDataLoss(CheckWholeStore(**database, [] { return false; })));
  // Serving goes on: only who may open this case is in doubt, and that is told.
  StoreCheck check([this] { return Open(); }, [] { FAIL() << "it holds what was committed"; });
  while (check.content() == StoreContent::kNotCompared) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_EQ(check.content(), StoreContent::kNotInOrder);
}

TEST_F(StoreCheckTest, ACheckUnderWayEndsWithTheServer) {
  std::atomic<bool> opened{false};
  const StoreCheck check(
      [&] {
        opened = true;
        return Open();
      },
      [] {});
  while (!opened) absl::SleepFor(absl::Milliseconds(1));
}

}  // namespace
}  // namespace vangnet::server
