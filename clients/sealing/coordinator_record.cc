#include "clients/sealing/coordinator_record.h"

#include <utility>

#include "clients/sealing/record_sign.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/parsed_record.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

using contract::ErrorWithReason;

bool IsCoordinator(const Identity& identity, const bundle::v1::Bundle& bundle) {
  const bundle::v1::Staff* staff = contract::FindStaff(bundle, identity.principal());
  return staff != nullptr && contract::HasRole(*staff, policy::v1::ROLE_COORDINATOR) &&
         staff->keys().signing_key() == identity.signing_key().view();
}

}  // namespace

absl::StatusOr<std::string> SignRemoval(const Removal& removal, const Identity& coordinator,
                                        const VerifiedBundle& bundle, absl::Time now,
                                        RandomSource& random) {
  if (bundle.ExpiredAt(now)) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, contract::reason::kBundleExpired,
                           "bundle: expired");
  }
  if (!IsCoordinator(coordinator, bundle.bundle())) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, contract::reason::kBundleStale,
                           "author: not a coordinator of the bundle, or with other keys");
  }
  record::v1::RecordHeader header;
  header.set_suite(contract::limit::kSuite);
  header.set_organisation_id(bundle.parsed().organisation_id.ToBytes());
  header.set_case_id(removal.case_id.ToBytes());
  header.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CHECK);
  header.set_record_id(RandomId<contract::RecordId>(random).ToBytes());
  header.set_kind(record::v1::RECORD_KIND_REMOVE_READER);
  header.set_author(coordinator.principal().ToBytes());
  header.set_author_key(coordinator.signing_key().ToBytes());
  header.set_author_seq(removal.author_seq);
  header.set_seen(removal.check_head.ToBytes());
  header.set_bundle_version(bundle.version());
  header.mutable_remove_reader()->set_principal(removal.person.ToBytes());
  header.mutable_remove_reader()->set_reason(removal.reason);
  VN_ASSIGN_OR_RETURN(contract::ParsedRecord record, SignRecord(header, "", "", coordinator));
  return std::move(record.bytes);
}

}  // namespace vangnet::sealing
