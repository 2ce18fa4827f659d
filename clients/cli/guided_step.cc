#include "clients/cli/guided_step.h"

#include "absl/strings/ascii.h"
#include "clients/session/client_reason.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kStopped{
    "Gestopt. Er is niets verstuurd en niets bewaard. U kunt altijd opnieuw beginnen of bellen.",
    "Stopped. Nothing was sent and nothing was kept. You can always begin again or call."};

}  // namespace

Step StepOf(std::string_view typed) {
  if (typed.empty()) return Step::kSkip;
  if (typed == "/terug" || typed == "/back") return Step::kBack;
  if (typed == "/nu" || typed == "/now") return Step::kSendNow;
  if (typed == "/stop") return Step::kStop;
  return Step::kAnswer;
}

std::string AskLine(Context& context, const session::Words& prompt) {
  const std::optional<std::string> typed = context.terminal.Ask(context.In(prompt));
  if (!typed.has_value()) return "/stop";
  return std::string(absl::StripAsciiWhitespace(*typed));
}

absl::Status Stopped() {
  return session::Failure(absl::StatusCode::kCancelled, session::client_reason::kInterrupted,
                          kStopped);
}

}  // namespace vangnet::cli
