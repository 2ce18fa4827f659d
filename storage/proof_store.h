// The filing proof of each case, returned byte for byte when the filing is repeated.
#ifndef VANGNET_STORAGE_PROOF_STORE_H_
#define VANGNET_STORAGE_PROOF_STORE_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;

struct ProofRow {
  contract::CaseId case_id;
  contract::Hash filing_digest;  // SHA-256 of the request's `filing` bytes.
  std::string proof;
};

class ProofStore {
 public:
  explicit ProofStore(Database& database) : database_(database) {}

  // nullopt while the case has not been filed.
  absl::StatusOr<std::optional<ProofRow>> Find(const contract::CaseId& case_id) const;

  // ALREADY_EXISTS: a proof is never replaced.
  absl::Status Insert(const ProofRow& row);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_PROOF_STORE_H_
