// Which coordinators a filing named. Only they see the case's row, and nobody is added
// later.
#ifndef VANGNET_STORAGE_COORDINATOR_STORE_H_
#define VANGNET_STORAGE_COORDINATOR_STORE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/case_store.h"

namespace vangnet::storage {

class Database;

class CoordinatorStore {
 public:
  explicit CoordinatorStore(Database& database) : database_(database) {}

  absl::StatusOr<bool> Contains(const contract::CaseId& case_id,
                                const contract::PrincipalId& coordinator) const;
  absl::StatusOr<std::vector<contract::PrincipalId>> ListForCase(
      const contract::CaseId& case_id) const;
  // By case id, after `after`. Reads indexes over open cases alone.
  absl::StatusOr<std::vector<CaseRow>> ListOpenCasesOf(const contract::PrincipalId& coordinator,
                                                       const std::optional<contract::CaseId>& after,
                                                       std::uint32_t limit) const;

  // ALREADY_EXISTS when named twice, FAILED_PRECONDITION without the case.
  absl::Status Insert(const contract::CaseId& case_id, const contract::PrincipalId& coordinator);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_COORDINATOR_STORE_H_
