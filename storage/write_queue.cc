#include "storage/write_queue.h"

#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "storage/answer.h"

namespace vangnet::storage {
namespace {

absl::Status Stopping() {
  return contract::ErrorWithReason(absl::StatusCode::kUnavailable, contract::reason::kStopping,
                                   "store: stopping");
}

absl::Status QueueFull() {
  return contract::ErrorWithReason(absl::StatusCode::kResourceExhausted,
                                   contract::reason::kOverloaded,
                                   "store: too many writes are waiting");
}

// Why a batch or a checkpoint failed. An unknown code stops writing as well.
StopCause CauseOf(const absl::Status& failed, const Database& database) {
  const StopCause cause = database.stop_cause();
  if (cause != StopCause::kNone) return cause;
  const bool of_anchor = contract::ReasonOf(failed) == commit_reason::kAnchorUnusable;
  return of_anchor ? StopCause::kInputOutput : StopCause::kOther;
}

}  // namespace

absl::StatusOr<std::unique_ptr<WriteQueue>> WriteQueue::Start(Opener opener,
                                                              std::unique_ptr<CommitLog> commits,
                                                              WriteQueueOptions options) {
  VN_ASSIGN_OR_RETURN(DatabasePtr database,
                      OpenAndCheck(opener, commits.get(), CommitLog::Occasion::kStart));
  return std::unique_ptr<WriteQueue>(
      new WriteQueue(std::move(opener), std::move(commits), options, std::move(database)));
}

absl::StatusOr<DatabasePtr> WriteQueue::OpenAndCheck(const Opener& opener, CommitLog* commits,
                                                     CommitLog::Occasion occasion) {
  VN_ASSIGN_OR_RETURN(DatabasePtr database, opener());
  const absl::Status begun =
      commits == nullptr ? absl::OkStatus() : commits->Begin(*database, occasion);
  if (begun.ok()) return database;
  // Closing would bring the WAL into the file: perhaps one that was put back, or one whose
  // sync just failed and would be tried again.
  database->KeepWalOnClose();
  return begun;
}

WriteQueue::WriteQueue(Opener opener, std::unique_ptr<CommitLog> commits, WriteQueueOptions options,
                       DatabasePtr database)
    : opener_(std::move(opener)),
      options_(options),
      commit_log_(std::move(commits)),
      database_(std::move(database)) {
  MutexLock lock(join_mutex_);
  writer_ = std::thread([this] { RunWriter(); });
}

WriteQueue::~WriteQueue() { Stop(); }

void WriteQueue::Submit(WriteOperation operation, WriteDone done, Cancelled cancelled) {
  absl::Status refusal;
  {
    MutexLock lock(mutex_);
    if (phase_ == Phase::kStopping) {
      refusal = Stopping();
    } else if (phase_ != Phase::kServing) {
      refusal = StoreUnavailable("write");
    } else if (entries_.size() >= options_.max_waiting) {
      refusal = QueueFull();
    } else {
      entries_.push_back({std::move(operation), std::move(done), std::move(cancelled), {}});
      work_.NotifyOne();
      return;
    }
  }
  done(std::move(refusal));
}

absl::Status WriteQueue::SubmitAndWait(WriteOperation operation) {
  const auto answer = std::make_shared<Answer>();
  Submit(std::move(operation), Answer::Giver(answer));
  return answer->Wait();
}

absl::Status WriteQueue::Reopen() {
  MutexLock lock(mutex_);
  if (phase_ == Phase::kServing) return absl::OkStatus();
  if (phase_ == Phase::kFailed) {
    phase_ = Phase::kReopening;
    work_.NotifyAll();
  }
  while (phase_ == Phase::kReopening) reopened_.Wait(mutex_);
  if (phase_ == Phase::kStopping) return absl::FailedPreconditionError("store: stopping");
  return reopen_result_;
}

void WriteQueue::Stop() {
  {
    MutexLock lock(mutex_);
    phase_ = Phase::kStopping;
    work_.NotifyAll();
    reopened_.NotifyAll();
  }
  MutexLock lock(join_mutex_);
  if (writer_.joinable()) writer_.join();
}

WriteHealth WriteQueue::health() const {
  MutexLock lock(mutex_);
  if (phase_ == Phase::kServing) return {.serving = true, .cause = StopCause::kNone};
  if (phase_ == Phase::kStopping) return {.serving = false, .cause = StopCause::kClosed};
  return {.serving = false, .cause = cause_};
}

std::uint64_t WriteQueue::commits() const {
  MutexLock lock(mutex_);
  return commits_;
}

std::uint64_t WriteQueue::operations_committed() const {
  MutexLock lock(mutex_);
  return operations_committed_;
}

std::size_t WriteQueue::waiting() const {
  MutexLock lock(mutex_);
  return entries_.size();
}

void WriteQueue::RunWriter() {
  while (true) {
    Batch batch;
    const Task task = NextTask(batch);
    if (task == Task::kEnd) {
      database_.reset();
      return;
    }
    if (task == Task::kReopen) {
      ReopenNow();
      continue;
    }
    const StopCause failed = CommitBatch(batch);
    if (failed != StopCause::kNone) {
      FailAll(failed, batch);
      continue;
    }
    for (Entry& entry : batch) entry.done(std::move(entry.result));
    const StopCause unchecked = CheckpointWhenLong();
    batch.clear();
    if (unchecked != StopCause::kNone) FailAll(unchecked, batch);
  }
}

// Waits until there is something to do. What waits at a stop is still done, unless the
// store has failed before.
WriteQueue::Task WriteQueue::NextTask(Batch& batch) {
  MutexLock lock(mutex_);
  while (phase_ == Phase::kFailed || (phase_ == Phase::kServing && entries_.empty())) {
    work_.Wait(mutex_);
  }
  if (phase_ == Phase::kReopening) return Task::kReopen;
  if (entries_.empty()) return Task::kEnd;
  while (!entries_.empty() && batch.size() < options_.max_batch) {
    batch.push_back(std::move(entries_.front()));
    entries_.pop_front();
  }
  return Task::kBatch;
}

// Runs the batch and commits it. The cause when the store failed: then nothing of the
// batch may be answered as done, whatever its operations said.
StopCause WriteQueue::CommitBatch(Batch& batch) {
  const absl::Status done = RunBatch(batch);
  return done.ok() ? StopCause::kNone : CauseOf(done, *database_);
}

absl::Status WriteQueue::RunBatch(Batch& batch) {
  VN_RETURN_IF_ERROR(database_->Execute("BEGIN IMMEDIATE"));
  std::uint64_t succeeded = 0;
  for (Entry& entry : batch) {
    VN_RETURN_IF_ERROR(RunEntry(entry));
    if (entry.result.ok()) ++succeeded;
  }
  if (succeeded == 0) return database_->Execute("ROLLBACK");  // Nothing to make durable.
  if (commit_log_ != nullptr) VN_RETURN_IF_ERROR(commit_log_->Append(*database_));
  VN_RETURN_IF_ERROR(database_->Execute("COMMIT"));
  if (commit_log_ != nullptr) VN_RETURN_IF_ERROR(commit_log_->Anchor());
  MutexLock lock(mutex_);
  ++commits_;
  operations_committed_ += succeeded;
  return absl::OkStatus();
}

// The operation's own outcome goes to entry.result; the returned one is the store's.
absl::Status WriteQueue::RunEntry(Entry& entry) {
  if (entry.cancelled && entry.cancelled()) {
    entry.result = absl::CancelledError("store: cancelled before it was run");
    return absl::OkStatus();
  }
  VN_RETURN_IF_ERROR(database_->Execute("SAVEPOINT operation"));
  const std::size_t changes_before = database_->changes().mark();
  {
    Transaction transaction(*database_);
    entry.result = entry.operation(transaction);
  }
  // An operation may have gone on after a failing disk or page, and SQLite may have rolled
  // the whole batch back by itself.
  if (database_->stop_cause() != StopCause::kNone || !database_->in_transaction()) {
    return StoreUnavailable("write");
  }
  if (!entry.result.ok()) {
    VN_RETURN_IF_ERROR(database_->Execute("ROLLBACK TO operation"));
    database_->changes().RollBackTo(changes_before);
  }
  return database_->Execute("RELEASE operation");
}

// Out of the callers' way, after they were answered. SQLite's own automatic checkpoint
// hides its errors, and a failed fsync must not be retried.
StopCause WriteQueue::CheckpointWhenLong() {
  if (database_->wal_pages() < options_.checkpoint_pages) return StopCause::kNone;
  const absl::Status done = database_->Checkpoint();
  return done.ok() ? StopCause::kNone : CauseOf(done, *database_);
}

// Writing stops: `batch` and all that wait are answered, and the connection is closed
// without touching the WAL again.
void WriteQueue::FailAll(StopCause cause, Batch& batch) {
  {
    MutexLock lock(mutex_);
    if (phase_ == Phase::kServing) phase_ = Phase::kFailed;
    cause_ = cause;
    for (Entry& entry : entries_) batch.push_back(std::move(entry));
    entries_.clear();
  }
  database_->KeepWalOnClose();
  database_.reset();
  for (Entry& entry : batch) {
    const bool not_run = entry.result.code() == absl::StatusCode::kCancelled;
    entry.done(not_run ? std::move(entry.result) : StoreUnavailable("write"));
  }
}

void WriteQueue::ReopenNow() {
  absl::StatusOr<DatabasePtr> database =
      OpenAndCheck(opener_, commit_log_.get(), CommitLog::Occasion::kAfterFailure);
  absl::Status result = database.status();
  if (result.ok()) {
    result = VerifyIntegrity(**database);
    if (!result.ok()) (*database)->KeepWalOnClose();
  }
  if (result.ok()) database_ = *std::move(database);
  MutexLock lock(mutex_);
  reopen_result_ = result;
  if (phase_ == Phase::kReopening) phase_ = result.ok() ? Phase::kServing : Phase::kFailed;
  reopened_.NotifyAll();
}

}  // namespace vangnet::storage
