#include "storage/database.h"

#include <sqlite3.h>

#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::storage {
namespace {

int RememberWalPages(void* pages, sqlite3*, const char*, int wal_pages) {
  *static_cast<int*>(pages) = wal_pages;
  return SQLITE_OK;
}

// Runs a checking PRAGMA; `expected` is the one row of a sound file, or null where a
// sound file gives no row at all.
absl::Status CheckGives(sqlite3* handle, const char* sql, const char* expected) {
  sqlite3_stmt* raw = nullptr;
  const int prepared = sqlite3_prepare_v2(handle, sql, -1, &raw, nullptr);
  const StatementHandle statement(raw);
  VN_RETURN_IF_ERROR(StatusFromSqlite(prepared, "verify"));
  const int code = sqlite3_step(raw);
  if (expected == nullptr && code == SQLITE_DONE) return absl::OkStatus();
  if (expected != nullptr && code == SQLITE_ROW) {
    const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(raw, 0));
    if (text != nullptr && std::string_view(text) == expected) return absl::OkStatus();
  }
  if (StopCauseOf(code) == StopCause::kInputOutput) return StatusFromSqlite(code, "verify");
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, open_reason::kDamaged,
                                   "store: verify: damaged");
}

}  // namespace

std::recursive_mutex& OpeningAndClosing() {
  static auto* const mutex = new std::recursive_mutex;
  return *mutex;
}

void CloseConnection::operator()(sqlite3* handle) const {
  const std::lock_guard lock(OpeningAndClosing());
  sqlite3_close_v2(handle);
}

Database::Database(ConnectionHandle handle) : handle_(std::move(handle)) {
  sqlite3_wal_hook(handle_.get(), &RememberWalPages, &wal_pages_);
  changes_.Install(handle_.get());
}

absl::StatusOr<Statement> Database::Prepare(std::string_view sql) {
  const auto found = idle_.find(sql);
  if (found != idle_.end() && found->second != nullptr) {
    return Statement(*this, std::move(found->second));
  }
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  StatementHandle statement(raw);
  VN_RETURN_IF_ERROR(Note(code, "prepare"));
  return Statement(*this, std::move(statement));
}

void Database::TakeBack(StatementHandle statement) {
  StatementHandle& place = idle_[sqlite3_sql(statement.get())];
  if (place == nullptr) place = std::move(statement);
}

absl::Status Database::Execute(std::string_view sql) {
  VN_ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
  return statement.Run();
}

absl::Status Database::ExecuteScript(const std::string& sql) {
  ++statements_executed_;
  return Note(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr), "script");
}

std::int64_t Database::rows_changed() const { return sqlite3_changes64(handle_.get()); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

void Database::KeepWalOnClose() {
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

absl::Status Database::Checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                             nullptr, nullptr);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return absl::OkStatus();  // Next time.
  return Note(code, "checkpoint");
}

absl::Status Database::CheckpointAll() {
  return Note(sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                                        nullptr),
              "checkpoint");
}

absl::Status Database::Note(int code, std::string_view operation) {
  if (stop_cause_ == StopCause::kNone) stop_cause_ = StopCauseOf(code);
  return StatusFromSqlite(code, operation);
}

absl::Status VerifyIntegrity(Database& database) {
  VN_RETURN_IF_ERROR(CheckGives(database.handle(), "PRAGMA cipher_integrity_check", nullptr));
  VN_RETURN_IF_ERROR(CheckGives(database.handle(), "PRAGMA integrity_check(1)", "ok"));
  return CheckGives(database.handle(), "PRAGMA foreign_key_check", nullptr);
}

std::string SqliteVersion() { return sqlite3_libversion(); }

}  // namespace vangnet::storage
