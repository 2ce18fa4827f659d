// What `vangnet admin doctor` sees of the server's machine itself: what files say, never
// what is in the store, and no key.
#ifndef VANGNET_CLIENTS_CLI_DOCTOR_MACHINE_H_
#define VANGNET_CLIENTS_CLI_DOCTOR_MACHINE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace vangnet::cli {

// store.path of vangnetd's configuration. INVALID_ARGUMENT/BAD_FILE when the file cannot
// be read or names none.
absl::StatusOr<std::string> StorePathOf(const std::string& server_config);

struct DiskSpace {
  std::uint64_t free = 0;  // Bytes for the user who runs the server.
  std::uint64_t total = 0;
};
// Of the disk on which `path` lies. PERMISSION_DENIED when this user cannot look there.
absl::StatusOr<DiskSpace> DiskBeside(const std::string& path);

// When the newest file of `folder` was written, but for a backup that was cut off (`.partial`);
// absent when it holds none.
// PERMISSION_DENIED when this user cannot look there.
absl::StatusOr<std::optional<absl::Time>> NewestFileIn(const std::string& folder);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_DOCTOR_MACHINE_H_
