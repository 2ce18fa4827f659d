#include "clients/sealing/ed25519.h"

#include <sodium.h>

#include <string>

#include "clients/sealing/sodium_ready.h"
#include "proto/contract/chain.h"

namespace vangnet::sealing {
namespace {

const unsigned char* Bytes(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

absl::StatusOr<SigningIdentity> SigningIdentity::FromSeed(const contract::SecretBytes& seed) {
  EnsureSodiumReady();
  if (seed.size() != crypto_sign_SEEDBYTES) {
    return absl::InvalidArgumentError("signing seed: 32 bytes");
  }
  SigningIdentity identity;
  identity.secret_ = contract::SecretBytes(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(identity.key_.mutable_data(), identity.secret_.mutable_data(),
                           seed.data());
  return identity;
}

contract::Signature SigningIdentity::Sign(std::string_view label, std::string_view message) const {
  const std::string bytes = contract::SignedBytes(label, message);
  contract::Signature signature;
  crypto_sign_detached(signature.mutable_data(), nullptr, Bytes(bytes), bytes.size(),
                       secret_.data());
  return signature;
}

bool VerifySignature(const contract::SigningKey& key, std::string_view label,
                     std::string_view message, const contract::Signature& signature) {
  EnsureSodiumReady();
  const std::string bytes = contract::SignedBytes(label, message);
  return crypto_sign_verify_detached(signature.data(), Bytes(bytes), bytes.size(), key.data()) == 0;
}

}  // namespace vangnet::sealing
