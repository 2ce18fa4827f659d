#include "clients/sealing/aead.h"

#include <sodium.h>

#include <cstdlib>

#include "absl/status/status.h"
#include "clients/sealing/sodium_ready.h"

namespace vangnet::sealing {
namespace {

static_assert(kAeadKey == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kAeadNonce == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kAeadTag == crypto_aead_xchacha20poly1305_ietf_ABYTES);

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string AeadSeal(const contract::SecretBytes& key, std::string_view nonce,
                     std::string_view context, const contract::SecretBytes& message) {
  EnsureSodiumReady();
  if (key.size() != kAeadKey || nonce.size() != kAeadNonce) std::abort();
  std::string sealed(message.size() + kAeadTag, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      reinterpret_cast<unsigned char*>(sealed.data()), nullptr, message.data(), message.size(),
      Bytes(context), context.size(), nullptr, Bytes(nonce), key.data());
  return sealed;
}

absl::StatusOr<contract::SecretBytes> AeadOpen(const contract::SecretBytes& key,
                                               std::string_view nonce, std::string_view context,
                                               std::string_view sealed) {
  EnsureSodiumReady();
  if (key.size() != kAeadKey || nonce.size() != kAeadNonce || sealed.size() < kAeadTag) {
    return absl::DataLossError("seal: wrong size");
  }
  contract::SecretBytes message(sealed.size() - kAeadTag);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(message.mutable_data(), nullptr, nullptr,
                                                 Bytes(sealed), sealed.size(), Bytes(context),
                                                 context.size(), Bytes(nonce), key.data()) != 0) {
    return absl::DataLossError("seal: does not open");
  }
  return message;
}

}  // namespace vangnet::sealing
