// What a reporter does in the own case: write, complete, add and remove people, withdraw.
#ifndef VANGNET_CLIENTS_CLI_FOLLOW_WRITE_H_
#define VANGNET_CLIENTS_CLI_FOLLOW_WRITE_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/cli/follow_session.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/case_chain.h"
#include "clients/session/answers.h"

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

// What the reporter answered so far, by what is verified; later answers count. Whoever else
// puts answers into the conversation does not answer for the reporter.
session::Answers AnsweredSoFar(const sealing::CaseView& view);

absl::Status FollowWrite(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowComplete(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowRemove(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowAdd(Context& context, FollowSession& follow, const FollowWriteFlags& flags);
absl::Status FollowWithdraw(Context& context, FollowSession& follow, const FollowWriteFlags& flags);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_FOLLOW_WRITE_H_
