#include "services/directory/publish_bundle.h"

#include <memory>
#include <utility>

#include "proto/contract/clock.h"
#include "proto/contract/status_macros.h"
#include "services/audit_trail/leaf.h"
#include "services/cryptography/sha256.h"

namespace vangnet::directory {
namespace {

absl::StatusOr<Published> Store(storage::Transaction& txn, contract::ParsedBundle bundle,
                                absl::Time now) {
  VN_RETURN_IF_ERROR(
      txn.bundles().Append({bundle.bundle.version(), bundle.signed_bundle, bundle.bundle_hash,
                            contract::RoundToMinute(contract::ToSeconds(now))}));
  Published published;
  VN_ASSIGN_OR_RETURN(published.availability,
                      publication::AmendAvailability(txn, bundle.bundle, now));
  published.bundle = std::make_shared<const contract::ParsedBundle>(std::move(bundle));
  return published;
}

}  // namespace

absl::StatusOr<Published> PublishBundle(storage::Transaction& txn, const gate::Caller& caller,
                                        const publication::NewestBundle& newest,
                                        const HouseRules& rules, std::string_view signed_bundle) {
  VN_ASSIGN_OR_RETURN(const publication::BundlePtr before, newest.In(txn));
  if (signed_bundle == before->signed_bundle) return Published();
  VN_ASSIGN_OR_RETURN(contract::ParsedBundle bundle,
                      contract::ParseBundle(&cryptography::Sha256, signed_bundle));
  VN_RETURN_IF_ERROR(CheckNextBundle(*before, bundle, rules, caller.now));
  audit_trail::Event event;
  event.actor = caller.principal;
  event.action = audit_trail::kBundlePublished;
  event.record_hash = bundle.bundle_hash;
  VN_ASSIGN_OR_RETURN(const storage::LeafRow leaf, audit_trail::MakeLeaf(event, caller.now));
  VN_RETURN_IF_ERROR(txn.leaves().Append(leaf).status());
  return Store(txn, std::move(bundle), caller.now);
}

absl::StatusOr<Published> PublishFirstBundle(storage::Transaction& txn, const HouseRules& rules,
                                             std::string_view signed_bundle, absl::Time now) {
  VN_ASSIGN_OR_RETURN(contract::ParsedBundle bundle,
                      contract::ParseBundle(&cryptography::Sha256, signed_bundle));
  VN_RETURN_IF_ERROR(CheckFirstBundle(bundle, rules, now));
  return Store(txn, std::move(bundle), now);
}

}  // namespace vangnet::directory
