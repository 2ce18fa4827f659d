#include "clients/session/server.h"

#include <gtest/gtest.h>

#include "clients/session/client_reason.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/grpcpp.h"
#include "proto/contract/error.h"
#include "tests/support/temporary_folder.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::session {
namespace {

grpc::Status WithReason(grpc::StatusCode code, const std::string& reason) {
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  google::rpc::Status status;
  status.set_code(code);
  status.add_details()->PackFrom(info);
  return grpc::Status(code, "words of the server", status.SerializeAsString());
}

TEST(FromGrpcTest, TheReasonOfOurServerComesThrough) {
  const absl::Status status =
      FromGrpc(WithReason(grpc::StatusCode::FAILED_PRECONDITION, "HANDLER_AWAY"));
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(contract::ReasonOf(status), contract::reason::kHandlerAway);
}

TEST(FromGrpcTest, WhatTheFrontSaysIsUnavailable) {
  for (const char* message : {"Received http2 header with status: 502", "Bad HTTP status 503",
                              "unexpected content-type: text/html"}) {
    const absl::Status status = FromGrpc(grpc::Status(grpc::StatusCode::UNKNOWN, message));
    EXPECT_TRUE(absl::IsUnavailable(status)) << message;
    EXPECT_EQ(contract::ReasonOf(status), client_reason::kUnreachable);
  }
}

TEST(FromGrpcTest, ADeadlineIsUnavailableAndAnUnknownErrorIsNot) {
  EXPECT_TRUE(
      absl::IsUnavailable(FromGrpc(grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "late"))));
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::UNKNOWN, "other")).code(),
            absl::StatusCode::kUnknown);
}

TEST(FromGrpcTest, WhatIsCutOffByAServerThatEndsIsUnavailable) {
  EXPECT_TRUE(
      absl::IsUnavailable(FromGrpc(grpc::Status(grpc::StatusCode::CANCELLED, "CANCELLED"))));
  EXPECT_TRUE(absl::IsUnavailable(
      FromGrpc(grpc::Status(grpc::StatusCode::INTERNAL, "Received RST_STREAM with error code 2"))));
}

TEST(FromGrpcTest, AStoppingServerKeepsItsReason) {
  EXPECT_EQ(contract::ReasonOf(FromGrpc(WithReason(grpc::StatusCode::UNAVAILABLE, "STOPPING"))),
            contract::reason::kStopping);
}

TEST(BackoffTest, GrowsAndStaysBelowHalfAMinute) {
  EXPECT_LT(BackoffBefore(2), BackoffBefore(3));
  EXPECT_LT(BackoffBefore(3), BackoffBefore(4));
  EXPECT_LE(BackoffBefore(1000), absl::Seconds(30) * 2);
}

TEST(ServerTest, AServerThatIsNotThereIsTriedThreeTimesAndNoMore) {
  int waits = 0;
  bundle::v1::Endpoint nowhere;
  nowhere.set_host("127.0.0.1");
  nowhere.set_port(1);  // Nothing listens there.
  const auto server = Server::Create(nowhere, "", [&](absl::Duration) { ++waits; });
  const auto answer = server->Call(&publication::v1::PublicationService::Stub::GetBundle,
                                   publication::v1::GetBundleRequest());
  EXPECT_TRUE(absl::IsUnavailable(answer.status())) << answer.status();
  EXPECT_EQ(waits, 2);
}

// Answers with so many bytes of nothing, packed or not.
class Publication : public publication::v1::PublicationService::Service {
 public:
  grpc::Status GetBundle(grpc::ServerContext* context, const publication::v1::GetBundleRequest*,
                         publication::v1::GetBundleResponse* response) override {
    if (packed) context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
    response->set_signed_bundle(std::string(size, '\0'));
    return grpc::Status::OK;
  }
  bool packed = false;
  std::size_t size = 1024;
};

class SafeArgumentsTest : public ::testing::Test {
 protected:
  SafeArgumentsTest() {
    const std::string address = "unix:" + folder_.path() + "/s";
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&publication_);
    listening_ = builder.BuildAndStart();
    server_ = std::make_unique<Server>(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), SafeArguments()),
        [](absl::Duration) {});
  }
  ~SafeArgumentsTest() override { listening_->Shutdown(); }

  absl::StatusCode Ask() {
    return server_
        ->Call(&publication::v1::PublicationService::Stub::GetBundle,
               publication::v1::GetBundleRequest())
        .status()
        .code();
  }

  vangnet::testing::TemporaryFolder folder_;
  Publication publication_;
  std::unique_ptr<grpc::Server> listening_;
  std::unique_ptr<Server> server_;
};

TEST_F(SafeArgumentsTest, AnAnswerIsTakenUpToItsLimit) {
  EXPECT_EQ(Ask(), absl::StatusCode::kOk);
  publication_.size = 5 * 1024 * 1024;
  EXPECT_EQ(Ask(), absl::StatusCode::kResourceExhausted);
}

TEST_F(SafeArgumentsTest, APackedAnswerIsNotUnpacked) {
  publication_.packed = true;
  publication_.size = 1024 * 1024;
  EXPECT_NE(Ask(), absl::StatusCode::kOk);
}

}  // namespace
}  // namespace vangnet::session
