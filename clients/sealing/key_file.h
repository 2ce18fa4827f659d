// A seed under a passphrase, as a file that its owner keeps. Passphrase and file count
// as two factors. Reading and writing files (0600, atomic) is the program's work.
//
//   KeyFile { header (canonical KeyFileHeader), nonce (24), sealed (48) }
//   key    = Argon2id(passphrase, header.salt, header.passes, header.memory_kib), 32 bytes
//   sealed = XChaCha20-Poly1305-IETF(key, nonce, AD = Label(key-file) || header, seed)
#ifndef VANGNET_CLIENTS_SEALING_KEY_FILE_H_
#define VANGNET_CLIENTS_SEALING_KEY_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/ids.h"
#include "proto/contract/secret_bytes.h"
#include "vangnet/identity/v1/identity.pb.h"

namespace vangnet::sealing {

struct KeyFileContent {
  identity::v1::KeyPurpose purpose = identity::v1::KEY_PURPOSE_UNSPECIFIED;
  // For an identity only.
  std::optional<contract::PrincipalId> principal;
  std::uint32_t generation = 1;
  // 32 bytes: for IdentityFromSeed, or for SigningIdentity::FromSeed of a signer.
  contract::SecretBytes seed;
};

// Argon2id's cost. The smallest that is allowed is the default.
struct KeyFileCost {
  std::uint32_t passes = 3;               // 3 to 16.
  std::uint32_t memory_kib = 256 * 1024;  // 256 MiB to 1 GiB.
};

// Canonical KeyFile. INVALID_ARGUMENT: cost out of bounds, empty passphrase, seed not of
// 32 bytes, principal missing or too much. RESOURCE_EXHAUSTED: no memory for Argon2id.
absl::StatusOr<std::string> SealKeyFile(const KeyFileContent& content,
                                        const contract::SecretBytes& passphrase,
                                        const KeyFileCost& cost, RandomSource& random);

// UNAUTHENTICATED: the passphrase is wrong, or the file was changed; the seal cannot
// tell which, so there is one answer, and asking again is right. INVALID_ARGUMENT: this
// is no key file, or its cost is out of bounds: refused before any memory is taken.
// RESOURCE_EXHAUSTED: no memory for Argon2id.
absl::StatusOr<KeyFileContent> OpenKeyFile(std::string_view bytes,
                                           const contract::SecretBytes& passphrase);

// What the file tells without a passphrase; not authenticated. INVALID_ARGUMENT as above.
absl::StatusOr<identity::v1::KeyFileHeader> ReadKeyFileHeader(std::string_view bytes);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_KEY_FILE_H_
