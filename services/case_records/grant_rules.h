// Which grants come with which record (SPEC.md section 7): exactly one for each member of
// a new epoch, and one for each compartment of the past that an added reader may open. The
// box itself is never looked at. Pure.
#ifndef VANGNET_SERVICES_CASE_RECORDS_GRANT_RULES_H_
#define VANGNET_SERVICES_CASE_RECORDS_GRANT_RULES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"

namespace vangnet::case_records {

struct ExpectedGrant {
  std::string compartment_key;
  std::vector<std::uint32_t> epochs;
  contract::PrincipalId recipient;
  contract::BoxKey recipient_key;
  record::v1::CaseRole role = record::v1::CASE_ROLE_UNSPECIFIED;
  contract::SigningKey granter_key;
  std::uint32_t bundle_version = 0;
};

// What `record` has to bring, in the order of its members or compartments. `after` is the
// case right after it was applied; `keys` are present box keys.
std::vector<ExpectedGrant> GrantsFor(const contract::ParsedRecord& record,
                                     const contract::CaseFold& after,
                                     const std::map<contract::PrincipalId, contract::BoxKey>& keys);

// Every field of the header is as expected. INVALID_ARGUMENT/BAD_FIELD naming the field.
absl::Status CheckGrant(const ExpectedGrant& expected, const contract::ParsedGrant& grant);

// Takes exactly the expected grants out of `waiting`, whatever their order there, and
// returns them. INVALID_ARGUMENT/BAD_FIELD: one is missing or has a wrong field.
absl::StatusOr<std::vector<contract::ParsedGrant>> TakeGrants(
    const std::vector<ExpectedGrant>& expected, std::vector<contract::ParsedGrant>& waiting);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_GRANT_RULES_H_
