// What all ways to open an encrypted file have in common: stores (database_open.cc) and
// backups (backup.cc). For this folder only.
#ifndef VANGNET_STORAGE_CONNECTION_H_
#define VANGNET_STORAGE_CONNECTION_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/database.h"

namespace vangnet::storage {

// What a connection is for.
enum class Use { kWrite, kRead, kExamine };

// NOT_FOUND/STORE_MISSING; FAILED_PRECONDITION/STORE_FOREIGN for what is too short to be one of
// ours or no file. SQLite would make a new database of an empty file.
absl::Status CheckFile(const std::string& path);

// Makes the empty file that only its owner may read, and its name durable. ALREADY_EXISTS/
// STORE_EXISTS when it or something that SQLite would keep beside it is there.
absl::Status MakeFile(const std::string& path);

// A connection whose key is set and proven. Its WAL is left alone on close until TidyOnClose.
absl::StatusOr<ConnectionHandle> Connect(const std::string& path, const StoreKey& key, Use use);

// The key is ours: from here on the last connection to close may tidy the WAL away.
absl::Status TidyOnClose(sqlite3* handle);

// All settings but the journal's, each set and read back. After the key.
absl::Status ApplySettings(sqlite3* handle);

// Sets with `set` unless that is null, and reads back: INTERNAL/STORE_SETTING when `read` does
// not give `expected`.
absl::Status ApplySetting(sqlite3* handle, const char* set, const char* read, const char* expected);

// The first column of the last row of `sql`.
absl::StatusOr<std::string> ReadText(sqlite3* handle, const char* sql);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_CONNECTION_H_
