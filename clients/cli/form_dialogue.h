// The forms of the bundle, asked question by question. Back, "send now, complete later"
// and stop are offered on every step; what is answered can be seen and changed.
#ifndef VANGNET_CLIENTS_CLI_FORM_DIALOGUE_H_
#define VANGNET_CLIENTS_CLI_FORM_DIALOGUE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/context.h"
#include "clients/session/answers.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// The numbers to call when life is in danger, for all territories, and the support team.
void ShowEmergencyScreen(Context& context, const bundle::v1::Bundle& bundle);

// What talking to a trusted person is, and is not.
void ShowWhatThisIs(Context& context);

// Fills `answers` until every required question is answered and the person is done.
// CANCELLED/INTERRUPTED when they stop.
absl::Status AskForms(Context& context, const bundle::v1::Bundle& bundle,
                      session::Answers& answers);

// What was typed as an answer to `question`; options by their number, several with
// spaces or commas. INVALID_ARGUMENT/BAD_ANSWERS in words.
absl::StatusOr<content::v1::Answer> ParseTyped(const bundle::v1::Question& question,
                                               const session::Answers& answers,
                                               const std::string& typed);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_FORM_DIALOGUE_H_
