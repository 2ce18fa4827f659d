#include "storage/duty_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

DutyRow ReadDutyRow(Statement& row) {
  return {.principal = row.Fixed<contract::PrincipalId>(0),
          .start_time = row.U64(1),
          .end_time = row.U64(2)};
}

}  // namespace

absl::StatusOr<std::vector<DutyRow>> DutyStore::ListBetween(std::uint64_t from,
                                                            std::uint64_t until) const {
  return ListAll(database_, &ReadDutyRow,
                 "SELECT principal, start_time, end_time FROM duty "
                 "WHERE start_time < ?2 AND end_time > ?1 ORDER BY start_time, principal",
                 from, until);
}

absl::Status DutyStore::ReplaceAll(absl::Span<const DutyRow> rows) {
  VN_RETURN_IF_ERROR(Change(database_, "DELETE FROM duty"));
  for (const DutyRow& row : rows) {
    VN_RETURN_IF_ERROR(
        Change(database_, "INSERT INTO duty (start_time, principal, end_time) VALUES (?1, ?2, ?3)",
               row.start_time, row.principal, row.end_time));
  }
  return absl::OkStatus();
}

}  // namespace vangnet::storage
