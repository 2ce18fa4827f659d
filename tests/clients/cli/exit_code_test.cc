#include "clients/cli/exit_code.h"

#include <gtest/gtest.h>

#include "clients/session/client_reason.h"
#include "proto/contract/error.h"

namespace vangnet::cli {
namespace {

namespace client_reason = session::client_reason;

ExitCode Of(absl::StatusCode code, std::string_view reason) {
  return ExitCodeOf(contract::ErrorWithReason(code, reason, "x"));
}

TEST(ExitCodeTest, EachKindOfEndingHasItsOwnNumber) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), ExitCode::kDone);
  EXPECT_EQ(ExitCodeOf(absl::InternalError("x")), ExitCode::kFault);
  EXPECT_EQ(Of(absl::StatusCode::kInvalidArgument, client_reason::kUsage), ExitCode::kUsage);
  EXPECT_EQ(Of(absl::StatusCode::kInvalidArgument, client_reason::kMistyped), ExitCode::kBadInput);
  EXPECT_EQ(Of(absl::StatusCode::kUnauthenticated, client_reason::kWrongPassphrase),
            ExitCode::kBadInput);
  EXPECT_EQ(Of(absl::StatusCode::kNotFound, client_reason::kUnknownReceipt), ExitCode::kNotFound);
  EXPECT_EQ(ExitCodeOf(contract::NotFound()), ExitCode::kNotFound);
  EXPECT_EQ(Of(absl::StatusCode::kUnavailable, contract::reason::kStopping),
            ExitCode::kUnreachable);
  EXPECT_EQ(Of(absl::StatusCode::kFailedPrecondition, contract::reason::kBundleExpired),
            ExitCode::kBundle);
  EXPECT_EQ(Of(absl::StatusCode::kDataLoss, client_reason::kDamaged), ExitCode::kDamaged);
  EXPECT_EQ(Of(absl::StatusCode::kFailedPrecondition, contract::reason::kTaken),
            ExitCode::kRefused);
  EXPECT_EQ(Of(absl::StatusCode::kInvalidArgument, client_reason::kReportRefused),
            ExitCode::kRefused);
  EXPECT_EQ(Of(absl::StatusCode::kCancelled, client_reason::kNo), ExitCode::kPersonSaidNo);
  EXPECT_EQ(Of(absl::StatusCode::kCancelled, client_reason::kInterrupted), ExitCode::kInterrupted);
}

}  // namespace
}  // namespace vangnet::cli
