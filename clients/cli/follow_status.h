// Where a case stands, what comes next and by when, for its reporter.
#ifndef VANGNET_CLIENTS_CLI_FOLLOW_STATUS_H_
#define VANGNET_CLIENTS_CLI_FOLLOW_STATUS_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/cli/follow_session.h"

namespace vangnet::cli {

// What comes next, in words. By the client's own clock: a deadline that has passed
// without a signed ACKNOWLEDGE is said to have passed.
std::string NextStep(Context& context, const CaseReader& reader, const contract::CaseFold& fold,
                     std::uint64_t acknowledge_by);

absl::Status FollowStatus(Context& context, FollowSession& follow);
absl::Status FollowRead(Context& context, FollowSession& follow);
absl::Status FollowAccess(Context& context, FollowSession& follow);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_FOLLOW_STATUS_H_
