// Who a report goes to, as the reporter chooses it: the contract's draw, with exclusions,
// a lead of one's own choice, and people struck.
#ifndef VANGNET_CLIENTS_CLI_REPORT_ROUTING_H_
#define VANGNET_CLIENTS_CLI_REPORT_ROUTING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/json.h"
#include "clients/cli/report_input.h"
#include "clients/sealing/filing.h"
#include "clients/session/triage_rules.h"
#include "clients/session/words.h"
#include "proto/contract/routing_rules.h"

namespace vangnet::cli {

contract::RoutingRequest RoutingRequestOf(const ReportInput& input, const session::Triage& triage,
                                          absl::Time now);

// FAILED_PRECONDITION/NOBODY_FITS, saying which rule emptied the pool; UNKNOWN_PERSON for
// a chosen lead who cannot be one.
absl::StatusOr<contract::Routing> DrawFor(const bundle::v1::Bundle& bundle,
                                          const bundle::v1::Availability& availability,
                                          const ReportInput& input,
                                          const contract::RoutingRequest& request,
                                          const contract::RandomNumber& random);

// After HANDLER_AWAY: whoever was lead or deputy counts as away, since the server does not
// say which of them is and the availability shown may be hours old. Unchanged when nobody
// would be left to lead.
bundle::v1::Availability WithoutLeadOf(const contract::Routing& routing,
                                       const bundle::v1::Bundle& bundle,
                                       const bundle::v1::Availability& availability,
                                       const contract::RoutingRequest& request);

// Why somebody was proposed, as codes: "competence-integrity", "language-dutch",
// "knows-islands", "takes-cases", "load-free", "on-duty", "your-choice".
std::vector<std::string> WhyProposed(const bundle::v1::Bundle& bundle,
                                     const bundle::v1::Availability& availability,
                                     const ReportInput& input,
                                     const contract::RoutingRequest& request,
                                     const record::v1::Person& person);
std::string WhyWords(const std::vector<std::string>& codes, session::Language language);

// [{"principal", "name", "role", "why"}] in the order of rungs.
Json PersonsJson(const bundle::v1::Bundle& bundle, const bundle::v1::Availability& availability,
                 const ReportInput& input, const contract::RoutingRequest& request,
                 const contract::Routing& routing, session::Language language);

// contract::PersonsOf in the order of rungs: lead, deputy, reserve, duty.
std::vector<record::v1::Person> InOrderOfRungs(const contract::Routing& routing);

// All but the receipt. `routing` may be drawn again later.
sealing::FilingDraft FilingDraftOf(const ReportInput& input, const session::Triage& triage,
                                   const contract::Routing& routing);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_REPORT_ROUTING_H_
