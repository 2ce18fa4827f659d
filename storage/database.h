// The encrypted file: how it is opened, and what an open connection promises.
//
// There is no unencrypted mode. A missing file, a missing, short or wrong key, a file
// of another program or of a newer version of this one: each is refused with its own
// reason of `open_reason`, and nothing is created, migrated or changed by a refusal.
// Errors name the operation, never SQL, values or paths: those may be personal data.
#ifndef VANGNET_STORAGE_DATABASE_H_
#define VANGNET_STORAGE_DATABASE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"
#include "storage/change_capture.h"
#include "storage/sqlite_status.h"
#include "storage/statement.h"

struct sqlite3;
struct sqlite3_stmt;

namespace vangnet::storage {

// Why an open or a creation was refused (contract::ReasonOf of the status). Stable:
// `vangnetd` gives each its own message and exit code.
namespace open_reason {
inline constexpr std::string_view kMissing = "STORE_MISSING";  // NOT_FOUND. No such file.
inline constexpr std::string_view kExists = "STORE_EXISTS";    // ALREADY_EXISTS. Create only.
inline constexpr std::string_view kKeyMissing = "STORE_KEY_MISSING";  // Empty key.
inline constexpr std::string_view kKeyLength = "STORE_KEY_LENGTH";    // Not 32 bytes.
inline constexpr std::string_view kKeyWrong =
    "STORE_KEY_WRONG";  // Wrong key, or page 1 is damaged.
inline constexpr std::string_view kPlaintext = "STORE_PLAINTEXT";  // An unencrypted SQLite file.
inline constexpr std::string_view kForeign = "STORE_FOREIGN";  // Not a Vangnet store, or truncated.
inline constexpr std::string_view kDamaged = "STORE_DAMAGED";  // A page failed its check.
inline constexpr std::string_view kNewer = "STORE_NEWER";      // Written by a newer program.
inline constexpr std::string_view kOlder = "STORE_OLDER";      // Read-only open before migration.
inline constexpr std::string_view kSettingRefused = "STORE_SETTING";  // A PRAGMA did not take.
}  // namespace open_reason

// The 32-byte key of the store. Never leaves SecretBytes; its text form for SQLCipher
// is made and wiped inside one function.
class StoreKey {
 public:
  static constexpr std::size_t kSize = 32;

  // INVALID_ARGUMENT with kKeyMissing or kKeyLength.
  static absl::StatusOr<StoreKey> FromBytes(contract::SecretBytes bytes);

  StoreKey Clone() const { return StoreKey(bytes_.Clone()); }
  const contract::SecretBytes& bytes() const { return bytes_; }

 private:
  explicit StoreKey(contract::SecretBytes bytes) : bytes_(std::move(bytes)) {}
  contract::SecretBytes bytes_;
};

// Held while a connection is opened or closed: SQLCipher counts its key memory without a
// lock of its own. Recursive, because a refused open closes what it opened.
std::recursive_mutex& OpeningAndClosing();

struct CloseConnection {
  void operator()(sqlite3* handle) const;
};
using ConnectionHandle = std::unique_ptr<sqlite3, CloseConnection>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// One open connection with its prepared statements. Thread-compatible: one thread at a
// time. Every setting of database_open.cc was set and read back before it was given out.
class Database {
 public:
  // Takes a handle whose settings are made. Use the functions below instead.
  explicit Database(ConnectionHandle handle);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // `sql` is a literal of this folder, never built from values. Prepared once and kept;
  // a statement in use is never given out twice.
  absl::StatusOr<Statement> Prepare(std::string_view sql);

  // Runs one statement that returns no rows and takes no values.
  absl::Status Execute(std::string_view sql);

  // Runs a script of several statements, as a migration is. No values.
  absl::Status ExecuteScript(const std::string& sql);

  // Statements started on this connection so far, for the test that "not yours" and
  // "does not exist" cost the same. Control statements (BEGIN, SAVEPOINT) count too.
  std::uint64_t statements_executed() const { return statements_executed_; }

  // Rows changed by the last INSERT, UPDATE or DELETE.
  std::int64_t rows_changed() const;
  // True between BEGIN and COMMIT. SQLite may end a transaction by itself on a failure.
  bool in_transaction() const;

  // The first failure that makes this connection unfit for writing, or kNone. Kept even
  // when the operation that met it went on as if nothing had happened.
  StopCause stop_cause() const { return stop_cause_; }

  // Leaves the WAL as it is when the connection closes: after a failed fsync nobody
  // knows what it holds, and the next open recovers it.
  void KeepWalOnClose();

  // What this connection changed since the last commit.
  ChangeCapture& changes() { return changes_; }

  // The connection itself, for this folder only.
  sqlite3* handle() const { return handle_.get(); }

  // Pages in the WAL after the last commit of this connection.
  int wal_pages() const { return wal_pages_; }
  // Copies the WAL into the file as far as no reader needs it. Automatic checkpoints are
  // off, because they hide their errors.
  absl::Status Checkpoint();
  // The same for all of it, into a file that is then synced, and empties the WAL. What a
  // failed fsync left in the WAL can be read and is perhaps not on disk: after this it is.
  // UNAVAILABLE/STORE_UNAVAILABLE also when somebody goes on reading an older state.
  absl::Status CheckpointAll();

 private:
  friend class Statement;

  // Turns a result code into a status and remembers causes that stop writing.
  absl::Status Note(int code, std::string_view operation);

  // Takes a statement back that is no longer used.
  void TakeBack(StatementHandle statement);

  ChangeCapture changes_;                                     // The connection calls into it.
  ConnectionHandle handle_;                                   // Closed last but one.
  std::map<std::string, StatementHandle, std::less<>> idle_;  // Prepared, reset, unbound.
  std::uint64_t statements_executed_ = 0;
  StopCause stop_cause_ = StopCause::kNone;
  int wal_pages_ = 0;
};

using DatabasePtr = std::unique_ptr<Database>;

// Opens an existing store for writing and brings its schema up to date.
absl::StatusOr<DatabasePtr> OpenEncrypted(const std::string& path, const StoreKey& key);

// Opens an existing, migrated store for reading. Every change is refused by SQLite. Where
// no writer has it open, an empty -wal and -shm may stay beside it: what may not write
// cannot tidy up.
absl::StatusOr<DatabasePtr> OpenReadOnly(const std::string& path, const StoreKey& key);

// The same for a command that looks at a store which perhaps nobody serves: no statement can
// change anything, and a -wal and -shm that were not there before are gone when it closes,
// unless a server has come to use them. A WAL that was there is left as it is. (Where the
// process may not write the file, it behaves as OpenReadOnly.)
absl::StatusOr<DatabasePtr> OpenToExamine(const std::string& path, const StoreKey& key);

// Makes a new store, readable by its owner only. For `vangnetd init` alone. An existing
// file is refused untouched; on any failure the new file is removed again.
absl::StatusOr<DatabasePtr> CreateEncrypted(const std::string& path, const StoreKey& key);

// The file and all that SQLite may have put beside it. For one that the caller made and closed.
void RemoveFile(const std::string& path);

// Reads every page: authentication codes, structure, foreign keys. About 4 ms a MB.
// DATA_LOSS when anything is wrong. Does not find an old copy of a page put back: that
// is the commit chain's task.
absl::Status VerifyIntegrity(Database& database);

// The versions of the libraries, for `vangnetd --version` and the test of the build.
std::string SqliteVersion();
absl::StatusOr<std::string> CipherVersion(Database& database);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_DATABASE_H_
