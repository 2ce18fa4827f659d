#include "storage/opening_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

OpeningRow ReadOpeningRow(Statement& row) {
  return {.case_id = row.Fixed<contract::CaseId>(0),
          .principal = row.Fixed<contract::PrincipalId>(1),
          .compartment_kind = row.U32(2),
          .day = row.U64(3)};
}

}  // namespace

absl::StatusOr<std::vector<OpeningRow>> OpeningStore::List(const contract::CaseId& case_id) const {
  return ListAll(database_, &ReadOpeningRow,
                 "SELECT case_id, principal, compartment_kind, day FROM opening "
                 "WHERE case_id = ?1 ORDER BY day, principal, compartment_kind",
                 case_id);
}

absl::StatusOr<bool> OpeningStore::Contains(const OpeningRow& row) const {
  VN_ASSIGN_OR_RETURN(const std::uint64_t there,
                      GetOne(database_, &ReadNumber,
                             "SELECT count(*) FROM opening WHERE case_id = ?1 AND day = ?2 "
                             "AND principal = ?3 AND compartment_kind = ?4",
                             row.case_id, row.day, row.principal, row.compartment_kind));
  return there > 0;
}

absl::Status OpeningStore::Note(const OpeningRow& row) {
  // DO NOTHING for a repetition only; OR IGNORE would also swallow a bad length.
  return Change(database_,
                "INSERT INTO opening (case_id, day, principal, compartment_kind) "
                "VALUES (?1, ?2, ?3, ?4) "
                "ON CONFLICT (case_id, day, principal, compartment_kind) DO NOTHING",
                row.case_id, row.day, row.principal, row.compartment_kind);
}

}  // namespace vangnet::storage
