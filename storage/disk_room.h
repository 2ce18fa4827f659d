// Whether there is room to write where a store lies.
#ifndef VANGNET_STORAGE_DISK_ROOM_H_
#define VANGNET_STORAGE_DISK_ROOM_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace vangnet::storage {

// For some of the largest reports; all that is written before the WAL is checkpointed.
inline constexpr std::int64_t kRoomToGoOn = 4 << 20;

// OK when `bytes` could be reserved in the folder of `path`, or when the file system cannot
// tell. They are free again afterwards, and no file is left. UNAVAILABLE/STORE_UNAVAILABLE
// otherwise.
absl::Status CheckRoom(const std::string& path, std::int64_t bytes = kRoomToGoOn);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_DISK_ROOM_H_
