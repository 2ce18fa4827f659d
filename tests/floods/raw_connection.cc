#include "tests/floods/raw_connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>

namespace vangnet::testing {
namespace {

constexpr timeval kPatience{.tv_sec = 3, .tv_usec = 0};
std::atomic<long> all_opened{0};

}  // namespace

RawConnection::RawConnection(int port, int last, Opening opening) {
  std::signal(SIGPIPE, SIG_IGN);
  fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd_ < 0) return;
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof(kPatience));
  setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof(kPatience));
  open_ = Connect(port, last) && (opening == Opening::kTcp || BeginTls(opening));
  if (open_) ++all_opened;
}

bool RawConnection::Connect(int port, int last) const {
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(0x7f000000U + static_cast<std::uint32_t>(last));
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return bind(fd_, reinterpret_cast<sockaddr*>(&from), sizeof(from)) == 0 &&
         connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof(to)) == 0;
}

bool RawConnection::BeginTls(Opening opening) {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  // The flood asks nobody who answers: what it says is no secret.
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_NONE, nullptr);
  ssl_.reset(SSL_new(context_.get()));
  constexpr unsigned char kAlpn[] = {2, 'h', '2'};
  if (opening == Opening::kHttp2) SSL_set_alpn_protos(ssl_.get(), kAlpn, sizeof(kAlpn));
  SSL_set_fd(ssl_.get(), fd_);
  return SSL_connect(ssl_.get()) == 1;
}

long RawConnection::opened() { return all_opened; }

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
