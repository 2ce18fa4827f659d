#include "services/server/exit_code.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"

namespace vangnet::server {
namespace {

constexpr char kPayload[] = "vangnet/exit-code";

}  // namespace

absl::Status Fail(ExitCode code, std::string_view message) {
  absl::Status status = absl::FailedPreconditionError({message.data(), message.size()});
  status.SetPayload(kPayload, absl::Cord(absl::StrCat(static_cast<int>(code))));
  return status;
}

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return ExitCode::kOk;
  const absl::optional<absl::Cord> payload = status.GetPayload(kPayload);
  int code = 0;
  if (!payload.has_value() || !absl::SimpleAtoi(std::string(*payload), &code)) {
    return ExitCode::kUnexpected;
  }
  return static_cast<ExitCode>(code);
}

}  // namespace vangnet::server
