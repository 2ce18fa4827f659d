// Hashes of records and chains (SPEC.md section 6), over a hash function that the
// caller brings: the server OpenSSL's, clients libsodium's. Pure. Thread-safe.
#ifndef VANGNET_PROTO_CONTRACT_CHAIN_H_
#define VANGNET_PROTO_CONTRACT_CHAIN_H_

#include <string>
#include <string_view>

#include "proto/contract/ids.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// SHA-256.
using HashFunction = Hash (*)(std::string_view bytes);

// The bytes that stand for a compartment in hashes and in the store: one byte of kind,
// then the deployment id (16 bytes) for a deployment.
std::string CompartmentKey(const record::v1::Compartment& compartment);
std::string CompartmentKey(record::v1::CompartmentKind kind);

// head_0 of a compartment's chain.
Hash ChainStart(HashFunction hash, const CaseId& case_id, std::string_view compartment_key);
// head_n from head_{n-1}.
Hash ChainNext(HashFunction hash, const Hash& head, const Hash& record_hash);

// The case id that belongs to the reporter's two keys.
CaseId CaseIdOf(HashFunction hash, const SigningKey& signing_key, const BoxKey& box_key);

// The hash by which later bundles, epochs and proofs name a bundle.
Hash BundleHash(HashFunction hash, std::string_view bundle_bytes);

// Label || message: what Ed25519 signs.
std::string SignedBytes(std::string_view label, std::string_view message);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_CHAIN_H_
