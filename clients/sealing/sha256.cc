#include "clients/sealing/sha256.h"

#include <sodium.h>

#include "clients/sealing/sodium_ready.h"

namespace vangnet::sealing {

contract::Hash Sha256(std::string_view bytes) {
  EnsureSodiumReady();
  contract::Hash hash;
  static_assert(contract::Hash::kSize == crypto_hash_sha256_BYTES);
  crypto_hash_sha256(hash.mutable_data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return hash;
}

}  // namespace vangnet::sealing
