// What a duty list must be before it replaces the one that is stored.
#ifndef VANGNET_SERVICES_DIRECTORY_DUTY_LIST_RULES_H_
#define VANGNET_SERVICES_DIRECTORY_DUTY_LIST_RULES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "storage/duty_store.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/directory/v1/directory_service.pb.h"

namespace vangnet::directory {

// Pure: at most 400 periods of at most 48 hours, sorted by start and principal, each once,
// all by members of the support team of `bundle`. INVALID_ARGUMENT/BAD_FIELD.
absl::StatusOr<std::vector<storage::DutyRow>> CheckDutyList(
    const bundle::v1::Bundle& bundle, const v1::PublishDutyListRequest& request);

}  // namespace vangnet::directory

#endif  // VANGNET_SERVICES_DIRECTORY_DUTY_LIST_RULES_H_
