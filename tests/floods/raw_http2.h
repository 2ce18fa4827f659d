// HTTP/2 (RFC 9113) written by hand over a real TLS connection, to say what no decent
// client says. Only for floods: nothing that comes back is understood.
#ifndef VANGNET_TESTS_FLOODS_RAW_HTTP2_H_
#define VANGNET_TESTS_FLOODS_RAW_HTTP2_H_

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
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

// A TLS 1.3 connection from an address of its own to a port of 127.0.0.1. The other side
// may end it at any time: that is what many floods are for.
class RawConnection {
 public:
  // From 127.0.0.`last`, so that limits for each address can be told from limits for all.
  // Without `handshake` only TCP is connected.
  RawConnection(int port, int last, bool handshake = true);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  bool is_open() const { return open_; }
  // False when the other side has ended the connection, or did not take the bytes within
  // a few seconds.
  bool Send(std::string_view bytes);
  // Takes what comes, and forgets it, for so long or until the other side ends it.
  void Stay(int milliseconds);

 private:
  int fd_ = -1;
  bool open_ = false;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, &SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, &SSL_free};
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_FLOODS_RAW_HTTP2_H_
