// The server without descriptors: whoever is connected is served, whoever comes is told at
// once or waits, and is served when some are free again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/faults/mutations.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

// Connections to a socket on which nothing is said.
class Silent {
 public:
  Silent(const std::string& path, int count) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    for (int i = 0; i < count; ++i) {
      const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
      EXPECT_GE(made, 0);
      EXPECT_EQ(connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
      descriptors_.push_back(made);
    }
  }
  ~Silent() { Close(); }

  void Close() {
    for (const int descriptor : descriptors_) close(descriptor);
    descriptors_.clear();
  }

  // How many the server has closed.
  int Closed() const {
    return static_cast<int>(
        std::count_if(descriptors_.begin(), descriptors_.end(), [](int descriptor) {
          pollfd event{descriptor, POLLRDHUP, 0};
          return poll(&event, 1, 0) == 1 && (event.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
        }));
  }

 private:
  std::vector<int> descriptors_;
};

class DescriptorsTest : public ::testing::Test {
 protected:
  DescriptorsTest() : server_(prepared_.server().CopyTo(folder_ / "server")) {
    process_ = server_.Serve();
  }
  ~DescriptorsTest() override {
    if (HasFailure()) std::printf("%s", ReadFile(server_.stderr_file()).c_str());
  }

  void LimitDescriptors(rlim_t count) {
    rlimit limit;
    ASSERT_EQ(prlimit(process_.pid(), RLIMIT_NOFILE, nullptr, &limit), 0);
    limit.rlim_cur = count;
    ASSERT_EQ(prlimit(process_.pid(), RLIMIT_NOFILE, &limit, nullptr), 0);
  }

  static grpc::Status Ask(const std::shared_ptr<grpc::Channel>& channel, int seconds = 60) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(seconds));
    grpc::health::v1::HealthCheckResponse response;
    return grpc::health::v1::Health::NewStub(channel)->Check(&context, {}, &response);
  }

  PreparedStore prepared_;
  TemporaryFolder folder_;
  ServerFolder server_;
  SocketDoors doors_{prepared_.organisation(), server_};
  ChildProcess process_;
};

TEST_F(DescriptorsTest, TheLastAreKeptForTheStoreAndWhoIsConnectedIsServed) {
  const auto before = doors_.PublicChannel();
  ASSERT_TRUE(Ask(before).ok());
  const auto send = prepared_.mutation("file").begin(doors_);
  LimitDescriptors(128);
  Silent many(server_.public_socket(), 400);
  ASSERT_TRUE(WaitUntil([&] { return many.Closed() >= 200; })) << "those that found no place";
  EXPECT_TRUE(Ask(before).ok());
  EXPECT_EQ(Ask(doors_.PublicChannel()).error_code(), grpc::StatusCode::UNAVAILABLE);
  many.Close();
  EXPECT_TRUE(WaitUntil([&] { return Ask(doors_.PublicChannel()).ok(); }));
  EXPECT_TRUE((*send)().ok());
  EXPECT_EQ(prepared_.mutation("file").look(doors_), "");
  EXPECT_EQ(process_.Terminate(), 0);
}

// gRPC's own listener never accepted again.
TEST_F(DescriptorsTest, WithoutAnyItAcceptsAgainWhenSomeAreFree) {
  const auto before = doors_.PublicChannel();
  // Often, so that the server has been all the way through a call: where a class is met first, the
  // sanitizer takes a descriptor to look at it.
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(Ask(before).ok());
  LimitDescriptors(3);
  // They cannot even be taken: they wait.
  Silent many(server_.public_socket(), 20);
  std::jthread waiting([&] { EXPECT_TRUE(Ask(doors_.PublicChannel()).ok()); });
  ASSERT_TRUE(WaitUntil([&] {
    return ReadFile(server_.stderr_file()).find("no connection can be taken") != std::string::npos;
  }));
  EXPECT_TRUE(Ask(before).ok());
  LimitDescriptors(1024);
  waiting.join();
  many.Close();
  const auto send = prepared_.mutation("acknowledge").begin(doors_);
  ASSERT_TRUE(send.ok()) << send.status();
  EXPECT_TRUE((*send)().ok());
  EXPECT_EQ(process_.Terminate(), 0);
}

TEST_F(DescriptorsTest, WhoSaysNothingIsClosed) {
  const Silent many(server_.staff_socket(), 100);
  EXPECT_TRUE(WaitUntil([&] { return many.Closed() == 100; }));
  EXPECT_EQ(process_.Terminate(), 0);
}

}  // namespace
}  // namespace vangnet::testing
