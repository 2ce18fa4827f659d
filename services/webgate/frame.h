// Frames of gRPC-Web, in a request's and an answer's body:
//
//   | flags, 1 byte | length, 4 bytes, big-endian | that many bytes |
//
// Flags 0: a message. Flags 0x80: the trailers, as lines "name: value\r\n"; only in an
// answer, once, at its end. Compression (flags 1) does not exist here.
#ifndef VANGNET_SERVICES_WEBGATE_FRAME_H_
#define VANGNET_SERVICES_WEBGATE_FRAME_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace vangnet::webgate {

inline constexpr std::size_t kFrameHeaderSize = 5;

// The message in a request's body, a view into it: exactly one frame, flags 0, its length
// that of what follows. Else INVALID_ARGUMENT/BAD_FIELD, or TOO_LARGE for a message of more
// than `most` bytes.
absl::StatusOr<std::string_view> ParseRequest(std::string_view body, std::size_t most);

// The five bytes before a message of `size` bytes, at most 4 GiB.
std::string MessageFrameHeader(std::size_t size);

// In the order in which they are written.
using Trailers = std::vector<std::pair<std::string, std::string>>;

// A whole frame. A trailer whose name is not of [a-z0-9_.-], or whose value is not printable
// ASCII, is left out: it could begin a line of its own.
std::string TrailerFrame(const Trailers& trailers);

// As gRPC writes a message into a trailer: what is not printable ASCII, and '%', as %XX.
std::string PercentEncoded(std::string_view text);

}  // namespace vangnet::webgate

#endif  // VANGNET_SERVICES_WEBGATE_FRAME_H_
