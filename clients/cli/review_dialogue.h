// The last look before a receipt is made: all that will be sent, and who can open it.
#ifndef VANGNET_CLIENTS_CLI_REVIEW_DIALOGUE_H_
#define VANGNET_CLIENTS_CLI_REVIEW_DIALOGUE_H_

#include "clients/cli/context.h"
#include "clients/cli/guided_step.h"
#include "clients/cli/report_input.h"
#include "proto/contract/routing_rules.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// kSendNow: it is good; kBack: to the answers; kStop.
Step ReviewReport(Context& context, const bundle::v1::Bundle& bundle, const ReportInput& input,
                  const contract::Routing& routing);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_REVIEW_DIALOGUE_H_
