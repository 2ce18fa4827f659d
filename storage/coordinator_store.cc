#include "storage/coordinator_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

CaseRow ReadCase(Statement& row) { return ReadCaseRow(row, 0); }

contract::PrincipalId ReadPrincipal(Statement& row) { return row.Fixed<contract::PrincipalId>(0); }

}  // namespace

absl::StatusOr<bool> CoordinatorStore::Contains(const contract::CaseId& case_id,
                                                const contract::PrincipalId& coordinator) const {
  VN_ASSIGN_OR_RETURN(
      const std::uint64_t there,
      GetOne(database_, &ReadNumber,
             "SELECT count(*) FROM coordinator WHERE case_id = ?1 AND principal = ?2", case_id,
             coordinator));
  return there > 0;
}

absl::StatusOr<std::vector<contract::PrincipalId>> CoordinatorStore::ListForCase(
    const contract::CaseId& case_id) const {
  return ListAll(database_, &ReadPrincipal,
                 "SELECT principal FROM coordinator WHERE case_id = ?1 ORDER BY principal",
                 case_id);
}

absl::StatusOr<std::vector<CaseRow>> CoordinatorStore::ListOpenCasesOf(
    const contract::PrincipalId& coordinator, const std::optional<contract::CaseId>& after,
    std::uint32_t limit) const {
  return ListAll(database_, &ReadCase,
                 "SELECT c.case_id, c.reporter_key, c.category, c.urgency, c.calendar, "
                 "c.language, c.state, c.lead, c.filed_time, c.acknowledge_by_time, "
                 "c.acknowledged_time, c.last_activity_day, c.closed_day "
                 "FROM coordinator AS o INDEXED BY open_coordinator "
                 "CROSS JOIN cases AS c INDEXED BY open_case_row "
                 "ON c.case_id = o.case_id AND c.closed_day = 0 "
                 "WHERE o.principal = ?1 AND o.case_id > ?2 AND o.case_open = 1 "
                 "ORDER BY o.case_id LIMIT ?3",
                 coordinator, After(after), limit);
}

absl::Status CoordinatorStore::Insert(const contract::CaseId& case_id,
                                      const contract::PrincipalId& coordinator) {
  return Change(database_,
                "INSERT INTO coordinator (case_id, principal, case_open) "
                "VALUES (?1, ?2, (SELECT closed_day = 0 FROM cases WHERE case_id = ?1))",
                case_id, coordinator);
}

}  // namespace vangnet::storage
