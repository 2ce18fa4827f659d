// Who gets the report, shown and changed by the reporter before anything is sealed.
#ifndef VANGNET_CLIENTS_CLI_ROUTING_DIALOGUE_H_
#define VANGNET_CLIENTS_CLI_ROUTING_DIALOGUE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/context.h"
#include "clients/cli/report_input.h"
#include "clients/session/triage_rules.h"
#include "proto/contract/routing_rules.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// Draws, shows who can open the report and why they were proposed, and lets the reporter
// exclude, strike, choose and draw again until they agree. Changes `input` as they say.
// CANCELLED/INTERRUPTED when they stop; NOBODY_FITS when nobody is left.
absl::StatusOr<contract::Routing> AgreeOnRouting(Context& context, const bundle::v1::Bundle& bundle,
                                                 const bundle::v1::Availability& availability,
                                                 ReportInput& input, const session::Triage& triage,
                                                 const contract::RandomNumber& random);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_ROUTING_DIALOGUE_H_
