// What is due when: the acknowledgement of a rung, and dates set in a case.
#ifndef VANGNET_STORAGE_DUE_STORE_H_
#define VANGNET_STORAGE_DUE_STORE_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;

using DueId = contract::FixedBytes<struct DueIdTag, 16>;

struct DueRow {
  contract::CaseId case_id;
  DueId due_id;
  std::uint32_t kind = 0;  // Meaning given by the caller.
  std::uint64_t due_time = 0;
  std::uint32_t level = 0;
  std::uint32_t rung = 0;
};

class DueStore {
 public:
  explicit DueStore(Database& database) : database_(database) {}

  // Due at or before `now`, earliest first. Reads an index by time.
  absl::StatusOr<std::vector<DueRow>> ListDue(std::uint64_t now, std::uint32_t limit) const;
  // Earliest first.
  absl::StatusOr<std::vector<DueRow>> ListForCase(const contract::CaseId& case_id) const;

  // Inserts or replaces (case, due_id).
  absl::Status Put(const DueRow& row);
  // OK when there is none.
  absl::Status Clear(const contract::CaseId& case_id, const DueId& due_id);
  absl::Status ClearCase(const contract::CaseId& case_id);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_DUE_STORE_H_
