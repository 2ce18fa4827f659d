#include "tests/support/store_dump.h"

#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <vector>

#include "absl/strings/escaping.h"
#include "proto/contract/status_macros.h"

namespace vangnet::storage::testing {
namespace {

std::string Column(sqlite3_stmt* row, int column) {
  // Numbers come as their digits, bytes and text as they are.
  const void* const bytes = sqlite3_column_blob(row, column);
  const int size = sqlite3_column_bytes(row, column);
  return bytes == nullptr ? "" : std::string(static_cast<const char*>(bytes), size);
}

absl::Status AppendRows(Database& database, const std::string& table, const std::string& sql,
                        std::string& dump, std::vector<std::string>* first_column) {
  sqlite3_stmt* raw = nullptr;
  const int prepared = sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &raw, nullptr);
  const StatementHandle statement(raw);
  VN_RETURN_IF_ERROR(StatusFromSqlite(prepared, "dump"));
  int code = SQLITE_OK;
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      dump += table + "." + sqlite3_column_name(raw, i) + "=" + Column(raw, i) + "\n";
    }
    if (first_column != nullptr) first_column->push_back(Column(raw, 0));
  }
  return StatusFromSqlite(code, "dump");
}

}  // namespace

absl::StatusOr<std::string> DumpDecrypted(const std::string& path, const StoreKey& key) {
  VN_ASSIGN_OR_RETURN(const DatabasePtr database, OpenReadOnly(path, key));
  VN_RETURN_IF_ERROR(database->Execute("BEGIN"));
  std::string dump;
  std::vector<std::string> tables;
  VN_RETURN_IF_ERROR(AppendRows(*database, "schema",
                                "SELECT name, sql FROM sqlite_master WHERE type = 'table'", dump,
                                &tables));
  for (const std::string& table : tables) {
    VN_RETURN_IF_ERROR(
        AppendRows(*database, table, "SELECT * FROM \"" + table + "\"", dump, nullptr));
  }
  VN_RETURN_IF_ERROR(database->Execute("COMMIT"));
  return dump;
}

absl::StatusOr<StoreKey> ReadKeyFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError("no such key file");
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.size() > StoreKey::kSize) {
    while (!bytes.empty() && bytes.back() == '\n') bytes.pop_back();
    if (bytes.size() == 2 * StoreKey::kSize) bytes = absl::HexStringToBytes(bytes);
  }
  return StoreKey::FromBytes(contract::SecretBytes::CopyOf(bytes));
}

}  // namespace vangnet::storage::testing
