#include "services/gate/error_mapping.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/contract/error.h"
#include "storage/sqlite_status.h"

namespace vangnet::gate {
namespace {

namespace reason = contract::reason;
using contract::ErrorWithReason;

std::string ReasonIn(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.code(), status.error_code());
  EXPECT_EQ(details.message(), status.error_message());
  google::rpc::ErrorInfo why;
  if (details.details_size() == 0) return "";
  EXPECT_TRUE(details.details(0).UnpackTo(&why));
  EXPECT_EQ(why.domain(), "vangnet");
  return why.reason();
}

TEST(ErrorMappingTest, AReasonOfOursTravelsWithItsMessage) {
  const grpc::Status status = ToGrpc(contract::BadField("records", "1 to 16"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(), "records: 1 to 16");
  EXPECT_EQ(ReasonIn(status), "BAD_FIELD");
}

TEST(ErrorMappingTest, EveryCodeOfTheClosedSetKeepsItsNumber) {
  const struct {
    absl::StatusCode ours;
    std::string_view reason;
    grpc::StatusCode theirs;
  } rows[] = {
      {absl::StatusCode::kInvalidArgument, reason::kTooLarge, grpc::StatusCode::INVALID_ARGUMENT},
      {absl::StatusCode::kUnauthenticated, reason::kNoSession, grpc::StatusCode::UNAUTHENTICATED},
      {absl::StatusCode::kPermissionDenied, reason::kWrongRole,
       grpc::StatusCode::PERMISSION_DENIED},
      {absl::StatusCode::kFailedPrecondition, reason::kTaken,
       grpc::StatusCode::FAILED_PRECONDITION},
      {absl::StatusCode::kAborted, reason::kChainMoved, grpc::StatusCode::ABORTED},
      {absl::StatusCode::kAlreadyExists, reason::kCaseExists, grpc::StatusCode::ALREADY_EXISTS},
      {absl::StatusCode::kResourceExhausted, reason::kLimitReached,
       grpc::StatusCode::RESOURCE_EXHAUSTED},
      {absl::StatusCode::kUnavailable, reason::kStopping, grpc::StatusCode::UNAVAILABLE},
      {absl::StatusCode::kUnavailable, reason::kStoreUnavailable, grpc::StatusCode::UNAVAILABLE},
  };
  for (const auto& row : rows) {
    const grpc::Status status = ToGrpc(ErrorWithReason(row.ours, row.reason, "why"));
    EXPECT_EQ(status.error_code(), row.theirs);
    EXPECT_EQ(ReasonIn(status), row.reason);
  }
}

TEST(ErrorMappingTest, NotFoundIsOneConstant) {
  const grpc::Status ours = ToGrpc(contract::NotFound());
  const grpc::Status other = ToGrpc(absl::NotFoundError("case 6b5a479228d71ec1"));
  EXPECT_EQ(ours.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(ours.error_message(), other.error_message());
  EXPECT_EQ(ours.error_details(), other.error_details());
}

TEST(ErrorMappingTest, WhatThePartWroteOfAFailingStoreStaysInside) {
  const grpc::Status status = ToGrpc(storage::StoreUnavailable("insert record of Anna"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(status.error_message().find("Anna"), std::string::npos);
  EXPECT_EQ(status.error_details().find("Anna"), std::string::npos);
}

TEST(ErrorMappingTest, AMessageOfUnknownOriginNeverLeaves) {
  // Every code without a reason of ours, and codes that are not in the set at all.
  const std::set<absl::StatusCode> told_without_reason = {
      absl::StatusCode::kOk, absl::StatusCode::kCancelled, absl::StatusCode::kNotFound,
      absl::StatusCode::kDeadlineExceeded, absl::StatusCode::kUnimplemented};
  const grpc::Status constant = ToGrpc(absl::InternalError("x"));
  EXPECT_EQ(constant.error_code(), grpc::StatusCode::INTERNAL);
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "secret");
    const grpc::Status told = ToGrpc(status);
    EXPECT_EQ(told.error_message().find("secret"), std::string::npos) << code;
    EXPECT_EQ(told.error_details().find("secret"), std::string::npos) << code;
    if (told_without_reason.count(status.code()) > 0) continue;
    EXPECT_TRUE(IsUnexpected(status)) << code;
    EXPECT_EQ(told.error_message(), constant.error_message()) << code;
    EXPECT_EQ(told.error_details(), constant.error_details()) << code;
  }
  EXPECT_EQ(
      ToGrpc(ErrorWithReason(absl::StatusCode::kDataLoss, "STORE_DAMAGED", "page 3")).error_code(),
      grpc::StatusCode::INTERNAL);
  // A file of the server's is not an object of the caller's.
  EXPECT_EQ(
      ToGrpc(ErrorWithReason(absl::StatusCode::kNotFound, "STORE_MISSING", "store")).error_code(),
      grpc::StatusCode::INTERNAL);
}

}  // namespace
}  // namespace vangnet::gate
