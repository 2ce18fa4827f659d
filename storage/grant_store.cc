#include "storage/grant_store.h"

#include <algorithm>

#include "storage/query.h"

namespace vangnet::storage {
namespace {

GrantRow ReadGrantRow(Statement& row) {
  return {.case_id = row.Fixed<contract::CaseId>(0),
          .recipient = row.Fixed<contract::PrincipalId>(1),
          .compartment = row.Bytes(2),
          .grant_hash = row.Fixed<contract::Hash>(3),
          .bytes = row.Bytes(4)};
}

contract::PrincipalId ReadRecipient(Statement& row) { return row.Fixed<contract::PrincipalId>(0); }

}  // namespace

absl::StatusOr<std::vector<GrantRow>> GrantStore::List(
    const contract::CaseId& case_id, const contract::PrincipalId& recipient) const {
  return ListAll(database_, &ReadGrantRow,
                 "SELECT case_id, recipient, compartment, grant_hash, bytes FROM sealed_grant "
                 "WHERE case_id = ?1 AND recipient = ?2 ORDER BY sequence",
                 case_id, recipient);
}

absl::Status GrantStore::Insert(const GrantRow& row) {
  return Change(database_,
                "INSERT INTO sealed_grant (case_id, recipient, compartment, grant_hash, bytes) "
                "VALUES (?1, ?2, ?3, ?4, ?5)",
                row.case_id, row.recipient, row.compartment, row.grant_hash, row.bytes);
}

absl::Status GrantStore::Delete(const contract::CaseId& case_id,
                                const contract::PrincipalId& recipient,
                                std::string_view compartment) {
  return Change(database_,
                "DELETE FROM sealed_grant "
                "WHERE case_id = ?1 AND recipient = ?2 AND compartment = ?3",
                case_id, recipient, compartment);
}

absl::Status GrantStore::DeleteAll(const contract::CaseId& case_id,
                                   const contract::PrincipalId& recipient) {
  return Change(database_, "DELETE FROM sealed_grant WHERE case_id = ?1 AND recipient = ?2",
                case_id, recipient);
}

absl::Status GrantStore::DeleteAllExcept(const contract::CaseId& case_id,
                                         std::string_view compartment,
                                         absl::Span<const contract::PrincipalId> recipients) {
  VN_ASSIGN_OR_RETURN(const std::vector<contract::PrincipalId> present,
                      ListAll(database_, &ReadRecipient,
                              "SELECT DISTINCT recipient FROM sealed_grant "
                              "WHERE case_id = ?1 AND compartment = ?2",
                              case_id, compartment));
  for (const contract::PrincipalId& recipient : present) {
    if (std::find(recipients.begin(), recipients.end(), recipient) != recipients.end()) continue;
    VN_RETURN_IF_ERROR(Delete(case_id, recipient, compartment));
  }
  return absl::OkStatus();
}

}  // namespace vangnet::storage
