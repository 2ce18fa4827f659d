#include "clients/sealing/symbol_code.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace vangnet::sealing {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kGroup = 4;
constexpr int kNoSymbol = -1;
constexpr int kDropped = -2;

// Product in GF(32) modulo x^5 + x^2 + 1.
unsigned Multiply(unsigned a, unsigned b) {
  unsigned product = 0;
  for (int bit = 0; bit < 5; ++bit) {
    if (b >> bit & 1) product ^= a << bit;
  }
  for (int bit = 8; bit >= 5; --bit) {
    if (product >> bit & 1) product ^= 0b100101u << (bit - 5);
  }
  return product;
}

// sum of a^(i+1) * s_i with a = 2. All powers differ up to 31 symbols, so that a single
// error and a swap always change the sum.
unsigned CheckSymbol(const contract::SecretBytes& symbols, std::size_t count) {
  unsigned check = 0;
  unsigned power = 1;
  for (std::size_t i = 0; i < count; ++i) {
    power = Multiply(power, 2);
    check ^= Multiply(power, symbols.data()[i]);
  }
  return check;
}

int SymbolOf(char c) {
  if (c == ' ' || c == '-') return kDropped;
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const std::size_t value = kAlphabet.find(c);
  return value == std::string_view::npos ? kNoSymbol : static_cast<int>(value);
}

CodeFault FaultAt(CodeFault::Kind kind, std::size_t position) {
  return {.kind = kind, .position = position, .group = (position - 1) / kGroup + 1};
}

// Fills `values`, which has room for symbols + 1, one byte a symbol.
std::optional<CodeFault> ReadSymbols(std::string_view typed, std::size_t symbols,
                                     contract::SecretBytes& values) {
  std::size_t count = 0;
  for (const char c : typed) {
    const int symbol = SymbolOf(c);
    if (symbol == kDropped) continue;
    if (symbol == kNoSymbol) return FaultAt(CodeFault::Kind::kSymbol, count + 1);
    if (count == symbols + 1) return FaultAt(CodeFault::Kind::kLength, count + 1);
    values.mutable_data()[count++] = static_cast<std::uint8_t>(symbol);
  }
  if (count < symbols + 1) return FaultAt(CodeFault::Kind::kLength, count + 1);
  if (CheckSymbol(values, symbols) != values.data()[symbols]) {
    return CodeFault{.kind = CodeFault::Kind::kCheck};
  }
  return std::nullopt;
}

absl::Status StatusOf(const CodeFault& fault, std::size_t symbols) {
  const std::string place = absl::StrCat("symbol ", fault.position, " (group ", fault.group, ")");
  if (fault.kind == CodeFault::Kind::kSymbol) {
    return absl::InvalidArgumentError(absl::StrCat("code: ", place, " is no such symbol"));
  }
  if (fault.kind == CodeFault::Kind::kLength) {
    return absl::InvalidArgumentError(
        absl::StrCat("code: ", symbols + 1, " symbols wanted, see ", place));
  }
  return absl::InvalidArgumentError("code: one symbol is wrong, or two are swapped");
}

}  // namespace

std::optional<CodeFault> FindCodeFault(std::string_view typed, std::size_t symbols) {
  contract::SecretBytes values(symbols + 1);
  return ReadSymbols(typed, symbols, values);
}

contract::SecretBytes EncodeSymbols(std::string_view bytes, std::size_t symbols) {
  contract::SecretBytes values(symbols);
  for (std::size_t i = 0; i < symbols * 5; ++i) {
    const unsigned byte = static_cast<std::uint8_t>(bytes[i / 8]);
    const unsigned bit = byte >> (7 - i % 8) & 1;
    std::uint8_t& value = values.mutable_data()[i / 5];
    value = static_cast<std::uint8_t>(value << 1 | bit);
  }
  const std::size_t shown = symbols + 1;
  contract::SecretBytes text(shown + (shown - 1) / kGroup);
  std::size_t out = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i != 0 && i % kGroup == 0) text.mutable_data()[out++] = '-';
    const unsigned value = i < symbols ? values.data()[i] : CheckSymbol(values, symbols);
    text.mutable_data()[out++] = static_cast<std::uint8_t>(kAlphabet[value]);
  }
  return text;
}

absl::StatusOr<contract::SecretBytes> DecodeSymbols(std::string_view typed, std::size_t symbols) {
  contract::SecretBytes values(symbols + 1);
  const std::optional<CodeFault> fault = ReadSymbols(typed, symbols, values);
  if (fault.has_value()) return StatusOf(*fault, symbols);
  contract::SecretBytes bytes((symbols * 5 + 7) / 8);
  for (std::size_t i = 0; i < symbols * 5; ++i) {
    const unsigned bit = values.data()[i / 5] >> (4 - i % 5) & 1;
    bytes.mutable_data()[i / 8] |= static_cast<std::uint8_t>(bit << (7 - i % 8));
  }
  return bytes;
}

}  // namespace vangnet::sealing
