// What the write queue makes of each step that can fail, and of a stop that comes meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "proto/contract/error.h"
#include "storage/statement.h"
#include "storage/write_queue.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/statement_watch.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

using contract::ReasonOf;
using testing::TestKey;

WriteOperation InsertCase(std::uint8_t number) {
  return [number](Transaction& txn) { return txn.cases().Insert(testing::SampleCase(number)); };
}

// True when that thread of this process waits for something.
bool Sleeps(long thread) {
  std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  return name_end != std::string::npos && line.substr(name_end, 3) == ") S";
}

// A queue without a store around it, whose connection a test can reach, and whose next
// opening a test can hold up.
class WriteQueueFailuresTest : public ::testing::Test {
 protected:
  WriteQueueFailuresTest() { store_.Close(); }
  ~WriteQueueFailuresTest() override {
    LetOpen();
    queue_.reset();
    testing::ClearFailure();
  }

  void Start(WriteQueueOptions options = {}) {
    auto started = WriteQueue::Start(
        [this]() -> absl::StatusOr<DatabasePtr> {
          if (hold_opening_) {
            opening_.count_down();
            may_open_.wait();
          }
          absl::StatusOr<DatabasePtr> opened = OpenEncrypted(store_.path(), TestKey());
          if (opened.ok()) connection_ = opened->get();
          return opened;
        },
        std::make_unique<CommitLog>(store_.commits()), options);
    ASSERT_TRUE(started.ok()) << started.status();
    queue_ = *std::move(started);
  }

  void LetOpen() {
    if (!let_open_.exchange(true)) may_open_.count_down();
  }

  bool HasCase(std::uint8_t number) {
    const auto database = OpenReadOnly(store_.path(), TestKey());
    EXPECT_TRUE(database.ok()) << database.status();
    return database.ok() && Snapshot(**database).cases().Get(testing::Case(number)).ok();
  }

  void FailOnce() {
    testing::FailNextStatement("COMMIT", testing::kIoError);
    EXPECT_FALSE(queue_->SubmitAndWait(InsertCase(1)).ok());
  }

  // Where a table begins that no opening reads.
  std::streamoff PageOfAbsences() const {
    const auto database = OpenReadOnly(store_.path(), TestKey());
    EXPECT_TRUE(database.ok()) << database.status();
    Statement row =
        (*database)->Prepare("SELECT rootpage FROM sqlite_master WHERE name = 'absence'").value();
    EXPECT_TRUE(row.Step().value());
    return static_cast<std::streamoff>(row.U64(0) - 1) * 4096;
  }

