// What the bridge refuses, and what it does not wait for.
#include "services/server/exit_code.h"
#include "tests/services/webgate/bridge_fixture.h"
#include "tests/support/child_process.h"

namespace vangnet::webgate {
namespace {

using vangnet::testing::WaitUntil;

class BridgeLimitsTest : public BridgeFixture {
 protected:
  // The bridge goes on after whatever was sent.
  void ExpectAlive() { EXPECT_EQ(AskFront(To("Echo", "a")).grpc_status(), 0); }

  void ExpectRefused(const WebAnswer& answer, int status, const std::string& reason) {
    EXPECT_EQ(answer.http_status, 200);
    EXPECT_EQ(answer.fields.at("content-type"), "application/grpc-web+proto");
    EXPECT_TRUE(answer.messages.empty());
    EXPECT_EQ(answer.grpc_status(), status);
    EXPECT_EQ(answer.reason(), reason);
    EXPECT_TRUE(answer.complete);
    EXPECT_EQ(server_->calls(), 0);
  }
};

TEST_F(BridgeLimitsTest, AFrameOfAnotherLengthIsRefused) {
  StartBridge();
  WebRequest request = To("Echo", "abc");
  for (const std::string& body : {request.body() + "d", request.body().substr(0, 7),
                                  std::string("\1\0\0\0\0", 5), std::string("\0\0", 2)}) {
    ExpectRefused(AskDirect(request.Head(body.size()) + body), 3, "BAD_FIELD");
    ExpectRefused(Ask(*ThroughFront(), request.Head(body.size()) + body), 3, "BAD_FIELD");
  }
  ExpectAlive();
}

TEST_F(BridgeLimitsTest, AMethodThatIsNotOfferedIsRefusedHoweverItIsCalled) {
  StartBridge();
  const WebAnswer unknown = AskFront(To("Other", "abc"));
  EXPECT_EQ(unknown.grpc_status(), 12);
  EXPECT_EQ(unknown.message(), "not offered here");
  // A service that the front does not know here.
  WebRequest request = {.path = "/vangnet.casework.v1.CaseworkService/ListCases", .message = ""};
  EXPECT_EQ(AskFront(request).grpc_status(), 12);
  EXPECT_EQ(AskDirect(request.Text()).grpc_status(), 12);
}

TEST_F(BridgeLimitsTest, AnotherContentTypeIsRefused) {
  StartBridge();
  WebRequest request = To("Echo", "abc");
  for (const char* type : {"application/grpc-web-text", "application/grpc-web+json"}) {
    request.fields = {{"content-type", type}};
    ExpectRefused(AskFront(request), 3, "BAD_FIELD");
  }
  request.fields = {{"content-type", "text/plain"}};
  ExpectRefused(AskDirect(request.Text()), 3, "BAD_FIELD");
}

TEST_F(BridgeLimitsTest, AnotherPageIsRefused) {
  StartBridge();
  WebRequest request = To("Echo", "abc");
  for (const auto& fields :
       std::vector<std::map<std::string, std::string>>{{{"origin", "https://elsewhere.example"}},
                                                       {{"origin", ""}},
                                                       {{"origin", "null"}},
                                                       {{"sec-fetch-site", "cross-site"}}}) {
    request.fields = fields;
    ExpectRefused(AskFront(request), 7, "BAD_FIELD");
  }
  ExpectAlive();
}

TEST_F(BridgeLimitsTest, MoreThanTheMethodTakesIsTooLargeAndHeardOut) {
  StartBridge();
  const WebRequest request = To("Echo", std::string(200'001, 'x'));
  ExpectRefused(AskFront(request), 3, "TOO_LARGE");
  ExpectRefused(AskDirect(request.Text()), 3, "TOO_LARGE");
  EXPECT_EQ(AskFront(To("Echo", std::string(200'000, 'x'))).grpc_status(), 0);
}

TEST_F(BridgeLimitsTest, MoreThanTheFrontTakesIsRefusedInItsWords) {
  StartBridge();
  // Without the body: the front says so before it is sent.
  const auto connection = ThroughFront();
  const WebAnswer answer = Ask(*connection, To("Echo").Head(2'000'000));
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_EQ(answer.grpc_status(), 8);
}

TEST_F(BridgeLimitsTest, WhatIsNoHttpIsClosedWithoutAnAnswer) {
  StartBridge();
  for (const std::string& text :
       {std::string("\x16\x03\x01\x02\x01\x01\x02\x03\r\n\r\n"),
        std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        "POST / HTTP/1.1\r\n" + std::string(10'000, 'x') + ": y\r\n\r\n",
        std::string("POST / HTTP/1.1\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n")}) {
    const auto connection = Direct();
    connection->Send(text);
    EXPECT_TRUE(connection->Receive().empty());
  }
  ExpectAlive();
}

TEST_F(BridgeLimitsTest, ASlowHeadIsNotWaitedFor) {
  Limits limits = Quick();
  limits.header = absl::Milliseconds(100);
  StartBridge(limits);
  for (const std::string& begun : {std::string(), std::string("POST / HT")}) {
    const auto connection = Direct();
    connection->Send(begun);
    EXPECT_TRUE(connection->IsClosedByTheOther());
  }
  EXPECT_TRUE(WaitUntil([&] { return bridge_->connections() == 0; }));
}

TEST_F(BridgeLimitsTest, ASlowBodyIsNotWaitedFor) {
  Limits limits = Quick();
  limits.body = absl::Milliseconds(100);
  StartBridge(limits);
  // One that is wanted, and one that was refused already.
  for (const char* name : {"Echo", "Other"}) {
    const auto connection = Direct();
    connection->Send(To(name).Head(1000) + "abc");
    EXPECT_TRUE(connection->IsClosedByTheOther());
  }
  EXPECT_TRUE(WaitUntil([&] { return bridge_->connections() == 0; }));
  EXPECT_EQ(server_->calls(), 0);
}

TEST_F(BridgeLimitsTest, AQuietStreamIsNotTakenForASlowCaller) {
  Limits limits = Quick();
  limits.header = absl::Seconds(2);  // Enough for the one that is kept, also when it is busy here.
  limits.body = absl::Seconds(2);
  StartBridge(limits);
  const auto quiet = Direct();
  quiet->Send(To("Quiet").Text());
  std::string received;
  ReadMessages(*quiet, received, 1);
  // By then the time of a slow head has gone by more than once.
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(Direct()->IsClosedByTheOther());
  EXPECT_TRUE(WaitUntil([&] { return bridge_->connections() == 1; }));
  EXPECT_EQ(server_->calls(), 1);
}

TEST_F(BridgeLimitsTest, OneConnectionTooManyIsClosedAndTheOthersGoOn) {
  Limits limits = Quick();
  limits.connections = 3;
  StartBridge(limits);
  std::vector<std::unique_ptr<WebConnection>> held;
  for (int i = 0; i < 3; ++i) {
    held.push_back(Direct());
    held.back()->Send(To("Silent").Text());
  }
  EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 3; }));
  EXPECT_TRUE(Direct()->Receive().empty());
  EXPECT_EQ(AskFront(To("Echo", "a")).grpc_status(), 14);
  EXPECT_EQ(server_->calls(), 3);
  held.pop_back();
  EXPECT_TRUE(WaitUntil([&] { return AskFront(To("Echo", "a")).grpc_status() == 0; }));
}

TEST_F(BridgeLimitsTest, WhoSendsMoreThanOneRequestIsCutOff) {
  StartBridge();
  const auto connection = Direct();
  connection->Send(To("Silent").Text());
  EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 1; }));
  connection->Send(To("Echo").Text());
  EXPECT_TRUE(connection->IsClosedByTheOther());
  EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 0; }));
}

