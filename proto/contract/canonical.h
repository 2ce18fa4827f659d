// Canonical protobuf bytes (SPEC.md section 1): the only form in which anything signed
// is accepted. Pure. Thread-safe.
#ifndef VANGNET_PROTO_CONTRACT_CANONICAL_H_
#define VANGNET_PROTO_CONTRACT_CANONICAL_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {

// Parses `bytes` into `message`, which is cleared first. INVALID_ARGUMENT with reason
// TOO_LARGE above `limit` bytes, else NOT_CANONICAL for: bytes that do not parse, an
// unknown field or an unspecified or unknown enum value at any depth (an enum field
// that is absent counts as unspecified only where the caller's own check says so: an
// absent field has no bytes), a string that is not UTF-8 or begins with U+FEFF, and
// bytes that differ from their own re-serialisation. On failure `message` is cleared.
absl::Status ParseCanonical(std::string_view bytes, std::size_t limit,
                            google::protobuf::Message& message);

template <typename M>
absl::StatusOr<M> ParseCanonicalAs(std::string_view bytes, std::size_t limit) {
  M message;
  VN_RETURN_IF_ERROR(ParseCanonical(bytes, limit, message));
  return message;
}

// The canonical bytes of `message`: deterministic, in field order. The message must
// hold no unknown field; strings must be valid UTF-8 (CleanText makes them so).
std::string SerializeCanonical(const google::protobuf::Message& message);

// The rules for a message that a gRPC parser has already read: no unknown field, no
// unknown enum value, good strings, at any depth. Same errors as ParseCanonical.
absl::Status CheckStrict(const google::protobuf::Message& message);

// `text` as a writer may seal it: leading U+FEFF stripped, bytes that are not UTF-8
// (lone surrogates among them) replaced by U+FFFD.
std::string CleanText(std::string_view text);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_CANONICAL_H_
