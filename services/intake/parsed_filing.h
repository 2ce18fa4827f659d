// A filing as far as it can be judged from its bytes alone (SPEC.md section 6). What
// depends on bundle, absence and store is filing_rules.h and file_report.h. Pure.
#ifndef VANGNET_SERVICES_INTAKE_PARSED_FILING_H_
#define VANGNET_SERVICES_INTAKE_PARSED_FILING_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"

namespace vangnet::intake {

struct ParsedFiling {
  contract::Hash digest;  // SHA-256 of the bytes.
  std::vector<contract::ParsedRecord> records;
  std::vector<contract::ParsedGrant> grants;
  contract::CaseFold fold;  // After all five records.

  const contract::CaseId& case_id() const { return fold.case_id(); }
  const record::v1::FilingAct& act() const { return fold.filing(); }
  std::uint32_t bundle_version() const { return records.front().header.bundle_version(); }
};

// INVALID_ARGUMENT unless `bytes` are a canonical Filing: FILING, EPOCH and ENTRY of
// `check`, EPOCH and ENTRY of `conversation`, all by the reporter whose keys make the case
// id, of `organisation`, under one bundle version, each where the fold wants it; the check
// ENTRY padded to at least 4 KiB, the conversation ENTRY to exactly 64; the reporter's own
// key in both epochs; one grant for each member, of `check`, then of `conversation`, in
// the order of members. Signatures are not verified here.
absl::StatusOr<ParsedFiling> ParseFiling(std::string_view bytes,
                                         const contract::OrganisationId& organisation);

}  // namespace vangnet::intake

#endif  // VANGNET_SERVICES_INTAKE_PARSED_FILING_H_
