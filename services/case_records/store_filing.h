// The rows of a new case, in one transaction.
#ifndef VANGNET_SERVICES_CASE_RECORDS_STORE_FILING_H_
#define VANGNET_SERVICES_CASE_RECORDS_STORE_FILING_H_

#include <set>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "storage/snapshot.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::case_records {

// A filing that services/intake has checked.
struct CheckedFiling {
  const std::vector<contract::ParsedRecord>& records;  // The five, in order.
  const std::vector<contract::ParsedGrant>& grants;
  const contract::CaseFold& fold;  // After all five.
};

// Records, grants, summary, coordinators, and the gates: check opens for the lead, and at
// urgency 1 and 2 for whoever of the named is `on_duty` now. The deadline of the level
// starts. Returns the hash of the audit leaf. ALREADY_EXISTS/CASE_EXISTS when the case id
// or the reporter's key is taken.
absl::StatusOr<contract::Hash> StoreFiling(storage::Transaction& txn, const CheckedFiling& filing,
                                           const std::set<contract::PrincipalId>& on_duty,
                                           const bundle::v1::DeadlinePolicy& deadlines,
                                           absl::Time now);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_STORE_FILING_H_
