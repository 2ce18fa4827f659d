// Publishing the next bundle: the row, the audit leaf and the availability of its staff are
// one transaction.
#ifndef VANGNET_SERVICES_DIRECTORY_PUBLISH_BUNDLE_H_
#define VANGNET_SERVICES_DIRECTORY_PUBLISH_BUNDLE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/directory/next_bundle_rules.h"
#include "services/gate/caller.h"
#include "services/publication/availability.h"
#include "services/publication/newest_bundle.h"
#include "storage/snapshot.h"

namespace vangnet::directory {

// What has to be shown after the commit. Empty when the newest bundle was sent again.
struct Published {
  publication::BundlePtr bundle;
  publication::AvailabilityBytes availability;
};

// INVALID_ARGUMENT as contract::ParseBundle; FAILED_PRECONDITION as CheckNextBundle. The
// very bytes of the newest bundle again are OK and change nothing.
absl::StatusOr<Published> PublishBundle(storage::Transaction& txn, const gate::Caller& caller,
                                        const publication::NewestBundle& newest,
                                        const HouseRules& rules, std::string_view signed_bundle);

// For `vangnetd init`: the first bundle of an empty store. FAILED_PRECONDITION as
// CheckFirstBundle. No leaf: nobody has signed in yet.
absl::StatusOr<Published> PublishFirstBundle(storage::Transaction& txn, const HouseRules& rules,
                                             std::string_view signed_bundle, absl::Time now);

}  // namespace vangnet::directory

#endif  // VANGNET_SERVICES_DIRECTORY_PUBLISH_BUNDLE_H_
