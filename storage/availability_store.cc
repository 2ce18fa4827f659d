#include "storage/availability_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

AvailabilityRow ReadAvailabilityRow(Statement& row) {
  return {.made_time = row.U64(0), .bytes = row.Bytes(1)};
}

}  // namespace

absl::StatusOr<std::optional<AvailabilityRow>> AvailabilityStore::Newest() const {
  return FindOne(database_, &ReadAvailabilityRow,
                 "SELECT made_time, bytes FROM availability WHERE only_row = 1");
}

absl::Status AvailabilityStore::Put(const AvailabilityRow& row) {
  return Change(database_,
                "INSERT INTO availability (only_row, made_time, bytes) VALUES (1, ?1, ?2) "
                "ON CONFLICT (only_row) "
                "DO UPDATE SET made_time = excluded.made_time, bytes = excluded.bytes",
                row.made_time, row.bytes);
}

}  // namespace vangnet::storage
