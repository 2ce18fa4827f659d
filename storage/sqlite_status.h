// From SQLite's result codes to absl::Status. Messages name the operation and the class
// of failure; SQLite's own text is dropped, since it repeats SQL and names.
#ifndef VANGNET_STORAGE_SQLITE_STATUS_H_
#define VANGNET_STORAGE_SQLITE_STATUS_H_

#include <string_view>

#include "absl/status/status.h"

namespace vangnet::storage {

// Why writing stopped. Says nothing about what was being written.
enum class StopCause {
  kNone,         // Writing is possible.
  kDiskFull,     // No space, or a file size limit.
  kInputOutput,  // Read, write, lock or fsync failed. Never retried on the same connection.
  kDamaged,      // A page failed its authentication code or its structure.
  kOther,        // Out of memory, file gone or made read-only, or an unexpected code.
  kClosed,       // Stopped on request.
};

// A word for logs and health: "disk full", "input/output", ...
std::string_view StopCauseName(StopCause cause);

// The cause that `code` (extended result code) gives for stopping, or kNone.
StopCause StopCauseOf(int code);

// OK for SQLITE_OK, ROW and DONE. ALREADY_EXISTS for a broken UNIQUE or primary key,
// FAILED_PRECONDITION for another constraint, UNAVAILABLE/STORE_UNAVAILABLE for all that
// stops writing and for a busy file, INTERNAL otherwise.
absl::Status StatusFromSqlite(int code, std::string_view operation);

// UNAVAILABLE/STORE_UNAVAILABLE: the store cannot be used now.
absl::Status StoreUnavailable(std::string_view operation);

// DATA_LOSS: a row that cannot be what this program wrote.
absl::Status DamagedRow(std::string_view operation);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_SQLITE_STATUS_H_
