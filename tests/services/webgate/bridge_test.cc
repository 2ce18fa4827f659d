// What the bridge carries, there and back.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/services/webgate/bridge_fixture.h"
#include "tests/support/child_process.h"

namespace vangnet::webgate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using vangnet::testing::WaitUntil;

class BridgeTest : public BridgeFixture {
 protected:
  void SetUp() override { StartBridge(); }
};

TEST_F(BridgeTest, AHundredKilobytesGoThereAndBack) {
  std::string message(100'000, 'x');
  for (std::size_t i = 0; i < message.size(); ++i) message[i] = static_cast<char>(i * 7);
  const WebAnswer answer = AskFront(To("Echo", message));
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_EQ(answer.fields.at("content-type"), "application/grpc-web+proto");
  EXPECT_EQ(answer.messages, std::vector<std::string>{message});
  EXPECT_EQ(answer.grpc_status(), 0);
  EXPECT_TRUE(answer.complete);
}

TEST_F(BridgeTest, AnEmptyMessageIsAnsweredToo) {
  const WebAnswer answer = AskFront(To("Echo"));
  EXPECT_THAT(answer.messages, ElementsAre(""));
  EXPECT_EQ(answer.grpc_status(), 0);
}

TEST_F(BridgeTest, ARefusalIsStatus200WithCodeMessageAndDetails) {
  const WebAnswer answer = AskFront(To("Refuse"));
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_TRUE(answer.messages.empty());
  EXPECT_EQ(answer.grpc_status(), 10);
  EXPECT_EQ(answer.message(), "100%25 caf%C3%A9%0Ano");
  // The bytes of google.rpc.Status, in base64 without padding.
  EXPECT_EQ(answer.trailers.at("grpc-status-details-bin"), "CAoSDTEwMCUgY2Fmw6kKbm8");
}

TEST_F(BridgeTest, TrailersOfTheServersAreKeptAndThoseOfGrpcAreNot) {
  const WebAnswer answer = AskFront(To("Refuse"));
  EXPECT_EQ(answer.trailers.at("x-note"), "kept");
  EXPECT_EQ(answer.trailers.at("x-bytes-bin"), "AP8");
  EXPECT_EQ(answer.trailers.count("grpc-note"), 0u);
}

TEST_F(BridgeTest, WhatTheServerDidNotMeanToSayStaysInside) {
  const WebAnswer answer = AskFront(To("Hidden"));
  EXPECT_EQ(answer.grpc_status(), 13);
  EXPECT_EQ(answer.message(), "internal error");
}

TEST_F(BridgeTest, OnlyTheTokenGoesOn) {
  WebRequest request = To("Told");
  request.fields = {{"authorization", "Bearer abc"},
                    {"cookie", "a=b"},
                    {"x-note", "mine"},
                    {"x-forwarded-for", "192.0.2.7"},
                    {"referer", "https://page.example/"},
                    {"user-agent", "Browser/1"}};
  for (const WebAnswer& answer : {AskFront(request), AskDirect(request.Text())}) {
    ASSERT_EQ(answer.messages.size(), 1u);
    EXPECT_THAT(answer.messages[0], HasSubstr("authorization=Bearer abc;"));
    for (const char* word : {"cookie", "x-note", "192.0.2.7", "referer", "Browser/1", "origin"}) {
      EXPECT_THAT(answer.messages[0], Not(HasSubstr(word)));
    }
  }
}

// In the place of a webgate: what nginx itself hands on.
TEST_F(BridgeTest, TheFrontHandsOnWhatACallNeedsAndNoAddress) {
  bridge_.reset();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  front_.public_webgate().copy(address.sun_path, sizeof(address.sun_path) - 1);
  unlink(address.sun_path);
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_EQ(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  WebRequest request = To("Echo", "abc");
  request.fields = {{"cookie", "a=b"},
                    {"authorization", "Bearer abc"},
                    {"x-forwarded-for", "192.0.2.7"},
                    {"user-agent", "Browser/1"}};
  const auto page = ThroughFront();
  page->Send(request.Text());
  const int accepted = accept(listener, nullptr, nullptr);
  char buffer[8192];
  const ssize_t count = recv(accepted, buffer, sizeof(buffer), 0);
  close(accepted);
  close(listener);
  const std::string handed_on(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
  EXPECT_THAT(handed_on, HasSubstr("Bearer abc"));
  EXPECT_THAT(handed_on, HasSubstr(kOrigin));
  for (const char* word : {"a=b", "192.0.2.7", "127.0.0.1", "Browser/1"}) {
    EXPECT_THAT(handed_on, Not(HasSubstr(word)));
  }
}

TEST_F(BridgeTest, AStreamOfAThousandMessagesComesInOrder) {
  const WebAnswer answer = AskFront(To("Count", "1000"));
  ASSERT_EQ(answer.messages.size(), 1000u);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(answer.messages[i], absl::StrCat(i));
  EXPECT_EQ(answer.grpc_status(), 0);
  EXPECT_TRUE(answer.complete);
}

TEST_F(BridgeTest, AStreamThatBreaksTellsWhyAfterItsMessages) {
  const WebAnswer answer = AskFront(To("Broken"));
  EXPECT_THAT(answer.messages, ElementsAre("0", "1", "2", "3"));
  EXPECT_EQ(answer.grpc_status(), 10);
  EXPECT_TRUE(answer.complete);
}

TEST_F(BridgeTest, AMessageComesBeforeTheStreamEnds) {
  const auto connection = ThroughFront();
  connection->Send(To("Quiet").Text());
  std::string received;
  const WebAnswer answer = ReadMessages(*connection, received, 1);
  EXPECT_THAT(answer.messages, ElementsAre("one"));
  EXPECT_FALSE(answer.complete);
  EXPECT_EQ(server_->calls(), 1);
}

TEST_F(BridgeTest, ACallerWhoGoesIsSeenByAServerThatIsQuiet) {
  for (const char* name : {"Quiet", "Silent"}) {
    for (const bool direct : {true, false}) {
      const int before = server_->cancelled();
      auto connection = direct ? Direct() : ThroughFront();
      connection->Send(To(name).Text());
      EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 1; }));
      EXPECT_EQ(server_->cancelled(), before);
      connection.reset();
      EXPECT_TRUE(WaitUntil([&] { return server_->cancelled() == before + 1; })) << name << direct;
      EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 0 && bridge_->connections() == 0; }));
    }
  }
}

