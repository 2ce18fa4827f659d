#include "services/directory/attendance.h"

#include <string_view>
#include <tuple>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"
#include "services/audit_trail/leaf.h"

namespace vangnet::directory {
namespace {

constexpr int kMaxPeriods = 400;
constexpr std::uint64_t kLongestDuty = 48 * 3600;

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

absl::StatusOr<std::vector<storage::DutyRow>> CheckDutyList(
    const bundle::v1::Bundle& bundle, const v1::PublishDutyListRequest& request) {
  if (request.periods_size() > kMaxPeriods) return contract::BadField("periods", "at most 400");
  std::vector<storage::DutyRow> rows;
  for (const bundle::v1::DutyPeriod& period : request.periods()) {
    const auto principal = contract::PrincipalId::Parse(period.principal());
    const bundle::v1::Staff* staff =
        principal.ok() ? contract::FindStaff(bundle, *principal) : nullptr;
    if (staff == nullptr || !contract::HasRole(*staff, policy::v1::ROLE_SUPPORT_TEAM)) {
      return contract::BadField("periods.principal", "a member of the support team");
    }
    if (period.end_time() <= period.start_time() ||
        period.end_time() - period.start_time() > kLongestDuty) {
      return contract::BadField("periods.end_time", "after start_time, at most 48 hours");
    }
    const storage::DutyRow row{*principal, period.start_time(), period.end_time()};
    if (!rows.empty() && std::tie(rows.back().start_time, rows.back().principal) >=
                             std::tie(row.start_time, row.principal)) {
      return contract::BadField("periods", "sorted by start_time, then principal, each once");
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace vangnet::directory
