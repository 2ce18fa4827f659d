// How a compartment is named in the store: one kind byte, and for a deployment its id.
#ifndef VANGNET_STORAGE_COMPARTMENT_KEY_H_
#define VANGNET_STORAGE_COMPARTMENT_KEY_H_

#include <cstdint>
#include <string>

#include "proto/contract/ids.h"

namespace vangnet::storage {

inline constexpr std::uint32_t kCheckKind = 1;
inline constexpr std::uint32_t kConversationKind = 2;
inline constexpr std::uint32_t kCasefileKind = 3;
inline constexpr std::uint32_t kDeploymentKind = 4;

inline std::string CheckCompartment() { return std::string(1, '\x01'); }
inline std::string ConversationCompartment() { return std::string(1, '\x02'); }
inline std::string CasefileCompartment() { return std::string(1, '\x03'); }
inline std::string DeploymentCompartment(const contract::DeploymentId& id) {
  return std::string(1, '\x04') + id.ToBytes();
}

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_COMPARTMENT_KEY_H_
