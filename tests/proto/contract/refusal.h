// What tests say of a status: that it is fine, or which refusal it is.
#ifndef VANGNET_TESTS_PROTO_CONTRACT_REFUSAL_H_
#define VANGNET_TESTS_PROTO_CONTRACT_REFUSAL_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "proto/contract/error.h"

namespace vangnet::contract {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// "OK", "NOT_FOUND" or "INVALID_ARGUMENT/BAD_FIELD": code and reason in one word, as
// the vectors write it.
inline std::string ClassOf(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return absl::StatusCodeToString(status.code()) + (reason.empty() ? "" : "/" + reason);
}

MATCHER(IsOk, "is OK") {
  *result_listener << ClassOf(StatusOf(arg)) << " " << StatusOf(arg).message();
  return StatusOf(arg).ok();
}

// For example Refused("INVALID_ARGUMENT/BAD_FIELD").
MATCHER_P(Refused, refusal, std::string("is refused as ") + refusal) {
  *result_listener << ClassOf(StatusOf(arg)) << " " << StatusOf(arg).message();
  return ClassOf(StatusOf(arg)) == refusal;
}

// INVALID_ARGUMENT/BAD_FIELD whose message names `field`.
MATCHER_P(BadFieldNamed, field, std::string("names the field ") + field) {
  *result_listener << ClassOf(StatusOf(arg)) << " " << StatusOf(arg).message();
  return ClassOf(StatusOf(arg)) == "INVALID_ARGUMENT/BAD_FIELD" &&
         std::string(StatusOf(arg).message()).rfind(std::string(field) + ":", 0) == 0;
}

}  // namespace vangnet::contract

#endif  // VANGNET_TESTS_PROTO_CONTRACT_REFUSAL_H_
