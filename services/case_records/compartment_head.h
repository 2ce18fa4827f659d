// Where a compartment's chain stands, as answers show it.
#ifndef VANGNET_SERVICES_CASE_RECORDS_COMPARTMENT_HEAD_H_
#define VANGNET_SERVICES_CASE_RECORDS_COMPARTMENT_HEAD_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/snapshot.h"
#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::case_records {

caseview::v1::CompartmentHead MakeHead(const record::v1::Compartment& compartment,
                                       std::uint32_t length, const contract::Hash& head);

// From the store: length 0 and the start of the chain while nothing was written.
absl::StatusOr<caseview::v1::CompartmentHead> ReadHead(const storage::Snapshot& snapshot,
                                                       const contract::CaseId& case_id,
                                                       record::v1::CompartmentKind kind);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_COMPARTMENT_HEAD_H_
