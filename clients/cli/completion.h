// Completion for bash, made from the commands and flags themselves.
#ifndef VANGNET_CLIENTS_CLI_COMPLETION_H_
#define VANGNET_CLIENTS_CLI_COMPLETION_H_

#include <string>

#include "CLI/CLI.hpp"

namespace vangnet::cli {

// A script to be sourced. It never runs vangnet and never looks at a value: behind a flag
// that takes one, bash offers files.
std::string BashCompletion(const CLI::App& app);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_COMPLETION_H_
