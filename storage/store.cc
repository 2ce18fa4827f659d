#include "storage/store.h"

#include <utility>

#include "proto/contract/status_macros.h"
#include "storage/disk_room.h"

namespace vangnet::storage {

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const std::string& path, StoreKey key,
                                                   StoreOptions options) {
  if (options.commits.hash == nullptr || options.commits.anchor_path.empty()) {
    return absl::InvalidArgumentError("store: hash and anchor are required");
  }
  const auto shared_key = std::make_shared<const StoreKey>(std::move(key));
  VN_ASSIGN_OR_RETURN(
      std::unique_ptr<WriteQueue> writes,
      WriteQueue::Start([path, shared_key] { return OpenEncrypted(path, *shared_key); },
                        std::make_unique<CommitLog>(options.commits), options.writing));
  VN_ASSIGN_OR_RETURN(
      std::unique_ptr<ReaderPool> reads,
      ReaderPool::Start([path, shared_key] { return OpenReadOnly(path, *shared_key); },
                        options.reading));
  return std::unique_ptr<Store>(new Store(path, std::move(writes), std::move(reads)));
}

absl::Status Store::Reopen() {
  // Opening needs no room: it would serve, fail with the first report, and so on for ever.
  if (writes_->health().cause == StopCause::kDiskFull) VN_RETURN_IF_ERROR(CheckRoom(path_));
  reads_->RenewConnections();
  return writes_->Reopen();
}

void Store::Stop() {
  reads_->Stop();
  writes_->Stop();
}

}  // namespace vangnet::storage
