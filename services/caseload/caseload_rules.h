// Sums over a coordinator's open cases (domain rules in SPEC.md, "Caseload"). Pure.
#ifndef VANGNET_SERVICES_CASELOAD_CASELOAD_RULES_H_
#define VANGNET_SERVICES_CASELOAD_CASELOAD_RULES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "proto/contract/ids.h"
#include "storage/case_store.h"
#include "storage/reader_store.h"
#include "vangnet/caseload/v1/caseload_service.pb.h"

namespace vangnet::caseload {

// An open case that names the coordinator.
struct HeldCase {
  storage::CaseRow row;
  // The lead, or while nobody leads the rung whose turn it is.
  std::optional<contract::PrincipalId> holder;
  // As PersonsShown says.
  std::vector<contract::PrincipalId> persons = {};
};

// Those of a case's reader rows who are on its access list, sorted. A duty officer whose
// gate is closed is left out: being named would tell a crisis.
std::vector<contract::PrincipalId> PersonsShown(absl::Span<const storage::ReaderRow> readers);

bool IsOverdue(const storage::CaseRow& row, absl::Time now);

// Without the caller's place in `check`, which get_caseload.cc reads.
v1::CaseloadRow RowOf(const HeldCase& held, absl::Time now);

v1::CaseloadTotals TotalsOf(const std::vector<HeldCase>& cases, absl::Time now);

// Fewer than this many cases of a category are never shown.
inline constexpr std::uint32_t kSmallestCell = 5;

// The categories that may be shown, of `counts` whose sum is shown beside them. Small cells
// are left out, and then the smallest others, until what is left out is at least
// kSmallestCell together and in at least two categories: else a cell, or that a few cases
// are among so few categories, could be computed from the rest. Says nothing about two
// answers held against each other: who watches a sum grow with one new row knows its
// category. Empty cells are left out without any other: there is nobody in them.
std::map<std::uint32_t, std::uint32_t> SuppressSmallCells(
    const std::map<std::uint32_t, std::uint32_t>& counts);

}  // namespace vangnet::caseload

#endif  // VANGNET_SERVICES_CASELOAD_CASELOAD_RULES_H_
