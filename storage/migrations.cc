#include "storage/migrations.h"

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "storage/database.h"

namespace vangnet::storage {
namespace {

absl::Status Step(Database& database, const std::string& script, std::uint32_t version) {
  VN_RETURN_IF_ERROR(database.Execute("BEGIN IMMEDIATE"));
  VN_RETURN_IF_ERROR(database.ExecuteScript(script));
  VN_RETURN_IF_ERROR(database.ExecuteScript("PRAGMA user_version = " + std::to_string(version)));
  return database.Execute("COMMIT");
}

}  // namespace

absl::StatusOr<std::uint32_t> SchemaVersion(Database& database) {
  VN_ASSIGN_OR_RETURN(Statement version, database.Prepare("PRAGMA user_version"));
  VN_ASSIGN_OR_RETURN(const bool row, version.Step());
  if (!row) return DamagedRow("version");
  const std::uint32_t number = version.U32(0);
  VN_RETURN_IF_ERROR(version.status());
  return number;
}

absl::Status Migrate(Database& database, const std::vector<std::string>& migrations) {
  VN_ASSIGN_OR_RETURN(const std::uint32_t present, SchemaVersion(database));
  if (present > migrations.size()) {
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition, open_reason::kNewer,
                                     "store: written by a newer program");
  }
  for (std::uint32_t version = present; version < migrations.size(); ++version) {
    absl::Status done = Step(database, migrations[version], version + 1);
    if (!done.ok()) {
      if (database.in_transaction()) (void)database.Execute("ROLLBACK");
      return done;
    }
  }
  return absl::OkStatus();
}

}  // namespace vangnet::storage
