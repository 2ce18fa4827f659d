#include "services/directory/duty_list_rules.h"

#include <tuple>

#include "proto/contract/error.h"
#include "proto/contract/routing_rules.h"

namespace vangnet::directory {
namespace {

constexpr int kMaxPeriods = 400;
constexpr std::uint64_t kLongestDuty = 48 * 3600;

}  // namespace

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
