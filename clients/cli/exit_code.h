// What `vangnet` ends with. Scripts rely on these; README.md of this folder tells them.
#ifndef VANGNET_CLIENTS_CLI_EXIT_CODE_H_
#define VANGNET_CLIENTS_CLI_EXIT_CODE_H_

#include "absl/status/status.h"

namespace vangnet::cli {

enum class ExitCode : int {
  kDone = 0,
  kFault = 1,        // Something failed that should not.
  kUsage = 2,        // Command line, or something missing that nobody can be asked for.
  kBadInput = 3,     // What was typed or read is wrong.
  kNotFound = 4,     // Unknown receipt, no such case, not yours.
  kUnreachable = 5,  // Nothing was sent.
  kBundle = 6,       // Refused, expired, or this client is too old.
  kDamaged = 7,      // The server shows something that cannot be right.
  kRefused = 8,      // The server refuses this now.
  kPersonSaidNo = 9,
  kSomethingWrong = 10,  // `admin doctor` looked, and found it.
  kInterrupted = 130,    // Ctrl-C.
};

// By reason first, then by code.
ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_EXIT_CODE_H_
