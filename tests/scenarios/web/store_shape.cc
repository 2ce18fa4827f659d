#include "tests/scenarios/web/store_shape.h"

#include <sqlite3.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/contract/secret_bytes.h"
#include "proto/contract/status_macros.h"
#include "storage/database.h"

namespace vangnet::testing {
namespace {

using storage::Database;

std::string ShapeOf(sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
      return std::to_string(sqlite3_column_int64(row, column));
    case SQLITE_NULL:
      return "none";
    default:
      return absl::StrCat("<", sqlite3_column_bytes(row, column), ">");
  }
}

// Each row of the answer: NAME=SHAPE, and the first value as it is.
absl::StatusOr<std::vector<std::pair<std::string, std::string>>> RowsOf(Database& database,
                                                                        const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  const int prepared = sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &raw, nullptr);
  const storage::StatementHandle statement(raw);
  VN_RETURN_IF_ERROR(storage::StatusFromSqlite(prepared, "shape"));
  std::vector<std::pair<std::string, std::string>> rows;
  int code = SQLITE_OK;
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    std::string shape;
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      absl::StrAppend(&shape, i == 0 ? "" : " ", sqlite3_column_name(raw, i), "=", ShapeOf(raw, i));
    }
    const auto* first = static_cast<const char*>(sqlite3_column_blob(raw, 0));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(raw, 0));
    rows.emplace_back(std::move(shape), first == nullptr ? "" : std::string(first, size));
  }
  VN_RETURN_IF_ERROR(storage::StatusFromSqlite(code, "shape"));
  return rows;
}

}  // namespace

absl::StatusOr<cli::Json> ShapeOfStore(const std::string& path, const std::string& raw_key) {
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key,
                      storage::StoreKey::FromBytes(contract::SecretBytes::CopyOf(raw_key)));
  VN_ASSIGN_OR_RETURN(const storage::DatabasePtr database, storage::OpenReadOnly(path, key));
  VN_RETURN_IF_ERROR(database->Execute("BEGIN"));
  VN_ASSIGN_OR_RETURN(const auto tables,
                      RowsOf(*database, "SELECT name FROM sqlite_master WHERE type = 'table'"));
  cli::Json shape = cli::Json::Object();
  for (const auto& [unused, table] : tables) {
    VN_ASSIGN_OR_RETURN(const auto rows, RowsOf(*database, "SELECT * FROM \"" + table + "\""));
    cli::Json list = cli::Json::Array();
    for (const auto& [row, first] : rows) list.Add(cli::Json(row));
    shape.Set(table, list);
  }
  VN_RETURN_IF_ERROR(database->Execute("COMMIT"));
  return shape;
}

}  // namespace vangnet::testing
