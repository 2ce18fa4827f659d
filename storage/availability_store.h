// The availability that everybody gets the same bytes of. Only the newest is kept: its
// history would show who was ill when.
#ifndef VANGNET_STORAGE_AVAILABILITY_STORE_H_
#define VANGNET_STORAGE_AVAILABILITY_STORE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace vangnet::storage {

class Database;

struct AvailabilityRow {
  std::uint64_t made_time = 0;
  std::string bytes;
};

class AvailabilityStore {
 public:
  explicit AvailabilityStore(Database& database) : database_(database) {}

  // nullopt before the first one.
  absl::StatusOr<std::optional<AvailabilityRow>> Newest() const;

  absl::Status Put(const AvailabilityRow& row);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_AVAILABILITY_STORE_H_
