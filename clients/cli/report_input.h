// What a reporter wants to send, before anything is drawn or sealed; and its JSON form
// for machines (README.md of this folder).
#ifndef VANGNET_CLIENTS_CLI_REPORT_INPUT_H_
#define VANGNET_CLIENTS_CLI_REPORT_INPUT_H_

#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "clients/session/answers.h"
#include "clients/session/words.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::cli {

struct ReportInput {
  session::Answers answers;
  std::set<contract::PrincipalId> excluded;
  // Only raises what the answers give.
  record::v1::Urgency wanted_urgency = record::v1::URGENCY_UNSPECIFIED;
  record::v1::Language language = record::v1::LANGUAGE_DUTCH;
  record::v1::Calendar calendar = record::v1::CALENDAR_AMSTERDAM;
  std::optional<contract::PrincipalId> lead;
  // Whom the reporter does not want, although they were proposed.
  bool strike_deputy = false;
  bool strike_reserve = false;
  bool strike_duty = false;
};

// Checked against the forms: unknown keys, questions and options are refused. Required
// answers may still be missing when `complete` is false (`follow complete`).
absl::StatusOr<ReportInput> ParseReportJson(const std::string& text,
                                            const bundle::v1::Bundle& bundle,
                                            session::Language language, bool complete);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_REPORT_INPUT_H_
