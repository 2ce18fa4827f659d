#include "storage/absence_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

AbsenceRow ReadAbsenceRow(Statement& row) {
  return {.principal = row.Fixed<contract::PrincipalId>(0),
          .from_time = row.U64(1),
          .until_time = row.U64(2),
          .set_by = row.Fixed<contract::PrincipalId>(3)};
}

}  // namespace

absl::StatusOr<std::vector<AbsenceRow>> AbsenceStore::ListCurrent(std::uint64_t at) const {
  return ListAll(database_, &ReadAbsenceRow,
                 "SELECT principal, from_time, until_time, set_by FROM absence "
                 "WHERE from_time <= ?1 AND (until_time = 0 OR until_time > ?1) "
                 "ORDER BY principal, from_time",
                 at);
}

absl::StatusOr<std::vector<AbsenceRow>> AbsenceStore::ListOf(
    const contract::PrincipalId& principal) const {
  return ListAll(database_, &ReadAbsenceRow,
                 "SELECT principal, from_time, until_time, set_by FROM absence "
                 "WHERE principal = ?1 ORDER BY from_time",
                 principal);
}

absl::Status AbsenceStore::Put(const AbsenceRow& row) {
  return Change(database_,
                "INSERT INTO absence (principal, from_time, until_time, set_by) "
                "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (principal, from_time) "
                "DO UPDATE SET until_time = excluded.until_time, set_by = excluded.set_by",
                row.principal, row.from_time, row.until_time, row.set_by);
}

absl::Status AbsenceStore::Clear(const contract::PrincipalId& principal) {
  return Change(database_, "DELETE FROM absence WHERE principal = ?1", principal);
}

}  // namespace vangnet::storage
