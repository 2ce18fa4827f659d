#include "storage/backup.h"

#include <sqlite3.h>

#include <memory>
#include <mutex>
#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "storage/commit_reason.h"
#include "storage/connection.h"
#include "storage/migrations.h"
#include "storage/query.h"

namespace vangnet::storage {
namespace {

constexpr char kBackupApplicationId[] = "1447970626";  // "VNGB".
constexpr std::uint64_t kPageSize = 4096;

constexpr char kBecomeBackup[] = R"sql(
  BEGIN;
  CREATE TABLE backup (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    made_time INTEGER NOT NULL,
    start BLOB NOT NULL CHECK (length(start) = 32),
    number INTEGER NOT NULL,
    head BLOB NOT NULL CHECK (length(head) = 32)
  ) STRICT;
  PRAGMA application_id = 1447970626;
  COMMIT;
)sql";
constexpr char kBecomeStore[] = R"sql(
  BEGIN;
  DROP TABLE backup;
  PRAGMA application_id = 1447970644;
  COMMIT;
)sql";

absl::Status Refusal(absl::StatusCode code, std::string_view reason, std::string_view message) {
  return contract::ErrorWithReason(code, reason, message);
}

absl::Status Unwritable() {
  return Refusal(absl::StatusCode::kUnavailable, copy_reason::kUnwritable,
                 "copy: cannot be written");
}

absl::Status Damaged() {
  return Refusal(absl::StatusCode::kDataLoss, open_reason::kDamaged, "copy: damaged");
}

// Of making, opening or changing the copy: what fails there is its disk.
absl::Status CopyFailure(const absl::Status& status, StopCause cause = StopCause::kNone) {
  if (status.ok()) return status;
  if (contract::ReasonOf(status) == open_reason::kExists) {
    return Refusal(absl::StatusCode::kAlreadyExists, copy_reason::kExists, "copy: the file exists");
  }
  if (cause == StopCause::kDiskFull) {
    return Refusal(absl::StatusCode::kUnavailable, copy_reason::kFull, "copy: disk full");
  }
  return Unwritable();
}

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

// In the transaction of `from`, so that every step copies from the same commit.
absl::Status CopyPages(sqlite3* from, sqlite3* to, const CopyOptions& options) {
  const std::unique_ptr<sqlite3_backup, FinishBackup> copy(
      sqlite3_backup_init(to, "main", from, "main"));
  if (copy == nullptr) return Unwritable();
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(copy.get(), options.pages_at_once);
    const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(copy.get()));
    const auto left = static_cast<std::uint64_t>(sqlite3_backup_remaining(copy.get()));
    if ((code == SQLITE_OK || code == SQLITE_DONE) && options.progress &&
        !options.progress((total - left) * kPageSize, total * kPageSize)) {
      return absl::CancelledError("copy: broken off");
    }
  }
  if (code == SQLITE_DONE) return absl::OkStatus();
  const StopCause cause = StopCauseOf(code);
  return cause == StopCause::kDamaged ? Damaged() : CopyFailure(Unwritable(), cause);
}

// A new file that holds the pages of `from`; the connection to it is in no transaction.
absl::StatusOr<DatabasePtr> CopyInto(Database& from, const std::string& path, const StoreKey& key,
                                     const CopyOptions& options) {
  const auto connect = [&] {
    const std::lock_guard lock(OpeningAndClosing());
    return Connect(path, key, Use::kWrite);
  };
  absl::StatusOr<ConnectionHandle> handle = connect();
  VN_RETURN_IF_ERROR(CopyFailure(handle.status()));
  sqlite3* const to = handle->get();
  VN_RETURN_IF_ERROR(CopyFailure(TidyOnClose(to)));
  // What is half written has no name that anybody trusts: it needs no journal on disk.
  VN_RETURN_IF_ERROR(CopyFailure(
      ApplySetting(to, "PRAGMA journal_mode = MEMORY", "PRAGMA journal_mode", "memory")));
  VN_RETURN_IF_ERROR(CopyFailure(ApplySettings(to)));
  VN_RETURN_IF_ERROR(CopyPages(from.handle(), to, options));
  return std::make_unique<Database>(*std::move(handle));
}

BackupContents ReadContents(Statement& row) {
  BackupContents contents;
  contents.made_time = row.U64(0);
  contents.tail.start = row.Fixed<contract::Hash>(1);
  contents.tail.number = row.U64(2);
  contents.tail.head = row.Fixed<contract::Hash>(3);
  return contents;
}

absl::StatusOr<BackupContents> ContentsOf(Database& backup) {
  VN_ASSIGN_OR_RETURN(
      const auto contents,
      FindOne(backup, &ReadContents, "SELECT made_time, start, number, head FROM backup"));
  if (!contents.has_value()) return Damaged();
  BackupContents all = *contents;
  VN_ASSIGN_OR_RETURN(all.schema, SchemaVersion(backup));
  return all;
}

bool Same(const ChainTail& one, const ChainTail& other) {
  return one.start == other.start && one.number == other.number && one.head == other.head;
}

// Makes what `copy` holds a backup, and one file.
absl::Status BecomeBackup(Database& copy, std::uint64_t made_time, const ChainTail& tail) {
  const absl::Status changed = [&] {
    VN_RETURN_IF_ERROR(copy.ExecuteScript(kBecomeBackup));
    VN_RETURN_IF_ERROR(Change(copy,
                              "INSERT INTO backup (only_row, made_time, start, number, head) "
                              "VALUES (1, ?1, ?2, ?3, ?4)",
                              made_time, tail.start, tail.number, tail.head));
    // The pages of a store say that there is a WAL.
    return ApplySetting(copy.handle(), "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode",
                        "delete");
  }();
  return CopyFailure(changed, copy.stop_cause());
}

