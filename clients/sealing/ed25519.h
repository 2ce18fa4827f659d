// Sign(sk, label, m) of SPEC.md: Ed25519 over label || m, pure and detached.
#ifndef VANGNET_CLIENTS_SEALING_ED25519_H_
#define VANGNET_CLIENTS_SEALING_ED25519_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

// The private half of an Ed25519 key; wiped with its owner. Thread-compatible.
class SigningIdentity {
 public:
  // INVALID_ARGUMENT unless `seed` has 32 bytes.
  static absl::StatusOr<SigningIdentity> FromSeed(const contract::SecretBytes& seed);

  const contract::SigningKey& key() const { return key_; }
  // `label` is one of contract::label.
  contract::Signature Sign(std::string_view label, std::string_view message) const;

 private:
  SigningIdentity() = default;
  contract::SigningKey key_;
  contract::SecretBytes secret_;
};

// False for a signature that is not by `key` over label || message, and for small-order
// or non-canonical keys and R, whatever they sign. Thread-safe.
bool VerifySignature(const contract::SigningKey& key, std::string_view label,
                     std::string_view message, const contract::Signature& signature);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_ED25519_H_
