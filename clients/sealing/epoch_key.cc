#include "clients/sealing/epoch_key.h"

#include "absl/status/status.h"
#include "clients/sealing/derive.h"

namespace vangnet::sealing {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kEpochContext = "vn-epoch";

}  // namespace

EpochKey EpochKey::Generate(RandomSource& random) {
  return EpochKey(RandomSecret(random, kKeyBytes));
}

absl::StatusOr<EpochKey> EpochKey::FromBytes(contract::SecretBytes bytes) {
  if (bytes.size() != kKeyBytes) return absl::InvalidArgumentError("epoch key: 32 bytes");
  return EpochKey(std::move(bytes));
}

contract::SecretBytes EpochKey::BodyKey() const { return DeriveKey(bytes_, 1, kEpochContext); }

contract::Hash EpochKey::Commitment() const {
  return *contract::Hash::Parse(DeriveKey(bytes_, 2, kEpochContext).Expose());
}

void Keyring::Add(const std::string& compartment_key, std::uint32_t epoch, EpochKey key) {
  keys_[compartment_key].insert_or_assign(epoch, std::move(key));
}

const EpochKey* Keyring::Find(const std::string& compartment_key, std::uint32_t epoch) const {
  const auto compartment = keys_.find(compartment_key);
  if (compartment == keys_.end()) return nullptr;
  const auto key = compartment->second.find(epoch);
  return key == compartment->second.end() ? nullptr : &key->second;
}

std::vector<std::uint32_t> Keyring::Epochs(const std::string& compartment_key) const {
  std::vector<std::uint32_t> epochs;
  const auto compartment = keys_.find(compartment_key);
  if (compartment == keys_.end()) return epochs;
  for (const auto& [epoch, key] : compartment->second) epochs.push_back(epoch);
  return epochs;
}

Keyring Keyring::Clone() const {
  Keyring copy;
  for (const auto& [compartment_key, keys] : keys_) {
    for (const auto& [epoch, key] : keys) copy.Add(compartment_key, epoch, key.Clone());
  }
  return copy;
}

}  // namespace vangnet::sealing
