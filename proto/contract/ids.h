// Typed identifiers and public values of fixed size. A CaseId is never taken for a
// PrincipalId, and never for a bare string. None of them is secret: secrets are
// SecretBytes. Values: copyable, ordered bytewise and unsigned as the canonical
// sorting of SPEC.md section 1 asks. Thread-compatible.
#ifndef VANGNET_PROTO_CONTRACT_IDS_H_
#define VANGNET_PROTO_CONTRACT_IDS_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace vangnet::contract {

// `N` raw bytes whose meaning is given by `Tag`.
template <typename Tag, std::size_t N>
class FixedBytes {
 public:
  static constexpr std::size_t kSize = N;

  // All zero. Never a valid id on the wire; exists so that structs have defaults.
  FixedBytes() : bytes_{} {}
  explicit FixedBytes(const std::array<std::uint8_t, N>& bytes) : bytes_(bytes) {}

  // INVALID_ARGUMENT unless `bytes` is exactly N bytes long. The message never
  // repeats the value.
  static absl::StatusOr<FixedBytes> Parse(std::string_view bytes) {
    if (bytes.size() != N) return absl::InvalidArgumentError("wrong length");
    FixedBytes result;
    std::memcpy(result.bytes_.data(), bytes.data(), N);
    return result;
  }

  const std::uint8_t* data() const { return bytes_.data(); }
  std::uint8_t* mutable_data() { return bytes_.data(); }
  static constexpr std::size_t size() { return N; }
  std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }
  std::string ToBytes() const { return std::string(view()); }
  bool IsZero() const { return *this == FixedBytes(); }

  friend bool operator==(const FixedBytes& a, const FixedBytes& b) = default;
  friend auto operator<=>(const FixedBytes& a, const FixedBytes& b) = default;

  template <typename H>
  friend H AbslHashValue(H h, const FixedBytes& id) {
    return H::combine(std::move(h), id.view());
  }

 private:
  std::array<std::uint8_t, N> bytes_;
};

using OrganisationId = FixedBytes<struct OrganisationIdTag, 32>;
using CaseId = FixedBytes<struct CaseIdTag, 16>;
// A staff principal is 16 random bytes; a reporter's principal is the case id.
using PrincipalId = FixedBytes<struct PrincipalIdTag, 16>;
using RecordId = FixedBytes<struct RecordIdTag, 16>;
using DeploymentId = FixedBytes<struct DeploymentIdTag, 16>;
using SigningKey = FixedBytes<struct SigningKeyTag, 32>;  // Ed25519, the public half.
using BoxKey = FixedBytes<struct BoxKeyTag, 32>;          // X25519, the public half.
using Signature = FixedBytes<struct SignatureTag, 64>;    // Ed25519, detached.
using Hash = FixedBytes<struct HashTag, 32>;              // SHA-256.

// The principal of the reporter of `id`.
inline PrincipalId ReporterPrincipal(const CaseId& id) { return *PrincipalId::Parse(id.view()); }

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_IDS_H_
