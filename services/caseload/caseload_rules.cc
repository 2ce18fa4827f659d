#include "services/caseload/caseload_rules.h"

#include <algorithm>

#include "proto/contract/clock.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::caseload {
namespace {

// Level 1 weighs 4, 2 weighs 2, 3 weighs 1, 4 weighs a half: in quarters.
std::uint32_t WeightInQuarters(std::uint32_t urgency) {
  switch (urgency) {
    case record::v1::URGENCY_URGENT:
      return 16;
    case record::v1::URGENCY_HIGH:
      return 8;
    case record::v1::URGENCY_LOW:
      return 2;
    default:
      return 4;
  }
}

struct Load {
  std::uint32_t cases = 0;
  std::uint32_t quarters = 0;
};

}  // namespace

bool IsOverdue(const storage::CaseRow& row, absl::Time now) {
  return row.acknowledge_by_time != 0 && row.acknowledge_by_time <= contract::ToSeconds(now);
}

std::vector<contract::PrincipalId> PersonsShown(absl::Span<const storage::ReaderRow> readers) {
  std::vector<contract::PrincipalId> persons;
  for (const storage::ReaderRow& reader : readers) {
    const bool listed = !reader.left && reader.role != record::v1::CASE_ROLE_UNSPECIFIED;
    const bool waits =
        reader.role == record::v1::CASE_ROLE_DUTY && reader.gate == storage::kGateClosed;
    if (listed && !waits) persons.push_back(reader.principal);
  }
  std::sort(persons.begin(), persons.end());
  return persons;
}

v1::CaseloadRow RowOf(const HeldCase& held, absl::Time now) {
  v1::CaseloadRow row;
  row.set_case_id(held.row.case_id.ToBytes());
  row.set_urgency(static_cast<record::v1::Urgency>(held.row.urgency));
  row.set_state(static_cast<caseview::v1::CaseState>(held.row.state));
  if (held.holder.has_value()) row.set_holder(held.holder->ToBytes());
  row.set_acknowledge_by_time(held.row.acknowledge_by_time);
  row.set_filed_day(static_cast<std::uint32_t>(held.row.filed_time / contract::kSecondsPerDay));
  row.set_last_activity_day(static_cast<std::uint32_t>(held.row.last_activity_day));
  row.set_overdue(IsOverdue(held.row, now));
  for (const contract::PrincipalId& person : held.persons) row.add_persons(person.ToBytes());
  return row;
}

v1::CaseloadTotals TotalsOf(const std::vector<HeldCase>& cases, absl::Time now) {
  v1::CaseloadTotals totals;
  std::map<contract::PrincipalId, Load> loads;
  std::map<std::uint32_t, std::uint32_t> categories;
  std::uint32_t overdue = 0;
  for (const HeldCase& held : cases) {
    if (IsOverdue(held.row, now)) ++overdue;
    ++categories[held.row.category];
    if (!held.holder.has_value()) continue;
    Load& load = loads[*held.holder];
    ++load.cases;
    load.quarters += WeightInQuarters(held.row.urgency);
  }
  totals.set_open_cases(static_cast<std::uint32_t>(cases.size()));
  totals.set_overdue_cases(overdue);
  for (const auto& [principal, load] : loads) {
    v1::HolderLoad& holder = *totals.add_holders();
    holder.set_principal(principal.ToBytes());
    holder.set_open_cases(load.cases);
    holder.set_weighted_quarters(load.quarters);
  }
  for (const auto& [category, count] : SuppressSmallCells(categories)) {
    v1::CategoryTotal& total = *totals.add_categories();
    total.set_category(static_cast<record::v1::Category>(category));
    total.set_open_cases(count);
  }
  return totals;
}

std::map<std::uint32_t, std::uint32_t> SuppressSmallCells(
    const std::map<std::uint32_t, std::uint32_t>& counts) {
  std::map<std::uint32_t, std::uint32_t> shown;
  std::uint32_t hidden_cells = 0;
  std::uint32_t hidden_cases = 0;
  for (const auto& [category, count] : counts) {
    if (count >= kSmallestCell) {
      shown[category] = count;
    } else if (count > 0) {
      ++hidden_cells;
      hidden_cases += count;
    }
  }
  while (hidden_cells > 0 && (hidden_cells < 2 || hidden_cases < kSmallestCell) && !shown.empty()) {
    const auto smallest =
        std::min_element(shown.begin(), shown.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    ++hidden_cells;
    hidden_cases += smallest->second;
    shown.erase(smallest);
  }
  return shown;
}

}  // namespace vangnet::caseload
