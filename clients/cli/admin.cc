#include "clients/cli/commands.h"

namespace vangnet::cli {

CLI::App* NewCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples) {
  CLI::App* command = parent.add_subcommand(name, description);
  if (!examples.empty()) command->footer("\nExamples:\n" + examples);
  command->fallthrough();
  return command;
}

void AddAdmin(CLI::App& app, Context& context) {
  CLI::App* admin = NewCommand(
      app, "admin", "Bundle, absence and duty",
      "  vangnet admin make-signer --signer s1.key --public s1.pub\n"
      "  vangnet admin draft --organisation organisation.textproto --signer @s1.pub --signer "
      "@s2.pub\n      --signer @s3.pub --threshold 2 --public host:443 --staff host:8443 "
      "--log-key @log.pub --out b1.draft\n"
      "  vangnet admin sign b1.draft --signer s1.key --out b1.signed\n"
      "  vangnet admin show-bundle b1.signed");
  admin->require_subcommand(1);
  AddMakeSigner(*admin, context);
  AddDraft(*admin, context);
  AddNext(*admin, context);
  AddStaffCommands(*admin, context);
  AddSign(*admin, context);
  AddPublish(*admin, context);
  AddAbsence(*admin, context);
  AddDuty(*admin, context);
  AddShowBundle(*admin, context);
}

}  // namespace vangnet::cli
