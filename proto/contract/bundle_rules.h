// What a bundle must be like, apart from its signatures (SPEC.md section 4). Shared by
// the clients that verify a bundle and the server that publishes one. Pure.
#ifndef VANGNET_PROTO_CONTRACT_BUNDLE_RULES_H_
#define VANGNET_PROTO_CONTRACT_BUNDLE_RULES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/chain.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::contract {

// A bundle whose bytes are canonical and whose content keeps every rule of SPEC.md
// section 4. Its signatures are still to be counted.
struct ParsedBundle {
  std::string signed_bundle;  // Canonical SignedBundle.
  std::string bundle_bytes;   // Canonical Bundle.
  bundle::v1::Bundle bundle;
  std::vector<std::pair<SigningKey, Signature>> signatures;
  OrganisationId organisation_id;
  Hash bundle_hash;
};

// INVALID_ARGUMENT: NOT_CANONICAL, TOO_LARGE, or BAD_FIELD naming the field.
// FAILED_PRECONDITION/BUNDLE_REFUSED with the message "format" for a format that is
// higher than known: update the client.
absl::StatusOr<ParsedBundle> ParseBundle(HashFunction hash, std::string_view signed_bundle);

// H(Label(organisation) || canonical SignerSet).
OrganisationId OrganisationIdOf(HashFunction hash, const bundle::v1::SignerSet& signers);

// Present box keys of all staff, and so the keys that epochs are sealed to.
std::map<PrincipalId, BoxKey> BoxKeysOf(const bundle::v1::Bundle& bundle);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_BUNDLE_RULES_H_
