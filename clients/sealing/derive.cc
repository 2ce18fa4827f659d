#include "clients/sealing/derive.h"

#include <sodium.h>

#include <cstdlib>

#include "clients/sealing/sodium_ready.h"

namespace vangnet::sealing {

contract::SecretBytes DeriveKey(const contract::SecretBytes& key, std::uint64_t number,
                                std::string_view context) {
  EnsureSodiumReady();
  if (key.size() != crypto_kdf_KEYBYTES || context.size() != crypto_kdf_CONTEXTBYTES) std::abort();
  contract::SecretBytes derived(32);
  crypto_kdf_derive_from_key(derived.mutable_data(), derived.size(), number, context.data(),
                             key.data());
  return derived;
}

contract::SecretBytes HashSecret(std::string_view label, const contract::SecretBytes& secret) {
  EnsureSodiumReady();
  contract::SecretBytes hash(32);
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(label.data()),
                            label.size());
  crypto_generichash_update(&state, secret.data(), secret.size());
  crypto_generichash_final(&state, hash.mutable_data(), hash.size());
  sodium_memzero(&state, sizeof state);
  return hash;
}

}  // namespace vangnet::sealing
