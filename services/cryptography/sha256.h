// SHA-256 by OpenSSL, as contract::HashFunction wants it.
#ifndef VANGNET_SERVICES_CRYPTOGRAPHY_SHA256_H_
#define VANGNET_SERVICES_CRYPTOGRAPHY_SHA256_H_

#include <string_view>

#include "proto/contract/ids.h"

namespace vangnet::cryptography {

// Ends the process when OpenSSL has no memory or no SHA-256: a wrong hash would be stored.
// Thread-safe.
contract::Hash Sha256(std::string_view bytes);

// HMAC-SHA256 of `bytes` under `key`. Ends the process like Sha256.
contract::Hash HmacSha256(std::string_view key, std::string_view bytes);

}  // namespace vangnet::cryptography

#endif  // VANGNET_SERVICES_CRYPTOGRAPHY_SHA256_H_
