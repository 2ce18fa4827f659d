// Pad of SPEC.md section 6: m || 0x80 || zeros, to 4, 8, 16, 32, 64 KiB or a multiple of
// 64 KiB, at most 512 KiB, so that a body's length tells little. Thread-safe.
#ifndef VANGNET_CLIENTS_SEALING_PADDING_H_
#define VANGNET_CLIENTS_SEALING_PADDING_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

inline constexpr std::size_t kFilingAccountSize = 64 * 1024;

// `at_least` is one of the sizes, or 0. INVALID_ARGUMENT/TOO_LARGE above 512 KiB.
absl::StatusOr<contract::SecretBytes> Pad(const contract::SecretBytes& message,
                                          std::size_t at_least);

// DATA_LOSS unless `padded` is what Pad makes of some message: a size of the list, and
// 0x80 followed by zeros only. A larger size than the smallest that fits is accepted,
// because writers may ask for one.
absl::StatusOr<contract::SecretBytes> Unpad(const contract::SecretBytes& padded);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_PADDING_H_
