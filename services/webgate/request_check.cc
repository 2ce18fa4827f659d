#include "services/webgate/request_check.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/webgate/frame.h"

namespace vangnet::webgate {
namespace {

using contract::BadField;

// What vangnetd takes is 71 bytes long.
constexpr std::size_t kMaxAuthorization = 256;
constexpr std::size_t kMaxDigits = 8;

bool IsNumber(std::string_view text) {
  return !text.empty() && text.size() <= kMaxDigits &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

std::int64_t NumberIn(std::string_view digits) {
  std::int64_t number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

// The value of the field `name`, in lower case; none when there is no such field.
absl::StatusOr<std::optional<std::string_view>> Only(const RequestHead& head,
                                                     std::string_view name) {
  std::optional<std::string_view> value;
  for (const auto& [field, text] : head.fields) {
    if (!absl::EqualsIgnoreCase({field.data(), field.size()}, {name.data(), name.size()})) continue;
    if (value.has_value()) return BadField(name, "once");
    value = text;
  }
  return value;
}

absl::Status CheckForm(const RequestHead& head) {
  if (head.method != "POST" || !head.http_1_1) return BadField("method", "POST by HTTP/1.1");
  VN_ASSIGN_OR_RETURN(const auto type, Only(head, "content-type"));
  if (type != "application/grpc-web" && type != "application/grpc-web+proto") {
    return BadField("content-type", "application/grpc-web+proto");
  }
  for (const char* coding : {"content-encoding", "transfer-encoding", "grpc-encoding"}) {
    VN_ASSIGN_OR_RETURN(const auto value, Only(head, coding));
    if (value.has_value() && value != "identity") return BadField(coding, "none");
  }
  return absl::OkStatus();
}

absl::Status CheckPage(const RequestHead& head, const std::vector<std::string>& origins) {
  VN_ASSIGN_OR_RETURN(const auto origin, Only(head, "origin"));
  VN_ASSIGN_OR_RETURN(const auto site, Only(head, "sec-fetch-site"));
  const bool ours = origin.has_value() &&
                    std::find(origins.begin(), origins.end(), *origin) != origins.end() &&
                    site.value_or("same-origin") == "same-origin";
  if (ours) return absl::OkStatus();
  return contract::ErrorWithReason(absl::StatusCode::kPermissionDenied, contract::reason::kBadField,
                                   "origin: a page of this server itself");
}

absl::StatusOr<std::size_t> BodySize(const RequestHead& head, const AllowedMethod& method) {
  VN_ASSIGN_OR_RETURN(const auto length, Only(head, "content-length"));
  if (!length.has_value() || !IsNumber(*length)) {
    return BadField("content-length", "the body's length");
  }
  const auto size = static_cast<std::size_t>(NumberIn(*length));
  if (size <= method.max_request_bytes + kFrameHeaderSize) return size;
  return contract::ErrorWithReason(
      absl::StatusCode::kInvalidArgument, contract::reason::kTooLarge,
      absl::StrCat("body: a message of at most ", method.max_request_bytes, " bytes"));
}

absl::StatusOr<std::string> Authorization(const RequestHead& head) {
  VN_ASSIGN_OR_RETURN(const auto value, Only(head, "authorization"));
  if (!value.has_value()) return std::string();
  const bool can_be_sent = value->size() <= kMaxAuthorization &&
                           std::all_of(value->begin(), value->end(),
                                       [](unsigned char c) { return absl::ascii_isprint(c); });
  if (!can_be_sent) return BadField("authorization", "printable and short");
  return std::string(*value);
}

}  // namespace

absl::StatusOr<absl::Duration> ParseTimeout(std::string_view text) {
  const std::string_view digits = text.substr(0, text.empty() ? 0 : text.size() - 1);
  if (!IsNumber(digits)) return BadField("grpc-timeout", "digits and a unit");
  const std::int64_t number = NumberIn(digits);
  switch (text.back()) {
    case 'H':
      return absl::Hours(number);
    case 'M':
      return absl::Minutes(number);
    case 'S':
      return absl::Seconds(number);
    case 'm':
      return absl::Milliseconds(number);
    case 'u':
      return absl::Microseconds(number);
    case 'n':
      return absl::Nanoseconds(number);
    default:
      return BadField("grpc-timeout", "digits and a unit");
  }
}

absl::StatusOr<Call> CheckRequest(const RequestHead& head, const AllowList& allowed,
                                  const std::vector<std::string>& origins) {
  Call call;
  call.method = allowed.Find(head.target);
  if (call.method == nullptr) return absl::UnimplementedError("not offered here");
  VN_RETURN_IF_ERROR(CheckForm(head));
  VN_RETURN_IF_ERROR(CheckPage(head, origins));
  VN_ASSIGN_OR_RETURN(call.body_size, BodySize(head, *call.method));
  VN_ASSIGN_OR_RETURN(call.authorization, Authorization(head));
  call.timeout = call.method->deadline;
  VN_ASSIGN_OR_RETURN(const auto timeout, Only(head, "grpc-timeout"));
  if (timeout.has_value()) {
    VN_ASSIGN_OR_RETURN(const absl::Duration asked, ParseTimeout(*timeout));
    call.timeout = std::min(call.timeout, asked);
  }
  return call;
}

}  // namespace vangnet::webgate
