#include "storage/proof_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

ProofRow ReadProofRow(Statement& row) {
  return {.case_id = row.Fixed<contract::CaseId>(0),
          .filing_digest = row.Fixed<contract::Hash>(1),
          .proof = row.Bytes(2)};
}

}  // namespace

absl::StatusOr<std::optional<ProofRow>> ProofStore::Find(const contract::CaseId& case_id) const {
  return FindOne(database_, &ReadProofRow,
                 "SELECT case_id, filing_digest, proof FROM proof WHERE case_id = ?1", case_id);
}

absl::Status ProofStore::Insert(const ProofRow& row) {
  return Change(database_, "INSERT INTO proof (case_id, filing_digest, proof) VALUES (?1, ?2, ?3)",
                row.case_id, row.filing_digest, row.proof);
}

}  // namespace vangnet::storage
