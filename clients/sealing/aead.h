// XChaCha20-Poly1305-IETF with what stands beside it: the one cipher of this project.
// Thread-safe.
#ifndef VANGNET_CLIENTS_SEALING_AEAD_H_
#define VANGNET_CLIENTS_SEALING_AEAD_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

inline constexpr std::size_t kAeadKey = 32;
inline constexpr std::size_t kAeadNonce = 24;
inline constexpr std::size_t kAeadTag = 16;

// `context` is authenticated and not hidden. Never the same nonce twice under a key.
std::string AeadSeal(const contract::SecretBytes& key, std::string_view nonce,
                     std::string_view context, const contract::SecretBytes& message);

// DATA_LOSS when key, nonce, context or bytes are not those of the seal.
absl::StatusOr<contract::SecretBytes> AeadOpen(const contract::SecretBytes& key,
                                               std::string_view nonce, std::string_view context,
                                               std::string_view sealed);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_AEAD_H_
