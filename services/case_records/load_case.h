// A case as its stored records tell it. They were checked when they came, so they are
// folded and not verified again.
#ifndef VANGNET_SERVICES_CASE_RECORDS_LOAD_CASE_H_
#define VANGNET_SERVICES_CASE_RECORDS_LOAD_CASE_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "storage/snapshot.h"

namespace vangnet::case_records {

// NOT_FOUND without the case. DATA_LOSS when its records do not fold: the store is damaged.
absl::StatusOr<contract::CaseFold> LoadCase(const storage::Snapshot& snapshot,
                                            const contract::CaseId& case_id);

// The bundle version of the compartment's last record; 0 while it has none. `length` is
// the number of its records.
absl::StatusOr<std::uint32_t> LastBundleVersion(const storage::Snapshot& snapshot,
                                                const contract::CaseId& case_id,
                                                std::string_view compartment_key,
                                                std::uint32_t length);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_LOAD_CASE_H_
