// A front that closes the connection at once is "not there"; the program lives.
// What it says of certificates: tests/scenarios/doctor_test.cc, with real ones.
#include "clients/session/front_certificate.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace vangnet::session {
namespace {

// Accepts `connections`, one after another, and closes each before it has read anything.
class ClosingFront {
 public:
  explicit ClosingFront(int connections) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    EXPECT_EQ(bind(listener_, generic, size), 0);
    EXPECT_EQ(listen(listener_, 16), 0);
    EXPECT_EQ(getsockname(listener_, generic, &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, connections] {
      for (int i = 0; i < connections; ++i) Close(accept(listener_, nullptr, nullptr));
    });
  }
  ~ClosingFront() {
    thread_.join();
    close(listener_);
  }
  int port() const { return port_; }

 private:
  // First in order, then by a reset: whoever writes now is told by a signal.
  static void Close(int connection) {
    shutdown(connection, SHUT_WR);
    const linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    close(connection);
  }

  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

TEST(FrontCertificateTest, AFrontThatClosesAtOnceIsNotThereAndTheProgramLives) {
  signal(SIGPIPE, SIG_DFL);
  constexpr int kTimes = 20;
  const ClosingFront front(kTimes);
  bundle::v1::Endpoint endpoint;
  endpoint.set_host("127.0.0.1");
  endpoint.set_port(static_cast<std::uint32_t>(front.port()));
  for (int i = 0; i < kTimes; ++i) {
    EXPECT_EQ(LookAtCertificate(endpoint, "", absl::Seconds(10)).status().code(),
              absl::StatusCode::kUnavailable);
  }
  // As it was: the signal is neither waiting nor held back.
  sigset_t set;
  ASSERT_EQ(sigpending(&set), 0);
  EXPECT_EQ(sigismember(&set, SIGPIPE), 0);
  ASSERT_EQ(pthread_sigmask(SIG_SETMASK, nullptr, &set), 0);
  EXPECT_EQ(sigismember(&set, SIGPIPE), 0);
}

}  // namespace
}  // namespace vangnet::session
