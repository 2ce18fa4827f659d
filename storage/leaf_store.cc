#include "storage/leaf_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

LeafRow ReadLeafRow(Statement& row) {
  return {.sequence = row.U64(0),
          .day = row.U64(1),
          .body = row.Bytes(2),
          .leaf_hash = row.Fixed<contract::Hash>(3)};
}

}  // namespace

absl::StatusOr<std::vector<LeafRow>> LeafStore::ListDay(std::uint64_t day,
                                                        std::uint64_t after_sequence,
                                                        std::uint32_t limit) const {
  return ListAll(database_, &ReadLeafRow,
                 "SELECT sequence, day, body, leaf_hash FROM leaf "
                 "WHERE day = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3",
                 day, after_sequence, limit);
}

absl::StatusOr<std::uint64_t> LeafStore::Append(const LeafRow& row) {
  // Rows are never removed, so the number after the largest is the number after the last.
  return GetOne(database_, &ReadNumber,
                "INSERT INTO leaf (day, body, leaf_hash) VALUES (?1, ?2, ?3) RETURNING sequence",
                row.day, row.body, row.leaf_hash);
}

}  // namespace vangnet::storage
