// One prepared statement, typed. Integers are never negative and never above 2^63-1;
// everything else is bytes: the store knows no text and no floating point.
//
// Bind and column errors are remembered and come out of the next Step, Run or status(),
// so that a row can be read without a check at every field.
#ifndef VANGNET_STORAGE_STATEMENT_H_
#define VANGNET_STORAGE_STATEMENT_H_

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/row_hash.h"

struct sqlite3_stmt;

namespace vangnet::storage {

class Database;
struct FinalizeStatement {
  void operator()(sqlite3_stmt* handle) const;
};

class Statement {
 public:
  // `handle` is reset and unbound; it goes back to `database`, which outlives this.
  Statement(Database& database, std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle);
  Statement(Statement&& other) noexcept = default;
  Statement& operator=(Statement&&) = delete;
  // Resets, forgets the bound values and gives the statement back to its connection.
  ~Statement();

  // Binds all parameters, in order. Values are copied.
  template <typename... Values>
  Statement& Bind(const Values&... values) {
    int index = 0;
    (BindOne(++index, values), ...);
    return *this;
  }

  // True: a row is there. False: no more rows.
  absl::StatusOr<bool> Step();
  // Runs a statement that gives no rows.
  absl::Status Run();

  // Columns of the present row, from 0. A column of another type or length makes
  // status() DATA_LOSS.
  std::uint64_t U64(int column);
  std::uint32_t U32(int column);
  bool Bool(int column);
  std::string Bytes(int column);
  template <typename Id>
  Id Fixed(int column) {
    absl::StatusOr<Id> id = Id::Parse(View(column));
    if (!id.ok()) Damaged();
    return id.ok() ? *id : Id();
  }
  template <typename Id>
  std::optional<Id> OptionalFixed(int column) {
    if (IsNull(column)) return std::nullopt;
    return Fixed<Id>(column);
  }

  // All columns of the present row.
  void AppendTo(RowBytes& row) const;

  const absl::Status& status() const { return status_; }

 private:
  template <std::unsigned_integral Number>
  void BindOne(int index, Number value) {
    BindNumber(index, value);
  }
  template <typename Tag, std::size_t N>
  void BindOne(int index, const contract::FixedBytes<Tag, N>& value) {
    BindBytes(index, value.view());
  }
  void BindOne(int index, std::string_view value) { BindBytes(index, value); }
  template <typename Id>
  void BindOne(int index, const std::optional<Id>& value) {
    if (value.has_value()) BindOne(index, *value);  // Unbound is NULL.
  }

  void BindNumber(int index, std::uint64_t value);
  void BindBytes(int index, std::string_view value);
  std::string_view View(int column);
  bool IsNull(int column) const;
  void Damaged();

  Database* database_;
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle_;  // Null when moved from.
  bool started_ = false;
  std::size_t changes_before_ = 0;  // What was captured when it started.
  absl::Status status_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_STATEMENT_H_
