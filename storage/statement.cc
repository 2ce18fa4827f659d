#include "storage/statement.h"

#include <sqlite3.h>

#include <limits>

#include "storage/database.h"
#include "storage/statement_watch.h"

namespace vangnet::storage {

void FinalizeStatement::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

Statement::Statement(Database& database, StatementHandle handle)
    : database_(&database), handle_(std::move(handle)) {}

Statement::~Statement() {
  if (handle_ == nullptr) return;
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
  database_->TakeBack(std::move(handle_));
}

absl::StatusOr<bool> Statement::Step() {
  if (!status_.ok()) return status_;
  int code = SQLITE_OK;
  if (!started_) {
    started_ = true;
    ++database_->statements_executed_;
    changes_before_ = database_->changes().mark();
    code = WatchStatement(sqlite3_sql(handle_.get()));
  }
  if (code == SQLITE_OK) code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  // SQLite takes back what a failed statement did, after its triggers told of it.
  if (started_) database_->changes().RollBackTo(changes_before_);
  status_ = database_->Note(code, "statement");
  return status_;
}

absl::Status Statement::Run() {
  const absl::StatusOr<bool> row = Step();
  if (!row.ok()) return row.status();
  if (*row) return absl::InternalError("store: unexpected row");
  return absl::OkStatus();
}

void Statement::BindNumber(int index, std::uint64_t value) {
  if (value > static_cast<std::uint64_t>(std::numeric_limits<sqlite3_int64>::max())) {
    status_.Update(absl::InvalidArgumentError("store: number too large"));
    return;
  }
  const int code = sqlite3_bind_int64(handle_.get(), index, static_cast<sqlite3_int64>(value));
  if (code != SQLITE_OK) status_.Update(database_->Note(code, "bind"));
}

void Statement::BindBytes(int index, std::string_view value) {
  // SQLite takes a null pointer for NULL, and an empty string_view may hold one: empty
  // bytes are a value of their own and get a pointer.
  const char* const bytes = value.data() == nullptr ? "" : value.data();
  const int code = sqlite3_bind_blob64(handle_.get(), index, bytes, value.size(), SQLITE_TRANSIENT);
  if (code != SQLITE_OK) status_.Update(database_->Note(code, "bind"));
}

std::uint64_t Statement::U64(int column) {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_INTEGER) {
    Damaged();
    return 0;
  }
  const sqlite3_int64 value = sqlite3_column_int64(handle_.get(), column);
  if (value < 0) Damaged();
  return value < 0 ? 0 : static_cast<std::uint64_t>(value);
}

std::uint32_t Statement::U32(int column) {
  const std::uint64_t value = U64(column);
  if (value > std::numeric_limits<std::uint32_t>::max()) Damaged();
  return static_cast<std::uint32_t>(value);
}

bool Statement::Bool(int column) {
  const std::uint64_t value = U64(column);
  if (value > 1) Damaged();
  return value == 1;
}

std::string Statement::Bytes(int column) { return std::string(View(column)); }

std::string_view Statement::View(int column) {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_BLOB) {
    Damaged();
    return {};
  }
  // In this order, and null for an empty one.
  const void* const bytes = sqlite3_column_blob(handle_.get(), column);
  const int size = sqlite3_column_bytes(handle_.get(), column);
  if (bytes == nullptr || size <= 0) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

void Statement::AppendTo(RowBytes& row) const {
  for (int column = 0; column < sqlite3_column_count(handle_.get()); ++column) {
    const int type = sqlite3_column_type(handle_.get(), column);
    if (type == SQLITE_NULL) {
      row.AddNull();
    } else if (type == SQLITE_INTEGER) {
      row.AddNumber(static_cast<std::uint64_t>(sqlite3_column_int64(handle_.get(), column)));
    } else {
      const void* const bytes = sqlite3_column_blob(handle_.get(), column);
      const int size = sqlite3_column_bytes(handle_.get(), column);
      row.AddBytes(bytes == nullptr ? std::string_view()
                                    : std::string_view(static_cast<const char*>(bytes),
                                                       static_cast<std::size_t>(size)));
    }
  }
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

void Statement::Damaged() { status_.Update(DamagedRow("column")); }

}  // namespace vangnet::storage