TEST_F(BridgeTest, TheCallersTimeIsTheCalls) {
  WebRequest request = To("Quiet");
  // Enough for the first message, also when it is busy here.
  request.fields = {{"grpc-timeout", "2S"}};
  const WebAnswer answer = AskFront(request);
  EXPECT_THAT(answer.messages, ElementsAre("one"));
  EXPECT_EQ(answer.grpc_status(), 4);
  EXPECT_EQ(answer.message(), "too late");
  EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 0; }));
}

TEST_F(BridgeTest, AServerThatIsNotThereIsUnavailableAndBackItIsFound) {
  server_.reset();
  const WebAnswer answer = AskFront(To("Echo", "a"));
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_EQ(answer.grpc_status(), 14);
  EXPECT_EQ(answer.message(), "the server cannot be reached now; try again soon");
  server_ = std::make_unique<ScriptedServer>(server_socket());
  EXPECT_TRUE(WaitUntil([&] { return AskFront(To("Echo", "a")).grpc_status() == 0; }));
}

TEST_F(BridgeTest, AServerThatDiesInTheMiddleOfAStreamEndsIt) {
  const auto connection = ThroughFront();
  connection->Send(To("Quiet").Text());
  std::string received;
  ReadMessages(*connection, received, 1);
  std::thread dying([this] { server_.reset(); });
  const WebAnswer answer = ReadMessages(*connection, received, 1000);
  dying.join();
  EXPECT_TRUE(answer.complete);
  EXPECT_NE(answer.grpc_status(), 0);
  EXPECT_NE(answer.grpc_status(), -1);
}

TEST_F(BridgeTest, AGateThatIsNotThereIsUnavailableInTheFrontsWords) {
  bridge_.reset();
  const WebAnswer answer = AskFront(To("Echo", "a"));
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_EQ(answer.fields.at("content-type"), "application/grpc-web+proto");
  EXPECT_EQ(answer.grpc_status(), 14);
}

TEST_F(BridgeTest, StoppingEndsCallsThatAreUnderWay) {
  const auto connection = Direct();
  connection->Send(To("Silent").Text());
  EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 1; }));
  bridge_.reset();
  EXPECT_TRUE(connection->IsClosedByTheOther());
  EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 0; }));
}

}  // namespace
}  // namespace vangnet::webgate
