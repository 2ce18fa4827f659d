// crypto_kdf and crypto_generichash as SPEC.md uses them. Thread-safe.
#ifndef VANGNET_CLIENTS_SEALING_DERIVE_H_
#define VANGNET_CLIENTS_SEALING_DERIVE_H_

#include <cstdint>
#include <string_view>

#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

// kdf(key, number, context): 32 bytes. `key` has 32 bytes, `context` 8.
contract::SecretBytes DeriveKey(const contract::SecretBytes& key, std::uint64_t number,
                                std::string_view context);

// crypto_generichash(32, label || secret), no key.
contract::SecretBytes HashSecret(std::string_view label, const contract::SecretBytes& secret);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_DERIVE_H_
