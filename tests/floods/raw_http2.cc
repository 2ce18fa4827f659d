#include "tests/floods/raw_http2.h"

namespace vangnet::testing {
namespace {

std::string BigEndian32(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
          static_cast<char>(value >> 8), static_cast<char>(value)};
}

}  // namespace

std::string Frame(FrameType type, std::uint8_t flags, std::uint32_t stream,
                  std::string_view payload) {
  std::string frame = BigEndian32(static_cast<std::uint32_t>(payload.size())).substr(1);
  frame += static_cast<char>(type);
  frame += static_cast<char>(flags);
  frame += BigEndian32(stream);
  frame += payload;
  return frame;
}

std::string Field(std::string_view name, std::string_view value) {
  std::string field(1, '\0');
  field += static_cast<char>(name.size());
  field += name;
  field += static_cast<char>(value.size());
  field += value;
  return field;
}

std::string GrpcRequest(std::string_view path) {
  return Field(":method", "POST") + Field(":scheme", "https") + Field(":path", path) +
         Field(":authority", "localhost") + Field("content-type", "application/grpc") +
         Field("te", "trailers");
}

std::string Preface(std::uint32_t initial_window) {
  // SETTINGS_INITIAL_WINDOW_SIZE is 4.
  const std::string settings = std::string("\0\4", 2) + BigEndian32(initial_window);
  return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(FrameType::kSettings, 0, 0, settings);
}

}  // namespace vangnet::testing
