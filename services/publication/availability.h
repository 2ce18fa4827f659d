// The availability that is shown: made from the store, kept in memory as bytes.
#ifndef VANGNET_SERVICES_PUBLICATION_AVAILABILITY_H_
#define VANGNET_SERVICES_PUBLICATION_AVAILABILITY_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/mutex.h"
#include "storage/snapshot.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::publication {

using AvailabilityBytes = std::shared_ptr<const std::string>;

// Thread-safe.
class ShownAvailability {
 public:
  // Canonical vangnet.bundle.v1.Availability. Empty bytes before the first Set.
  AvailabilityBytes Get() const;
  void Set(AvailabilityBytes bytes);

 private:
  mutable storage::Mutex mutex_;
  AvailabilityBytes bytes_ ABSL_GUARDED_BY(mutex_) = std::make_shared<const std::string>();
};

// Both store what they return, in the transaction of the caller, who shows it after the
// commit.

// At a fixed time: with the loads of now.
absl::StatusOr<AvailabilityBytes> RenewAvailability(storage::Transaction& txn,
                                                    const bundle::v1::Bundle& bundle,
                                                    absl::Time now);
// After a change of bundle, absence or duty: with the loads that were shown last.
absl::StatusOr<AvailabilityBytes> AmendAvailability(storage::Transaction& txn,
                                                    const bundle::v1::Bundle& bundle,
                                                    absl::Time now);

// At start: what was stored, unless a fixed time has passed since; a restart tells nothing
// of the loads either.
absl::StatusOr<AvailabilityBytes> ResumeAvailability(storage::Transaction& txn,
                                                     const bundle::v1::Bundle& bundle,
                                                     absl::Time now);

}  // namespace vangnet::publication

#endif  // VANGNET_SERVICES_PUBLICATION_AVAILABILITY_H_
