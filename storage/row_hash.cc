#include "storage/row_hash.h"

#include <sqlite3.h>

#include "proto/contract/labels.h"
#include "storage/big_endian.h"

namespace vangnet::storage {
namespace {

constexpr char kNull = 0;
constexpr char kNumber = 1;
constexpr char kBytes = 2;

}  // namespace

RowBytes::RowBytes(std::uint8_t table) : bytes_(1, static_cast<char>(table)) {}

RowBytes& RowBytes::AddNull() {
  bytes_.push_back(kNull);
  return *this;
}

RowBytes& RowBytes::AddNumber(std::uint64_t number) {
  bytes_.push_back(kNumber);
  AppendBigEndian(number, bytes_);
  return *this;
}

RowBytes& RowBytes::AddBytes(std::string_view bytes) {
  bytes_.push_back(kBytes);
  AppendBigEndian(static_cast<std::uint32_t>(bytes.size()), bytes_);
  bytes_.append(bytes);
  return *this;
}

RowBytes& RowBytes::AddValue(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return AddNull();
    case SQLITE_INTEGER:
      return AddNumber(static_cast<std::uint64_t>(sqlite3_value_int64(value)));
    default: {
      const auto* const bytes = static_cast<const char*>(sqlite3_value_blob(value));
      const int size = sqlite3_value_bytes(value);
      return AddBytes(bytes == nullptr ? std::string_view()
                                       : std::string_view(bytes, static_cast<std::size_t>(size)));
    }
  }
}

contract::Hash RowBytes::Digest(HashFunction hash) const {
  return hash(std::string(contract::label::kCommitRow) + bytes_);
}

std::string ChangeBytes(Act act, const contract::Hash& row) {
  std::string bytes(1, static_cast<char>(act));
  bytes.append(row.view());
  return bytes;
}

}  // namespace vangnet::storage
