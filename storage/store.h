// An open store: one write queue and one reader pool on one file and one key.
#ifndef VANGNET_STORAGE_STORE_H_
#define VANGNET_STORAGE_STORE_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/commit_log.h"
#include "storage/database.h"
#include "storage/reader_pool.h"
#include "storage/write_queue.h"

namespace vangnet::storage {

struct StoreOptions {
  CommitLogOptions commits = {};  // Required.
  WriteQueueOptions writing;
  ReaderPoolOptions reading;
};

// Thread-safe.
class Store {
 public:
  // Opens an existing store (OpenEncrypted and CommitLog::Begin, with their reasons for a
  // refusal).
  static absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& path, StoreKey key,
                                                     StoreOptions options = {});

  WriteQueue& writes() { return *writes_; }
  ReaderPool& reads() { return *reads_; }

  // After a failure: WriteQueue::Reopen, and every reader starts on a new connection. While
  // the disk that was full has no room, UNAVAILABLE/STORE_UNAVAILABLE, and nothing is closed.
  absl::Status Reopen();

  // Readers first, then the writer, which leaves the file without a WAL. Can be called
  // twice; the destructor calls it.
  void Stop();
  ~Store() { Stop(); }

 private:
  Store(std::string path, std::unique_ptr<WriteQueue> writes, std::unique_ptr<ReaderPool> reads)
      : path_(std::move(path)), writes_(std::move(writes)), reads_(std::move(reads)) {}

  const std::string path_;
  std::unique_ptr<WriteQueue> writes_;
  std::unique_ptr<ReaderPool> reads_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_STORE_H_
