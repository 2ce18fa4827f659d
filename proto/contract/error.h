// How a failure travels from the rules to the caller. Rules and stores answer an
// absl::Status whose code is one of the closed set of SPEC.md section 12 and whose
// payload, where there is one, is a stable reason of `reason`. The gate turns both
// into grpc::Status with google.rpc.ErrorInfo. The message names the field and what
// is wanted, never the value.
#ifndef VANGNET_PROTO_CONTRACT_ERROR_H_
#define VANGNET_PROTO_CONTRACT_ERROR_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace vangnet::contract {

// Stable reasons. Clients switch on them; a change is a change of the contract.
namespace reason {
inline constexpr std::string_view kTaken = "TAKEN";  // Another person acknowledged first.
inline constexpr std::string_view kHandlerAway =
    "HANDLER_AWAY";  // Lead or deputy takes no cases now.
inline constexpr std::string_view kEpochStale =
    "EPOCH_STALE";  // Start a new epoch and write again.
inline constexpr std::string_view kBundleStale =
    "BUNDLE_STALE";  // Fetch the newest bundle and seal again.
inline constexpr std::string_view kCaseClosed =
    "CASE_CLOSED";  // Nothing can be added to a closed case.
inline constexpr std::string_view kNotAcknowledged =
    "NOT_ACKNOWLEDGED";  // Acknowledge before you act.
inline constexpr std::string_view kChainMoved =
    "CHAIN_MOVED";  // `seen` is not the head; read and retry.
inline constexpr std::string_view kRecordExists =
    "RECORD_EXISTS";  // The record id is taken by other bytes.
inline constexpr std::string_view kCaseExists =
    "CASE_EXISTS";  // The case id is taken by other bytes.
inline constexpr std::string_view kNotCanonical =
    "NOT_CANONICAL";  // Not the canonical bytes of SPEC.md section 1.
inline constexpr std::string_view kBadSignature = "BAD_SIGNATURE";
inline constexpr std::string_view kBadField = "BAD_FIELD";  // The message names the field.
inline constexpr std::string_view kTooLarge = "TOO_LARGE";
inline constexpr std::string_view kLimitReached = "LIMIT_REACHED";  // Of a case: for good.
inline constexpr std::string_view kOverloaded =
    "OVERLOADED";  // The server has too much to do now; the same bytes are safe to repeat.
inline constexpr std::string_view kBundleExpired = "BUNDLE_EXPIRED";
inline constexpr std::string_view kBundleRefused =
    "BUNDLE_REFUSED";                                         // Signers, version, hash or content.
inline constexpr std::string_view kNoSession = "NO_SESSION";  // Sign in (again).
inline constexpr std::string_view kWrongRole = "WRONG_ROLE";
inline constexpr std::string_view kStopping =
    "STOPPING";  // The server is stopping; try again soon.
inline constexpr std::string_view kStoreUnavailable = "STORE_UNAVAILABLE";
}  // namespace reason

// A status with a stable reason. `message` says which field and what is wanted.
absl::Status ErrorWithReason(absl::StatusCode code, std::string_view reason,
                             std::string_view message);

// The reason in `status`, or empty.
std::string ReasonOf(const absl::Status& status);

// The one answer for anything about an object that the caller cannot have: it does
// not exist, or is not theirs. Same code, same text, same size.
absl::Status NotFound();

// Shorthand for a field that breaks a rule: INVALID_ARGUMENT/BAD_FIELD.
absl::Status BadField(std::string_view field, std::string_view wanted);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_ERROR_H_
