// Random bytes from OpenSSL's generator.
#ifndef VANGNET_SERVICES_CRYPTOGRAPHY_RANDOM_H_
#define VANGNET_SERVICES_CRYPTOGRAPHY_RANDOM_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::cryptography {

// INTERNAL when the generator fails. Thread-safe.
absl::StatusOr<contract::SecretBytes> RandomBytes(std::size_t size);

}  // namespace vangnet::cryptography

#endif  // VANGNET_SERVICES_CRYPTOGRAPHY_RANDOM_H_
