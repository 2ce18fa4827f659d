// The newest bundle, parsed once and kept in memory: logins, roles and every check of a
// key ask for it.
#ifndef VANGNET_SERVICES_PUBLICATION_NEWEST_BUNDLE_H_
#define VANGNET_SERVICES_PUBLICATION_NEWEST_BUNDLE_H_

#include <map>
#include <memory>

#include "absl/status/statusor.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/ids.h"
#include "storage/mutex.h"
#include "storage/snapshot.h"

namespace vangnet::publication {

using BundlePtr = std::shared_ptr<const contract::ParsedBundle>;

// Thread-safe.
class NewestBundle {
 public:
  explicit NewestBundle(BundlePtr bundle) : bundle_(std::move(bundle)) {}

  // From the store, at start. NOT_FOUND before the first bundle; DATA_LOSS when the stored
  // one does not parse.
  static absl::StatusOr<BundlePtr> Load(const storage::Snapshot& snapshot);

  // What was newest a moment ago. For whoever reads: logins, roles, lists.
  BundlePtr Get() const;

  // What is newest in this very view of the store. For whoever decides inside a
  // transaction: a bundle that was published in the same batch counts already.
  absl::StatusOr<BundlePtr> In(const storage::Snapshot& snapshot) const;

  // After the commit of a new one. An older one than the present changes nothing.
  void Set(BundlePtr bundle);

 private:
  mutable storage::Mutex mutex_;
  BundlePtr bundle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace vangnet::publication

#endif  // VANGNET_SERVICES_PUBLICATION_NEWEST_BUNDLE_H_
