// Who takes no cases, from when until when.
#ifndef VANGNET_STORAGE_ABSENCE_STORE_H_
#define VANGNET_STORAGE_ABSENCE_STORE_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;

struct AbsenceRow {
  contract::PrincipalId principal;
  std::uint64_t from_time = 0;
  std::uint64_t until_time = 0;  // 0: until told otherwise.
  contract::PrincipalId set_by;
};

class AbsenceStore {
 public:
  explicit AbsenceStore(Database& database) : database_(database) {}

  // Those whose from_time <= at < until_time, by principal.
  absl::StatusOr<std::vector<AbsenceRow>> ListCurrent(std::uint64_t at) const;
  // Also those to come and those past.
  absl::StatusOr<std::vector<AbsenceRow>> ListOf(const contract::PrincipalId& principal) const;

  // Inserts or replaces (principal, from_time).
  absl::Status Put(const AbsenceRow& row);
  // Every absence of the person. OK when there is none.
  absl::Status Clear(const contract::PrincipalId& principal);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_ABSENCE_STORE_H_
