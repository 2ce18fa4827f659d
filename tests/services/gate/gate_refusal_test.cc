// In which order the gate refuses, and that nothing runs before it has let a call in.
#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <string>

#include "proto/contract/error.h"
#include "tests/services/gate/guarded_server.h"

namespace vangnet::gate {
namespace {

using casework::v1::AppendRecordsRequest;
using casework::v1::AppendRecordsResponse;
using casework::v1::ListRecordsRequest;
using casework::v1::ListRecordsResponse;

class GateRefusalTest : public ::testing::Test {
 protected:
  GateRefusalTest() {
    server_.tokens().roles[std::string(32, 't')] = {policy::v1::ROLE_STAFF,
                                                    policy::v1::ROLE_TRUSTED_PERSON};
    server_.tokens().roles[std::string(32, 'k')] = {policy::v1::ROLE_STAFF,
                                                    policy::v1::ROLE_COORDINATOR};
  }

  grpc::Status Read(const std::string& authorization, const ListRecordsRequest& request = {}) {
    return server_.casework().ListRecords(ContextWith(authorization).get(), request, &response_);
  }

  // The bytes as they are, to a method that reads.
  grpc::Status ReadBytes(const std::string& authorization, const std::string& bytes) {
    const auto context = ContextWith(authorization);
    grpc::Slice slice(bytes);
    grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer response;
    grpc::Status status;
    grpc::CompletionQueue queue;
    const auto call = server_.generic().PrepareUnaryCall(
        context.get(), "/vangnet.casework.v1.CaseworkService/ListRecords", request, &queue);
    call->StartCall();
    call->Finish(&response, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return status;
  }

  void ExpectRefused(const grpc::Status& status, grpc::StatusCode code, const std::string& reason) {
    EXPECT_EQ(status.error_code(), code) << status.error_message();
    EXPECT_EQ(ReasonIn(status), reason);
    EXPECT_EQ(server_.acts, 0);
  }

  GuardedServer server_;
  ListRecordsResponse response_;
};

ListRecordsRequest WithUnknownField() {
  ListRecordsRequest request;
  request.GetReflection()->MutableUnknownFields(&request)->AddVarint(1000, 1);
  return request;
}

TEST_F(GateRefusalTest, AGoodCallIsLetIn) {
  const grpc::Status status = Read(Bearer('t'));
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(server_.acts, 1);
  EXPECT_EQ(response_.next_page_token(), "filled");
}

TEST_F(GateRefusalTest, WithoutAGoodTokenItIsUnauthenticated) {
  const std::string good = Bearer('t');
  const std::vector<std::string> bad = {"",
                                        "Bearer",
                                        "Bearer ",
                                        Bearer('x'),
                                        "bearer " + good.substr(7),
                                        good.substr(7),
                                        good + "00",
                                        good.substr(0, good.size() - 1),
                                        "Bearer " + std::string(62, 'a') + "GG",
                                        "Bearer " + std::string(62, 'a') + "gg",
                                        "Bearer " + std::string(62, 'a') + "//",
                                        "Bearer " + std::string(64, 'A'),
                                        "Basic " + good.substr(7)};
  for (const std::string& authorization : bad) {
    ExpectRefused(Read(authorization), grpc::StatusCode::UNAUTHENTICATED, "NO_SESSION");
  }
  const auto context = ContextWith(good);
  context->AddMetadata("authorization", good);
  ExpectRefused(server_.casework().ListRecords(context.get(), {}, &response_),
                grpc::StatusCode::UNAUTHENTICATED, "NO_SESSION");
}

TEST_F(GateRefusalTest, WithoutTheRoleItIsDeniedBeforeAnythingIsLookedAt) {
  ExpectRefused(Read(Bearer('k')), grpc::StatusCode::PERMISSION_DENIED, "WRONG_ROLE");
}

TEST_F(GateRefusalTest, TokenAndRoleComeBeforeTheRequest) {
  ExpectRefused(Read("", WithUnknownField()), grpc::StatusCode::UNAUTHENTICATED, "NO_SESSION");
  ExpectRefused(Read(Bearer('k'), WithUnknownField()), grpc::StatusCode::PERMISSION_DENIED,
                "WRONG_ROLE");
  ListRecordsRequest large;
  large.set_page_token(std::string(300, 'p'));
  ExpectRefused(Read("", large), grpc::StatusCode::UNAUTHENTICATED, "NO_SESSION");
  ExpectRefused(Read(Bearer('k'), large), grpc::StatusCode::PERMISSION_DENIED, "WRONG_ROLE");
}

TEST_F(GateRefusalTest, ALargerRequestThanTheMethodTakesIsRefused) {
  ListRecordsRequest request;
  request.set_page_token(std::string(252, 'p'));
  ASSERT_EQ(request.ByteSizeLong(), 255u);
  EXPECT_TRUE(Read(Bearer('t'), request).ok());
  server_.acts = 0;
  request.set_page_token(std::string(254, 'p'));
  ExpectRefused(Read(Bearer('t'), request), grpc::StatusCode::INVALID_ARGUMENT, "TOO_LARGE");
}

// Two bytes each on the wire, forty in memory.
TEST_F(GateRefusalTest, ARequestThatUnfoldsIsRefused) {
  AppendRecordsRequest request;
  AppendRecordsResponse response;
  for (int i = 0; i < 200'000; ++i) request.add_records();
  ExpectRefused(
      server_.casework().AppendRecords(ContextWith(Bearer('t')).get(), request, &response),
      grpc::StatusCode::INVALID_ARGUMENT, "TOO_LARGE");
  request.clear_records();
  request.add_records(std::string(700 * 1024, 'r'));
  EXPECT_TRUE(
      server_.casework().AppendRecords(ContextWith(Bearer('t')).get(), request, &response).ok());
}

TEST_F(GateRefusalTest, MoreThanAMebibyteIsRefusedByTheServerItself) {
  ListRecordsRequest request;
  request.set_page_token(std::string(1024 * 1024, 'p'));
  EXPECT_EQ(Read(Bearer('t'), request).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(server_.acts, 0);
}

TEST_F(GateRefusalTest, UnknownFieldsEnumsAndAByteOrderMarkAreRefused) {
  ExpectRefused(Read(Bearer('t'), WithUnknownField()), grpc::StatusCode::INVALID_ARGUMENT,
                "NOT_CANONICAL");
  ListRecordsRequest inside;
  auto* compartment = inside.mutable_compartment();
  compartment->GetReflection()->MutableUnknownFields(compartment)->AddVarint(9, 1);
  ExpectRefused(Read(Bearer('t'), inside), grpc::StatusCode::INVALID_ARGUMENT, "NOT_CANONICAL");
  ListRecordsRequest unknown_enum;
  unknown_enum.mutable_compartment()->set_kind(static_cast<record::v1::CompartmentKind>(99));
  ExpectRefused(Read(Bearer('t'), unknown_enum), grpc::StatusCode::INVALID_ARGUMENT,
                "NOT_CANONICAL");
  ListRecordsRequest mark;
  mark.set_page_token("\xEF\xBB\xBFnext");
  ExpectRefused(Read(Bearer('t'), mark), grpc::StatusCode::INVALID_ARGUMENT, "NOT_CANONICAL");
}

// gRPC parses before the gate is asked; what it cannot parse it refuses by itself.
TEST_F(GateRefusalTest, BytesThatAreNoMessageNeverReachAnAct) {
  const std::vector<std::string> bad = {
      std::string("\x22\x02\xC3\x28", 4),  // page_token that is not UTF-8.
      "\x22\x7F"
      "cut off",  // Longer than what follows.
      "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
      std::string("\x22\x02\xD8\x00", 4),  // A lone surrogate's bytes.
  };
  for (const std::string& bytes : bad) {
    const grpc::Status status = ReadBytes(Bearer('t'), bytes);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << status.error_message();
  }
  EXPECT_EQ(server_.acts, 0);
  EXPECT_TRUE(ReadBytes(Bearer('t'), "").ok()) << "then the way of sending is at fault";
}

TEST_F(GateRefusalTest, AnAnonymousMethodDoesNotLookAtATokenAtAll) {
  publication::v1::GetBundleResponse response;
  server_.on_answer = [](const Caller& caller) {
    EXPECT_THAT(caller.roles, ::testing::ElementsAre(policy::v1::ROLE_ANYONE));
    EXPECT_TRUE(caller.principal.IsZero());
    return absl::OkStatus();
  };
  for (const std::string& authorization : {std::string(), Bearer('t'), std::string("nonsense")}) {
    EXPECT_TRUE(
        server_.publication().GetBundle(ContextWith(authorization).get(), {}, &response).ok());
  }
  EXPECT_EQ(server_.acts, 3);
}

TEST_F(GateRefusalTest, AnAnonymousMethodThatReadsAsksForNoKeyEither) {
  server_.tokens().confirms = false;
  server_.on_read = [](const Caller& caller, const storage::Snapshot& snapshot) {
    EXPECT_THAT(caller.roles, ::testing::ElementsAre(policy::v1::ROLE_ANYONE));
    return snapshot.absences().ListCurrent(0).status();
  };
  followup::v1::ListGrantsResponse response;
  const grpc::Status status = server_.followup().ListGrants(ContextWith("").get(), {}, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(server_.acts, 1);
}

TEST_F(GateRefusalTest, AMethodThatTheTableDoesNotKnowIsNotOffered) {
  followup::v1::GetCaseResponse response;
  ExpectRefused(server_.followup().GetCase(ContextWith(Bearer('t')).get(), {}, &response),
                grpc::StatusCode::UNIMPLEMENTED, "");
}

TEST_F(GateRefusalTest, AMethodOfTheOtherSurfaceIsNotOffered) {
  followup::v1::ListRecordsResponse response;
  ExpectRefused(server_.followup().ListRecords(ContextWith("").get(), {}, &response),
                grpc::StatusCode::UNIMPLEMENTED, "");
}

TEST_F(GateRefusalTest, AnAnonymousMethodHoldsItsRequestToTheRulesToo) {
  publication::v1::GetBundleRequest request;
  request.GetReflection()->MutableUnknownFields(&request)->AddVarint(1000, 1);
  publication::v1::GetBundleResponse response;
  ExpectRefused(server_.publication().GetBundle(ContextWith("").get(), request, &response),
                grpc::StatusCode::INVALID_ARGUMENT, "NOT_CANONICAL");
}

TEST_F(GateRefusalTest, AKeyThatNoLongerStandsInTheStoreEndsTheCall) {
  server_.tokens().confirms = false;
  ExpectRefused(Read(Bearer('t')), grpc::StatusCode::UNAUTHENTICATED, "NO_SESSION");
  AppendRecordsResponse response;
  ExpectRefused(server_.casework().AppendRecords(ContextWith(Bearer('t')).get(), {}, &response),
                grpc::StatusCode::UNAUTHENTICATED, "NO_SESSION");
}

TEST_F(GateRefusalTest, WhatAnActSaysIsToldWithItsReason) {
  server_.on_read = [](const Caller&, const storage::Snapshot&) {
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     contract::reason::kTaken, "another acknowledged first");
  };
  const grpc::Status status = Read(Bearer('t'));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(status.error_message(), "another acknowledged first");
  EXPECT_EQ(ReasonIn(status), "TAKEN");
}

TEST_F(GateRefusalTest, WhatAnActDidNotExpectIsOneInternalError) {
  server_.on_read = [](const Caller&, const storage::Snapshot&) {
    return absl::FailedPreconditionError("UNIQUE constraint: Anna");
  };
  const grpc::Status status = Read(Bearer('t'));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message(), "internal error");
  EXPECT_EQ(status.error_details().find("Anna"), std::string::npos);
}

TEST_F(GateRefusalTest, CallsAreCountedByMethodAndCode) {
  const std::string path = "/vangnet.casework.v1.CaseworkService/ListRecords";
  ASSERT_TRUE(Read(Bearer('t')).ok());
  Read("");
  Read("");
  EXPECT_THAT(server_.gate().counts().Read(),
              ::testing::ElementsAre(
                  ::testing::Pair(CallCounts::Key(path, grpc::StatusCode::OK), 1),
                  ::testing::Pair(CallCounts::Key(path, grpc::StatusCode::UNAUTHENTICATED), 2)));
}

}  // namespace
}  // namespace vangnet::gate
