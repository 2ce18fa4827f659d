// H of SPEC.md. Thread-safe.
#ifndef VANGNET_CLIENTS_SEALING_SHA256_H_
#define VANGNET_CLIENTS_SEALING_SHA256_H_

#include <string_view>

#include "proto/contract/chain.h"
#include "proto/contract/ids.h"

namespace vangnet::sealing {

// SHA-256. Fits contract::HashFunction: `contract::ParseRecord(Sha256, bytes)`.
contract::Hash Sha256(std::string_view bytes);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_SHA256_H_
