// FileReport: a report becomes a case, or the answer of the first time is given again.
#ifndef VANGNET_SERVICES_INTAKE_FILE_REPORT_H_
#define VANGNET_SERVICES_INTAKE_FILE_REPORT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/bundle_rules.h"
#include "services/cryptography/ed25519.h"
#include "services/intake/parsed_filing.h"
#include "storage/snapshot.h"

namespace vangnet::intake {

// The first half, on a reader's thread: the stored filing proof for a repeat, nullopt when
// the report is to be written. Signatures are verified before anything is said about a
// case whose bytes are not these. INVALID_ARGUMENT/BAD_SIGNATURE,
// ALREADY_EXISTS/CASE_EXISTS.
absl::StatusOr<std::optional<std::string>> CheckReport(const storage::Snapshot& snapshot,
                                                       const ParsedFiling& filing);

// The second half, on the writer's thread, for a filing that passed CheckReport: the whole
// case and its proof, or nothing. Returns the canonical FilingProof; for a repeat the
// stored one, before bundle, expiry and absence are asked. Errors as in
// intake_service.proto.
absl::StatusOr<std::string> FileReport(storage::Transaction& txn, const ParsedFiling& filing,
                                       const contract::ParsedBundle& newest,
                                       const cryptography::LogSigner& signer, absl::Time now);

}  // namespace vangnet::intake

#endif  // VANGNET_SERVICES_INTAKE_FILE_REPORT_H_
