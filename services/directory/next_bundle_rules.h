// When a bundle may follow the newest one (SPEC.md section 4). Pure, but for the
// verification of signatures.
#ifndef VANGNET_SERVICES_DIRECTORY_NEXT_BUNDLE_RULES_H_
#define VANGNET_SERVICES_DIRECTORY_NEXT_BUNDLE_RULES_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/ids.h"

namespace vangnet::directory {

// What this server asks of every bundle that it serves.
struct HouseRules {
  contract::SigningKey log_key;  // Must be among the bundle's log keys.
  bool demonstration = false;    // True: this server listens on loopback only.
};

// How many of `signers` signed `bundle` well. A signature of anybody else counts nothing.
std::uint32_t CountSigners(const bundle::v1::SignerSet& signers,
                           const contract::ParsedBundle& bundle);

// Whether this server's log key may sign for the bundle's organisation now.
bool HoldsLogKey(const bundle::v1::Bundle& bundle, const contract::SigningKey& key, absl::Time now);

// FAILED_PRECONDITION/BUNDLE_REFUSED for a demonstration where none is allowed, or whose
// endpoints are anything but loopback.
absl::Status CheckDemonstration(const bundle::v1::Bundle& bundle, const HouseRules& rules);

// The bundle can be published here now, whatever came before it. FAILED_PRECONDITION:
// BUNDLE_EXPIRED, or BUNDLE_REFUSED naming what is wrong: the two above.
absl::Status CheckHouseRules(const contract::ParsedBundle& bundle, const HouseRules& rules,
                             absl::Time now);

// The first bundle of all: version 1, its organisation id is that of its own signers, who
// signed it. Also the house rules. Same reasons.
absl::Status CheckFirstBundle(const contract::ParsedBundle& bundle, const HouseRules& rules,
                              absl::Time now);

// The bundle that follows `newest`: the same organisation, its version + 1, its hash, and
// signed by enough of its signers. Also the house rules. Same reasons.
absl::Status CheckNextBundle(const contract::ParsedBundle& newest,
                             const contract::ParsedBundle& bundle, const HouseRules& rules,
                             absl::Time now);

}  // namespace vangnet::directory

#endif  // VANGNET_SERVICES_DIRECTORY_NEXT_BUNDLE_RULES_H_
