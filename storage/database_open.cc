// How a store is opened, and nothing else. There is no unencrypted mode: an ignored result of
// setting the key would be a plaintext file, and SQLCipher tests a key only at the first
// read, so that read happens here before anything else does.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "storage/connection.h"
#include "storage/database.h"
#include "storage/migrations.h"

namespace vangnet::storage {
namespace {

constexpr char kApplicationId[] = "1447970644";  // "VNGT".
constexpr int kBusyMilliseconds = 5000;          // For another process, such as a backup.

constexpr std::size_t kHeaderSize = 16;
constexpr char kPlainHeader[kHeaderSize] = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f',
                                            'o', 'r', 'm', 'a', 't', ' ', '3', '\0'};

absl::Status Refusal(absl::StatusCode code, std::string_view reason, std::string_view message) {
  return contract::ErrorWithReason(code, reason, message);
}

// x'<64 hex>': the form that SQLCipher takes for a raw key. 32 raw bytes would be taken
// for a passphrase and open another file than this does.
contract::SecretBytes RawKeyText(const StoreKey& key) {
  constexpr char kDigits[] = "0123456789abcdef";
  contract::SecretBytes text(2 * StoreKey::kSize + 3);
  std::uint8_t* out = text.mutable_data();
  *out++ = 'x';
  *out++ = '\'';
  for (std::size_t i = 0; i < StoreKey::kSize; ++i) {
    *out++ = static_cast<std::uint8_t>(kDigits[key.bytes().data()[i] >> 4]);
    *out++ = static_cast<std::uint8_t>(kDigits[key.bytes().data()[i] & 15]);
  }
  *out = '\'';
  return text;
}

absl::Status ApplyConfig(sqlite3* handle, int option, int value) {
  int result = -1;
  const int code = sqlite3_db_config(handle, option, value, &result);
  VN_RETURN_IF_ERROR(StatusFromSqlite(code, "setting"));
  if (result == value) return absl::OkStatus();
  return Refusal(absl::StatusCode::kInternal, open_reason::kSettingRefused,
                 "store: a setting did not take");
}

// Before the key. SQLCipher logs to stderr by itself, for the whole process.
// cipher_memory_security stays off: it would wipe and lock all of SQLite's memory, at a
// quarter of the speed of reads, and that memory holds what the server may see anyway.
// The key itself lies in SQLCipher's own locked heap either way.
absl::Status ApplyBeforeKey(sqlite3* handle) {
  static std::once_flag quiet;
  std::call_once(quiet, [&] { (void)ReadText(handle, "PRAGMA cipher_log_level = NONE"); });
  VN_RETURN_IF_ERROR(ApplySetting(handle, nullptr, "PRAGMA cipher_log_level", "NONE"));
  VN_RETURN_IF_ERROR(ApplySetting(handle, nullptr, "PRAGMA cipher_memory_security", "0"));
  // A refused open must not checkpoint somebody else's WAL when it closes.
  VN_RETURN_IF_ERROR(ApplyConfig(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1));
  VN_RETURN_IF_ERROR(ApplyConfig(handle, SQLITE_DBCONFIG_DEFENSIVE, 1));
  VN_RETURN_IF_ERROR(ApplyConfig(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0));
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  return StatusFromSqlite(sqlite3_busy_timeout(handle, kBusyMilliseconds), "setting");
}

// Whether the file begins like an unencrypted one. Read through SQLite's own descriptor:
// closing another one would drop every lock that this process holds on the file.
bool LooksPlain(sqlite3* handle) {
  sqlite3_file* file = nullptr;
  char header[kHeaderSize] = {};
  return sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
         file != nullptr && file->pMethods != nullptr &&
         file->pMethods->xRead(file, header, sizeof header, 0) == SQLITE_OK &&
         std::memcmp(header, kPlainHeader, sizeof header) == 0;
}

// The first read, which proves the key.
absl::Status ProveKey(sqlite3* handle) {
  const int code =
      sqlite3_exec(handle, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
  if ((code & 0xff) == SQLITE_NOTADB && LooksPlain(handle)) {
    return Refusal(absl::StatusCode::kFailedPrecondition, open_reason::kPlaintext,
                   "store: the file is not encrypted");
  }
  if ((code & 0xff) == SQLITE_NOTADB) {
    return Refusal(absl::StatusCode::kPermissionDenied, open_reason::kKeyWrong,
                   "store: the key does not open the file");
  }
  if ((code & 0xff) == SQLITE_CORRUPT) {
    return Refusal(absl::StatusCode::kDataLoss, open_reason::kDamaged, "store: damaged");
  }
  return StatusFromSqlite(code, "first read");
}

absl::Status CheckApplication(sqlite3* handle) {
  VN_ASSIGN_OR_RETURN(const std::string id, ReadText(handle, "PRAGMA application_id"));
  if (id == kApplicationId) return absl::OkStatus();
  return Refusal(absl::StatusCode::kFailedPrecondition, open_reason::kForeign,
                 "store: the file is not a store of Vangnet");
}

// The journal of a store is its WAL.
absl::Status ApplyAfterKey(sqlite3* handle, bool writing) {
  VN_RETURN_IF_ERROR(ApplySettings(handle));
  if (writing) {
    return ApplySetting(handle, "PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal");
  }
  VN_RETURN_IF_ERROR(ApplySetting(handle, nullptr, "PRAGMA journal_mode", "wal"));
  return ApplySetting(handle, "PRAGMA query_only = ON", "PRAGMA query_only", "1");
}

absl::StatusOr<DatabasePtr> FinishOpen(ConnectionHandle handle, bool writing) {
  sqlite3* const raw = handle.get();
  VN_RETURN_IF_ERROR(CheckApplication(raw));
  auto database = std::make_unique<Database>(std::move(handle));
  VN_ASSIGN_OR_RETURN(const std::uint32_t version, SchemaVersion(*database));
  const std::size_t newest = BuiltInMigrations().size();
  if (version > newest) {
    return Refusal(absl::StatusCode::kFailedPrecondition, open_reason::kNewer,
                   "store: written by a newer program");
  }
  if (!writing && version < newest) {
    return Refusal(absl::StatusCode::kFailedPrecondition, open_reason::kOlder,
                   "store: not yet migrated");
  }
  VN_RETURN_IF_ERROR(ApplyAfterKey(raw, writing));
  if (writing) VN_RETURN_IF_ERROR(Migrate(*database, BuiltInMigrations()));
  return database;
}

absl::StatusOr<DatabasePtr> FillNewFile(const std::string& path, const StoreKey& key) {
  VN_ASSIGN_OR_RETURN(ConnectionHandle handle, Connect(path, key, Use::kWrite));
  VN_RETURN_IF_ERROR(TidyOnClose(handle.get()));
  VN_RETURN_IF_ERROR(ReadText(handle.get(), "PRAGMA application_id = 1447970644").status());
  return FinishOpen(std::move(handle), /*writing=*/true);
}

}  // namespace

absl::StatusOr<std::string> ReadText(sqlite3* handle, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  const int prepared = sqlite3_prepare_v2(handle, sql, -1, &raw, nullptr);
  const StatementHandle statement(raw);
  VN_RETURN_IF_ERROR(StatusFromSqlite(prepared, "setting"));
  std::string text;
  int code = SQLITE_OK;
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    const auto* const column = reinterpret_cast<const char*>(sqlite3_column_text(raw, 0));
    text = column == nullptr ? "" : column;
  }
  VN_RETURN_IF_ERROR(StatusFromSqlite(code, "setting"));
  return text;
}

