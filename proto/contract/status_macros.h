// Macros that pass a failed absl::Status on to the caller. Abseil 20220623 has
// none of its own.
#ifndef VANGNET_PROTO_CONTRACT_STATUS_MACROS_H_
#define VANGNET_PROTO_CONTRACT_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define VN_STATUS_CONCAT_INNER(a, b) a##b
#define VN_STATUS_CONCAT(a, b) VN_STATUS_CONCAT_INNER(a, b)

// Returns from the enclosing function when `expression` is not OK.
#define VN_RETURN_IF_ERROR(expression)        \
  do {                                        \
    ::absl::Status vn_status_ = (expression); \
    if (!vn_status_.ok()) return vn_status_;  \
  } while (false)

// Assigns the value of a StatusOr to `target`, which may declare a variable, or
// returns its status from the enclosing function.
#define VN_ASSIGN_OR_RETURN(target, expression) \
  VN_ASSIGN_OR_RETURN_INNER(VN_STATUS_CONCAT(vn_status_or_, __LINE__), target, expression)
#define VN_ASSIGN_OR_RETURN_INNER(holder, target, expression) \
  auto holder = (expression);                                 \
  if (!holder.ok()) return std::move(holder).status();        \
  target = *std::move(holder)

#endif  // VANGNET_PROTO_CONTRACT_STATUS_MACROS_H_
