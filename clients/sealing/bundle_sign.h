// Making a bundle, for `vangnet admin`: fill a bundle::v1::Bundle, freeze its bytes,
// have the signers sign these bytes one by one, join.
#ifndef VANGNET_CLIENTS_SEALING_BUNDLE_SIGN_H_
#define VANGNET_CLIENTS_SEALING_BUNDLE_SIGN_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/sealing/ed25519.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::sealing {

// A sorted set of these keys.
bundle::v1::SignerSet MakeSignerSet(std::vector<contract::SigningKey> keys,
                                    std::uint32_t threshold);

// The id of the organisation that begins with `signers`.
contract::OrganisationId NewOrganisationId(const bundle::v1::SignerSet& signers);

// A copy of `previous` with version + 1 and its hash as previous_bundle_hash; dates are
// left for the caller.
bundle::v1::Bundle NextBundle(const contract::ParsedBundle& previous);

// Sorts what must be sorted (staff, roles, competences, languages, conflict codes), and
// gives the canonical bytes to sign. INVALID_ARGUMENT: content that no client would
// accept, with the field.
absl::StatusOr<std::string> FreezeBundle(bundle::v1::Bundle bundle);

bundle::v1::BundleSignature SignBundle(std::string_view bundle_bytes,
                                       const SigningIdentity& signer);

// Canonical SignedBundle, to be published. INVALID_ARGUMENT/BAD_SIGNATURE: one of the
// signatures is not over these bytes; another reason: the bytes are no good bundle. Does
// not count signers: VerifyBundle does, and a bundle may travel between signers.
absl::StatusOr<std::string> JoinSignatures(std::string_view bundle_bytes,
                                           std::vector<bundle::v1::BundleSignature> signatures);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_BUNDLE_SIGN_H_
