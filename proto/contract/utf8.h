// UTF-8 as the contract understands it: no overlong form, no surrogate, nothing above
// U+10FFFF. Pure. Thread-safe.
#ifndef VANGNET_PROTO_CONTRACT_UTF8_H_
#define VANGNET_PROTO_CONTRACT_UTF8_H_

#include <cstddef>
#include <string_view>

namespace vangnet::contract {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";         // U+FEFF.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";  // U+FFFD.

struct DecodedCharacter {
  char32_t code_point = 0;  // Meaningless unless valid.
  std::size_t length = 0;   // Bytes taken: at least 1, also when not valid.
  bool valid = false;
};

// The first character of `text`, which is not empty. Of bytes that are no character,
// as many are taken as browsers replace by one U+FFFD (the maximal subpart).
DecodedCharacter DecodeFirst(std::string_view text);

bool IsUtf8(std::string_view text);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_UTF8_H_
