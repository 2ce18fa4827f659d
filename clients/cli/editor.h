// A text written in the person's own editor, in a file that lies in memory only.
#ifndef VANGNET_CLIENTS_CLI_EDITOR_H_
#define VANGNET_CLIENTS_CLI_EDITOR_H_

#include <string>

#include "absl/status/statusor.h"

namespace vangnet::cli {

// Runs $VISUAL or $EDITOR on an empty file in a folder of its own (0700) under
// $XDG_RUNTIME_DIR or /dev/shm, reads it, and removes the folder with all that the editor
// left there, overwritten first. Does not promise what an editor keeps elsewhere.
// INVALID_ARGUMENT/USAGE without an editor or without such a folder.
absl::StatusOr<std::string> WriteInEditor();

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_EDITOR_H_
