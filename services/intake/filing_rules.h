// Whether a filing may be accepted now, under the bundles and absences of the moment
// (SPEC.md sections 5 and 9). Pure.
#ifndef VANGNET_SERVICES_INTAKE_FILING_RULES_H_
#define VANGNET_SERVICES_INTAKE_FILING_RULES_H_

#include <set>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::intake {

// FAILED_PRECONDITION/BUNDLE_EXPIRED when the bundle that the reporter used has expired.
absl::Status CheckNotExpired(const bundle::v1::Bundle& used, absl::Time now);

// Everybody named stands in `newest` with the keys of `used`.
// FAILED_PRECONDITION/BUNDLE_STALE.
absl::Status CheckSameKeys(const bundle::v1::Bundle& used, const bundle::v1::Bundle& newest,
                           const record::v1::FilingAct& act);

// The epoch is sealed to the keys of `newest`. The members' names were checked with the
// fold, the reporter's own key too. INVALID_ARGUMENT/BAD_FIELD.
absl::Status CheckStaffKeys(const bundle::v1::Bundle& newest, const contract::CaseId& case_id,
                            const record::v1::EpochAct& epoch);

// Roles, competences and absence (contract::CheckFilingPersons) in the newest bundle. What
// was right in the older bundle that the reporter used is BUNDLE_STALE and not a mistake.
absl::Status CheckPersons(const bundle::v1::Bundle& used, const bundle::v1::Bundle& newest,
                          const std::set<contract::PrincipalId>& away,
                          const record::v1::FilingAct& act);

// The bundle is unknown here or too old: fetch the newest one and seal again.
absl::Status BundleStale();

}  // namespace vangnet::intake

#endif  // VANGNET_SERVICES_INTAKE_FILING_RULES_H_
