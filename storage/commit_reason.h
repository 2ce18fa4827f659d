// Why a store is refused although its key is right and every page is whole
// (contract::ReasonOf of the status). Stable: `vangnetd` gives each its own message and exit
// code.
#ifndef VANGNET_STORAGE_COMMIT_REASON_H_
#define VANGNET_STORAGE_COMMIT_REASON_H_

#include <string_view>

namespace vangnet::storage::commit_reason {

inline constexpr std::string_view kAltered = "STORE_ALTERED";  // Its rows, or its chain.
inline constexpr std::string_view kOldStore = "STORE_OLD";     // The anchor is ahead of it.
inline constexpr std::string_view kOldAnchor = "ANCHOR_OLD";   // More than one commit behind.
inline constexpr std::string_view kForeignAnchor = "ANCHOR_FOREIGN";    // Of another store.
inline constexpr std::string_view kAnchorMissing = "ANCHOR_MISSING";    // No such file.
inline constexpr std::string_view kAnchorExists = "ANCHOR_EXISTS";      // Create only.
inline constexpr std::string_view kAnchorDamaged = "ANCHOR_DAMAGED";    // No slot holds.
inline constexpr std::string_view kAnchorUnusable = "ANCHOR_UNUSABLE";  // Cannot be written.

}  // namespace vangnet::storage::commit_reason

#endif  // VANGNET_STORAGE_COMMIT_REASON_H_
