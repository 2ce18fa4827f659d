// The whole command line of `vangnet`, for the program and for tests.
#ifndef VANGNET_CLIENTS_CLI_APP_H_
#define VANGNET_CLIENTS_CLI_APP_H_

#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "clients/cli/context.h"

namespace vangnet::cli {

// Flags of every command that are no part of the context.
struct AppFlags {
  std::string language;
  bool interactive = false;
};

// In the language of `context`. Parsing sets `flags`, the flags of `context`, and
// `context.run`; both must outlive the app.
std::unique_ptr<CLI::App> MakeApp(Context& context, AppFlags& flags);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_APP_H_
