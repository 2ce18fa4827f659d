// Codes that people write down and type: 5 bits a symbol, in groups of four, the last
// symbol a check over GF(32) that finds every single wrong symbol and every swap of two
// (SPEC.md section 2). Receipts and recovery codes carry 27 symbols + 1, fingerprints
// 23 + 1. Thread-safe.
#ifndef VANGNET_CLIENTS_SEALING_SYMBOL_CODE_H_
#define VANGNET_CLIENTS_SEALING_SYMBOL_CODE_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

inline constexpr std::size_t kReceiptSymbols = 27;      // 135 bits; also recovery codes.
inline constexpr std::size_t kFingerprintSymbols = 23;  // 115 bits.

// What is wrong with a typed code, for a program to say in the person's language.
struct CodeFault {
  enum class Kind {
    kSymbol,  // The symbol at `position` is none of the alphabet.
    kLength,  // Too short (position: the first symbol that is missing) or too long
              // (position: the first one too many).
    kCheck,   // All symbols are good, but one is wrong or two are swapped. Which one
              // cannot be known; position is 0.
  };
  Kind kind = Kind::kCheck;
  std::size_t position = 0;  // Symbol, counted from 1; spaces and hyphens do not count.
  std::size_t group = 0;     // Group of four, counted from 1; 0 with kCheck.
};

// The first fault of `typed` as a code of `symbols` symbols and a check, or nullopt.
// Spaces and hyphens are dropped, lower case is taken as upper case, O as 0, I and L as 1.
std::optional<CodeFault> FindCodeFault(std::string_view typed, std::size_t symbols);

// The first `symbols` * 5 bits of `bytes`, from the top, as text in groups of four with
// hyphens, check symbol included. `bytes` must hold that many bits.
contract::SecretBytes EncodeSymbols(std::string_view bytes, std::size_t symbols);

// The bits of `typed`, from the top, the rest of the last byte zero. INVALID_ARGUMENT
// for what FindCodeFault finds; the message names the position, never the code.
absl::StatusOr<contract::SecretBytes> DecodeSymbols(std::string_view typed, std::size_t symbols);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_SYMBOL_CODE_H_
