#include "storage/reader_pool.h"

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "storage/answer.h"

namespace vangnet::storage {

absl::StatusOr<std::unique_ptr<ReaderPool>> ReaderPool::Start(Opener opener,
                                                              ReaderPoolOptions options) {
  std::vector<DatabasePtr> databases;
  for (std::size_t i = 0; i < options.readers; ++i) {
    VN_ASSIGN_OR_RETURN(DatabasePtr database, opener());
    databases.push_back(std::move(database));
  }
  std::unique_ptr<ReaderPool> pool(new ReaderPool(std::move(opener), options));
  MutexLock lock(pool->join_mutex_);
  for (DatabasePtr& database : databases) {
    pool->readers_.emplace_back([pool = pool.get(), database = std::move(database)]() mutable {
      pool->RunReader(std::move(database));
    });
  }
  return pool;
}

ReaderPool::~ReaderPool() { Stop(); }

void ReaderPool::Submit(ReadOperation operation, ReadDone done) {
  absl::Status refusal;
  {
    MutexLock lock(mutex_);
    if (stopping_) {
      refusal = contract::ErrorWithReason(absl::StatusCode::kUnavailable,
                                          contract::reason::kStopping, "store: stopping");
    } else if (entries_.size() >= options_.max_waiting) {
      refusal = contract::ErrorWithReason(absl::StatusCode::kResourceExhausted,
                                          contract::reason::kOverloaded,
                                          "store: too many reads are waiting");
    } else {
      entries_.push_back({std::move(operation), std::move(done)});
      work_.NotifyOne();
      return;
    }
  }
  done(std::move(refusal));
}

absl::Status ReaderPool::SubmitAndWait(ReadOperation operation) {
  const auto answer = std::make_shared<Answer>();
  Submit(std::move(operation), Answer::Giver(answer));
  return answer->Wait();
}

void ReaderPool::RenewConnections() {
  MutexLock lock(mutex_);
  if (stopping_) return;
  ++generation_;
  to_renew_ = options_.readers;
  work_.NotifyAll();
  while (to_renew_ > 0 && !stopping_) renewed_.Wait(mutex_);
}

void ReaderPool::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    work_.NotifyAll();
    renewed_.NotifyAll();
  }
  MutexLock lock(join_mutex_);
  for (std::thread& reader : readers_) {
    if (reader.joinable()) reader.join();
  }
}

void ReaderPool::RunReader(DatabasePtr database) {
  std::uint64_t generation = 0;
  while (true) {
    Entry entry;
    {
      MutexLock lock(mutex_);
      while (entries_.empty() && !stopping_ && generation == generation_) work_.Wait(mutex_);
      if (generation != generation_) {
        database.reset();
        generation = generation_;
        if (--to_renew_ == 0) renewed_.NotifyAll();
        continue;
      }
      if (entries_.empty()) return;  // Stopping, and nothing waits.
      entry = std::move(entries_.front());
      entries_.pop_front();
    }
    entry.done(Read(database, entry.operation));
  }
}

absl::Status ReaderPool::Read(DatabasePtr& database, const ReadOperation& operation) {
  if (database == nullptr) {
    absl::StatusOr<DatabasePtr> opened = opener_();
    if (!opened.ok()) return StoreUnavailable("read");
    database = *std::move(opened);
  }
  absl::Status result = database->Execute("BEGIN");
  if (result.ok()) {
    {
      const Snapshot snapshot(*database);
      result = operation(snapshot);
    }
    if (!database->Execute("COMMIT").ok()) result = StoreUnavailable("read");
  }
  if (database->stop_cause() != StopCause::kNone || database->in_transaction()) {
    database.reset();
    return StoreUnavailable("read");
  }
  return result;
}

}  // namespace vangnet::storage
