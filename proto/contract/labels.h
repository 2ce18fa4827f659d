// Domain separation: every hash and signature begins with one of these, each ASCII
// `vangnet/v1/<name>` and one zero byte (SPEC.md, "Labels"). A label is used for one
// purpose. The TypeScript twin is clients/web's labels.ts.
#ifndef VANGNET_PROTO_CONTRACT_LABELS_H_
#define VANGNET_PROTO_CONTRACT_LABELS_H_

#include <string_view>

namespace vangnet::contract::label {

using std::literals::operator""sv;

inline constexpr std::string_view kReceipt = "vangnet/v1/receipt\0"sv;
inline constexpr std::string_view kRecovery = "vangnet/v1/recovery\0"sv;
inline constexpr std::string_view kCaseId = "vangnet/v1/case-id\0"sv;
inline constexpr std::string_view kRecord = "vangnet/v1/record\0"sv;
inline constexpr std::string_view kRecordHash = "vangnet/v1/record-hash\0"sv;
inline constexpr std::string_view kBody = "vangnet/v1/body\0"sv;
inline constexpr std::string_view kChain = "vangnet/v1/chain\0"sv;
inline constexpr std::string_view kGrant = "vangnet/v1/grant\0"sv;
inline constexpr std::string_view kLogin = "vangnet/v1/login\0"sv;
inline constexpr std::string_view kFilingProof = "vangnet/v1/filing-proof\0"sv;
inline constexpr std::string_view kTreeHead = "vangnet/v1/tree-head\0"sv;
inline constexpr std::string_view kBundle = "vangnet/v1/bundle\0"sv;
inline constexpr std::string_view kFingerprint = "vangnet/v1/fingerprint\0"sv;
inline constexpr std::string_view kWrap = "vangnet/v1/wrap\0"sv;
inline constexpr std::string_view kKeyFile = "vangnet/v1/key-file\0"sv;
inline constexpr std::string_view kOutbox = "vangnet/v1/outbox\0"sv;
inline constexpr std::string_view kOutboxFile = "vangnet/v1/outbox-file\0"sv;
inline constexpr std::string_view kCaseRef = "vangnet/v1/case-ref\0"sv;
inline constexpr std::string_view kRestart = "vangnet/v1/restart\0"sv;
inline constexpr std::string_view kPrf = "vangnet/v1/prf\0"sv;
inline constexpr std::string_view kEnrol = "vangnet/v1/enrol\0"sv;
inline constexpr std::string_view kCommit = "vangnet/v1/commit\0"sv;
inline constexpr std::string_view kCommitRow = "vangnet/v1/commit-row\0"sv;
inline constexpr std::string_view kAnchor = "vangnet/v1/anchor\0"sv;
inline constexpr std::string_view kOrganisation = "vangnet/v1/organisation\0"sv;
inline constexpr std::string_view kCertificate = "vangnet/v1/certificate\0"sv;
inline constexpr std::string_view kBundleHash = "vangnet/v1/bundle-hash\0"sv;
inline constexpr std::string_view kWebManifest = "vangnet/v1/web-manifest\0"sv;

}  // namespace vangnet::contract::label

#endif  // VANGNET_PROTO_CONTRACT_LABELS_H_
