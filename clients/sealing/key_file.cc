#include "clients/sealing/key_file.h"

#include <sodium.h>

#include <utility>

#include "absl/status/status.h"
#include "clients/sealing/aead.h"
#include "clients/sealing/sodium_ready.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::size_t kFileLimit = 1024;
constexpr std::size_t kSeedBytes = 32;
constexpr std::uint32_t kLeastPasses = 3;
constexpr std::uint32_t kMostPasses = 16;
constexpr std::uint32_t kLeastMemoryKib = 256 * 1024;
constexpr std::uint32_t kMostMemoryKib = 1024 * 1024;

static_assert(crypto_pwhash_SALTBYTES == 16);

// A file with a cheap cost could be searched; one with a huge cost stops the machine.
absl::Status CheckHeader(const identity::v1::KeyFileHeader& header) {
  if (header.suite() != contract::limit::kSuite) return contract::BadField("suite", "1");
  if (header.generation() == 0) return contract::BadField("generation", "1 or more");
  if (header.passes() < kLeastPasses || header.passes() > kMostPasses) {
    return contract::BadField("passes", "3 to 16");
  }
  if (header.memory_kib() < kLeastMemoryKib || header.memory_kib() > kMostMemoryKib) {
    return contract::BadField("memory_kib", "262144 to 1048576");
  }
  if (header.salt().size() != crypto_pwhash_SALTBYTES) {
    return contract::BadField("salt", "16 bytes");
  }
  switch (header.purpose()) {
    case identity::v1::KEY_PURPOSE_IDENTITY:
      if (header.principal().size() == contract::PrincipalId::kSize) return absl::OkStatus();
      return contract::BadField("principal", "16 bytes");
    case identity::v1::KEY_PURPOSE_SIGNER:
      if (header.principal().empty()) return absl::OkStatus();
      return contract::BadField("principal", "none for a signer");
    default:
      return contract::BadField("purpose", "identity or signer");
  }
}

absl::StatusOr<contract::SecretBytes> PassphraseKey(const identity::v1::KeyFileHeader& header,
                                                    const contract::SecretBytes& passphrase) {
  EnsureSodiumReady();
  contract::SecretBytes key(kAeadKey);
  const std::string_view text = passphrase.Expose();
  // Not even for nothing may this be a null pointer.
  const char* const bytes = text.empty() ? "" : text.data();
  if (crypto_pwhash(key.mutable_data(), key.size(), bytes, text.size(),
                    reinterpret_cast<const unsigned char*>(header.salt().data()), header.passes(),
                    static_cast<std::size_t>(header.memory_kib()) * 1024,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return absl::ResourceExhaustedError("not enough memory for the passphrase");
  }
  return key;
}

std::string ContextOf(const std::string& header_bytes) {
  return std::string(contract::label::kKeyFile) + header_bytes;
}

absl::StatusOr<identity::v1::KeyFile> ParseKeyFile(std::string_view bytes,
                                                   identity::v1::KeyFileHeader& header) {
  VN_ASSIGN_OR_RETURN(auto file,
                      contract::ParseCanonicalAs<identity::v1::KeyFile>(bytes, kFileLimit));
  VN_RETURN_IF_ERROR(contract::ParseCanonical(file.header(), kFileLimit, header));
  VN_RETURN_IF_ERROR(CheckHeader(header));
  if (file.nonce().size() != kAeadNonce) return contract::BadField("nonce", "24 bytes");
  if (file.sealed().size() != kSeedBytes + kAeadTag)
    return contract::BadField("sealed", "48 bytes");
  return file;
}

}  // namespace

absl::StatusOr<std::string> SealKeyFile(const KeyFileContent& content,
                                        const contract::SecretBytes& passphrase,
                                        const KeyFileCost& cost, RandomSource& random) {
  if (passphrase.empty()) return contract::BadField("passphrase", "not empty");
  if (content.seed.size() != kSeedBytes) return contract::BadField("seed", "32 bytes");
  identity::v1::KeyFileHeader header;
  header.set_suite(contract::limit::kSuite);
  header.set_purpose(content.purpose);
  if (content.principal.has_value()) header.set_principal(content.principal->ToBytes());
  header.set_generation(content.generation);
  header.set_passes(cost.passes);
  header.set_memory_kib(cost.memory_kib);
  header.set_salt(RandomBytes(random, crypto_pwhash_SALTBYTES));
  VN_RETURN_IF_ERROR(CheckHeader(header));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes key, PassphraseKey(header, passphrase));
  identity::v1::KeyFile file;
  file.set_header(contract::SerializeCanonical(header));
  file.set_nonce(RandomBytes(random, kAeadNonce));
  file.set_sealed(AeadSeal(key, file.nonce(), ContextOf(file.header()), content.seed));
  return contract::SerializeCanonical(file);
}

absl::StatusOr<KeyFileContent> OpenKeyFile(std::string_view bytes,
                                           const contract::SecretBytes& passphrase) {
  identity::v1::KeyFileHeader header;
  VN_ASSIGN_OR_RETURN(const identity::v1::KeyFile file, ParseKeyFile(bytes, header));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes key, PassphraseKey(header, passphrase));
  absl::StatusOr<contract::SecretBytes> seed =
      AeadOpen(key, file.nonce(), ContextOf(file.header()), file.sealed());
  if (!seed.ok()) {
    return absl::UnauthenticatedError("wrong passphrase, or the key file was changed");
  }
  KeyFileContent content;
  content.purpose = header.purpose();
  if (!header.principal().empty()) {
    // Of 16 bytes, says CheckHeader.
    content.principal = contract::PrincipalId::Parse(header.principal()).value();
  }
  content.generation = header.generation();
  content.seed = *std::move(seed);
  return content;
}

absl::StatusOr<identity::v1::KeyFileHeader> ReadKeyFileHeader(std::string_view bytes) {
  identity::v1::KeyFileHeader header;
  VN_RETURN_IF_ERROR(ParseKeyFile(bytes, header).status());
  return header;
}

}  // namespace vangnet::sealing
