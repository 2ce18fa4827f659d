// What is said and printed when a report was accepted, was there already, or could not be
// sent.
#ifndef VANGNET_CLIENTS_CLI_REPORT_RESULT_H_
#define VANGNET_CLIENTS_CLI_REPORT_RESULT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/cli/json.h"
#include "clients/session/report_sending.h"
#include "proto/contract/ids.h"

namespace vangnet::cli {

// 23 symbols and a check over the proof's hash: names the proof, to be noted on paper.
std::string ProofCode(const std::string& proof);

// "Accepted", the proof's code, where it was saved, and how to come back.
void SayAccepted(Context& context, const session::Accepted& accepted);

// Adds result, case id, proof and notes to what a caller began.
Json& AddAccepted(Json& object, const contract::CaseId& case_id, const session::Accepted& accepted,
                  const std::vector<std::string>& notes);

// Does nothing for an empty file name.
absl::Status SaveProof(const std::string& file, const session::Accepted& accepted);

// Telephone numbers on stderr: what a person needs who cannot be helped here now.
void WarnWithNumbers(Context& context, const bundle::v1::Bundle& bundle,
                     bundle::v1::Territory territory);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_REPORT_RESULT_H_
