// Bodies are padded to 4 KiB and more, which is nothing to mutate. Inputs hold one byte
// for a body, and the target makes a body of it.
#ifndef VANGNET_TESTS_FUZZ_SHORT_BODY_H_
#define VANGNET_TESTS_FUZZ_SHORT_BODY_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include "vangnet/record/v1/record.pb.h"

namespace vangnet::fuzz {

// A `sealed` of one byte becomes one of that size from a list, with a nonce beside it.
// Anything else stays as it is.
inline void FillBody(record::v1::Record& record) {
  constexpr std::size_t kSizes[] = {4096 + 16, 65536 + 16, 8192 + 16,  16384 + 16,
                                    4096,      65536 + 17, 131072 + 16};
  if (record.sealed().size() != 1) return;
  const auto which = static_cast<std::uint8_t>(record.sealed().front());
  record.set_sealed(std::string(kSizes[which % std::size(kSizes)], 's'));
  if (record.nonce().size() <= 1) record.set_nonce(std::string(24, 'n'));
}

}  // namespace vangnet::fuzz

#endif  // VANGNET_TESTS_FUZZ_SHORT_BODY_H_
