// A few read-only connections, each with its thread. Readers never wait for the writer,
// nor the writer for them.
#ifndef VANGNET_STORAGE_READER_POOL_H_
#define VANGNET_STORAGE_READER_POOL_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/database.h"
#include "storage/mutex.h"
#include "storage/snapshot.h"

namespace vangnet::storage {

struct ReaderPoolOptions {
  std::size_t readers = 2;
  std::size_t max_waiting = 1024;
};

// Runs on a reader's thread, inside one read transaction: it sees one state of the store,
// at least as new as the last write that was answered before Submit.
using ReadOperation = std::function<absl::Status(const Snapshot&)>;
// Runs on the reader's thread after the transaction, or on the submitting thread when
// refused. Must not block; may submit again.
using ReadDone = std::function<void(absl::Status)>;

// Thread-safe.
class ReaderPool {
 public:
  // Gives a read-only connection; called once a reader, and again after a failure.
  using Opener = std::function<absl::StatusOr<DatabasePtr>()>;

  static absl::StatusOr<std::unique_ptr<ReaderPool>> Start(Opener opener,
                                                           ReaderPoolOptions options = {});
  // Stop().
  ~ReaderPool();
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  // `done` is called exactly once: with the operation's status, or with
  // UNAVAILABLE/STORE_UNAVAILABLE (the store cannot be read), UNAVAILABLE/STOPPING, or
  // RESOURCE_EXHAUSTED/OVERLOADED without having run it. A connection that met a
  // failing disk or page is opened anew for the next read.
  void Submit(ReadOperation operation, ReadDone done);

  // The same, waiting for the answer. For start-up and tests; never from a handler.
  absl::Status SubmitAndWait(ReadOperation operation);

  // Waits until every reader has closed its connection; each opens a new one for its next
  // read.
  void RenewConnections();

  // Takes no more, finishes all that wait, closes the connections. Can be called twice.
  void Stop();

 private:
  struct Entry {
    ReadOperation operation;
    ReadDone done;
  };

  ReaderPool(Opener opener, ReaderPoolOptions options)
      : opener_(std::move(opener)), options_(options) {}

  // On a reader's thread.
  void RunReader(DatabasePtr database);
  absl::Status Read(DatabasePtr& database, const ReadOperation& operation);

  const Opener opener_;
  const ReaderPoolOptions options_;

  mutable Mutex mutex_;
  Condition work_;
  Condition renewed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::uint64_t generation_ ABSL_GUARDED_BY(mutex_) = 0;  // Of connections.
  std::size_t to_renew_ ABSL_GUARDED_BY(mutex_) = 0;      // Readers with an older one.
  std::deque<Entry> entries_ ABSL_GUARDED_BY(mutex_);

  Mutex join_mutex_;
  std::vector<std::thread> readers_ ABSL_GUARDED_BY(join_mutex_);
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_READER_POOL_H_
