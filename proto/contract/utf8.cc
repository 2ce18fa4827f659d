#include "proto/contract/utf8.h"

#include <cstdint>

namespace vangnet::contract {
namespace {

// What a lead byte promises: how many bytes follow, and the range of the first of
// them, by which overlong forms, surrogates and too large values are told.
struct Lead {
  std::size_t following;
  std::uint8_t first_low;
  std::uint8_t first_high;
};

bool ReadLead(std::uint8_t byte, Lead& lead) {
  if (byte >= 0xC2 && byte <= 0xDF) {
    lead = {1, 0x80, 0xBF};
  } else if (byte >= 0xE0 && byte <= 0xEF) {
    const std::uint8_t low = byte == 0xE0 ? 0xA0 : 0x80;
    const std::uint8_t high = byte == 0xED ? 0x9F : 0xBF;
    lead = {2, low, high};
  } else if (byte >= 0xF0 && byte <= 0xF4) {
    const std::uint8_t low = byte == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t high = byte == 0xF4 ? 0x8F : 0xBF;
    lead = {3, low, high};
  } else {
    return false;
  }
  return true;
}

}  // namespace

DecodedCharacter DecodeFirst(std::string_view text) {
  const auto first = static_cast<std::uint8_t>(text.front());
  if (first < 0x80) return {.code_point = first, .length = 1, .valid = true};
  Lead lead;
  if (!ReadLead(first, lead)) return {.length = 1};
  char32_t value = first & (0x3Fu >> lead.following);
  for (std::size_t i = 1; i <= lead.following; ++i) {
    if (i >= text.size()) return {.length = i};
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const std::uint8_t low = i == 1 ? lead.first_low : 0x80;
    const std::uint8_t high = i == 1 ? lead.first_high : 0xBF;
    if (byte < low || byte > high) return {.length = i};
    value = (value << 6) | (byte & 0x3Fu);
  }
  return {.code_point = value, .length = lead.following + 1, .valid = true};
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const DecodedCharacter character = DecodeFirst(text);
    if (!character.valid) return false;
    text.remove_prefix(character.length);
  }
  return true;
}

}  // namespace vangnet::contract
