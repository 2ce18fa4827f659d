// The parts of ParseBundle (SPEC.md section 4), one function for each part of the
// bundle. INVALID_ARGUMENT/BAD_FIELD naming the field. Pure.
#ifndef VANGNET_PROTO_CONTRACT_BUNDLE_CHECKS_H_
#define VANGNET_PROTO_CONTRACT_BUNDLE_CHECKS_H_

#include <string_view>

#include "absl/status/status.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::contract {

absl::Status CheckSigners(const bundle::v1::SignerSet& signers);
// Principals, names, roles, keys, competences, languages, conflict codes. No two
// persons share a key.
absl::Status CheckStaff(const bundle::v1::Bundle& bundle);
absl::Status CheckForms(const bundle::v1::Bundle& bundle);
absl::Status CheckTelephoneNumbers(const bundle::v1::Bundle& bundle);
// Routing, deadlines, retention.
absl::Status CheckPolicies(const bundle::v1::Bundle& bundle);
// Both languages are there.
absl::Status CheckText(std::string_view field, bool present, const bundle::v1::Text& text);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_BUNDLE_CHECKS_H_
