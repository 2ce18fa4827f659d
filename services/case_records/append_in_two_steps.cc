#include "services/case_records/append_in_two_steps.h"

#include "proto/contract/status_macros.h"
#include "services/case_records/append_records.h"

namespace vangnet::case_records {

absl::Status AppendInTwoSteps::Check(const storage::Snapshot& snapshot,
                                     const contract::CaseId& case_id,
                                     const contract::PrincipalId& caller,
                                     const ByteStrings& records, const ByteStrings& grants) {
  VN_ASSIGN_OR_RETURN(call_, ParseAppendCall({.organisation_id = newest_.Get()->organisation_id,
                                              .case_id = case_id,
                                              .caller = caller,
                                              .capacity = capacity_},
                                             records, grants));
  return CheckAppend(snapshot, *call_).status();
}

absl::Status AppendInTwoSteps::Append(storage::Transaction& txn, absl::Time now,
                                      AnsweredHeads& heads) {
  VN_ASSIGN_OR_RETURN(const publication::BundlePtr newest, newest_.In(txn));
  VN_ASSIGN_OR_RETURN(const Heads written, AppendRecords(txn, *call_, *newest, now));
  heads.Assign(written.begin(), written.end());
  return absl::OkStatus();
}

}  // namespace vangnet::case_records
