// Ed25519 by OpenSSL, with the refusals that OpenSSL 3.0 lacks (SPEC.md section 1), so
// that it gives the same verdicts as libsodium in the clients.
#ifndef VANGNET_SERVICES_CRYPTOGRAPHY_ED25519_H_
#define VANGNET_SERVICES_CRYPTOGRAPHY_ED25519_H_

#include <openssl/evp.h>

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::cryptography {

// True when `signature` is Sign(key, label, message): Ed25519 over label || message, with
// a label of proto/contract/labels.h. False for anything else; a key or R of small order
// and a key with y >= p are never good. Thread-safe.
bool Verify(const contract::SigningKey& key, std::string_view label, std::string_view message,
            const contract::Signature& signature);

// The same over bare bytes, for the vectors.
bool VerifyBytes(const contract::SigningKey& key, std::string_view bytes,
                 const contract::Signature& signature);

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

// The only secret signing key of the server: the log key, for filing proofs. Thread-safe.
class LogSigner {
 public:
  static constexpr std::size_t kSeedSize = 32;

  // INVALID_ARGUMENT unless the seed has 32 bytes.
  static absl::StatusOr<LogSigner> FromSeed(const contract::SecretBytes& seed);

  const contract::SigningKey& public_key() const { return public_key_; }

  // Sign(log key, label, message). INTERNAL when OpenSSL fails.
  absl::StatusOr<contract::Signature> Sign(std::string_view label, std::string_view message) const;

 private:
  LogSigner(std::unique_ptr<EVP_PKEY, FreeKey> key, const contract::SigningKey& public_key)
      : key_(std::move(key)), public_key_(public_key) {}

  std::unique_ptr<EVP_PKEY, FreeKey> key_;
  contract::SigningKey public_key_;
};

}  // namespace vangnet::cryptography

#endif  // VANGNET_SERVICES_CRYPTOGRAPHY_ED25519_H_
