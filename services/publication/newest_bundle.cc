#include "services/publication/newest_bundle.h"

#include <utility>

#include "absl/status/status.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"

namespace vangnet::publication {
namespace {

absl::StatusOr<BundlePtr> Parse(const storage::BundleRow& row) {
  absl::StatusOr<contract::ParsedBundle> parsed =
      contract::ParseBundle(&cryptography::Sha256, row.signed_bundle);
  if (!parsed.ok() || parsed->bundle.version() != row.version ||
      parsed->bundle_hash != row.bundle_hash) {
    return absl::DataLossError("newest bundle");
  }
  return std::make_shared<const contract::ParsedBundle>(*std::move(parsed));
}

}  // namespace

absl::StatusOr<BundlePtr> NewestBundle::Load(const storage::Snapshot& snapshot) {
  VN_ASSIGN_OR_RETURN(const storage::BundleRow row, snapshot.bundles().Newest());
  return Parse(row);
}

BundlePtr NewestBundle::Get() const {
  const storage::MutexLock lock(mutex_);
  return bundle_;
}

absl::StatusOr<BundlePtr> NewestBundle::In(const storage::Snapshot& snapshot) const {
  // A published version never changes, so that the number tells enough.
  VN_ASSIGN_OR_RETURN(const std::uint32_t version, snapshot.bundles().NewestVersion());
  BundlePtr known = Get();
  if (known->bundle.version() == version) return known;
  return Load(snapshot);
}

void NewestBundle::Set(BundlePtr bundle) {
  const storage::MutexLock lock(mutex_);
  if (bundle->bundle.version() > bundle_->bundle.version()) bundle_ = std::move(bundle);
}

}  // namespace vangnet::publication
