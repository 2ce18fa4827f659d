// The manual page vangnet(1), made from --help.
#ifndef VANGNET_CLIENTS_CLI_MANUAL_H_
#define VANGNET_CLIENTS_CLI_MANUAL_H_

#include <string>

#include "CLI/CLI.hpp"
#include "clients/session/words.h"

namespace vangnet::cli {

// In the language in which `app` was made; for man, in UTF-8.
std::string ManualPage(const CLI::App& app, session::Language language);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_MANUAL_H_
