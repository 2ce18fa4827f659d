// How `vangnet admin doctor` tells what it found: a table, then what to do; or JSON.
#ifndef VANGNET_CLIENTS_CLI_DOCTOR_REPORT_H_
#define VANGNET_CLIENTS_CLI_DOCTOR_REPORT_H_

#include <utility>
#include <vector>

#include "clients/cli/context.h"
#include "clients/cli/doctor_checks.h"

namespace vangnet::cli {

struct CheckName {
  const char* code;
  session::Words words;
};
using CheckLines = std::vector<std::pair<CheckName, CheckLine>>;

// How many are wrong.
int ShowChecks(Context& context, const CheckLines& lines);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_DOCTOR_REPORT_H_
