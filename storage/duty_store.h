// The published duty list of the support team.
#ifndef VANGNET_STORAGE_DUTY_STORE_H_
#define VANGNET_STORAGE_DUTY_STORE_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;

struct DutyRow {
  contract::PrincipalId principal;
  std::uint64_t start_time = 0;
  std::uint64_t end_time = 0;  // The first second off duty.
};

class DutyStore {
 public:
  explicit DutyStore(Database& database) : database_(database) {}

  // Duties that overlap [from, until), by start.
  absl::StatusOr<std::vector<DutyRow>> ListBetween(std::uint64_t from, std::uint64_t until) const;

  // The new list instead of the old one. ALREADY_EXISTS for the same person and start
  // twice, FAILED_PRECONDITION for an end that is not after its start.
  absl::Status ReplaceAll(absl::Span<const DutyRow> rows);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_DUTY_STORE_H_
