// What a reporter does in the own case: write, complete, add and remove people, withdraw.
#ifndef VANGNET_CLIENTS_CLI_FOLLOW_WRITE_H_
#define VANGNET_CLIENTS_CLI_FOLLOW_WRITE_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/cli/follow_session.h"
#include "clients/cli/secret_input.h"

namespace vangnet::cli {

struct FollowWriteFlags {
  FollowFlags follow;
  TextFlags text;
  std::string from;
  std::string person;
  std::string role;
  bool with_history = false;
  bool yes = false;
};

absl::Status FollowWrite(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowComplete(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowRemove(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowAdd(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowWithdraw(Context& context, FollowSession& follow, const FollowWriteFlags& flags);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_FOLLOW_WRITE_H_
