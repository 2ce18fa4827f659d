#include "storage/write_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
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
using ::testing::ElementsAre;
using testing::SampleCase;

// Something that one thread waits for until another lets it through.
class Gate {
 public:
  void Open() {
    std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void Wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

// Answers in the order in which they came.
class Answers {
 public:
  WriteDone Next(std::string name) {
    return [this, name = std::move(name)](absl::Status status) {
      std::lock_guard lock(mutex_);
      names_.push_back(name);
      statuses_.push_back(std::move(status));
      changed_.notify_all();
    };
  }
  void WaitFor(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return names_.size() >= count; });
  }
  std::vector<std::string> names() {
    std::lock_guard lock(mutex_);
    return names_;
  }
  absl::Status status(std::size_t i) {
    std::lock_guard lock(mutex_);
    return statuses_.at(i);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> names_;
  std::vector<absl::Status> statuses_;
};

WriteOperation InsertQueuedCase(std::uint8_t number) {
  return [number](Transaction& txn) { return txn.cases().Insert(SampleCase(number)); };
}

class WriteQueueTest : public ::testing::Test {
 protected:
  explicit WriteQueueTest(StoreOptions options = {}) : store_(options) {}
  ~WriteQueueTest() override {
    held_.Open();
    testing::ClearFailure();
  }

  // Occupies the writer until held_ opens, so that what follows waits together.
  void HoldWriter() {
    Gate running;
    store_->writes().Submit(
        [&](Transaction&) {
          running.Open();
          held_.Wait();
          return absl::AbortedError("held");
        },
        [](const absl::Status&) {});
    running.Wait();
  }

  bool HasCase(std::uint8_t number) {
    return store_->reads()
        .SubmitAndWait(
            [&](const Snapshot& view) { return view.cases().Get(Case(number)).status(); })
        .ok();
  }

  Gate held_;
  Answers answers_;
  testing::TempStore store_;  // Destroyed first: its thread uses the others.
};

TEST_F(WriteQueueTest, AnAnsweredOperationIsThereAfterARestart) {
  ASSERT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(1)).ok());
  store_.Restart();
  EXPECT_TRUE(HasCase(1));
}

TEST_F(WriteQueueTest, WhatWaitsTogetherIsCommittedTogether) {
  HoldWriter();
  for (std::uint8_t i = 1; i <= 32; ++i) {
    store_->writes().Submit(InsertQueuedCase(i), answers_.Next(std::to_string(i)));
  }
  const std::uint64_t before = store_->writes().commits();
  held_.Open();
  answers_.WaitFor(32);
  EXPECT_EQ(store_->writes().commits() - before, 1u);
  EXPECT_EQ(store_->writes().operations_committed(), 32u);
  EXPECT_TRUE(HasCase(1));
  EXPECT_TRUE(HasCase(32));
}

TEST_F(WriteQueueTest, ABatchHasALimit) {
  HoldWriter();
  for (std::uint8_t i = 1; i <= 100; ++i) {
    store_->writes().Submit(InsertQueuedCase(i), answers_.Next(""));
  }
  held_.Open();
  answers_.WaitFor(100);
  EXPECT_EQ(store_->writes().commits(), 2u);
}

TEST_F(WriteQueueTest, AnswersInTheOrderOfSubmissionAndAfterTheCommit) {
  HoldWriter();
  std::atomic<bool> visible_when_answered = false;
  store_->writes().Submit(InsertQueuedCase(1), [&](const absl::Status& status) {
    visible_when_answered = HasCase(1);  // Through another connection.
    answers_.Next("first")(status);
  });
  store_->writes().Submit(InsertQueuedCase(2), answers_.Next("second"));
  store_->writes().Submit(InsertQueuedCase(3), answers_.Next("third"));
  held_.Open();
  answers_.WaitFor(3);
  EXPECT_THAT(answers_.names(), ElementsAre("first", "second", "third"));
  EXPECT_TRUE(visible_when_answered);
}

TEST_F(WriteQueueTest, AFailingOperationRollsBackAlone) {
  HoldWriter();
  store_->writes().Submit(InsertQueuedCase(1), answers_.Next("1"));
  store_->writes().Submit(
      [](Transaction& txn) {
        const absl::Status inserted = txn.cases().Insert(SampleCase(2));
        return inserted.ok() ? absl::FailedPreconditionError("its own reason") : inserted;
      },
      answers_.Next("2"));
  store_->writes().Submit(InsertQueuedCase(1), answers_.Next("again"));
  store_->writes().Submit(InsertQueuedCase(3), answers_.Next("3"));
  held_.Open();
  answers_.WaitFor(4);
  EXPECT_TRUE(answers_.status(0).ok());
  EXPECT_EQ(answers_.status(1), absl::FailedPreconditionError("its own reason"));
  EXPECT_EQ(answers_.status(2).code(), absl::StatusCode::kAlreadyExists);
  EXPECT_TRUE(answers_.status(3).ok());
  EXPECT_TRUE(HasCase(1));
  EXPECT_FALSE(HasCase(2));
  EXPECT_TRUE(HasCase(3));
  EXPECT_TRUE(store_->writes().health().serving);
}

