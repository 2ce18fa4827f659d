#include "services/server/store_check.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/check_readers.h"
#include "services/cryptography/sha256.h"
#include "spdlog/spdlog.h"
#include "storage/commit_chain.h"
#include "storage/commit_reason.h"
#include "storage/snapshot.h"

namespace vangnet::server {
namespace {

constexpr std::uint32_t kCasesAtOnce = 64;

// One read transaction: a case that changes meanwhile is seen before or after.
absl::Status CheckSomeCases(storage::Database& database, std::optional<contract::CaseId>& after,
                            bool& more) {
  VN_RETURN_IF_ERROR(database.Execute("BEGIN"));
  absl::Status result;
  {
    const storage::Snapshot snapshot(database);
    const auto cases = snapshot.cases().ListIds(after, kCasesAtOnce);
    result = cases.status();
    more = cases.ok() && !cases->empty();
    if (more) after = cases->back();
    for (std::size_t i = 0; result.ok() && i < cases->size(); ++i) {
      result = case_records::CheckReaders(snapshot, (*cases)[i]);
    }
  }
  const absl::Status ended = database.Execute("COMMIT");
  return result.ok() ? ended : result;
}

}  // namespace

absl::Status CheckWholeStore(storage::Database& database, const std::function<bool()>& cancelled) {
  VN_RETURN_IF_ERROR(storage::VerifyCommitChain(database, &cryptography::Sha256, cancelled));
  std::optional<contract::CaseId> after;
  for (bool more = true; more;) {
    if (cancelled()) return absl::CancelledError("store: check cancelled");
    VN_RETURN_IF_ERROR(CheckSomeCases(database, after, more));
  }
  return absl::OkStatus();
}

StoreCheck::StoreCheck(Opener opener, std::function<void()> altered,
                       std::chrono::milliseconds every)
    : opener_(std::move(opener)),
      altered_(std::move(altered)),
      every_(every),
      thread_([this] { Run(); }) {}

StoreCheck::~StoreCheck() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void StoreCheck::Run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    Look();
    lock.lock();
    wake_.wait_for(lock, every_, [this] { return stopping_.load(); });
  }
}

void StoreCheck::Look() {
  absl::Status result;
  {
    const absl::StatusOr<storage::DatabasePtr> database = opener_();
    result = database.status();
    if (result.ok()) result = CheckWholeStore(**database, [this] { return stopping_.load(); });
  }
  if (absl::IsCancelled(result)) return;
  content_ = result.ok() ? health::StoreContent::kInOrder : health::StoreContent::kNotInOrder;
  if (result.ok()) {
    spdlog::info("the store holds what was committed");
  } else if (contract::ReasonOf(result) == storage::commit_reason::kAltered) {
    spdlog::critical(
        "the store does not hold what was committed: a part of it was altered or put back. "
        "Nothing is served from it any more; run `vangnetd check`, restore a backup");
    altered_();
  } else if (absl::IsDataLoss(result)) {
    spdlog::error(
        "the rows that say who may open a case are not those of its records, in some case. "
        "Run `vangnetd check`, and call whoever maintains this program");
  } else {
    spdlog::error("the store could not be checked");
  }
}

}  // namespace vangnet::server
