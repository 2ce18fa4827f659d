// Bundles by version, for reading records that were written under older ones. Starts
// from a verified bundle and goes back by hash: each bundle names the hash of the one
// before, so no older one needs its signatures or its dates looked at again.
#ifndef VANGNET_CLIENTS_SEALING_BUNDLE_HISTORY_H_
#define VANGNET_CLIENTS_SEALING_BUNDLE_HISTORY_H_

#include <cstdint>
#include <map>
#include <string_view>

#include "absl/status/status.h"
#include "clients/sealing/bundle_verify.h"
#include "proto/contract/bundle_rules.h"

namespace vangnet::sealing {

// Thread-compatible. Copyable.
class BundleHistory {
 public:
  explicit BundleHistory(const VerifiedBundle& newest);

  const contract::ParsedBundle& newest() const { return bundles_.rbegin()->second; }
  std::uint32_t oldest_version() const { return bundles_.begin()->first; }
  // Null for a version that is not held. Valid as long as this object.
  const contract::ParsedBundle* Find(std::uint32_t version) const;

  // Adds the bundle of oldest_version() - 1. INVALID_ARGUMENT: no bundle at all;
  // DATA_LOSS: not the one whose hash the oldest held one names.
  absl::Status AddOlder(std::string_view signed_bundle);

 private:
  std::map<std::uint32_t, contract::ParsedBundle> bundles_;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_BUNDLE_HISTORY_H_