TEST_F(WriteQueueTest, AnOperationIsAllOrNothing) {
  testing::FailNextStatement("INSERT INTO leaf", testing::kConstraint);
  const absl::Status status = store_->writes().SubmitAndWait([](Transaction& txn) {
    if (!txn.cases().Insert(SampleCase(1)).ok()) return absl::InternalError("not inserted");
    return txn.leaves().Append({.day = 1, .body = "salted", .leaf_hash = {}}).status();
  });
  EXPECT_FALSE(testing::FailurePending());
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(HasCase(1));
}

TEST_F(WriteQueueTest, ACancelledOperationIsNotRun) {
  HoldWriter();
  std::atomic<bool> cancelled = false;
  std::atomic<bool> ran = false;
  store_->writes().Submit(
      [&](Transaction&) {
        ran = true;
        return absl::OkStatus();
      },
      answers_.Next("cancelled"), [&] { return cancelled.load(); });
  store_->writes().Submit(InsertQueuedCase(1), answers_.Next("kept"), [] { return false; });
  cancelled = true;
  held_.Open();
  answers_.WaitFor(2);
  EXPECT_EQ(answers_.status(0).code(), absl::StatusCode::kCancelled);
  EXPECT_FALSE(ran);
  EXPECT_TRUE(answers_.status(1).ok());
}

TEST_F(WriteQueueTest, AFailedCommitFailsAllOfItsBatchAndStopsWriting) {
  HoldWriter();
  store_->writes().Submit(InsertQueuedCase(1), answers_.Next("1"));
  store_->writes().Submit([](Transaction&) { return absl::AbortedError("own"); },
                          answers_.Next("2"));
  store_->writes().Submit(InsertQueuedCase(3), answers_.Next("3"));
  store_->writes().Submit(InsertQueuedCase(4), answers_.Next("4"), [] { return true; });
  testing::FailNextStatement("COMMIT", testing::kIoError);
  held_.Open();
  answers_.WaitFor(4);
  EXPECT_FALSE(testing::FailurePending());
  EXPECT_EQ(answers_.status(3).code(), absl::StatusCode::kCancelled) << "it was not run";
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(answers_.status(i).code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(ReasonOf(answers_.status(i)), contract::reason::kStoreUnavailable);
  }
  EXPECT_FALSE(store_->writes().health().serving);
  EXPECT_EQ(store_->writes().health().cause, StopCause::kInputOutput);
  EXPECT_FALSE(HasCase(1));

  // Refused at once, without being run; and an fsync is not tried again.
  const absl::Status refused = store_->writes().SubmitAndWait(InsertQueuedCase(5));
  EXPECT_EQ(ReasonOf(refused), contract::reason::kStoreUnavailable);
}

TEST_F(WriteQueueTest, ReopenServesAgain) {
  ASSERT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(1)).ok());
  testing::FailNextStatement("COMMIT", testing::kIoError);
  EXPECT_FALSE(store_->writes().SubmitAndWait(InsertQueuedCase(2)).ok());
  ASSERT_TRUE(store_->Reopen().ok());
  EXPECT_TRUE(store_->writes().health().serving);
  EXPECT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(3)).ok());
  EXPECT_TRUE(HasCase(1));
  EXPECT_TRUE(HasCase(3));
  EXPECT_TRUE(store_->Reopen().ok()) << "without effect while serving";
}

TEST_F(WriteQueueTest, ADiskThatFillsUpWithinAnOperationStopsWriting) {
  HoldWriter();
  store_->writes().Submit(InsertQueuedCase(1), answers_.Next("1"));
  // It hides the failure; that does not help.
  store_->writes().Submit(
      [](Transaction& txn) {
        (void)txn.leaves().Append({.day = 1, .body = "salted", .leaf_hash = {}});
        return absl::OkStatus();
      },
      answers_.Next("2"));
  store_->writes().Submit(InsertQueuedCase(3), answers_.Next("3"));
  testing::FailNextStatement("INSERT INTO leaf", testing::kFull);
  held_.Open();
  answers_.WaitFor(3);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(ReasonOf(answers_.status(i)), contract::reason::kStoreUnavailable);
  }
  EXPECT_EQ(store_->writes().health().cause, StopCause::kDiskFull);
  ASSERT_TRUE(store_->Reopen().ok());
  EXPECT_FALSE(HasCase(1));
}

TEST_F(WriteQueueTest, ADamagedPageStopsWriting) {
  testing::FailNextStatement("FROM cases", testing::kCorrupt);
  const absl::Status status = store_->writes().SubmitAndWait(
      [](Transaction& txn) { return txn.cases().Get(Case(1)).status(); });
  EXPECT_EQ(ReasonOf(status), contract::reason::kStoreUnavailable);
  EXPECT_EQ(store_->writes().health().cause, StopCause::kDamaged);
}

