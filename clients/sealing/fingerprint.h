// Short names of keys for the telephone and for letters: 115 bits of a hash as 23
// symbols and a check symbol, in six groups of four. Public. Thread-safe.
#ifndef VANGNET_CLIENTS_SEALING_FINGERPRINT_H_
#define VANGNET_CLIENTS_SEALING_FINGERPRINT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "proto/contract/ids.h"

namespace vangnet::sealing {

// Of a person's two keys: H(Label(fingerprint) || ed_pk || x_pk).
std::string Fingerprint(const contract::SigningKey& signing_key, const contract::BoxKey& box_key);

// Of an organisation: H(Label(fingerprint) || organisation id). What a letter prints for
// `vangnet join FILE --fingerprint ...`.
std::string OrganisationFingerprint(const contract::OrganisationId& organisation_id);

// OK when `typed` is `fingerprint`, with case, spaces, hyphens, O, I and L forgiven.
// INVALID_ARGUMENT: mistyped, the position is named (FindCodeFault with
// kFingerprintSymbols tells it in parts). FAILED_PRECONDITION: a well-formed
// fingerprint, of something else.
absl::Status CheckFingerprint(std::string_view typed, std::string_view fingerprint);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_FINGERPRINT_H_
