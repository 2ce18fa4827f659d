#include "services/directory/attendance.h"

#include <string_view>
#include <vector>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"
#include "services/audit_trail/leaf.h"
#include "services/directory/duty_list_rules.h"

namespace vangnet::directory {
namespace {

// Whose availability the caller may set.
absl::StatusOr<contract::PrincipalId> Target(const gate::Caller& caller,
                                             const bundle::v1::Bundle& bundle,
                                             std::string_view principal) {
  contract::PrincipalId target = caller.principal;
  if (!principal.empty()) {
    const auto parsed = contract::PrincipalId::Parse(principal);
    if (!parsed.ok()) return contract::BadField("principal", "16 bytes, or none");
    target = *parsed;
  }
  const bundle::v1::Staff* staff = contract::FindStaff(bundle, target);
  const bool may = target == caller.principal || caller.Has(policy::v1::ROLE_ADMINISTRATOR);
  if (!may || staff == nullptr || !contract::HandlesCases(*staff)) return contract::NotFound();
  return target;
}

absl::Status AppendLeaf(storage::Transaction& txn, const gate::Caller& caller,
                        std::uint32_t action) {
  audit_trail::Event event;
  event.actor = caller.principal;
  event.action = action;
  VN_ASSIGN_OR_RETURN(const storage::LeafRow leaf, audit_trail::MakeLeaf(event, caller.now));
  return txn.leaves().Append(leaf).status();
}

}  // namespace

absl::StatusOr<publication::AvailabilityBytes> SetAvailability(
    storage::Transaction& txn, const gate::Caller& caller, const bundle::v1::Bundle& bundle,
    const v1::SetAvailabilityRequest& request) {
  const std::uint64_t now = contract::ToSeconds(caller.now);
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId target,
                      Target(caller, bundle, request.principal()));
  if (request.until_time() != 0 && (request.taking_cases() || request.until_time() <= now)) {
    return contract::BadField("until_time", "in the future, and only with taking_cases false");
  }
  VN_RETURN_IF_ERROR(txn.absences().Clear(target));
  if (!request.taking_cases()) {
    VN_RETURN_IF_ERROR(txn.absences().Put({target, now, request.until_time(), caller.principal}));
  }
  VN_RETURN_IF_ERROR(AppendLeaf(txn, caller, audit_trail::kAvailabilitySet));
  return publication::AmendAvailability(txn, bundle, caller.now);
}

absl::StatusOr<publication::AvailabilityBytes> PublishDutyList(
    storage::Transaction& txn, const gate::Caller& caller, const bundle::v1::Bundle& bundle,
    const v1::PublishDutyListRequest& request) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::DutyRow> rows, CheckDutyList(bundle, request));
  VN_RETURN_IF_ERROR(txn.duties().ReplaceAll(rows));
  VN_RETURN_IF_ERROR(AppendLeaf(txn, caller, audit_trail::kDutyPublished));
  return publication::AmendAvailability(txn, bundle, caller.now);
}

}  // namespace vangnet::directory
