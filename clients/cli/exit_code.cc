#include "clients/cli/exit_code.h"

#include <map>
#include <string>
#include <string_view>

#include "clients/session/client_reason.h"
#include "proto/contract/error.h"

namespace vangnet::cli {
namespace {

namespace client_reason = session::client_reason;

const std::map<std::string_view, ExitCode>& ByReason() {
  static const auto* codes = new std::map<std::string_view, ExitCode>{
      {client_reason::kUsage, ExitCode::kUsage},
      {client_reason::kNotJoined, ExitCode::kUsage},
      {client_reason::kMistyped, ExitCode::kBadInput},
      {client_reason::kOtherOrganisation, ExitCode::kBundle},
      {client_reason::kWrongPassphrase, ExitCode::kBadInput},
      {client_reason::kBadFile, ExitCode::kBadInput},
      {client_reason::kFileExists, ExitCode::kBadInput},
      {client_reason::kBadAnswers, ExitCode::kBadInput},
      {client_reason::kUnknownPerson, ExitCode::kBadInput},
      {client_reason::kUnknownReceipt, ExitCode::kNotFound},
      {client_reason::kNobodyFits, ExitCode::kRefused},
      {client_reason::kDamaged, ExitCode::kDamaged},
      {client_reason::kProofRefused, ExitCode::kDamaged},
      {client_reason::kReportRefused, ExitCode::kRefused},
      {client_reason::kUpdateClient, ExitCode::kBundle},
      {client_reason::kUnreachable, ExitCode::kUnreachable},
      {client_reason::kNotEnrolled, ExitCode::kNotFound},
      {client_reason::kNoWebPage, ExitCode::kNotFound},
      {client_reason::kNo, ExitCode::kPersonSaidNo},
      {client_reason::kInterrupted, ExitCode::kInterrupted},
      {contract::reason::kBundleExpired, ExitCode::kBundle},
      {contract::reason::kBundleRefused, ExitCode::kBundle},
  };
  return *codes;
}

}  // namespace

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return ExitCode::kDone;
  const std::string reason = contract::ReasonOf(status);
  if (const auto found = ByReason().find(reason); found != ByReason().end()) return found->second;
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
      return ExitCode::kBadInput;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kUnreachable;
    case absl::StatusCode::kDataLoss:
      return ExitCode::kDamaged;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kResourceExhausted:
      return ExitCode::kRefused;
    default:
      return ExitCode::kFault;
  }
}

}  // namespace vangnet::cli
