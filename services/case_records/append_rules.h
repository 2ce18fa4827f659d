// What a record must satisfy beside its place in the chain (contract::CaseFold) and its
// grants (grant_rules.h). Pure.
#ifndef VANGNET_SERVICES_CASE_RECORDS_APPEND_RULES_H_
#define VANGNET_SERVICES_CASE_RECORDS_APPEND_RULES_H_

#include <cstdint>
#include <map>

#include "absl/status/status.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::case_records {

// The author's key is the reporter's present one, or stands in the newest bundle with the
// author. INVALID_ARGUMENT/BAD_FIELD.
absl::Status CheckAuthorKey(const contract::ParsedRecord& record, const contract::CaseFold& fold,
                            const bundle::v1::Bundle& newest);

// A member of the staff wrote under a bundle that holds the same key as the newest does,
// with a role that may sign the kind: readers check the record in that bundle.
// INVALID_ARGUMENT/BAD_FIELD.
absl::Status CheckAuthorInBundle(const contract::ParsedRecord& record,
                                 const bundle::v1::Bundle& named);

// Versions never fall along a chain and are never ahead of the newest. `last` is 0 for the
// first record of a compartment. INVALID_ARGUMENT/BAD_FIELD.
absl::Status CheckBundleVersion(std::uint32_t version, std::uint32_t last, std::uint32_t newest);

// What somebody may append through a gate that is open so far. Only for gates that are
// open: a closed one is NOT_FOUND before anything is asked.
// FAILED_PRECONDITION/NOT_ACKNOWLEDGED.
absl::Status CheckGateAllows(std::uint32_t gate, record::v1::RecordKind kind);

// Present box keys, the reporter's among them: what epochs are sealed to.
std::map<contract::PrincipalId, contract::BoxKey> KeysOf(const bundle::v1::Bundle& newest,
                                                         const contract::CaseFold& fold);

// The newest epoch of the compartment in which the ENTRY `record` lies is that of exactly
// those who may read now, under their present keys; somebody who is no longer in the bundle
// may not. FAILED_PRECONDITION/EPOCH_STALE.
absl::Status CheckEpochCurrent(const contract::CaseFold& after,
                               const contract::ParsedRecord& record,
                               const std::map<contract::PrincipalId, contract::BoxKey>& keys);

// Who is added stands in the newest bundle and handles cases. INVALID_ARGUMENT/BAD_FIELD.
absl::Status CheckAddedPerson(const record::v1::AddReaderAct& act,
                              const bundle::v1::Bundle& newest);

struct CaseSize {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
};

// True for text and readers. What ends by itself (acknowledge, decline, remove, withdraw,
// close) always finds room: nobody can fill a case so that it cannot be ended.
bool NeedsRoom(record::v1::RecordKind kind);

// `stored` in the case and `coming` in the call, of which some needs room.
// RESOURCE_EXHAUSTED/LIMIT_REACHED.
absl::Status CheckRoom(const CaseSize& stored, const CaseSize& coming);

// `needed`: the epoch before is not that of exactly those who may read now. A few more may
// be started (a member may hold a damaged grant), but not without end: each lies in the
// way of every later append. RESOURCE_EXHAUSTED/LIMIT_REACHED.
absl::Status CheckEpochNumber(std::uint32_t number, bool needed);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_APPEND_RULES_H_
