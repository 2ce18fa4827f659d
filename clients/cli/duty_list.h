// A duty list as JSON: [{"person", "start", "end"}, ...].
#ifndef VANGNET_CLIENTS_CLI_DUTY_LIST_H_
#define VANGNET_CLIENTS_CLI_DUTY_LIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// Sorted as the server wants it. INVALID_ARGUMENT: BAD_FILE for what is no JSON, and with
// the number of the first period that is not right; USAGE for JSON that is no list.
absl::StatusOr<std::vector<bundle::v1::DutyPeriod>> ParseDutyList(const std::string& text,
                                                                  const bundle::v1::Bundle& bundle);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_DUTY_LIST_H_