  // A second time puts it back.
  void FlipAByte(std::streamoff place) const {
    std::fstream file(store_.path(), std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(place);
    const int byte = file.get();
    file.seekp(place);
    file.put(static_cast<char>(byte ^ 1));
    ASSERT_TRUE(file.good());
  }

  testing::TempStore store_;
  Database* connection_ = nullptr;  // Of the writer; for the writer's thread alone.
  bool hold_opening_ = false;
  std::latch opening_{1};
  std::latch may_open_{1};
  std::atomic<bool> let_open_{false};
  std::unique_ptr<WriteQueue> queue_;
};

TEST_F(WriteQueueFailuresTest, NothingIsServedBeforeEveryPageWasVerified) {
  Start();
  ASSERT_TRUE(queue_->SubmitAndWait(InsertCase(2)).ok());
  FailOnce();
  ASSERT_TRUE(queue_->Reopen().ok());  // All of it is in the file now.
  FailOnce();
  const std::streamoff place = PageOfAbsences() + 2048;
  FlipAByte(place);
  EXPECT_EQ(queue_->Reopen().code(), absl::StatusCode::kDataLoss);
  EXPECT_FALSE(queue_->health().serving);
  FlipAByte(place);
  EXPECT_TRUE(queue_->Reopen().ok());
  EXPECT_TRUE(HasCase(2));
}

struct FailingStep {
  std::string statement;
  int code;
  StopCause cause;
};

TEST_F(WriteQueueFailuresTest, EveryStepOfACommitThatFailsStopsWritingUntilItIsOpenedAgain) {
  Start();
  std::uint8_t number = 0;
  for (const FailingStep& step :
       std::vector<FailingStep>{{"BEGIN IMMEDIATE", testing::kIoError, StopCause::kInputOutput},
                                {"SAVEPOINT operation", testing::kFull, StopCause::kDiskFull},
                                {"RELEASE operation", testing::kIoError, StopCause::kInputOutput},
                                {"INSERT INTO commit_chain", testing::kFull, StopCause::kDiskFull},
                                {"COMMIT", testing::kConstraint, StopCause::kOther},
                                {"ANCHOR", testing::kIoError, StopCause::kInputOutput}}) {
    SCOPED_TRACE(step.statement);
    ++number;
    testing::FailNextStatement(step.statement, step.code);
    EXPECT_EQ(ReasonOf(queue_->SubmitAndWait(InsertCase(number))),
              contract::reason::kStoreUnavailable);
    EXPECT_FALSE(testing::FailurePending());
    EXPECT_FALSE(queue_->health().serving);
    EXPECT_EQ(queue_->health().cause, step.cause);
    // The anchor follows the commit: that one is found.
    EXPECT_EQ(HasCase(number), step.statement == "ANCHOR");
    ASSERT_TRUE(queue_->Reopen().ok());
    EXPECT_EQ(queue_->SubmitAndWait(InsertCase(number)).ok(), step.statement != "ANCHOR");
  }
}

TEST_F(WriteQueueFailuresTest, WhatCannotBeTakenBackIsNotAnsweredAsRefused) {
  Start();
  testing::FailNextStatement("ROLLBACK TO operation", testing::kIoError);
  const absl::Status answer = queue_->SubmitAndWait([](Transaction& txn) {
    EXPECT_TRUE(txn.cases().Insert(testing::SampleCase(1)).ok());
    return absl::AbortedError("its own");
  });
  EXPECT_EQ(ReasonOf(answer), contract::reason::kStoreUnavailable);
  EXPECT_FALSE(HasCase(1));
}

TEST_F(WriteQueueFailuresTest, ACancelledOperationIsToldSoAlsoWhenTheStoreFails) {
  Start();
  testing::FailNextStatement("ROLLBACK", testing::kIoError);
  absl::Status answer;
  std::latch answered{1};
  queue_->Submit(
      InsertCase(1),
      [&](absl::Status status) {
        answer = std::move(status);
        answered.count_down();
      },
      [] { return true; });
  answered.wait();
  EXPECT_EQ(answer.code(), absl::StatusCode::kCancelled);
  EXPECT_FALSE(testing::FailurePending());
  EXPECT_FALSE(queue_->health().serving);
}

// As SQLite does by itself after some failures.
TEST_F(WriteQueueFailuresTest, ATransactionThatEndedWithinAnOperationFailsItsBatch) {
  Start();
  const absl::Status answer = queue_->SubmitAndWait([this](Transaction& txn) {
    EXPECT_TRUE(txn.cases().Insert(testing::SampleCase(1)).ok());
    return connection_->Execute("ROLLBACK");
  });
  EXPECT_EQ(ReasonOf(answer), contract::reason::kStoreUnavailable);
  EXPECT_EQ(queue_->health().cause, StopCause::kOther);
  EXPECT_FALSE(HasCase(1));
}

// No file of this process may become longer than the store is: it is the checkpoint that
// first wants more.
TEST_F(WriteQueueFailuresTest, ACheckpointThatFailsStopsWritingAndTakesNoAnswerBack) {
  Start({.checkpoint_pages = 10});
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit tight = before;
  tight.rlim_cur = std::filesystem::file_size(store_.path());
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
  std::uint8_t answered = 0;
  while (answered < 250 && queue_->SubmitAndWait(InsertCase(answered + 1)).ok()) ++answered;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);

