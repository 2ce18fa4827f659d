#include "services/case_records/page_token.h"

#include "absl/strings/escaping.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::case_records {
namespace {

// A letter for the kind of list, then lower-case hex.
constexpr char kCaseTag = 'c';
constexpr char kPositionTag = 'p';
constexpr std::uint32_t kDefaultSize = 100;
constexpr std::uint32_t kLargestSize = 200;

std::string Encode(char tag, std::string_view bytes) {
  return tag + absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

absl::Status BadToken() { return contract::BadField("page_token", "a token of this list"); }

absl::StatusOr<std::string> Decode(char tag, std::string_view token, std::size_t size) {
  if (token.size() != 1 + 2 * size || token.front() != tag) return BadToken();
  for (const char c : token.substr(1)) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return BadToken();
  }
  return absl::HexStringToBytes(absl::string_view(token.data() + 1, token.size() - 1));
}

}  // namespace

std::string TokenAfter(const contract::CaseId& case_id) { return Encode(kCaseTag, case_id.view()); }

absl::StatusOr<std::optional<contract::CaseId>> CaseOfToken(std::string_view token) {
  if (token.empty()) return std::optional<contract::CaseId>();
  VN_ASSIGN_OR_RETURN(const std::string bytes, Decode(kCaseTag, token, contract::CaseId::kSize));
  VN_ASSIGN_OR_RETURN(const contract::CaseId case_id, contract::CaseId::Parse(bytes));
  return std::optional<contract::CaseId>(case_id);
}

std::string TokenAfter(std::uint32_t position) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(position >> shift & 0xff));
  }
  return Encode(kPositionTag, bytes);
}

absl::StatusOr<std::uint32_t> PositionOfToken(std::string_view token) {
  if (token.empty()) return 0u;
  VN_ASSIGN_OR_RETURN(const std::string bytes, Decode(kPositionTag, token, 4));
  std::uint32_t position = 0;
  for (const char c : bytes) position = position << 8 | static_cast<unsigned char>(c);
  if (position == 0) return BadToken();
  return position;
}

absl::StatusOr<std::uint32_t> PageSize(std::uint32_t asked) {
  if (asked > kLargestSize) return contract::BadField("page_size", "at most 200");
  return asked == 0 ? kDefaultSize : asked;
}

}  // namespace vangnet::case_records
