#include "services/case_records/check_readers.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "proto/contract/case_fold.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/load_case.h"
#include "storage/coordinator_store.h"
#include "storage/reader_store.h"

namespace vangnet::case_records {
namespace {

// The widest gate that the records allow.
std::uint32_t WidestGate(const contract::CaseFold& fold, const contract::CasePerson& person) {
  if (!person.present) return storage::kGateClosed;
  if (!fold.lead().has_value()) return storage::kGateCheck;
  return *fold.lead() == person.principal ? storage::kGateConversation : storage::kGateClosed;
}

bool Agrees(const contract::CaseFold& fold, const contract::CasePerson& person,
            const storage::ReaderRow& row) {
  const std::uint32_t widest = WidestGate(fold, person);
  return row.left == person.left &&
         (widest == storage::kGateConversation ? row.gate == widest : row.gate <= widest);
}

absl::StatusOr<bool> CoordinatorsAgree(const storage::Snapshot& snapshot,
                                       const contract::CaseFold& fold) {
  VN_ASSIGN_OR_RETURN(const std::vector<contract::PrincipalId> rows,
                      snapshot.coordinators().ListForCase(fold.case_id()));
  std::set<std::string> stored;
  for (const contract::PrincipalId& row : rows) stored.insert(row.ToBytes());
  const auto& named = fold.filing().coordinators();
  return stored == std::set<std::string>(named.begin(), named.end());
}

}  // namespace

absl::Status CheckReaders(const storage::Snapshot& snapshot, const contract::CaseId& case_id) {
  const absl::StatusOr<contract::CaseFold> loaded = LoadCase(snapshot, case_id);
  if (absl::IsNotFound(loaded.status())) return absl::DataLossError("case: has no records");
  VN_RETURN_IF_ERROR(loaded.status());
  const contract::CaseFold& fold = *loaded;
  VN_ASSIGN_OR_RETURN(const std::vector<storage::ReaderRow> rows,
                      snapshot.readers().ListForCase(case_id));
  VN_ASSIGN_OR_RETURN(bool agree, CoordinatorsAgree(snapshot, fold));
  agree = agree && rows.size() == fold.persons().size();
  for (const storage::ReaderRow& row : rows) {
    const contract::CasePerson* const person = fold.Find(row.principal);
    agree = agree && person != nullptr && Agrees(fold, *person, row);
  }
  return agree ? absl::OkStatus()
               : absl::DataLossError("case: readers are not those of its records");
}

}  // namespace vangnet::case_records
