// Makes audit leaves (SPEC.md section 9). Who acts appends the leaf in the transaction of
// the act itself: neither exists without the other.
#ifndef VANGNET_SERVICES_AUDIT_TRAIL_LEAF_H_
#define VANGNET_SERVICES_AUDIT_TRAIL_LEAF_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/ids.h"
#include "storage/leaf_store.h"

namespace vangnet::audit_trail {

// Acts that are no record of a case. A record's action is its RecordKind.
inline constexpr std::uint32_t kBundlePublished = 1001;
inline constexpr std::uint32_t kAvailabilitySet = 1002;
inline constexpr std::uint32_t kDutyPublished = 1003;

enum class Outcome : std::uint32_t { kDone = 1, kRefused = 2 };

struct Event {
  contract::PrincipalId actor;
  std::uint32_t action = 0;
  std::optional<contract::CaseId> case_id;    // None outside of a case.
  std::optional<contract::Hash> record_hash;  // Of the record, or of the bundle.
  Outcome outcome = Outcome::kDone;
};

// The leaf of `event`, with a fresh salt, so that neither leaf nor case_ref can be guessed
// or matched with another. Its sequence is given by the store. INTERNAL when there is no
// randomness.
absl::StatusOr<storage::LeafRow> MakeLeaf(const Event& event, absl::Time now);

}  // namespace vangnet::audit_trail

#endif  // VANGNET_SERVICES_AUDIT_TRAIL_LEAF_H_
