// A text written in the person's own editor, in a file that lies in memory only.
#ifndef VANGNET_CLIENTS_CLI_EDITOR_H_
#define VANGNET_CLIENTS_CLI_EDITOR_H_

#include <string>

#include "absl/status/statusor.h"

namespace vangnet::cli {

// Runs $VISUAL or $EDITOR on an empty file in $XDG_RUNTIME_DIR or /dev/shm (0600), reads
// it, overwrites and removes it. Does not promise what the editor itself leaves behind.
// INVALID_ARGUMENT/USAGE without an editor or without such a folder.
absl::StatusOr<std::string> WriteInEditor();

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_EDITOR_H_