  ASSERT_GT(answered, 0);
  ASSERT_LT(answered, 250) << "the store never grew";
  EXPECT_FALSE(queue_->health().serving);
  ASSERT_TRUE(queue_->Reopen().ok());
  for (std::uint8_t number = 1; number <= answered; ++number) EXPECT_TRUE(HasCase(number));
  EXPECT_TRUE(queue_->SubmitAndWait(InsertCase(answered + 1)).ok()) << "it was refused unrun";
}

TEST_F(WriteQueueFailuresTest, WhoeverAsksForAReopenUnderWayWaitsForIt) {
  Start();
  FailOnce();
  hold_opening_ = true;
  std::thread first([&] { EXPECT_TRUE(queue_->Reopen().ok()); });
  opening_.wait();
  hold_opening_ = false;
  const long second = syscall(SYS_gettid);
  std::thread letting_through([&] {
    while (!Sleeps(second)) std::this_thread::yield();
    LetOpen();
  });
  EXPECT_TRUE(queue_->Reopen().ok());
  first.join();
  letting_through.join();
  EXPECT_TRUE(queue_->health().serving);
}

TEST_F(WriteQueueFailuresTest, AStopEndsTheWaitForAReopenAndNothingIsServedAfterIt) {
  Start();
  FailOnce();
  hold_opening_ = true;
  std::thread asking(
      [&] { EXPECT_EQ(queue_->Reopen().code(), absl::StatusCode::kFailedPrecondition); });
  opening_.wait();
  std::thread stopping([&] { queue_->Stop(); });
  asking.join();  // Before the store could be opened.
  LetOpen();
  stopping.join();
  EXPECT_EQ(queue_->health().cause, StopCause::kClosed);
  EXPECT_EQ(ReasonOf(queue_->SubmitAndWait(InsertCase(2))), contract::reason::kStopping);
  queue_->Stop();  // A second time: without effect.
}

TEST_F(WriteQueueFailuresTest, WhatFailsWhileItStopsIsAnsweredAndItStaysStopped) {
  Start();
  std::latch running{1};
  std::latch go_on{1};
  queue_->Submit(
      [&](Transaction&) {
        running.count_down();
        go_on.wait();
        return absl::AbortedError("held");
      },
      [](const absl::Status&) {});
  running.wait();
  absl::Status waiting;
  queue_->Submit(InsertCase(1), [&](absl::Status status) { waiting = std::move(status); });
  std::thread stopping([&] { queue_->Stop(); });
  while (queue_->health().cause != StopCause::kClosed) std::this_thread::yield();
  testing::FailNextStatement("COMMIT", testing::kIoError);
  go_on.count_down();
  stopping.join();
  EXPECT_EQ(ReasonOf(waiting), contract::reason::kStoreUnavailable);
  EXPECT_EQ(queue_->health().cause, StopCause::kClosed);
  EXPECT_EQ(queue_->Reopen().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(HasCase(1));
}

TEST_F(WriteQueueFailuresTest, AStoreThatDoesNotOpenGivesNoQueue) {
  const auto started = WriteQueue::Start(
      []() -> absl::StatusOr<DatabasePtr> { return absl::NotFoundError("no such file"); },
      std::make_unique<CommitLog>(store_.commits()));
  EXPECT_EQ(started.status().code(), absl::StatusCode::kNotFound);
}

TEST_F(WriteQueueFailuresTest, WithoutACommitLogNothingIsAnchored) {
  Start();
  ASSERT_TRUE(queue_->SubmitAndWait(InsertCase(1)).ok());
  queue_.reset();
  auto bare =
      WriteQueue::Start([this] { return OpenEncrypted(store_.path(), TestKey()); }, nullptr);
  ASSERT_TRUE(bare.ok()) << bare.status();
  testing::FailNextStatement("ANCHOR", testing::kIoError);
  EXPECT_TRUE((*bare)->SubmitAndWait(InsertCase(2)).ok());
  EXPECT_TRUE(testing::FailurePending());
  bare->reset();
  EXPECT_TRUE(HasCase(2));
}

}  // namespace
}  // namespace vangnet::storage
