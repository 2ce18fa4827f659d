#include "services/gate/bearer_token.h"

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "proto/contract/error.h"

namespace vangnet::gate {
namespace {

constexpr char kEntry[] = "authorization";
constexpr char kScheme[] = "Bearer ";
constexpr std::size_t kHexDigits = 64;

bool IsLowerHex(absl::string_view text) {
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<std::string> BearerToken(const Metadata& metadata) {
  const absl::Status refusal = contract::ErrorWithReason(
      absl::StatusCode::kUnauthenticated, contract::reason::kNoSession, "authorization");
  const auto [first, last] = metadata.equal_range(kEntry);
  if (first == last || std::next(first) != last) return refusal;
  absl::string_view text(first->second.data(), first->second.size());
  if (!absl::ConsumePrefix(&text, kScheme)) return refusal;
  if (text.size() != kHexDigits || !IsLowerHex(text)) return refusal;
  return absl::HexStringToBytes(text);
}

}  // namespace vangnet::gate
