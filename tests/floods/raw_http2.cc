#include "tests/floods/raw_http2.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

namespace vangnet::testing {
namespace {

std::string BigEndian32(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
          static_cast<char>(value >> 8), static_cast<char>(value)};
}

constexpr timeval kPatience{.tv_sec = 3, .tv_usec = 0};

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

RawConnection::RawConnection(int port, int last, bool handshake) {
  std::signal(SIGPIPE, SIG_IGN);
  fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd_ < 0) return;
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof(kPatience));
  setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof(kPatience));
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(0x7f000000U + static_cast<std::uint32_t>(last));
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd_, reinterpret_cast<sockaddr*>(&from), sizeof(from)) != 0 ||
      connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof(to)) != 0) {
    return;
  }
  open_ = true;
  if (!handshake) return;
  context_.reset(SSL_CTX_new(TLS_client_method()));
  // The flood asks nobody who answers: what it says is no secret.
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_NONE, nullptr);
  ssl_.reset(SSL_new(context_.get()));
  constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(ssl_.get(), kHttp2, sizeof(kHttp2));
  SSL_set_fd(ssl_.get(), fd_);
  open_ = SSL_connect(ssl_.get()) == 1;
}

RawConnection::~RawConnection() {
  ssl_.reset();
  if (fd_ >= 0) close(fd_);
}

bool RawConnection::Send(std::string_view bytes) {
  while (open_ && !bytes.empty()) {
    if (ssl_ == nullptr) {
      const ssize_t sent = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      open_ = sent > 0;
      if (open_) bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    std::size_t sent = 0;
    open_ = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent) == 1;
    bytes.remove_prefix(sent);
  }
  return open_;
}

void RawConnection::Stay(int milliseconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::milliseconds(milliseconds);
  while (open_) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() < 0) return;
    pollfd waiting{.fd = fd_, .events = POLLIN, .revents = 0};
    const bool buffered = ssl_ != nullptr && SSL_pending(ssl_.get()) > 0;
    if (!buffered && poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return;
    char buffer[16384];
    std::size_t got = 0;
    open_ = ssl_ != nullptr ? SSL_read_ex(ssl_.get(), buffer, sizeof(buffer), &got) == 1
                            : recv(fd_, buffer, sizeof(buffer), 0) > 0;
  }
}

}  // namespace vangnet::testing
