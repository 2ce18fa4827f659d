#include "storage/due_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

DueRow ReadDueRow(Statement& row) {
  return {.case_id = row.Fixed<contract::CaseId>(0),
          .due_id = row.Fixed<DueId>(1),
          .kind = row.U32(2),
          .due_time = row.U64(3),
          .level = row.U32(4),
          .rung = row.U32(5)};
}

}  // namespace

absl::StatusOr<std::vector<DueRow>> DueStore::ListDue(std::uint64_t now,
                                                      std::uint32_t limit) const {
  return ListAll(database_, &ReadDueRow,
                 "SELECT case_id, due_id, kind, due_time, level, rung "
                 "FROM due INDEXED BY due_by_time "
                 "WHERE due_time <= ?1 ORDER BY due_time, case_id, due_id LIMIT ?2",
                 now, limit);
}

absl::StatusOr<std::vector<DueRow>> DueStore::ListForCase(const contract::CaseId& case_id) const {
  return ListAll(database_, &ReadDueRow,
                 "SELECT case_id, due_id, kind, due_time, level, rung FROM due "
                 "WHERE case_id = ?1 ORDER BY due_time, due_id",
                 case_id);
}

absl::Status DueStore::Put(const DueRow& row) {
  return Change(database_,
                "INSERT INTO due (case_id, due_id, kind, due_time, level, rung) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (case_id, due_id) DO UPDATE SET "
                "kind = excluded.kind, due_time = excluded.due_time, level = excluded.level, "
                "rung = excluded.rung",
                row.case_id, row.due_id, row.kind, row.due_time, row.level, row.rung);
}

absl::Status DueStore::Clear(const contract::CaseId& case_id, const DueId& due_id) {
  return Change(database_, "DELETE FROM due WHERE case_id = ?1 AND due_id = ?2", case_id, due_id);
}

absl::Status DueStore::ClearCase(const contract::CaseId& case_id) {
  return Change(database_, "DELETE FROM due WHERE case_id = ?1", case_id);
}

}  // namespace vangnet::storage
