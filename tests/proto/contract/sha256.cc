#include "tests/proto/contract/sha256.h"

#include <openssl/sha.h>

namespace vangnet::contract {

Hash Sha256(std::string_view bytes) {
  Hash hash;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.mutable_data());
  return hash;
}

}  // namespace vangnet::contract
