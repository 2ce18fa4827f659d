// Checks that records, grants and bundles have in common. A refusal is
// INVALID_ARGUMENT/BAD_FIELD and names the field, never the value. Pure.
#ifndef VANGNET_PROTO_CONTRACT_FIELD_CHECKS_H_
#define VANGNET_PROTO_CONTRACT_FIELD_CHECKS_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "proto/contract/error.h"

namespace vangnet::contract {

// `bytes` as a value of fixed size.
template <typename Value>
absl::StatusOr<Value> ParseField(std::string_view field, std::string_view bytes) {
  absl::StatusOr<Value> value = Value::Parse(bytes);
  if (!value.ok()) return BadField(field, absl::StrCat(Value::kSize, " bytes"));
  return value;
}

// The same for ids and keys, where all zero means that somebody forgot to fill it.
template <typename Id>
absl::StatusOr<Id> ParseIdField(std::string_view field, std::string_view bytes) {
  absl::StatusOr<Id> id = ParseField<Id>(field, bytes);
  if (id.ok() && id->IsZero()) return BadField(field, "not all zero");
  return id;
}

// True when `key_of` rises from each element to the next: sorted, and each once.
template <typename List, typename KeyOf>
bool IsAscending(const List& list, KeyOf key_of) {
  for (int i = 1; i < list.size(); ++i) {
    if (!(key_of(list.Get(i - 1)) < key_of(list.Get(i)))) return false;
  }
  return true;
}

template <typename List>
bool IsAscending(const List& list) {
  return IsAscending(list, [](const auto& element) { return element; });
}

inline absl::Status Require(bool holds, std::string_view field, std::string_view wanted) {
  return holds ? absl::OkStatus() : BadField(field, wanted);
}

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_FIELD_CHECKS_H_
