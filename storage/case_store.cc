#include "storage/case_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

#define VN_CASE_COLUMNS                                                         \
  "case_id, reporter_key, category, urgency, calendar, language, state, lead, " \
  "filed_time, acknowledge_by_time, acknowledged_time, last_activity_day, closed_day "

CaseRow ReadCase(Statement& row) { return ReadCaseRow(row, 0); }

contract::CaseId ReadId(Statement& row) { return row.Fixed<contract::CaseId>(0); }

struct OpenCount {
  std::uint32_t category, urgency, state;
  std::uint64_t cases;
};

OpenCount ReadOpenCount(Statement& row) { return {row.U32(0), row.U32(1), row.U32(2), row.U64(3)}; }

OpenLoad ReadOpenLoad(Statement& row) {
  return {.lead = row.Fixed<contract::PrincipalId>(0),
          .urgency = row.U32(1),
          .state = row.U32(2),
          .cases = row.U64(3)};
}

}  // namespace

CaseRow ReadCaseRow(Statement& row, int first) {
  return {.case_id = row.Fixed<contract::CaseId>(first),
          .reporter_key = row.Fixed<contract::SigningKey>(first + 1),
          .category = row.U32(first + 2),
          .urgency = row.U32(first + 3),
          .calendar = row.U32(first + 4),
          .language = row.U32(first + 5),
          .state = row.U32(first + 6),
          .lead = row.OptionalFixed<contract::PrincipalId>(first + 7),
          .filed_time = row.U64(first + 8),
          .acknowledge_by_time = row.U64(first + 9),
          .acknowledged_time = row.U64(first + 10),
          .last_activity_day = row.U64(first + 11),
          .closed_day = row.U64(first + 12)};
}

absl::StatusOr<CaseRow> CaseStore::Get(const contract::CaseId& case_id) const {
  return GetOne(database_, &ReadCase, "SELECT " VN_CASE_COLUMNS "FROM cases WHERE case_id = ?1",
                case_id);
}

absl::StatusOr<CaseRow> CaseStore::FindByReporterKey(const contract::SigningKey& key) const {
  return GetOne(database_, &ReadCase,
                "SELECT " VN_CASE_COLUMNS "FROM cases WHERE reporter_key = ?1", key);
}

absl::StatusOr<std::vector<contract::CaseId>> CaseStore::ListIds(
    const std::optional<contract::CaseId>& after, std::uint32_t limit) const {
  return ListAll(database_, &ReadId,
                 "SELECT case_id FROM cases WHERE case_id > ?1 ORDER BY case_id LIMIT ?2",
                 After(after), limit);
}

absl::StatusOr<OpenTotals> CaseStore::CountOpen() const {
  VN_ASSIGN_OR_RETURN(const std::vector<OpenCount> counts,
                      ListAll(database_, &ReadOpenCount,
                              "SELECT category, urgency, state, count(*) "
                              "FROM cases INDEXED BY open_case WHERE closed_day = 0 "
                              "GROUP BY category, urgency, state"));
  OpenTotals totals;
  for (const OpenCount& count : counts) {
    totals.cases += count.cases;
    totals.by_category[count.category] += count.cases;
    totals.by_urgency[count.urgency] += count.cases;
    totals.by_state[count.state] += count.cases;
  }
  return totals;
}

absl::StatusOr<std::vector<OpenLoad>> CaseStore::ListOpenLoad() const {
  return ListAll(database_, &ReadOpenLoad,
                 "SELECT lead, urgency, state, count(*) "
                 "FROM cases INDEXED BY open_load WHERE closed_day = 0 AND lead IS NOT NULL "
                 "GROUP BY lead, urgency, state ORDER BY lead, urgency, state");
}

absl::Status CaseStore::Insert(const CaseRow& row) {
  return Change(database_,
                "INSERT INTO cases (" VN_CASE_COLUMNS
                ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                row.case_id, row.reporter_key, row.category, row.urgency, row.calendar,
                row.language, row.state, row.lead, row.filed_time, row.acknowledge_by_time,
                row.acknowledged_time, row.last_activity_day, row.closed_day);
}

absl::Status CaseStore::Update(const CaseRow& row) {
  VN_RETURN_IF_ERROR(
      Change(database_,
             "UPDATE cases SET reporter_key = ?2, category = ?3, urgency = ?4, calendar = ?5, "
             "language = ?6, state = ?7, lead = ?8, filed_time = ?9, acknowledge_by_time = ?10, "
             "acknowledged_time = ?11, last_activity_day = ?12, closed_day = ?13 "
             "WHERE case_id = ?1",
             row.case_id, row.reporter_key, row.category, row.urgency, row.calendar, row.language,
             row.state, row.lead, row.filed_time, row.acknowledge_by_time, row.acknowledged_time,
             row.last_activity_day, row.closed_day));
  return database_.rows_changed() == 1 ? absl::OkStatus() : contract::NotFound();
}

}  // namespace vangnet::storage
