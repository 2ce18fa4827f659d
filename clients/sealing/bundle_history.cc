#include "clients/sealing/bundle_history.h"

#include <utility>

#include "clients/sealing/sha256.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {

BundleHistory::BundleHistory(const VerifiedBundle& newest) {
  bundles_.emplace(newest.version(), newest.parsed());
}

const contract::ParsedBundle* BundleHistory::Find(std::uint32_t version) const {
  const auto found = bundles_.find(version);
  return found == bundles_.end() ? nullptr : &found->second;
}

absl::Status BundleHistory::AddOlder(std::string_view signed_bundle) {
  VN_ASSIGN_OR_RETURN(contract::ParsedBundle older, contract::ParseBundle(Sha256, signed_bundle));
  const contract::ParsedBundle& oldest = bundles_.begin()->second;
  if (older.bundle.version() + 1 != oldest.bundle.version() ||
      older.bundle_hash.view() != oldest.bundle.previous_bundle_hash()) {
    return absl::DataLossError("bundle: not the one before");
  }
  bundles_.emplace(older.bundle.version(), std::move(older));
  return absl::OkStatus();
}

}  // namespace vangnet::sealing
