#include "services/caseload/get_caseload.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "proto/contract/chain.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/compartment_head.h"
#include "services/case_records/ladder_rules.h"
#include "services/case_records/page_token.h"
#include "services/caseload/caseload_rules.h"

namespace vangnet::caseload {
namespace {

constexpr std::uint32_t kReadAtOnce = 200;

absl::StatusOr<HeldCase> Hold(const storage::Snapshot& snapshot, const storage::CaseRow& row) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::ReaderRow> readers,
                      snapshot.readers().ListForOpenCase(row.case_id));
  HeldCase held{.row = row, .holder = std::nullopt, .persons = PersonsShown(readers)};
  held.holder = held.row.lead;
  if (!held.holder.has_value()) held.holder = case_records::TurnHolder(readers);
  return held;
}

// Where the coordinator's next record of `check` has its place.
absl::Status FillPlace(const storage::Snapshot& snapshot, const contract::CaseId& case_id,
                       const contract::PrincipalId& coordinator, v1::CaseloadRow& row) {
  const auto check = record::v1::COMPARTMENT_KIND_CHECK;
  VN_ASSIGN_OR_RETURN(const caseview::v1::CompartmentHead head,
                      case_records::ReadHead(snapshot, case_id, check));
  VN_ASSIGN_OR_RETURN(
      const std::uint32_t last,
      snapshot.records().LastAuthorSeq(case_id, contract::CompartmentKey(check), coordinator));
  row.set_check_head(head.head());
  row.set_next_author_seq(last + 1);
  return absl::OkStatus();
}

// At most `limit` of the coordinator's open cases after `after`.
absl::StatusOr<std::vector<HeldCase>> ReadCases(const storage::Snapshot& snapshot,
                                                const contract::PrincipalId& coordinator,
                                                const std::optional<contract::CaseId>& after,
                                                std::uint32_t limit) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::CaseRow> rows,
                      snapshot.coordinators().ListOpenCasesOf(coordinator, after, limit));
  std::vector<HeldCase> cases;
  for (const storage::CaseRow& row : rows) {
    VN_ASSIGN_OR_RETURN(HeldCase held, Hold(snapshot, row));
    cases.push_back(std::move(held));
  }
  return cases;
}

absl::StatusOr<std::vector<HeldCase>> ReadAllCases(const storage::Snapshot& snapshot,
                                                   const contract::PrincipalId& coordinator) {
  std::vector<HeldCase> all;
  while (true) {
    const std::optional<contract::CaseId> after =
        all.empty() ? std::nullopt : std::optional(all.back().row.case_id);
    VN_ASSIGN_OR_RETURN(std::vector<HeldCase> some,
                        ReadCases(snapshot, coordinator, after, kReadAtOnce));
    const bool last = some.size() < kReadAtOnce;
    std::move(some.begin(), some.end(), std::back_inserter(all));
    if (last) return all;
  }
}

}  // namespace

absl::Status GetCaseload(const storage::Snapshot& snapshot, const gate::Caller& caller,
                         const v1::GetCaseloadRequest& request, v1::GetCaseloadResponse& response) {
  VN_ASSIGN_OR_RETURN(const std::uint32_t size, case_records::PageSize(request.page_size()));
  VN_ASSIGN_OR_RETURN(const std::optional<contract::CaseId> after,
                      case_records::CaseOfToken(request.page_token()));
  std::vector<HeldCase> cases;
  if (after.has_value()) {
    VN_ASSIGN_OR_RETURN(cases, ReadCases(snapshot, caller.principal, after, size + 1));
  } else {
    VN_ASSIGN_OR_RETURN(cases, ReadAllCases(snapshot, caller.principal));
    *response.mutable_totals() = TotalsOf(cases, caller.now);
  }
  const std::size_t shown = std::min<std::size_t>(cases.size(), size);
  for (std::size_t i = 0; i < shown; ++i) {
    v1::CaseloadRow& row = *response.add_rows();
    row = RowOf(cases[i], caller.now);
    VN_RETURN_IF_ERROR(FillPlace(snapshot, cases[i].row.case_id, caller.principal, row));
  }
  if (shown < cases.size()) {
    response.set_next_page_token(case_records::TokenAfter(cases[shown - 1].row.case_id));
  }
  return absl::OkStatus();
}

}  // namespace vangnet::caseload
