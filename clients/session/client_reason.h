// Stable reasons of failures that clients find themselves; beside those of
// proto/contract/error.h, which servers send.
#ifndef VANGNET_CLIENTS_SESSION_CLIENT_REASON_H_
#define VANGNET_CLIENTS_SESSION_CLIENT_REASON_H_

#include <string_view>

namespace vangnet::session::client_reason {

inline constexpr std::string_view kUsage = "USAGE";           // Command line.
inline constexpr std::string_view kNotJoined = "NOT_JOINED";  // No pinned organisation.
inline constexpr std::string_view kMistyped = "MISTYPED";     // Receipt, fingerprint.
inline constexpr std::string_view kOtherOrganisation = "OTHER_ORGANISATION";
inline constexpr std::string_view kWrongPassphrase = "WRONG_PASSPHRASE";
inline constexpr std::string_view kBadFile = "BAD_FILE";
inline constexpr std::string_view kFileExists = "FILE_EXISTS";
inline constexpr std::string_view kBadAnswers = "BAD_ANSWERS";
inline constexpr std::string_view kUnknownPerson = "UNKNOWN_PERSON";
inline constexpr std::string_view kExcludedPerson = "EXCLUDED_PERSON";
inline constexpr std::string_view kUnknownReceipt = "UNKNOWN_RECEIPT";
inline constexpr std::string_view kNobodyFits = "NOBODY_FITS";
inline constexpr std::string_view kDamaged = "DAMAGED";
inline constexpr std::string_view kProofRefused = "PROOF_REFUSED";
inline constexpr std::string_view kReportRefused = "REPORT_REFUSED";  // As sealed here.
inline constexpr std::string_view kUpdateClient = "UPDATE_CLIENT";
inline constexpr std::string_view kUnreachable = "UNREACHABLE";
inline constexpr std::string_view kNotEnrolled = "NOT_ENROLLED";
inline constexpr std::string_view kNoWebPage = "NO_WEB_PAGE";  // In the bundle.
inline constexpr std::string_view kNo = "NO";
inline constexpr std::string_view kInterrupted = "INTERRUPTED";

}  // namespace vangnet::session::client_reason

#endif  // VANGNET_CLIENTS_SESSION_CLIENT_REASON_H_
