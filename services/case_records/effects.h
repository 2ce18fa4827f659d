// What a record changes beside the chain: reader rows, grants, deadline, summary. One
// function a kind, each in the transaction of its record, right after it was folded.
#ifndef VANGNET_SERVICES_CASE_RECORDS_EFFECTS_H_
#define VANGNET_SERVICES_CASE_RECORDS_EFFECTS_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "storage/snapshot.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::case_records {

struct EffectContext {
  storage::Transaction& txn;
  const contract::CaseFold& fold;  // After the record.
  const bundle::v1::Bundle& newest;
  absl::Time now;
  storage::CaseRow& summary;  // Stored by append_records once all effects are done.
};

// The author leads and reads the conversation. Everybody else's gate closes, the deputy's
// too; grants of those who fell off the access list are deleted; no deadline runs.
absl::Status ApplyAcknowledge(const EffectContext& context, const contract::PrincipalId& lead);

// DECLINE and REMOVE_READER: the person is off the case for good, and so are their grants.
// When nobody leads then, the turn moves on in this very transaction (ladder.h).
absl::Status ApplyDeparture(const EffectContext& context, const contract::PrincipalId& leaver);

// ADD_READER: one more rung, or a deputy behind the gate. On a case that nobody could
// acknowledge, the check card opens at once.
absl::Status ApplyAddedReader(const EffectContext& context, const contract::PrincipalId& added);

// WITHDRAW and CLOSE: the case leaves every list and no deadline runs. Who could read it
// may still read it, until it is destroyed; nothing can be added.
absl::Status ApplyClosing(const EffectContext& context);

// The effect of `record`; none for FILING, ENTRY and EPOCH.
absl::Status ApplyEffect(const EffectContext& context, const contract::ParsedRecord& record);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_EFFECTS_H_
