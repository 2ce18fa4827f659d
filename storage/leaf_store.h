// Audit leaves: one for each act, in the order in which they happened. The hash stays
// for good; the body is destroyed on schedule.
#ifndef VANGNET_STORAGE_LEAF_STORE_H_
#define VANGNET_STORAGE_LEAF_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;

struct LeafRow {
  std::uint64_t sequence = 0;  // Given by Append, from 1 without a gap.
  std::uint64_t day = 0;
  std::string body;  // Salted (SPEC.md section 9). Empty once destroyed.
  contract::Hash leaf_hash;
};

class LeafStore {
 public:
  explicit LeafStore(Database& database) : database_(database) {}

  // In the order of their sequence, after `after_sequence`.
  absl::StatusOr<std::vector<LeafRow>> ListDay(std::uint64_t day, std::uint64_t after_sequence,
                                               std::uint32_t limit) const;

  // Ignores row.sequence and returns the one given.
  absl::StatusOr<std::uint64_t> Append(const LeafRow& row);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_LEAF_STORE_H_
