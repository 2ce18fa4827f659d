// The three shapes of a statement, so that a store is its SQL and its columns. For this
// folder only.
#ifndef VANGNET_STORAGE_QUERY_H_
#define VANGNET_STORAGE_QUERY_H_

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "storage/database.h"
#include "storage/statement.h"

namespace vangnet::storage {

// Runs a statement without rows.
template <typename... Values>
absl::Status Change(Database& database, std::string_view sql, const Values&... values) {
  VN_ASSIGN_OR_RETURN(Statement statement, database.Prepare(sql));
  return statement.Bind(values...).Run();
}

// The row, or nullopt.
template <typename Row, typename... Values>
absl::StatusOr<std::optional<Row>> FindOne(Database& database, Row (*read)(Statement&),
                                           std::string_view sql, const Values&... values) {
  VN_ASSIGN_OR_RETURN(Statement statement, database.Prepare(sql));
  VN_ASSIGN_OR_RETURN(const bool there, statement.Bind(values...).Step());
  if (!there) return std::nullopt;
  std::optional<Row> row = read(statement);
  VN_RETURN_IF_ERROR(statement.status());
  return row;
}

// The row, or the one NOT_FOUND.
template <typename Row, typename... Values>
absl::StatusOr<Row> GetOne(Database& database, Row (*read)(Statement&), std::string_view sql,
                           const Values&... values) {
  VN_ASSIGN_OR_RETURN(std::optional<Row> row, FindOne(database, read, sql, values...));
  if (!row.has_value()) return contract::NotFound();
  return *std::move(row);
}

// All rows.
template <typename Row, typename... Values>
absl::StatusOr<std::vector<Row>> ListAll(Database& database, Row (*read)(Statement&),
                                         std::string_view sql, const Values&... values) {
  VN_ASSIGN_OR_RETURN(Statement statement, database.Prepare(sql));
  statement.Bind(values...);
  std::vector<Row> rows;
  while (true) {
    VN_ASSIGN_OR_RETURN(const bool there, statement.Step());
    if (!there) return rows;
    rows.push_back(read(statement));
    VN_RETURN_IF_ERROR(statement.status());
  }
}

// Where a list by id starts: after this one, or before the first.
template <typename Id>
std::string_view After(const std::optional<Id>& id) {
  return id.has_value() ? id->view() : std::string_view();
}

inline std::uint64_t ReadNumber(Statement& statement) { return statement.U64(0); }

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_QUERY_H_
