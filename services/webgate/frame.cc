#include "services/webgate/frame.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/contract/error.h"

namespace vangnet::webgate {
namespace {

constexpr char kMessage = 0;
constexpr char kTrailers = static_cast<char>(0x80);

std::string Header(char flags, std::size_t size) {
  const auto length = static_cast<std::uint32_t>(size);
  return {flags, static_cast<char>(length >> 24), static_cast<char>(length >> 16),
          static_cast<char>(length >> 8), static_cast<char>(length)};
}

std::size_t LengthIn(std::string_view header) {
  std::size_t length = 0;
  for (const char c : header.substr(1)) length = length << 8 | static_cast<unsigned char>(c);
  return length;
}

bool IsPrintable(char c) { return c >= ' ' && c <= '~'; }

bool MayBeWritten(const std::string& name, const std::string& value) {
  const auto of_name = [](unsigned char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' || c == '.' || c == '-';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), of_name) &&
         std::all_of(value.begin(), value.end(), IsPrintable);
}

}  // namespace

absl::StatusOr<std::string_view> ParseRequest(std::string_view body, std::size_t most) {
  if (body.size() < kFrameHeaderSize || body.front() != kMessage) {
    return contract::BadField("body", "one frame of gRPC-Web with flags 0");
  }
  const std::size_t length = LengthIn(body.substr(0, kFrameHeaderSize));
  if (length > most) {
    return contract::ErrorWithReason(absl::StatusCode::kInvalidArgument,
                                     contract::reason::kTooLarge,
                                     absl::StrCat("body: a message of at most ", most, " bytes"));
  }
  const std::string_view message = body.substr(kFrameHeaderSize);
  if (length != message.size()) {
    return contract::BadField("body", "one frame whose length is that of its message");
  }
  return message;
}

std::string MessageFrameHeader(std::size_t size) { return Header(kMessage, size); }

std::string TrailerFrame(const Trailers& trailers) {
  std::string lines;
  for (const auto& [name, value] : trailers) {
    if (MayBeWritten(name, value)) absl::StrAppend(&lines, name, ": ", value, "\r\n");
  }
  return Header(kTrailers, lines.size()) + lines;
}

std::string PercentEncoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (IsPrintable(c) && c != '%') {
      encoded.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded.append({'%', kHex[byte >> 4], kHex[byte & 0xF]});
    }
  }
  return encoded;
}

}  // namespace vangnet::webgate
