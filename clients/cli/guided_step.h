// One step of a guided dialogue: what the person typed, besides an answer, may be a wish
// to go back, to send now, or to stop. These begin with a slash, in both languages, so
// that no answer is taken for one.
#ifndef VANGNET_CLIENTS_CLI_GUIDED_STEP_H_
#define VANGNET_CLIENTS_CLI_GUIDED_STEP_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/context.h"

namespace vangnet::cli {

enum class Step { kAnswer, kSkip, kBack, kSendNow, kStop };

// "/terug" and "/back"; "/nu" and "/now"; "/stop"; nothing is kSkip.
Step StepOf(std::string_view typed);

// A typed line without surrounding spaces. The end of input counts as /stop.
std::string AskLine(Context& context, const session::Words& prompt);

// CANCELLED/INTERRUPTED, telling that nothing was sent.
absl::Status Stopped();

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_GUIDED_STEP_H_
