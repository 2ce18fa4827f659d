// All subcommands. Each adds itself to its parent.
#ifndef VANGNET_CLIENTS_CLI_COMMANDS_H_
#define VANGNET_CLIENTS_CLI_COMMANDS_H_

#include "clients/cli/command.h"

namespace vangnet::cli {

void AddJoin(const Command& app);
void AddReport(const Command& app);
void AddOutbox(const Command& app);
void AddFollow(const Command& app);
void AddCases(const Command& app);
void AddCaseload(const Command& app);
void AddEnrol(const Command& app);
void AddAdmin(const Command& app);
void AddCompletion(const Command& app);
void AddManual(const Command& app);

// Parts of `admin`.
void AddMakeSigner(const Command& admin);
void AddDraft(const Command& admin);
void AddNext(const Command& admin);
void AddStaffCommands(const Command& admin);
void AddSign(const Command& admin);
void AddPublish(const Command& admin);
void AddAbsence(const Command& admin);
void AddDuty(const Command& admin);
void AddShowBundle(const Command& admin);
void AddDoctor(const Command& admin);
void AddMetrics(const Command& admin);
void AddWebPage(const Command& admin);
void AddVerifyWeb(const Command& admin);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_COMMANDS_H_
