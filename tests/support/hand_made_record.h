// Records that no client of ours would write: everything about them is right but what a
// test makes wrong. Built from the reporter's view, which shows every head and epoch.
#ifndef VANGNET_TESTS_SUPPORT_HAND_MADE_RECORD_H_
#define VANGNET_TESTS_SUPPORT_HAND_MADE_RECORD_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "clients/sealing/record_seal.h"
#include "tests/support/people.h"

namespace vangnet::testing {

// One act of `person` on the case of `reporter`, addressed to `case_id` (another one for a
// case that does not exist). An ENTRY lies in the conversation, and brings the EPOCH that
// the first-writer rule asks for. A REMOVE_READER names the deputy of the FILING. An
// ADD_READER names daan, as lead when nobody is left and else as deputy.
absl::StatusOr<sealing::Batch> HandMadeBatch(record::v1::RecordKind kind, const Person& person,
                                             const contract::CaseId& case_id, Reporter& reporter,
                                             const Organisation& organisation);

// The canonical Record of a batch with its header changed and signed again by `author`.
std::string Resigned(const std::string& record, const sealing::Identity& author,
                     const std::function<void(record::v1::RecordHeader&)>& change);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_HAND_MADE_RECORD_H_
