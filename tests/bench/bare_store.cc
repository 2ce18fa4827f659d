#include "tests/bench/bare_store.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <future>
#include <memory>
#include <vector>

#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"
#include "storage/commit_log.h"
#include "storage/write_queue.h"
#include "tests/bench/filing_rows.h"

namespace vangnet::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kBatch = 32;

// With chain and anchor, by the hash function of vangnetd: every row is hashed.
absl::StatusOr<std::unique_ptr<storage::WriteQueue>> Open(const ClosedStore& store,
                                                          storage::WriteQueueOptions options) {
  return storage::WriteQueue::Start(
      [&store] { return storage::OpenEncrypted(store.path, store.key); },
      std::make_unique<storage::CommitLog>(storage::CommitLogOptions{
          .hash = &cryptography::Sha256, .anchor_path = store.anchor_path}),
      options);
}

absl::StatusOr<FilingRows> RowsOf(storage::WriteQueue& queue, const contract::CaseId& pattern) {
  FilingRows rows;
  VN_RETURN_IF_ERROR(queue.SubmitAndWait([&](storage::Transaction& txn) -> absl::Status {
    VN_ASSIGN_OR_RETURN(rows, ReadFilingRows(txn, pattern));
    return absl::OkStatus();
  }));
  return rows;
}

// Filings a second, from the first one's BEGIN to the last one's anchor. The writer itself
// submits them, while it takes nothing up: so all wait before the first is taken, and every
// commit but the last is of kBatch.
absl::StatusOr<double> FileTogether(storage::WriteQueue& queue,
                                    const std::vector<FilingRows>& filings) {
  absl::Status result;
  std::size_t answered = 0;
  std::uint64_t commits_before = 0;
  SteadyClock::time_point start;
  const auto seconds = std::make_shared<std::promise<double>>();
  auto last_answer = seconds->get_future();
  const storage::WriteDone answer = [&, seconds](const absl::Status& status) {
    result.Update(status);
    if (++answered < filings.size()) return;
    seconds->set_value(std::chrono::duration<double>(SteadyClock::now() - start).count());
  };
  queue.Submit([](storage::Transaction&) { return absl::OkStatus(); },
               [&, answer](const absl::Status& begun) {
                 result.Update(begun);
                 commits_before = queue.commits();
                 start = SteadyClock::now();
                 for (const FilingRows& rows : filings) {
                   queue.Submit([&rows](storage::Transaction& txn) { return FileRows(txn, rows); },
                                answer);
                 }
               });
  const double taken = last_answer.get();
  VN_RETURN_IF_ERROR(result);
  if (queue.commits() - commits_before != (filings.size() + kBatch - 1) / kBatch) {
    return absl::InternalError("not 32 filings a commit");
  }
  return static_cast<double>(filings.size()) / taken;
}

// As it stands on the day after: nothing left but what lists and the past need.
FilingRows Closed(FilingRows rows) {
  rows.summary.closed_day = rows.summary.last_activity_day + 1;
  rows.summary.acknowledge_by_time = 0;
  rows.records.resize(1);
  rows.grants.clear();
  rows.dues.clear();
  return rows;
}

FilingRows Light(FilingRows rows) {
  rows.records.resize(1);
  rows.grants.clear();
  return rows;
}

absl::Status WriteMany(storage::WriteQueue& queue, FilingRows rows, int count) {
  constexpr int kAtOnce = 500;
  for (int done = 0; done < count; done += kAtOnce) {
    VN_RETURN_IF_ERROR(queue.SubmitAndWait([&](storage::Transaction& txn) -> absl::Status {
      for (int i = 0; i < std::min(kAtOnce, count - done); ++i) {
        MakeAnother(rows);
        VN_RETURN_IF_ERROR(StoreRows(txn, rows));
      }
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<double> BareStoreFilings(const ClosedStore& store, const contract::CaseId& pattern,
                                        int filings) {
  storage::WriteQueueOptions options;
  options.max_waiting = static_cast<std::size_t>(filings);
  options.max_batch = kBatch;
  VN_ASSIGN_OR_RETURN(const auto queue, Open(store, options));
  VN_ASSIGN_OR_RETURN(const FilingRows rows, RowsOf(*queue, pattern));
  std::vector<FilingRows> others(static_cast<std::size_t>(filings), rows);
  for (FilingRows& other : others) MakeAnother(other);
  return FileTogether(*queue, others);
}

absl::Status GrowStore(const ClosedStore& store, const contract::CaseId& pattern, int closed,
                       int open, std::uintmax_t bytes) {
  VN_ASSIGN_OR_RETURN(const auto queue, Open(store, {}));
  VN_ASSIGN_OR_RETURN(FilingRows rows, RowsOf(*queue, pattern));
  VN_RETURN_IF_ERROR(WriteMany(*queue, Closed(rows), closed));
  VN_RETURN_IF_ERROR(WriteMany(*queue, Light(rows), open));
  rows.summary.closed_day = rows.summary.last_activity_day + 1;
  while (std::filesystem::file_size(store.path) < bytes) {
    VN_RETURN_IF_ERROR(WriteMany(*queue, rows, 500));
  }
  return absl::OkStatus();
}

}  // namespace vangnet::bench
