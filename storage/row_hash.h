// The bytes by which a row stands in the commit chain (proto/SPEC.md section 9). Pure.
#ifndef VANGNET_STORAGE_ROW_HASH_H_
#define VANGNET_STORAGE_ROW_HASH_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "proto/contract/ids.h"

struct sqlite3_value;

namespace vangnet::storage {

// SHA-256, brought by the caller: this folder links no cryptography of its own.
using HashFunction = contract::Hash (*)(std::string_view bytes);

// One row: its table, then its columns in the order of the schema.
class RowBytes {
 public:
  explicit RowBytes(std::uint8_t table);

  RowBytes& AddNull();
  RowBytes& AddNumber(std::uint64_t number);
  RowBytes& AddBytes(std::string_view bytes);
  // One of the three, as SQLite holds it.
  RowBytes& AddValue(sqlite3_value* value);

  const std::string& bytes() const { return bytes_; }  // Without the label.
  contract::Hash Digest(HashFunction hash) const;

 private:
  std::string bytes_;
};

// What happened to a row. A row that was changed is gone, and there anew.
enum class Act : char { kThere = 1, kGone = 2 };

inline constexpr std::size_t kChangeSize = 1 + contract::Hash::kSize;

// The 33 bytes of one change.
std::string ChangeBytes(Act act, const contract::Hash& row);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_ROW_HASH_H_
