#include "clients/sealing/identity.h"

#include <sodium.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/sodium_ready.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::string_view kIdentityContext = "vn-ident";

}  // namespace

absl::StatusOr<Identity> Identity::FromSeeds(const contract::PrincipalId& principal,
                                             const contract::SecretBytes& signing_seed,
                                             const contract::SecretBytes& box_seed) {
  EnsureSodiumReady();
  if (box_seed.size() != crypto_box_SEEDBYTES) {
    return absl::InvalidArgumentError("box seed: 32 bytes");
  }
  VN_ASSIGN_OR_RETURN(SigningIdentity signing, SigningIdentity::FromSeed(signing_seed));
  Identity identity(principal, std::move(signing));
  identity.box_secret_ = contract::SecretBytes(crypto_box_SECRETKEYBYTES);
  crypto_box_seed_keypair(identity.box_key_.mutable_data(), identity.box_secret_.mutable_data(),
                          box_seed.data());
  return identity;
}

absl::StatusOr<contract::SecretBytes> Identity::OpenBox(std::string_view box) const {
  if (box.size() < crypto_box_SEALBYTES) return absl::DataLossError("box: too short");
  contract::SecretBytes content(box.size() - crypto_box_SEALBYTES);
  if (crypto_box_seal_open(content.mutable_data(),
                           reinterpret_cast<const unsigned char*>(box.data()), box.size(),
                           box_key_.data(), box_secret_.data()) != 0) {
    return absl::DataLossError("box: does not open");
  }
  return content;
}

absl::StatusOr<std::string> SealBox(const contract::SecretBytes& content,
                                    const contract::BoxKey& recipient_key) {
  EnsureSodiumReady();
  std::string box(content.size() + crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal(reinterpret_cast<unsigned char*>(box.data()), content.data(), content.size(),
                      recipient_key.data()) != 0) {
    return absl::InvalidArgumentError("recipient key: small order");
  }
  return box;
}

contract::SecretBytes GenerateIdentitySeed(RandomSource& random) {
  return RandomSecret(random, 32);
}

absl::StatusOr<Identity> IdentityFromSeed(const contract::PrincipalId& principal,
                                          const contract::SecretBytes& seed) {
  if (seed.size() != 32) return absl::InvalidArgumentError("identity seed: 32 bytes");
  return Identity::FromSeeds(principal, DeriveKey(seed, 1, kIdentityContext),
                             DeriveKey(seed, 2, kIdentityContext));
}

}  // namespace vangnet::sealing
