#include "storage/reader_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

constexpr int kReaderColumnCount = 6;

ReaderRow ReadReaderRow(Statement& row) {
  return {.case_id = row.Fixed<contract::CaseId>(0),
          .principal = row.Fixed<contract::PrincipalId>(1),
          .role = row.U32(2),
          .gate = row.U32(3),
          .rung = row.U32(4),
          .left = row.Bool(5)};
}

ReaderCase ReadReaderCase(Statement& row) {
  return {.reader = ReadReaderRow(row), .summary = ReadCaseRow(row, kReaderColumnCount)};
}

}  // namespace

absl::StatusOr<std::optional<ReaderRow>> ReaderStore::Find(
    const contract::CaseId& case_id, const contract::PrincipalId& principal) const {
  return FindOne(database_, &ReadReaderRow,
                 "SELECT case_id, principal, role, gate, rung, has_left FROM reader "
                 "WHERE case_id = ?1 AND principal = ?2",
                 case_id, principal);
}

absl::StatusOr<std::vector<ReaderRow>> ReaderStore::ListForCase(
    const contract::CaseId& case_id) const {
  return ListAll(database_, &ReadReaderRow,
                 "SELECT case_id, principal, role, gate, rung, has_left FROM reader "
                 "WHERE case_id = ?1 ORDER BY rung, principal",
                 case_id);
}

absl::StatusOr<std::vector<ReaderRow>> ReaderStore::ListForOpenCase(
    const contract::CaseId& case_id) const {
  return ListAll(database_, &ReadReaderRow,
                 "SELECT case_id, principal, role, gate, rung, has_left FROM reader "
                 "INDEXED BY open_case_reader "
                 "WHERE case_id = ?1 AND case_open = 1 ORDER BY rung, principal",
                 case_id);
}

absl::StatusOr<std::vector<ReaderCase>> ReaderStore::ListOpenCasesOf(
    const contract::PrincipalId& principal, const std::optional<contract::CaseId>& after,
    std::uint32_t limit) const {
  // CROSS JOIN keeps the order: first the few rows of the person, then their cases.
  return ListAll(database_, &ReadReaderCase,
                 "SELECT r.case_id, r.principal, r.role, r.gate, r.rung, r.has_left, c.case_id, "
                 "c.reporter_key, c.category, c.urgency, c.calendar, c.language, c.state, c.lead, "
                 "c.filed_time, c.acknowledge_by_time, c.acknowledged_time, "
                 "c.last_activity_day, c.closed_day "
                 "FROM reader AS r INDEXED BY open_reader "
                 "CROSS JOIN cases AS c INDEXED BY open_case_row "
                 "ON c.case_id = r.case_id AND c.closed_day = 0 "
                 "WHERE r.principal = ?1 AND r.case_id > ?2 "
                 "AND r.case_open = 1 AND r.gate >= 1 AND r.has_left = 0 "
                 "ORDER BY r.case_id LIMIT ?3",
                 principal, After(after), limit);
}

absl::Status ReaderStore::Upsert(const ReaderRow& row) {
  return Change(database_,
                "INSERT INTO reader (case_id, principal, role, gate, rung, has_left, case_open) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
                "(SELECT closed_day = 0 FROM cases WHERE case_id = ?1)) "
                "ON CONFLICT (case_id, principal) DO UPDATE SET role = excluded.role, "
                "gate = excluded.gate, rung = excluded.rung, has_left = excluded.has_left, "
                "case_open = excluded.case_open",
                row.case_id, row.principal, row.role, row.gate, row.rung, row.left);
}

}  // namespace vangnet::storage
