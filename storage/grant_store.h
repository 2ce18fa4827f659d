// Grants as they were sent: an epoch key sealed for one recipient. The store cannot open
// them and checks nothing in them.
#ifndef VANGNET_STORAGE_GRANT_STORE_H_
#define VANGNET_STORAGE_GRANT_STORE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "proto/contract/ids.h"
#include "storage/compartment_key.h"

namespace vangnet::storage {

class Database;

struct GrantRow {
  contract::CaseId case_id;
  contract::PrincipalId recipient;
  std::string compartment;
  contract::Hash grant_hash;  // Of `bytes`. Unique within the case.
  std::string bytes;
};

class GrantStore {
 public:
  explicit GrantStore(Database& database) : database_(database) {}

  // In the order in which they came.
  absl::StatusOr<std::vector<GrantRow>> List(const contract::CaseId& case_id,
                                             const contract::PrincipalId& recipient) const;

  // ALREADY_EXISTS when this very grant is there.
  absl::Status Insert(const GrantRow& row);
  // Of one person, in one compartment or in all. OK when there is none.
  absl::Status Delete(const contract::CaseId& case_id, const contract::PrincipalId& recipient,
                      std::string_view compartment);
  absl::Status DeleteAll(const contract::CaseId& case_id, const contract::PrincipalId& recipient);
  // Of everybody in this compartment but `recipients`.
  absl::Status DeleteAllExcept(const contract::CaseId& case_id, std::string_view compartment,
                               absl::Span<const contract::PrincipalId> recipients);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_GRANT_STORE_H_
