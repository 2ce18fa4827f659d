// All subcommands. Each adds itself to `app` and sets `context.run` when it is chosen.
#ifndef VANGNET_CLIENTS_CLI_COMMANDS_H_
#define VANGNET_CLIENTS_CLI_COMMANDS_H_

#include "CLI/CLI.hpp"
#include "clients/cli/context.h"

namespace vangnet::cli {

void AddJoin(CLI::App& app, Context& context);
void AddReport(CLI::App& app, Context& context);
void AddFollow(CLI::App& app, Context& context);
void AddCases(CLI::App& app, Context& context);
void AddCaseload(CLI::App& app, Context& context);
void AddEnrol(CLI::App& app, Context& context);
void AddAdmin(CLI::App& app, Context& context);

// Parts of `admin`.
void AddMakeSigner(CLI::App& admin, Context& context);
void AddDraft(CLI::App& admin, Context& context);
void AddNext(CLI::App& admin, Context& context);
void AddStaffCommands(CLI::App& admin, Context& context);
void AddSign(CLI::App& admin, Context& context);
void AddPublish(CLI::App& admin, Context& context);
void AddAbsence(CLI::App& admin, Context& context);
void AddDuty(CLI::App& admin, Context& context);
void AddShowBundle(CLI::App& admin, Context& context);

// A subcommand with the look that all share.
CLI::App* NewCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_COMMANDS_H_
