// A connection to the front on which anything can be said. Only for floods: nothing that comes
// back is understood.
#ifndef VANGNET_TESTS_FLOODS_RAW_CONNECTION_H_
#define VANGNET_TESTS_FLOODS_RAW_CONNECTION_H_

#include <openssl/ssl.h>

#include <memory>
#include <string_view>

namespace vangnet::testing {

// What it begins with: TLS with h2 by ALPN, TLS without ALPN, after which the front expects
// HTTP/1.1, or TCP alone.
enum class Opening { kHttp2, kHttp1, kTcp };

// A TLS 1.3 connection from an address of its own to a port of 127.0.0.1. The other side
// may end it at any time: that is what many floods are for.
class RawConnection {
 public:
  // From 127.0.0.`last`, so that limits for each address can be told from limits for all.
  RawConnection(int port, int last, Opening opening = Opening::kHttp2);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  // How many were open at their beginning, in this program so far: a flood that reaches
  // nobody shows nothing.
  static long opened();

  bool is_open() const { return open_; }
  // False when the other side has ended the connection, or did not take the bytes within
  // a few seconds.
  bool Send(std::string_view bytes);
  // Takes what comes, and forgets it, for so long or until the other side ends it.
  void Stay(int milliseconds);

 private:
  bool Connect(int port, int last) const;
  bool BeginTls(Opening opening);

  int fd_ = -1;
  bool open_ = false;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, &SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, &SSL_free};
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_FLOODS_RAW_CONNECTION_H_