absl::StatusOr<ChainTail> FillBackup(Database& store, const std::string& path, const StoreKey& key,
                                     std::uint64_t made_time, const CopyOptions& options) {
  VN_RETURN_IF_ERROR(store.Execute("BEGIN"));
  // This read fixes the commit that is copied.
  const absl::StatusOr<ChainTail> tail = ReadChainTail(store, options.hash);
  absl::StatusOr<DatabasePtr> copy = absl::UnknownError("copy: not begun");
  if (tail.ok()) copy = CopyInto(store, path, key, options);
  const absl::Status ended = store.Execute("COMMIT");
  VN_RETURN_IF_ERROR(tail.status());
  VN_RETURN_IF_ERROR(copy.status());
  VN_RETURN_IF_ERROR(ended);
  VN_RETURN_IF_ERROR(BecomeBackup(**copy, made_time, *tail));
  return *tail;
}

absl::StatusOr<BackupContents> FillAndVerify(Database& store, const std::string& path,
                                             const StoreKey& key, std::uint64_t made_time,
                                             const CopyOptions& options) {
  VN_ASSIGN_OR_RETURN(const ChainTail tail, FillBackup(store, path, key, made_time, options));
  const absl::StatusOr<DatabasePtr> copy = OpenBackup(path, key);
  VN_RETURN_IF_ERROR(CopyFailure(copy.status()));
  absl::StatusOr<BackupContents> contents = VerifyBackup(**copy, options.hash);
  // Whole pages that hold something else came so from the store.
  if (contract::ReasonOf(contents.status()) == commit_reason::kAltered) return contents;
  VN_RETURN_IF_ERROR(CopyFailure(contents.status()));
  if (!Same(contents->tail, tail)) return Unwritable();
  VN_ASSIGN_OR_RETURN(const contract::Hash head, ReadHead(store, tail.number));
  if (head != tail.head) return StoreAltered();
  return contents;
}

absl::StatusOr<DatabasePtr> FillStore(Database& backup, const std::string& path,
                                      const StoreKey& key, const CopyOptions& options) {
  VN_ASSIGN_OR_RETURN(const BackupContents contents, ContentsOf(backup));
  {
    VN_ASSIGN_OR_RETURN(const DatabasePtr copy, CopyInto(backup, path, key, options));
    VN_RETURN_IF_ERROR(CopyFailure(copy->ExecuteScript(kBecomeStore), copy->stop_cause()));
  }
  absl::StatusOr<DatabasePtr> store = OpenEncrypted(path, key);
  VN_RETURN_IF_ERROR(CopyFailure(store.status()));
  VN_RETURN_IF_ERROR(CopyFailure(VerifyIntegrity(**store)));
  VN_ASSIGN_OR_RETURN(const ChainTail tail, ReadChainTail(**store, options.hash));
  if (!Same(tail, contents.tail)) return StoreAltered();
  return store;
}

}  // namespace

absl::StatusOr<BackupContents> MakeBackup(Database& store, const std::string& path,
                                          const StoreKey& key, std::uint64_t made_time,
                                          const CopyOptions& options) {
  VN_RETURN_IF_ERROR(CopyFailure(MakeFile(path)));
  absl::StatusOr<BackupContents> made = FillAndVerify(store, path, key, made_time, options);
  if (!made.ok()) RemoveFile(path);
  return made;
}

absl::StatusOr<DatabasePtr> OpenBackup(const std::string& path, const StoreKey& key) {
  const std::lock_guard lock(OpeningAndClosing());
  VN_RETURN_IF_ERROR(CheckFile(path));
  VN_ASSIGN_OR_RETURN(ConnectionHandle handle, Connect(path, key, Use::kRead));
  sqlite3* const raw = handle.get();
  VN_ASSIGN_OR_RETURN(const std::string id, ReadText(raw, "PRAGMA application_id"));
  if (id != kBackupApplicationId) {
    return Refusal(absl::StatusCode::kFailedPrecondition, open_reason::kForeign,
                   "backup: the file is no backup of Vangnet");
  }
  auto database = std::make_unique<Database>(std::move(handle));
  VN_ASSIGN_OR_RETURN(const std::uint32_t version, SchemaVersion(*database));
  if (version > BuiltInMigrations().size()) {
    return Refusal(absl::StatusCode::kFailedPrecondition, open_reason::kNewer,
                   "backup: written by a newer program");
  }
  VN_RETURN_IF_ERROR(ApplySettings(raw));
  VN_RETURN_IF_ERROR(ApplySetting(raw, nullptr, "PRAGMA journal_mode", "delete"));
  VN_RETURN_IF_ERROR(ApplySetting(raw, "PRAGMA query_only = ON", "PRAGMA query_only", "1"));
  return database;
}

absl::StatusOr<BackupContents> VerifyBackup(Database& backup, HashFunction hash) {
  VN_RETURN_IF_ERROR(VerifyIntegrity(backup));
  VN_ASSIGN_OR_RETURN(const BackupContents contents, ContentsOf(backup));
  VN_ASSIGN_OR_RETURN(const ChainTail tail, ReadChainTail(backup, hash));
  if (!Same(tail, contents.tail)) return StoreAltered();
  if (contents.schema == BuiltInMigrations().size()) {
    VN_RETURN_IF_ERROR(VerifyCommitChain(backup, hash));
  }
  return contents;
}

absl::StatusOr<DatabasePtr> RestoreBackup(Database& backup, const std::string& path,
                                          const StoreKey& key, const CopyOptions& options) {
  VN_RETURN_IF_ERROR(CopyFailure(MakeFile(path)));
  absl::StatusOr<DatabasePtr> store = FillStore(backup, path, key, options);
  if (!store.ok()) RemoveFile(path);
  return store;
}

}  // namespace vangnet::storage
