// Time is always passed in: nothing but a main() makes a Clock of the machine's.
#ifndef VANGNET_PROTO_CONTRACT_CLOCK_H_
#define VANGNET_PROTO_CONTRACT_CLOCK_H_

#include <cstdint>
#include <functional>

#include "absl/time/time.h"

namespace vangnet::contract {

using Clock = std::function<absl::Time()>;

inline constexpr std::uint64_t kSecondsPerDay = 86400;

inline std::uint64_t ToSeconds(absl::Time time) {
  const std::int64_t seconds = absl::ToUnixSeconds(time);
  return seconds < 0 ? 0 : static_cast<std::uint64_t>(seconds);
}
// Days since 1970-01-01 UTC.
inline std::uint32_t ToDay(absl::Time time) {
  return static_cast<std::uint32_t>(ToSeconds(time) / kSecondsPerDay);
}
inline std::uint64_t RoundToMinute(std::uint64_t seconds) { return seconds - seconds % 60; }
inline std::uint64_t RoundToDay(std::uint64_t seconds) {
  return seconds - seconds % kSecondsPerDay;
}

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_CLOCK_H_