TEST_F(WriteQueueTest, AReopenThatFailsStaysStoppedAndCanBeRepeated) {
  testing::FailNextStatement("COMMIT", testing::kIoError);
  EXPECT_FALSE(store_->writes().SubmitAndWait(InsertQueuedCase(1)).ok());
  testing::FailNextStatement("PRAGMA user_version", testing::kIoError);
  EXPECT_FALSE(store_->writes().Reopen().ok());
  EXPECT_FALSE(store_->writes().health().serving);
  EXPECT_TRUE(store_->writes().Reopen().ok());
  EXPECT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(1)).ok());
}

TEST_F(WriteQueueTest, ADamagedFileIsNotServedAgain) {
  testing::FailNextStatement("COMMIT", testing::kIoError);
  EXPECT_FALSE(store_->writes().SubmitAndWait(InsertQueuedCase(1)).ok());
  {
    std::fstream file(store_.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-2000, std::ios::end);
    file.put('\0');
    file.put('\1');
  }
  EXPECT_EQ(store_->Reopen().code(), absl::StatusCode::kDataLoss);
  EXPECT_FALSE(store_->writes().health().serving);
}

// Without any hook: no file of this process may grow beyond what it is now.
TEST_F(WriteQueueTest, AFileThatCannotGrowStopsWritingAndNothingAnsweredIsLost) {
  ASSERT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(1)).ok());
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit tight = before;
  tight.rlim_cur = std::filesystem::file_size(store_.path() + "-wal");
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
  const absl::Status refused = store_->writes().SubmitAndWait(InsertQueuedCase(2));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);

  EXPECT_EQ(ReasonOf(refused), contract::reason::kStoreUnavailable);
  EXPECT_FALSE(store_->writes().health().serving);
  EXPECT_TRUE(HasCase(1)) << "reading goes on";
  ASSERT_TRUE(store_->Reopen().ok());
  EXPECT_TRUE(HasCase(1));
  EXPECT_FALSE(HasCase(2));
  EXPECT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(3)).ok());
}

TEST_F(WriteQueueTest, StopFinishesWhatWaitsAndRefusesWhatComes) {
  HoldWriter();
  for (std::uint8_t i = 1; i <= 10; ++i) {
    store_->writes().Submit(InsertQueuedCase(i), answers_.Next(""));
  }
  std::thread stopping([&] { store_->writes().Stop(); });
  while (store_->writes().health().cause != StopCause::kClosed) std::this_thread::yield();
  const absl::Status late = store_->writes().SubmitAndWait(InsertQueuedCase(11));
  EXPECT_EQ(ReasonOf(late), contract::reason::kStopping);
  held_.Open();
  stopping.join();
  EXPECT_EQ(answers_.names().size(), 10u);
  EXPECT_TRUE(HasCase(10));
  EXPECT_FALSE(HasCase(11));
  EXPECT_EQ(store_->writes().Reopen().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(WriteQueueTest, ADoneMaySubmitAgain) {
  store_->writes().Submit(InsertQueuedCase(1), [&](const absl::Status&) {
    store_->writes().Submit(InsertQueuedCase(2), answers_.Next("2"));
  });
  answers_.WaitFor(1);
  EXPECT_TRUE(HasCase(2));
}

TEST_F(WriteQueueTest, SixteenThreadsLoseNothing) {
  std::vector<std::thread> threads;
  std::atomic<int> answered = 0;
  for (std::uint8_t t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint8_t i = 1; i <= 15; ++i) {
        const auto number = static_cast<std::uint8_t>(t * 15 + i);
        if (store_->writes().SubmitAndWait(InsertQueuedCase(number)).ok()) ++answered;
        EXPECT_TRUE(HasCase(number));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answered, 240);
  EXPECT_EQ(store_->writes().operations_committed(), 240u);
}

class SmallWriteQueueTest : public WriteQueueTest {
 protected:
  SmallWriteQueueTest()
      : WriteQueueTest({.writing = {.max_waiting = 3, .max_batch = 64, .checkpoint_pages = 20},
                        .reading = {}}) {}
};

TEST_F(SmallWriteQueueTest, RefusesWhatDoesNotFit) {
  HoldWriter();
  for (std::uint8_t i = 1; i <= 3; ++i) {
    store_->writes().Submit(InsertQueuedCase(i), answers_.Next(""));
  }
  EXPECT_EQ(store_->writes().waiting(), 3u);
  const absl::Status refused = store_->writes().SubmitAndWait(InsertQueuedCase(4));
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused), contract::reason::kOverloaded);
  held_.Open();
  answers_.WaitFor(3);
  EXPECT_FALSE(HasCase(4));
  EXPECT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(4)).ok());
}

TEST_F(SmallWriteQueueTest, TheWalIsCopiedIntoTheFileWhenItGrowsLong) {
  const auto size = [&] { return std::filesystem::file_size(store_.path() + "-wal"); };
  for (std::uint8_t i = 1; i <= 100; ++i) {
    ASSERT_TRUE(store_->writes().SubmitAndWait(InsertQueuedCase(i)).ok());
  }
  // A hundred commits of several pages each would fill 2 MB without a checkpoint.
  EXPECT_LT(size(), 40 * 4096u);
  EXPECT_TRUE(HasCase(1));
}

}  // namespace
}  // namespace vangnet::storage
