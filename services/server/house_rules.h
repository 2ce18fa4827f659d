// What this server asks of a bundle, from its configuration and log key.
#ifndef VANGNET_SERVICES_SERVER_HOUSE_RULES_H_
#define VANGNET_SERVICES_SERVER_HOUSE_RULES_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/cryptography/ed25519.h"
#include "services/directory/next_bundle_rules.h"
#include "services/server/configuration.h"

namespace vangnet::server {

directory::HouseRules HouseRulesOf(const Configuration& configuration,
                                   const cryptography::LogSigner& log_signer);

// Whether the newest bundle of the store can be served. Fails with kLogKeyWrong or
// kBundleRefused. An expired one is served: nothing new is sealed, reading goes on.
absl::Status CheckServed(const contract::ParsedBundle& bundle, const directory::HouseRules& rules,
                         absl::Time now);

// A refusal of directory's rules as a failure of this program: kBundleRefused or
// kBundleExpired, with the rule's words.
absl::Status BundleFailure(const absl::Status& status);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_HOUSE_RULES_H_
