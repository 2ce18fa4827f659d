#include <cstddef>

#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/parsed_record.h"

namespace vangnet::contract {
namespace {

constexpr std::size_t kSmallest = 4 * 1024;
constexpr std::size_t kStep = 64 * 1024;  // Sizes double up to here, then grow by it.

// The smallest padded size of `size` bytes or more.
std::size_t RoundUp(std::size_t size) {
  if (size > kStep) return (size + kStep - 1) / kStep * kStep;
  std::size_t padded = kSmallest;
  while (padded < size) padded *= 2;
  return padded;
}

}  // namespace

bool IsSealedSize(std::size_t size) {
  if (size <= limit::kSealedOverhead) return false;
  const std::size_t padded = size - limit::kSealedOverhead;
  return padded <= limit::kPaddedBody && RoundUp(padded) == padded;
}

absl::StatusOr<std::size_t> PaddedSize(std::size_t length, std::size_t at_least) {
  if (length >= limit::kPaddedBody || at_least > limit::kPaddedBody) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason::kTooLarge,
                           "body: fewer bytes");
  }
  const std::size_t with_mark = length + 1;
  return RoundUp(with_mark > at_least ? with_mark : at_least);
}

}  // namespace vangnet::contract
