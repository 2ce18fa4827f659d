// Rows of records, grants and audit leaves. Nothing is checked here: only append_records
// and store_filing call it.
#ifndef VANGNET_SERVICES_CASE_RECORDS_STORE_RECORD_H_
#define VANGNET_SERVICES_CASE_RECORDS_STORE_RECORD_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "storage/snapshot.h"

namespace vangnet::case_records {

// The place of a record in its chain.
struct Place {
  std::uint32_t position = 0;
  contract::Hash head;  // After the record.
};

absl::Status StoreRecord(storage::Transaction& txn, const contract::ParsedRecord& record,
                         const Place& place, absl::Time now);

absl::Status StoreGrants(storage::Transaction& txn,
                         const std::vector<contract::ParsedGrant>& grants);

// The leaf of the act that `record` is. Returns its hash.
absl::StatusOr<contract::Hash> StoreLeaf(storage::Transaction& txn,
                                         const contract::ParsedRecord& record, absl::Time now);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_STORE_RECORD_H_
