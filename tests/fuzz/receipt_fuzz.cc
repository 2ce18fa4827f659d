// Codes that people type: receipts, recovery codes and fingerprints.
#include <cctype>

#include "clients/sealing/fingerprint.h"
#include "clients/sealing/receipt.h"
#include "clients/sealing/symbol_code.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

absl::Status ParseAsReceipt(std::string_view typed) {
  return sealing::ParseReceipt(typed).status();
}

// How many of the typed characters count.
std::size_t SymbolsIn(std::string_view typed) {
  std::size_t count = 0;
  for (const char c : typed) count += c == ' ' || c == '-' ? 0 : 1;
  return count;
}

void CheckFault(std::string_view typed, std::size_t symbols) {
  const auto fault = sealing::FindCodeFault(typed, symbols);
  Require(fault.has_value() != sealing::DecodeSymbols(typed, symbols).ok(),
          "a code is good, or it has a fault");
  if (!fault.has_value()) return;
  if (fault->kind == sealing::CodeFault::Kind::kCheck) {
    Require(fault->position == 0 && SymbolsIn(typed) == symbols + 1,
            "a wrong check symbol has no position");
    return;
  }
  Require(fault->position >= 1 && fault->position <= SymbolsIn(typed) + 1 &&
              fault->position <= symbols + 2 && fault->group == (fault->position + 3) / 4,
          "a fault is at one of the symbols, or right behind them");
}

void CheckReceipt(std::string_view typed) {
  const auto receipt = sealing::ParseReceipt(typed);
  if (!receipt.ok()) {
    RequireGoodRefusal(receipt.status(), typed, {absl::StatusCode::kInvalidArgument},
                       ParseAsReceipt);
    return;
  }
  const contract::SecretBytes text = receipt->ToText();
  Require(text.size() == 34, "a receipt has seven groups of four");
  const auto again = sealing::ParseReceipt(text.Expose());
  Require(again.ok() && again->bytes().EqualInConstantTime(receipt->bytes()),
          "what is shown is read back as the same receipt");
  for (std::size_t group = 1; group <= 7; ++group) {
    Require(receipt->GroupIs(group, text.Expose().substr((group - 1) * 5, 4)),
            "a shown group is recognised");
  }
}

void CheckWrongSymbols(const contract::SecretBytes& good) {
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string wrong(good.Expose());
    if (wrong[i] == '-') continue;
    wrong[i] = wrong[i] == '7' ? '8' : '7';
    Require(!sealing::ParseReceipt(wrong).ok(), "one wrong symbol is always found");
  }
}

// Any 17 bytes with the last bit clear are a receipt.
void CheckBytes(std::string_view bytes) {
  const auto receipt = sealing::Receipt::FromBytes(contract::SecretBytes::CopyOf(bytes));
  Require(receipt.ok() == (bytes.size() == 17 && (bytes.back() & 1) == 0),
          "17 bytes with the last bit clear, and nothing else, are a receipt");
  if (!receipt.ok()) return;
  const contract::SecretBytes text = receipt->ToText();
  const auto read = sealing::ParseReceipt(text.Expose());
  Require(read.ok() && read->bytes().Expose() == bytes, "parse(format(x)) = x");
  CheckWrongSymbols(text);
}

void CheckTypedFingerprint(std::string_view typed) {
  const std::string wanted = sealing::OrganisationFingerprint(contract::OrganisationId());
  const auto check = [&](std::string_view text) { return sealing::CheckFingerprint(text, wanted); };
  const absl::Status status = check(typed);
  if (status.ok()) {
    Require(sealing::DecodeSymbols(typed, sealing::kFingerprintSymbols).ok(),
            "only a good code is a fingerprint");
  } else {
    RequireGoodRefusal(status, typed,
                       {absl::StatusCode::kInvalidArgument, absl::StatusCode::kFailedPrecondition},
                       check);
  }
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  CheckFault(input, vangnet::sealing::kReceiptSymbols);
  CheckFault(input, vangnet::sealing::kFingerprintSymbols);
  CheckReceipt(input);
  CheckBytes(input);
  CheckTypedFingerprint(input);
  return 0;
}
