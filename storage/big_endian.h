// Numbers as SPEC.md writes them. For this folder only.
#ifndef VANGNET_STORAGE_BIG_ENDIAN_H_
#define VANGNET_STORAGE_BIG_ENDIAN_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace vangnet::storage {

template <typename Number>
void AppendBigEndian(Number number, std::string& bytes) {
  for (int shift = 8 * (static_cast<int>(sizeof(Number)) - 1); shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>((number >> shift) & 0xff));
  }
}

// `bytes` has eight of them.
inline std::uint64_t ReadBigEndian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = (number << 8) | static_cast<std::uint8_t>(byte);
  return number;
}

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_BIG_ENDIAN_H_
