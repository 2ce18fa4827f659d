#include "services/gate/error_mapping.h"

#include <optional>
#include <string>
#include <string_view>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/contract/error.h"

namespace vangnet::gate {
namespace {

namespace reason = contract::reason;

constexpr char kDomain[] = "vangnet";

struct Answer {
  grpc::StatusCode code;
  std::string message;
  std::string reason;  // Empty: no ErrorInfo.
};

// Reasons that say the same whoever met them; what the part that met them wrote stays
// inside.
struct Constant {
  absl::StatusCode code;
  std::string_view reason;
  std::string_view message;
};
constexpr Constant kConstants[] = {
    {absl::StatusCode::kUnauthenticated, reason::kNoSession, "sign in again"},
    {absl::StatusCode::kPermissionDenied, reason::kWrongRole, "not for your role"},
    {absl::StatusCode::kUnavailable, reason::kStopping, "the server is stopping; try again soon"},
    {absl::StatusCode::kUnavailable, reason::kStoreUnavailable,
     "the store cannot be used now; try again later"},
};

// The codes that may be answered with a reason and the message of the part that refused.
bool MayCarryMessage(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kPermissionDenied:
      return true;
    default:
      return false;
  }
}

// Nothing when `status` is not one that may be told.
std::optional<Answer> Tell(const absl::Status& status) {
  const std::string why = contract::ReasonOf(status);
  switch (status.code()) {
    case absl::StatusCode::kNotFound:
      if (!why.empty()) return std::nullopt;  // Not contract::NotFound: a file, say.
      return Answer{grpc::StatusCode::NOT_FOUND, "not found", ""};
    case absl::StatusCode::kCancelled:
      return Answer{grpc::StatusCode::CANCELLED, "cancelled", ""};
    case absl::StatusCode::kDeadlineExceeded:
      return Answer{grpc::StatusCode::DEADLINE_EXCEEDED, "too late", ""};
    case absl::StatusCode::kUnimplemented:
      return Answer{grpc::StatusCode::UNIMPLEMENTED, "not offered here", ""};
    default:
      break;
  }
  // The two enums have the same numbers, by definition of absl::StatusCode.
  const auto code = static_cast<grpc::StatusCode>(status.code());
  for (const Constant& constant : kConstants) {
    if (status.code() == constant.code && why == constant.reason) {
      return Answer{code, std::string(constant.message), why};
    }
  }
  if (why.empty() || !MayCarryMessage(status.code())) return std::nullopt;
  return Answer{code, std::string(status.message()), why};
}

// A valid google.rpc.Status: web clients drop the server's own code without it.
std::string Details(const Answer& answer) {
  google::rpc::Status status;
  status.set_code(answer.code);
  status.set_message(answer.message);
  if (!answer.reason.empty()) {
    google::rpc::ErrorInfo why;
    why.set_reason(answer.reason);
    why.set_domain(kDomain);
    status.add_details()->PackFrom(why);
  }
  return status.SerializeAsString();
}

}  // namespace

bool IsUnexpected(const absl::Status& status) { return !status.ok() && !Tell(status).has_value(); }

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const Answer answer =
      Tell(status).value_or(Answer{grpc::StatusCode::INTERNAL, "internal error", ""});
  return grpc::Status(answer.code, answer.message, Details(answer));
}

}  // namespace vangnet::gate
