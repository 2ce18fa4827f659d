#include "proto/contract/error.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"

namespace vangnet::contract {
namespace {

constexpr char kReasonPayload[] = "vangnet/reason";

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

absl::Status ErrorWithReason(absl::StatusCode code, std::string_view reason,
                             std::string_view message) {
  absl::Status status(code, Absl(message));
  status.SetPayload(kReasonPayload, absl::Cord(Absl(reason)));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kReasonPayload);
  return payload.has_value() ? std::string(*payload) : std::string();
}

absl::Status NotFound() { return absl::NotFoundError("not found"); }

absl::Status BadField(std::string_view field, std::string_view wanted) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason::kBadField,
                         absl::StrCat(Absl(field), ": ", Absl(wanted)));
}

}  // namespace vangnet::contract
