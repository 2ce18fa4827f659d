// Which staff opened which part of a case on which day. The reporter sees it from the
// next day on; nothing finer than the day is kept.
#ifndef VANGNET_STORAGE_OPENING_STORE_H_
#define VANGNET_STORAGE_OPENING_STORE_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;

struct OpeningRow {
  contract::CaseId case_id;
  contract::PrincipalId principal;
  std::uint32_t compartment_kind = 0;  // See compartment_key.h.
  std::uint64_t day = 0;
};

class OpeningStore {
 public:
  explicit OpeningStore(Database& database) : database_(database) {}

  // By day, then principal and kind.
  absl::StatusOr<std::vector<OpeningRow>> List(const contract::CaseId& case_id) const;
  // So that a read asks for a write only once a day.
  absl::StatusOr<bool> Contains(const OpeningRow& row) const;

  // OK when it is there already.
  absl::Status Note(const OpeningRow& row);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_OPENING_STORE_H_
