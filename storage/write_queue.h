// The one way to change the store. One thread runs what is submitted, each operation in
// its own savepoint, commits all that were waiting together, anchors that commit, and then
// answers them: two fsyncs of latency when idle, a batch's throughput under load.
#ifndef VANGNET_STORAGE_WRITE_QUEUE_H_
#define VANGNET_STORAGE_WRITE_QUEUE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/commit_log.h"
#include "storage/database.h"
#include "storage/mutex.h"
#include "storage/snapshot.h"

namespace vangnet::storage {

struct WriteQueueOptions {
  std::size_t max_waiting = 1024;  // More are refused: RESOURCE_EXHAUSTED/OVERLOADED.
  std::size_t max_batch = 64;      // Operations in one commit.
  int checkpoint_pages = 1000;     // WAL length at which the writer checkpoints.
};

// Runs on the writer thread. Must not wait for anything but the store.
using WriteOperation = std::function<absl::Status(Transaction&)>;
// Runs on the writer thread after the commit, or on the submitting thread when refused.
// Must not block; may submit again.
using WriteDone = std::function<void(absl::Status)>;
// Looked at just before the operation runs: true leaves it out with CANCELLED.
using Cancelled = std::function<bool()>;

struct WriteHealth {
  bool serving = false;
  StopCause cause = StopCause::kNone;  // Why not, when not serving.
};

// Thread-safe.
class WriteQueue {
 public:
  // Gives a connection for writing; called again by Reopen.
  using Opener = std::function<absl::StatusOr<DatabasePtr>()>;

  // Opens and starts the writer. An object that exists is serving. Without `commits` no chain
  // is kept and nothing is anchored, so that nobody opens this store with one again: for
  // measurements of the bare store only.
  static absl::StatusOr<std::unique_ptr<WriteQueue>> Start(Opener opener,
                                                           std::unique_ptr<CommitLog> commits,
                                                           WriteQueueOptions options = {});
  // Stop().
  ~WriteQueue();
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;

  // Operations run and are answered in the order of submission, and `done` is called
  // exactly once:
  //  - OK: it is on disk, and so is the anchor that holds against an older store.
  //  - the operation's own error: nothing of it was kept; its neighbours are unharmed.
  //  - CANCELLED: not run.
  //  - UNAVAILABLE/STORE_UNAVAILABLE: the store failed, for the whole batch. An operation
  //    whose commit or anchor failed may still be found after Reopen, so repeating must be
  //    safe.
  //    Writing has stopped; later submissions are refused at once.
  //  - UNAVAILABLE/STOPPING: Stop was called before.
  //  - RESOURCE_EXHAUSTED/OVERLOADED: too many are waiting; not run.
  void Submit(WriteOperation operation, WriteDone done, Cancelled cancelled = nullptr);

  // The same, waiting for the answer. For start-up and tests; never from the writer
  // thread or from a handler.
  absl::Status SubmitAndWait(WriteOperation operation);

  // After a failure: closes, opens again, verifies every page, and only then serves
  // again. Blocks. OK and without effect while serving; FAILED_PRECONDITION after Stop.
  absl::Status Reopen();

  // Takes no more, finishes all that wait, closes the connection. Blocks; can be called
  // twice.
  void Stop();

  WriteHealth health() const;
  // For metrics and tests.
  std::uint64_t commits() const;
  std::uint64_t operations_committed() const;
  std::size_t waiting() const;

 private:
  struct Entry {
    WriteOperation operation;
    WriteDone done;
    Cancelled cancelled;
    absl::Status result;
  };
  using Batch = std::vector<Entry>;
  enum class Phase { kServing, kFailed, kReopening, kStopping };
  enum class Task { kBatch, kReopen, kEnd };

  WriteQueue(Opener opener, std::unique_ptr<CommitLog> commits, WriteQueueOptions options,
             DatabasePtr database);

  // A connection whose chain and anchor were checked.
  static absl::StatusOr<DatabasePtr> OpenAndCheck(const Opener& opener, CommitLog* commits,
                                                  CommitLog::Occasion occasion);

  // On the writer thread.
  void RunWriter();
  Task NextTask(Batch& batch);
  StopCause CommitBatch(Batch& batch);
  absl::Status RunBatch(Batch& batch);
  absl::Status RunEntry(Entry& entry);
  StopCause CheckpointWhenLong();
  void FailAll(StopCause cause, Batch& batch);
  void ReopenNow();

  const Opener opener_;
  const WriteQueueOptions options_;
  // The writer thread's alone.
  const std::unique_ptr<CommitLog> commit_log_;
  DatabasePtr database_;  // Null after a failure.

  mutable Mutex mutex_;
  Condition work_;
  Condition reopened_;
  Phase phase_ ABSL_GUARDED_BY(mutex_) = Phase::kServing;
  StopCause cause_ ABSL_GUARDED_BY(mutex_) = StopCause::kNone;
  absl::Status reopen_result_ ABSL_GUARDED_BY(mutex_);
  std::deque<Entry> entries_ ABSL_GUARDED_BY(mutex_);
  std::uint64_t commits_ ABSL_GUARDED_BY(mutex_) = 0;
  std::uint64_t operations_committed_ ABSL_GUARDED_BY(mutex_) = 0;

  Mutex join_mutex_;
  std::thread writer_ ABSL_GUARDED_BY(join_mutex_);
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_WRITE_QUEUE_H_
