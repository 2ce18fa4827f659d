// Identity: the private half of a person's keys, an Ed25519 key that signs and an
// X25519 key that opens. One type for staff and reporter; they differ in where the
// seeds come from. Wiped with its owner, never printable. Thread-compatible.
#ifndef VANGNET_CLIENTS_SEALING_IDENTITY_H_
#define VANGNET_CLIENTS_SEALING_IDENTITY_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/ids.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

class Identity {
 public:
  // INVALID_ARGUMENT unless both seeds have 32 bytes.
  static absl::StatusOr<Identity> FromSeeds(const contract::PrincipalId& principal,
                                            const contract::SecretBytes& signing_seed,
                                            const contract::SecretBytes& box_seed);

  const contract::PrincipalId& principal() const { return principal_; }
  const contract::SigningKey& signing_key() const { return signing_.key(); }
  const contract::BoxKey& box_key() const { return box_key_; }

  contract::Signature Sign(std::string_view label, std::string_view message) const {
    return signing_.Sign(label, message);
  }
  // Opens what SealBox sealed to box_key(). DATA_LOSS otherwise.
  absl::StatusOr<contract::SecretBytes> OpenBox(std::string_view box) const;

 private:
  Identity(const contract::PrincipalId& principal, SigningIdentity signing)
      : principal_(principal), signing_(std::move(signing)) {}
  contract::PrincipalId principal_;
  SigningIdentity signing_;
  contract::BoxKey box_key_;
  contract::SecretBytes box_secret_;
};

// crypto_box_seal: anybody can seal to a key, only its identity opens. Says nothing of
// who sealed. INVALID_ARGUMENT for a key of small order.
absl::StatusOr<std::string> SealBox(const contract::SecretBytes& content,
                                    const contract::BoxKey& recipient_key);

// A staff identity's seed S (SPEC.md section 3): 32 random bytes, one a generation.
contract::SecretBytes GenerateIdentitySeed(RandomSource& random);
// INVALID_ARGUMENT unless `seed` has 32 bytes.
absl::StatusOr<Identity> IdentityFromSeed(const contract::PrincipalId& principal,
                                          const contract::SecretBytes& seed);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_IDENTITY_H_
