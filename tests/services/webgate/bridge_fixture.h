// A bridge before a scripted server, by its socket and behind a real nginx.
#ifndef VANGNET_TESTS_SERVICES_WEBGATE_BRIDGE_FIXTURE_H_
#define VANGNET_TESTS_SERVICES_WEBGATE_BRIDGE_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <memory>

#include "services/webgate/bridge.h"
#include "tests/services/webgate/scripted_server.h"
#include "tests/services/webgate/web_caller.h"
#include "tests/support/front.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::webgate {

class BridgeFixture : public ::testing::Test {
 protected:
  BridgeFixture() : front_(Shared()) {
    mkdir((folder_ / "server").c_str(), 0700);
    server_ = std::make_unique<ScriptedServer>(server_socket());
  }

  // One nginx for all tests: it finds each test's bridge under the same name.
  struct OneFront {
    vangnet::testing::TemporaryFolder folder;
    vangnet::testing::Front front{folder.path(), folder / "p", folder / "s"};
  };
  static inline std::unique_ptr<OneFront> one_front;
  static const vangnet::testing::Front& Shared() {
    if (one_front == nullptr) one_front = std::make_unique<OneFront>();
    return one_front->front;
  }
  // A process that nobody ends would outlive the tests.
  static void TearDownTestSuite() { one_front.reset(); }

  void StartBridge(const Limits& limits = Quick()) {
    auto bridge = Bridge::Start(
        {.origins = {kOrigin}, .listen = front_.public_webgate(), .server = server_socket()},
        limits, AllowList::Of(ScriptedServer::Methods()));
    ASSERT_TRUE(bridge.ok()) << bridge.status().message();
    bridge_ = *std::move(bridge);
  }
  static Limits Quick() {
    return {.connections = 256,
            .header = absl::Seconds(20),
            .body = absl::Seconds(20),
            .drain = absl::Milliseconds(1)};
  }

  std::string server_socket() const { return folder_ / "server/v.sock"; }
  std::unique_ptr<WebConnection> Direct() const {
    return WebConnection::ToSocket(front_.public_webgate());
  }
  std::unique_ptr<WebConnection> ThroughFront() const {
    return WebConnection::ToFront(front_.public_port());
  }

  static WebRequest To(const std::string& name, const std::string& message = "") {
    return {.path = ScriptedServer::Path(name), .message = message};
  }
  WebAnswer AskFront(const WebRequest& request) const {
    return Ask(*ThroughFront(), request.Text());
  }
  WebAnswer AskDirect(const std::string& text) const { return Ask(*Direct(), text); }

  const vangnet::testing::TemporaryFolder folder_;
  const vangnet::testing::Front& front_;
  std::unique_ptr<ScriptedServer> server_;
  std::unique_ptr<Bridge> bridge_;
};

}  // namespace vangnet::webgate

#endif  // VANGNET_TESTS_SERVICES_WEBGATE_BRIDGE_FIXTURE_H_
