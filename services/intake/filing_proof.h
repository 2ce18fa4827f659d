// The server's signed word that it accepted a filing (SPEC.md section 9).
#ifndef VANGNET_SERVICES_INTAKE_FILING_PROOF_H_
#define VANGNET_SERVICES_INTAKE_FILING_PROOF_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/ids.h"
#include "services/cryptography/ed25519.h"
#include "services/intake/parsed_filing.h"

namespace vangnet::intake {

// Canonical FilingProof over the two heads after the five records. `newest` is the bundle
// that is newest at acceptance. No tree is published yet: its day is 0.
absl::StatusOr<std::string> MakeFilingProof(const ParsedFiling& filing,
                                            const contract::Hash& leaf_hash, std::uint32_t newest,
                                            absl::Time now, const cryptography::LogSigner& signer);

}  // namespace vangnet::intake

#endif  // VANGNET_SERVICES_INTAKE_FILING_PROOF_H_
