#include "clients/sealing/fingerprint.h"

#include "absl/strings/str_cat.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/symbol_code.h"
#include "proto/contract/labels.h"
#include "proto/contract/secret_bytes.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

std::string FingerprintOf(const std::string& hashed) {
  const contract::Hash hash = Sha256(hashed);
  return std::string(EncodeSymbols(hash.view(), kFingerprintSymbols).Expose());
}

}  // namespace

std::string Fingerprint(const contract::SigningKey& signing_key, const contract::BoxKey& box_key) {
  std::string hashed(contract::label::kFingerprint);
  hashed.append(signing_key.view());
  hashed.append(box_key.view());
  return FingerprintOf(hashed);
}

std::string OrganisationFingerprint(const contract::OrganisationId& organisation_id) {
  std::string hashed(contract::label::kFingerprint);
  hashed.append(organisation_id.view());
  return FingerprintOf(hashed);
}

absl::Status CheckFingerprint(std::string_view typed, std::string_view fingerprint) {
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes typed_bits,
                      DecodeSymbols(typed, kFingerprintSymbols));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes wanted_bits,
                      DecodeSymbols(fingerprint, kFingerprintSymbols));
  if (!typed_bits.EqualInConstantTime(wanted_bits)) {
    return absl::FailedPreconditionError("fingerprint: it belongs to something else");
  }
  return absl::OkStatus();
}

}  // namespace vangnet::sealing
