#include "services/case_records/store_record.h"

#include "proto/contract/status_macros.h"
#include "services/audit_trail/leaf.h"
#include "services/case_records/received_time.h"

namespace vangnet::case_records {

absl::Status StoreRecord(storage::Transaction& txn, const contract::ParsedRecord& record,
                         const Place& place, absl::Time now) {
  return txn.records().Append({.case_id = record.case_id,
                               .compartment = record.compartment_key,
                               .position = place.position,
                               .record_id = record.record_id,
                               .record_hash = record.record_hash,
                               .chain_head = place.head,
                               .kind = static_cast<std::uint32_t>(record.kind()),
                               .author = record.author,
                               .author_seq = record.header.author_seq(),
                               .received_time = ReceivedTime(record.kind(), now),
                               .bytes = record.bytes});
}

absl::Status StoreGrants(storage::Transaction& txn,
                         const std::vector<contract::ParsedGrant>& grants) {
  for (const contract::ParsedGrant& grant : grants) {
    VN_RETURN_IF_ERROR(txn.grants().Insert({.case_id = grant.case_id,
                                            .recipient = grant.recipient,
                                            .compartment = grant.compartment_key,
                                            .grant_hash = grant.grant_hash,
                                            .bytes = grant.bytes}));
  }
  return absl::OkStatus();
}

absl::StatusOr<contract::Hash> StoreLeaf(storage::Transaction& txn,
                                         const contract::ParsedRecord& record, absl::Time now) {
  VN_ASSIGN_OR_RETURN(const storage::LeafRow leaf,
                      audit_trail::MakeLeaf({.actor = record.author,
                                             .action = static_cast<std::uint32_t>(record.kind()),
                                             .case_id = record.case_id,
                                             .record_hash = record.record_hash},
                                            now));
  VN_RETURN_IF_ERROR(txn.leaves().Append(leaf).status());
  return leaf.leaf_hash;
}

}  // namespace vangnet::case_records
