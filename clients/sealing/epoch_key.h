// K, the secret of one epoch of one compartment (SPEC.md section 7), and the keyring
// that holds those which a person could open. Wiped with their owner.
#ifndef VANGNET_CLIENTS_SEALING_EPOCH_KEY_H_
#define VANGNET_CLIENTS_SEALING_EPOCH_KEY_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/ids.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

class EpochKey {
 public:
  static EpochKey Generate(RandomSource& random);
  // INVALID_ARGUMENT unless these are 32 bytes.
  static absl::StatusOr<EpochKey> FromBytes(contract::SecretBytes bytes);

  // crypto_kdf 1: what bodies are sealed under.
  contract::SecretBytes BodyKey() const;
  // crypto_kdf 2: public, stands in the EPOCH record.
  contract::Hash Commitment() const;

  const contract::SecretBytes& bytes() const { return bytes_; }
  EpochKey Clone() const { return EpochKey(bytes_.Clone()); }

 private:
  explicit EpochKey(contract::SecretBytes bytes) : bytes_(std::move(bytes)) {}
  contract::SecretBytes bytes_;
};

// By epoch number, ascending.
using EpochKeys = std::map<std::uint32_t, EpochKey>;

// Keys of one case by compartment (contract::CompartmentKey) and epoch. Move-only.
class Keyring {
 public:
  Keyring() = default;
  Keyring(Keyring&&) = default;
  Keyring& operator=(Keyring&&) = default;

  // Replaces a key of the same compartment and epoch.
  void Add(const std::string& compartment_key, std::uint32_t epoch, EpochKey key);
  // Null when it is not held. Valid until the next Add.
  const EpochKey* Find(const std::string& compartment_key, std::uint32_t epoch) const;
  // Epochs held of a compartment, ascending.
  std::vector<std::uint32_t> Epochs(const std::string& compartment_key) const;
  Keyring Clone() const;

 private:
  std::map<std::string, EpochKeys> keys_;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_EPOCH_KEY_H_
