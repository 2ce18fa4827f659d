#include "services/cryptography/random.h"

#include <openssl/rand.h>

#include "absl/status/status.h"

namespace vangnet::cryptography {

absl::StatusOr<contract::SecretBytes> RandomBytes(std::size_t size) {
  contract::SecretBytes bytes(size);
  if (RAND_bytes(bytes.mutable_data(), static_cast<int>(size)) != 1) {
    return absl::InternalError("no randomness");
  }
  return bytes;
}

}  // namespace vangnet::cryptography
