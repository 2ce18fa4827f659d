#include "proto/contract/chain.h"

#include <algorithm>

#include "proto/contract/labels.h"

namespace vangnet::contract {
namespace {

std::string Joined(std::string_view a, std::string_view b, std::string_view c) {
  std::string joined;
  joined.reserve(a.size() + b.size() + c.size());
  joined.append(a).append(b).append(c);
  return joined;
}

}  // namespace

std::string CompartmentKey(const record::v1::Compartment& compartment) {
  return CompartmentKey(compartment.kind()) + compartment.deployment_id();
}

std::string CompartmentKey(record::v1::CompartmentKind kind) {
  return std::string(1, static_cast<char>(kind));
}

Hash ChainStart(HashFunction hash, const CaseId& case_id, std::string_view compartment_key) {
  return hash(Joined(label::kChain, case_id.view(), compartment_key));
}

Hash ChainNext(HashFunction hash, const Hash& head, const Hash& record_hash) {
  return hash(Joined(label::kChain, head.view(), record_hash.view()));
}

CaseId CaseIdOf(HashFunction hash, const SigningKey& signing_key, const BoxKey& box_key) {
  const Hash digest = hash(Joined(label::kCaseId, signing_key.view(), box_key.view()));
  CaseId case_id;
  std::copy_n(digest.data(), CaseId::kSize, case_id.mutable_data());
  return case_id;
}

Hash BundleHash(HashFunction hash, std::string_view bundle_bytes) {
  return hash(Joined(label::kBundleHash, bundle_bytes, ""));
}

std::string SignedBytes(std::string_view label, std::string_view message) {
  return Joined(label, message, "");
}

}  // namespace vangnet::contract
