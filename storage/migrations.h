// The schema's versions. Numbered from 1 without a gap, forward only, each in one
// transaction together with its number: a store is at one version or the next, never
// between. The texts of schema/NNNN_*.sql are built into the program.
#ifndef VANGNET_STORAGE_MIGRATIONS_H_
#define VANGNET_STORAGE_MIGRATIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace vangnet::storage {

class Database;

// migrations[i] leads from version i to version i + 1.
const std::vector<std::string>& BuiltInMigrations();

// The version of the file, 0 before the first migration.
absl::StatusOr<std::uint32_t> SchemaVersion(Database& database);

// FAILED_PRECONDITION/STORE_NEWER, before anything is changed, when the file is newer
// than `migrations`. A migration that fails leaves the version before it.
absl::Status Migrate(Database& database, const std::vector<std::string>& migrations);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_MIGRATIONS_H_
