#include "services/cryptography/sha256.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>

namespace vangnet::cryptography {
namespace {

// Fetched once: a lookup by name for each hash would cost more than a short hash itself.
const EVP_MD* Algorithm() {
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (algorithm == nullptr) std::abort();
  return algorithm;
}

}  // namespace

contract::Hash Sha256(std::string_view bytes) {
  contract::Hash hash;
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), hash.mutable_data(), &length, Algorithm(), nullptr) !=
          1 ||
      length != contract::Hash::kSize) {
    std::abort();
  }
  return hash;
}

contract::Hash HmacSha256(std::string_view key, std::string_view bytes) {
  contract::Hash result;
  unsigned length = 0;
  if (HMAC(Algorithm(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
           result.mutable_data(), &length) == nullptr ||
      length != contract::Hash::kSize) {
    std::abort();
  }
  return result;
}

}  // namespace vangnet::cryptography
