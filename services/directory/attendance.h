// Who takes cases and who is on duty: operational, so not in the bundle. Each change writes
// its audit leaf and the new availability in the same transaction.
#ifndef VANGNET_SERVICES_DIRECTORY_ATTENDANCE_H_
#define VANGNET_SERVICES_DIRECTORY_ATTENDANCE_H_

#include "absl/status/statusor.h"
#include "services/gate/caller.h"
#include "services/publication/availability.h"
#include "storage/snapshot.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/directory/v1/directory_service.pb.h"

namespace vangnet::directory {

// Oneself, or for an administrator anybody, as far as `bundle` says that the person handles
// cases; else NOT_FOUND. INVALID_ARGUMENT/BAD_FIELD for a time that is past or stands beside
// taking_cases. The new absence replaces every earlier one of the person. Returns what has
// to be shown after the commit.
absl::StatusOr<publication::AvailabilityBytes> SetAvailability(
    storage::Transaction& txn, const gate::Caller& caller, const bundle::v1::Bundle& bundle,
    const v1::SetAvailabilityRequest& request);

// Replaces the whole list. INVALID_ARGUMENT/BAD_FIELD: see duty_list_rules.h.
absl::StatusOr<publication::AvailabilityBytes> PublishDutyList(
    storage::Transaction& txn, const gate::Caller& caller, const bundle::v1::Bundle& bundle,
    const v1::PublishDutyListRequest& request);

}  // namespace vangnet::directory

#endif  // VANGNET_SERVICES_DIRECTORY_ATTENDANCE_H_
