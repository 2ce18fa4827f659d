// SHA-256 for tests: the contract takes its hash function from the caller.
#ifndef VANGNET_TESTS_PROTO_CONTRACT_SHA256_H_
#define VANGNET_TESTS_PROTO_CONTRACT_SHA256_H_

#include <string_view>

#include "proto/contract/ids.h"

namespace vangnet::contract {

Hash Sha256(std::string_view bytes);

}  // namespace vangnet::contract

#endif  // VANGNET_TESTS_PROTO_CONTRACT_SHA256_H_
