#include "storage/reader_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "proto/contract/error.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/statement_watch.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

using contract::ReasonOf;
using testing::Case;
using testing::SampleCase;

class ReaderPoolTest : public ::testing::Test {
 protected:
  explicit ReaderPoolTest(StoreOptions options = {}) : store_(options) {}
  ~ReaderPoolTest() override { testing::ClearFailure(); }

  void Insert(std::uint8_t number) {
    ASSERT_TRUE(
        store_->writes()
            .SubmitAndWait([&](Transaction& txn) { return txn.cases().Insert(SampleCase(number)); })
            .ok());
  }

  testing::TempStore store_;
};

TEST_F(ReaderPoolTest, SeesWhatWasAnsweredBefore) {
  for (std::uint8_t i = 1; i <= 20; ++i) {
    Insert(i);
    EXPECT_TRUE(
        store_->reads()
            .SubmitAndWait([&](const Snapshot& view) { return view.cases().Get(Case(i)).status(); })
            .ok());
  }
}

TEST_F(ReaderPoolTest, OneReadSeesOneStateWhileTheWriterGoesOn) {
  Insert(1);
  const absl::Status status = store_->reads().SubmitAndWait([&](const Snapshot& view) {
    const std::uint64_t before = view.cases().CountOpen()->cases;
    Insert(2);
    EXPECT_EQ(view.cases().CountOpen()->cases, before);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok());
}

TEST_F(ReaderPoolTest, CountsTheStatementsOfOneView) {
  Insert(1);
  for (int i = 0; i < 3; ++i) {
    const absl::Status status = store_->reads().SubmitAndWait([&](const Snapshot& view) {
      EXPECT_EQ(view.statements_executed(), 0u);
      (void)view.cases().Get(Case(1));
      EXPECT_EQ(view.statements_executed(), 1u);
      (void)view.cases().Get(Case(9));
      EXPECT_EQ(view.statements_executed(), 2u);
      (void)view.readers().Find(Case(9), testing::Person(1));
      EXPECT_EQ(view.statements_executed(), 3u);
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok());
  }
}

TEST_F(ReaderPoolTest, GivesTheOperationsOwnStatus) {
  EXPECT_EQ(store_->reads().SubmitAndWait(
                [](const Snapshot& view) { return view.cases().Get(Case(1)).status(); }),
            contract::NotFound());
}

TEST_F(ReaderPoolTest, AFailedReadIsAnsweredAndTheNextOneRuns) {
  Insert(1);
  testing::FailNextStatement("FROM cases", testing::kIoError);
  const ReadOperation read = [](const Snapshot& view) {
    return view.cases().Get(Case(1)).status();
  };
  EXPECT_EQ(ReasonOf(store_->reads().SubmitAndWait(read)), contract::reason::kStoreUnavailable);
  EXPECT_FALSE(testing::FailurePending());
  EXPECT_TRUE(store_->reads().SubmitAndWait(read).ok());
}

TEST_F(ReaderPoolTest, AFailureThatTheOperationHidesIsStillAnswered) {
  Insert(1);
  testing::FailNextStatement("FROM cases", testing::kCorrupt);
  const absl::Status status = store_->reads().SubmitAndWait([](const Snapshot& view) {
    (void)view.cases().Get(Case(1));
    return absl::OkStatus();
  });
  EXPECT_EQ(ReasonOf(status), contract::reason::kStoreUnavailable);
}

TEST_F(ReaderPoolTest, RenewedConnectionsReadOn) {
  Insert(1);
  store_->reads().RenewConnections();
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(
        store_->reads()
            .SubmitAndWait([&](const Snapshot& view) { return view.cases().Get(Case(1)).status(); })
            .ok());
  }
}

TEST_F(ReaderPoolTest, StopFinishesWhatWaitsAndRefusesWhatComes) {
  std::atomic<int> answered = 0;
  for (int i = 0; i < 50; ++i) {
    store_->reads().Submit([](const Snapshot& view) { return view.cases().CountOpen().status(); },
                           [&](const absl::Status& status) { answered += status.ok() ? 1 : 0; });
  }
  store_->reads().Stop();
  EXPECT_EQ(answered, 50);
  EXPECT_EQ(
      ReasonOf(store_->reads().SubmitAndWait([](const Snapshot&) { return absl::OkStatus(); })),
      contract::reason::kStopping);
}

TEST_F(ReaderPoolTest, ManyThreadsReadWhileOneWrites) {
  std::atomic<bool> writing = true;
  std::vector<std::thread> readers;
  for (int t = 0; t < 4; ++t) {
    readers.emplace_back([&] {
      std::uint64_t seen = 0;
      do {
        EXPECT_TRUE(store_->reads()
                        .SubmitAndWait([&](const Snapshot& view) {
                          const auto totals = view.cases().CountOpen();
                          if (!totals.ok()) return totals.status();
                          EXPECT_GE(totals->cases, seen);
                          seen = totals->cases;
                          return absl::OkStatus();
                        })
                        .ok());
      } while (writing);
    });
  }
  for (std::uint8_t i = 1; i <= 100; ++i) Insert(i);
  writing = false;
  for (std::thread& reader : readers) reader.join();
}

class SmallReaderPoolTest : public ReaderPoolTest {
 protected:
  SmallReaderPoolTest()
      : ReaderPoolTest({.writing = {}, .reading = {.readers = 1, .max_waiting = 2}}) {}
};

TEST_F(SmallReaderPoolTest, RefusesWhatDoesNotFit) {
  std::mutex mutex;
  std::condition_variable changed;
  bool running = false, go_on = false;
  store_->reads().Submit(
      [&](const Snapshot&) {
        std::unique_lock lock(mutex);
        running = true;
        changed.notify_all();
        changed.wait(lock, [&] { return go_on; });
        return absl::OkStatus();
      },
      [](const absl::Status&) {});
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return running; });
  }
  std::atomic<int> answered = 0;
  const ReadOperation nothing = [](const Snapshot&) { return absl::OkStatus(); };
  for (int i = 0; i < 2; ++i) {
    store_->reads().Submit(nothing, [&](const absl::Status&) { ++answered; });
  }
  EXPECT_EQ(ReasonOf(store_->reads().SubmitAndWait(nothing)), contract::reason::kOverloaded);
  {
    std::lock_guard lock(mutex);
    go_on = true;
    changed.notify_all();
  }
  store_->reads().Stop();
  EXPECT_EQ(answered, 2);
}

}  // namespace
}  // namespace vangnet::storage