absl::Status ApplySetting(sqlite3* handle, const char* set, const char* read,
                          const char* expected) {
  if (set != nullptr) VN_RETURN_IF_ERROR(ReadText(handle, set).status());
  // SQLite ignores a PRAGMA that it does not know: each is read back.
  VN_ASSIGN_OR_RETURN(const std::string text, ReadText(handle, read));
  if (text == expected) return absl::OkStatus();
  return Refusal(absl::StatusCode::kInternal, open_reason::kSettingRefused,
                 "store: a setting did not take");
}

absl::Status ApplySettings(sqlite3* handle) {
  struct Setting {
    const char* set;
    const char* read;
    const char* expected;
  };
  static constexpr Setting kSettings[] = {
      {nullptr, "PRAGMA cipher_status", "1"},
      {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"},
      {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"},
      {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
      {nullptr, "PRAGMA trusted_schema", "0"},
      {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
      {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
  };
  for (const Setting& setting : kSettings) {
    VN_RETURN_IF_ERROR(ApplySetting(handle, setting.set, setting.read, setting.expected));
  }
  return absl::OkStatus();
}

// Without opening it: see LooksPlain.
absl::Status CheckFile(const std::string& path) {
  struct stat found = {};
  if (stat(path.c_str(), &found) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) return StoreUnavailable("open");
    return Refusal(absl::StatusCode::kNotFound, open_reason::kMissing, "store: no such file");
  }
  // SQLite would make a new database of an empty file.
  if (!S_ISREG(found.st_mode) || found.st_size < 512) {
    return Refusal(absl::StatusCode::kFailedPrecondition, open_reason::kForeign,
                   "store: the file is not a store of Vangnet");
  }
  return absl::OkStatus();
}

absl::StatusOr<ConnectionHandle> Connect(const std::string& path, const StoreKey& key, Use use) {
  sqlite3* raw = nullptr;
  const int flags = (use == Use::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  ConnectionHandle handle(raw);  // Owns it even when opening failed.
  VN_RETURN_IF_ERROR(StatusFromSqlite(opened, "open"));
  // SQLite falls back to reading when the file may not be written.
  if (use == Use::kWrite && sqlite3_db_readonly(raw, "main") != 0) return StoreUnavailable("open");
  VN_RETURN_IF_ERROR(ApplyBeforeKey(raw));
  const contract::SecretBytes text = RawKeyText(key);
  VN_RETURN_IF_ERROR(StatusFromSqlite(
      sqlite3_key_v2(raw, "main", text.data(), static_cast<int>(text.size())), "set key"));
  VN_RETURN_IF_ERROR(ProveKey(raw));
  return handle;
}

absl::Status TidyOnClose(sqlite3* handle) {
  return ApplyConfig(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0);
}

absl::Status MakeFile(const std::string& path) {
  for (const char* leftover : {"", "-wal", "-journal"}) {
    struct stat found = {};
    if (lstat((path + leftover).c_str(), &found) == 0) {
      return Refusal(absl::StatusCode::kAlreadyExists, open_reason::kExists,
                     "store: the file exists");
    }
  }
  const int file = open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return StoreUnavailable("create");
  close(file);
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int directory = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return StoreUnavailable("create");
  const bool synced = fsync(directory) == 0;
  close(directory);
  return synced ? absl::OkStatus() : StoreUnavailable("create");
}

void RemoveFile(const std::string& path) {
  for (const char* made : {"", "-wal", "-shm", "-journal"}) unlink((path + made).c_str());
}

absl::StatusOr<StoreKey> StoreKey::FromBytes(contract::SecretBytes bytes) {
  if (bytes.empty()) {
    return Refusal(absl::StatusCode::kInvalidArgument, open_reason::kKeyMissing,
                   "store: the key is empty");
  }
  if (bytes.size() != kSize) {
    return Refusal(absl::StatusCode::kInvalidArgument, open_reason::kKeyLength,
                   "store: the key is not 32 bytes long");
  }
  return StoreKey(std::move(bytes));
}

absl::StatusOr<DatabasePtr> OpenEncrypted(const std::string& path, const StoreKey& key) {
  const std::lock_guard lock(OpeningAndClosing());
  VN_RETURN_IF_ERROR(CheckFile(path));
  VN_ASSIGN_OR_RETURN(ConnectionHandle handle, Connect(path, key, Use::kWrite));
  VN_RETURN_IF_ERROR(TidyOnClose(handle.get()));
  return FinishOpen(std::move(handle), /*writing=*/true);
}

absl::StatusOr<DatabasePtr> OpenReadOnly(const std::string& path, const StoreKey& key) {
  const std::lock_guard lock(OpeningAndClosing());
  VN_RETURN_IF_ERROR(CheckFile(path));
  VN_ASSIGN_OR_RETURN(ConnectionHandle handle, Connect(path, key, Use::kRead));
  return FinishOpen(std::move(handle), /*writing=*/false);
}

absl::StatusOr<DatabasePtr> OpenToExamine(const std::string& path, const StoreKey& key) {
  const std::lock_guard lock(OpeningAndClosing());
  VN_RETURN_IF_ERROR(CheckFile(path));
  struct stat wal = {};
  const bool wal_was_there = lstat((path + "-wal").c_str(), &wal) == 0;
  VN_ASSIGN_OR_RETURN(ConnectionHandle handle, Connect(path, key, Use::kExamine));
  if (!wal_was_there) VN_RETURN_IF_ERROR(TidyOnClose(handle.get()));
  return FinishOpen(std::move(handle), /*writing=*/false);
}

absl::StatusOr<DatabasePtr> CreateEncrypted(const std::string& path, const StoreKey& key) {
  const std::lock_guard lock(OpeningAndClosing());
  VN_RETURN_IF_ERROR(MakeFile(path));
  absl::StatusOr<DatabasePtr> database = FillNewFile(path, key);
  if (!database.ok()) RemoveFile(path);
  return database;
}

absl::StatusOr<std::string> CipherVersion(Database& database) {
  return ReadText(database.handle(), "PRAGMA cipher_version");
}

}  // namespace vangnet::storage
