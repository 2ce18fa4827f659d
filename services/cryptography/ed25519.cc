#include "services/cryptography/ed25519.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/status/status.h"

namespace vangnet::cryptography {
namespace {

using Encoding = std::array<std::uint8_t, 32>;

constexpr std::uint8_t kSignBit = 0x80;

// The seven encodings of points of small order, sign bit cleared, little-endian. The last
// three are p - 1, p and p + 1.
constexpr std::array<Encoding, 7> kSmallOrder = {{
    {},
    {0x01},
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
     0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
     0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
     0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
     0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
}};

Encoding WithoutSign(const std::uint8_t* point) {
  Encoding encoding;
  std::memcpy(encoding.data(), point, encoding.size());
  encoding[31] &= static_cast<std::uint8_t>(~kSignBit);
  return encoding;
}

// With such a key or R, one signature is good for many messages.
bool HasSmallOrder(const std::uint8_t* point) {
  const Encoding encoding = WithoutSign(point);
  for (const Encoding& small : kSmallOrder) {
    if (encoding == small) return true;
  }
  return false;
}

// False when y >= p = 2^255 - 19: a second encoding of the same point.
bool IsReduced(const std::uint8_t* point) {
  const Encoding encoding = WithoutSign(point);
  if (encoding[31] != 0x7f || encoding[0] < 0xed) return true;
  for (std::size_t i = 1; i < 31; ++i) {
    if (encoding[i] != 0xff) return true;
  }
  return false;
}

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using ContextPtr = std::unique_ptr<EVP_MD_CTX, FreeContext>;
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeKey>;

const unsigned char* Unsigned(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string Join(std::string_view label, std::string_view message) {
  std::string joined;
  joined.reserve(label.size() + message.size());
  joined.append(label).append(message);
  return joined;
}

}  // namespace

bool VerifyBytes(const contract::SigningKey& key, std::string_view bytes,
                 const contract::Signature& signature) {
  // R is the first half of the signature. OpenSSL itself refuses S >= L.
  if (HasSmallOrder(key.data()) || !IsReduced(key.data()) || HasSmallOrder(signature.data())) {
    return false;
  }
  const KeyPtr public_key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const ContextPtr context(EVP_MD_CTX_new());
  if (public_key == nullptr || context == nullptr) return false;
  if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) != 1) {
    return false;
  }
  return EVP_DigestVerify(context.get(), signature.data(), signature.size(), Unsigned(bytes),
                          bytes.size()) == 1;
}

bool Verify(const contract::SigningKey& key, std::string_view label, std::string_view message,
            const contract::Signature& signature) {
  return VerifyBytes(key, Join(label, message), signature);
}

absl::StatusOr<LogSigner> LogSigner::FromSeed(const contract::SecretBytes& seed) {
  if (seed.size() != kSeedSize) return absl::InvalidArgumentError("log key: 32 bytes are wanted");
  KeyPtr key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  contract::SigningKey public_key;
  std::size_t length = public_key.size();
  if (key == nullptr ||
      EVP_PKEY_get_raw_public_key(key.get(), public_key.mutable_data(), &length) != 1 ||
      length != public_key.size()) {
    return absl::InternalError("log key: cannot be used");
  }
  return LogSigner(std::move(key), public_key);
}

absl::StatusOr<contract::Signature> LogSigner::Sign(std::string_view label,
                                                    std::string_view message) const {
  const std::string bytes = Join(label, message);
  const ContextPtr context(EVP_MD_CTX_new());
  contract::Signature signature;
  std::size_t length = signature.size();
  if (context == nullptr ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.mutable_data(), &length, Unsigned(bytes),
                     bytes.size()) != 1 ||
      length != signature.size()) {
    return absl::InternalError("log key: signing failed");
  }
  return signature;
}

}  // namespace vangnet::cryptography
