#include "storage/sqlite_status.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "proto/contract/error.h"

namespace vangnet::storage {
namespace {

std::string Message(std::string_view operation, std::string_view what) {
  return absl::StrCat("store: ", std::string(operation), ": ", std::string(what));
}

}  // namespace

std::string_view StopCauseName(StopCause cause) {
  switch (cause) {
    case StopCause::kNone:
      return "none";
    case StopCause::kDiskFull:
      return "disk full";
    case StopCause::kInputOutput:
      return "input/output";
    case StopCause::kDamaged:
      return "damaged";
    case StopCause::kOther:
      return "other";
    case StopCause::kClosed:
      return "closed";
  }
  return "other";
}

StopCause StopCauseOf(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return StopCause::kDiskFull;
    case SQLITE_IOERR:
      return StopCause::kInputOutput;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return StopCause::kDamaged;
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
      return StopCause::kOther;
    default:
      return StopCause::kNone;
  }
}

absl::Status StatusFromSqlite(int code, std::string_view operation) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return absl::OkStatus();
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
      code == SQLITE_CONSTRAINT_ROWID) {
    return absl::AlreadyExistsError(Message(operation, "exists"));
  }
  if ((code & 0xff) == SQLITE_CONSTRAINT) {
    return absl::FailedPreconditionError(Message(operation, "constraint"));
  }
  const StopCause cause = StopCauseOf(code);
  if (cause != StopCause::kNone || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) {
    return StoreUnavailable(operation);
  }
  return absl::InternalError(Message(operation, "failed"));
}

absl::Status StoreUnavailable(std::string_view operation) {
  return contract::ErrorWithReason(absl::StatusCode::kUnavailable,
                                   contract::reason::kStoreUnavailable,
                                   Message(operation, "unavailable"));
}

absl::Status DamagedRow(std::string_view operation) {
  return absl::DataLossError(Message(operation, "damaged row"));
}

}  // namespace vangnet::storage
