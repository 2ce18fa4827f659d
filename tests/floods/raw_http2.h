// HTTP/2 (RFC 9113) written by hand, to say what no decent client says.
#ifndef VANGNET_TESTS_FLOODS_RAW_HTTP2_H_
#define VANGNET_TESTS_FLOODS_RAW_HTTP2_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace vangnet::testing {

// RFC 9113, section 6.
enum class FrameType : std::uint8_t {
  kData = 0,
  kHeaders = 1,
  kRstStream = 3,
  kSettings = 4,
  kPing = 6,
  kContinuation = 9,
};
inline constexpr std::uint8_t kEndStream = 0x1;
inline constexpr std::uint8_t kEndHeaders = 0x4;

std::string Frame(FrameType type, std::uint8_t flags, std::uint32_t stream,
                  std::string_view payload);

// RFC 7541 literals that go into no table. Names and values below 127 bytes.
std::string Field(std::string_view name, std::string_view value);
// POST of gRPC to `path`.
std::string GrpcRequest(std::string_view path);
// The preface of a client, and its SETTINGS with this window for every stream.
std::string Preface(std::uint32_t initial_window = 65535);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_FLOODS_RAW_HTTP2_H_