TEST_F(BridgeLimitsTest, AHundredStreamsAreUnderWayAtOnce) {
  StartBridge();
  std::vector<std::unique_ptr<WebConnection>> streams;
  for (int i = 0; i < 100; ++i) {
    streams.push_back(ThroughFront());
    streams.back()->Send(To("Quiet").Text());
  }
  for (const auto& stream : streams) {
    std::string received;
    EXPECT_EQ(ReadMessages(*stream, received, 1).messages.size(), 1u);
  }
  EXPECT_EQ(server_->calls(), 100);
  EXPECT_EQ(AskFront(To("Echo", "a")).grpc_status(), 0);
  streams.clear();
  EXPECT_TRUE(WaitUntil([&] { return server_->calls() == 0 && bridge_->connections() == 0; }));
  EXPECT_EQ(server_->cancelled(), 100);
}

TEST_F(BridgeLimitsTest, ASocketInAnOpenFolderIsRefused) {
  mkdir((folder_ / "open").c_str(), 0700);
  chmod((folder_ / "open").c_str(), 0755);
  const auto bridge = Bridge::Start(
      {.origins = {kOrigin}, .listen = folder_ / "open/w.sock", .server = server_socket()}, Quick(),
      AllowList::Of({}));
  EXPECT_EQ(server::ExitCodeOf(bridge.status()), server::ExitCode::kSocketFolder);
}

}  // namespace
}  // namespace vangnet::webgate
