// vangnetd: the server. What each subcommand does: commands.h; how it ends: exit_code.h.
#include <iostream>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/time/clock.h"
#include "proto/contract/status_macros.h"
#include "services/server/commands.h"
#include "services/server/exit_code.h"
#include "services/server/process.h"
#include "storage/database.h"

namespace {

using vangnet::server::Configuration;
using vangnet::server::ExitCode;

struct Arguments {
  std::string config;
  std::string bundle;
  vangnet::server::BackupArguments backup;
};

constexpr char kFooter[] =
    "\nA new server, in this order:\n"
    "  vangnetd keygen --config /etc/vangnet/vangnetd.toml      prints the log key\n"
    "  (the administrator puts it in the first bundle, the signers sign that)\n"
    "  vangnetd init --config /etc/vangnet/vangnetd.toml --bundle 1.signed\n"
    "  vangnetd serve --config /etc/vangnet/vangnetd.toml\n"
    "\nAnd a backup, which may run beside it; `restore` makes a store of one:\n"
    "  vangnetd backup-key --backup-key /etc/vangnet/keys/backup.key\n"
    "  vangnetd backup --config /etc/vangnet/vangnetd.toml --to /var/backups/vangnet \\\n"
    "    --backup-key /etc/vangnet/keys/backup.key\n"
    "\nEvery way to fail has an exit code of its own: services/server/exit_code.h.";

void AddFile(CLI::App& command, const char* flag, std::string& value, const char* words,
             const char* type = "FILE") {
  command.add_option(flag, value, words)->required()->type_name(type);
}

CLI::App* Add(CLI::App& app, Arguments& arguments, const char* name, const char* words) {
  CLI::App* command = app.add_subcommand(name, words);
  AddFile(*command, "--config", arguments.config, "The configuration file (TOML)");
  return command;
}

void AddBackups(CLI::App& app, Arguments& arguments) {
  constexpr char kKeyWords[] = "The key file of backups";
  AddFile(*app.add_subcommand("backup-key", "Make a key file for backups"), "--backup-key",
          arguments.backup.key_file, "The key file to make");
  CLI::App& backup =
      *Add(app, arguments, "backup", "Make a backup beside a running server, and verify it");
  AddFile(backup, "--to", arguments.backup.place, "The folder to make it in", "FOLDER");
  AddFile(backup, "--backup-key", arguments.backup.key_file, kKeyWords);
  CLI::App& restore =
      *Add(app, arguments, "restore", "Make the store from a backup, in an empty folder");
  AddFile(restore, "--from", arguments.backup.place, "The backup");
  AddFile(restore, "--backup-key", arguments.backup.key_file, kKeyWords);
}

absl::Status Run(const CLI::App& app, const Arguments& arguments) {
  const vangnet::contract::Clock clock = [] { return absl::Now(); };
  const std::string name = app.get_subcommands().front()->get_name();
  if (name == "backup-key") {
    return vangnet::server::MakeBackupKey(arguments.backup.key_file, std::cout);
  }
  VN_ASSIGN_OR_RETURN(const Configuration configuration,
                      vangnet::server::ReadConfiguration(arguments.config));
  if (name == "keygen") return vangnet::server::MakeKeys(configuration, std::cout);
  if (name == "log-key") return vangnet::server::ShowLogKey(configuration, std::cout);
  if (name == "init") {
    return vangnet::server::Initialise(configuration, arguments.bundle, clock, std::cout);
  }
  if (name == "check") {
    return vangnet::server::CheckInstallation(configuration, clock, std::cout);
  }
  if (name == "status") {
    return vangnet::server::ShowStatus(configuration, VANGNET_VERSION, clock, std::cout);
  }
  if (name == "accept-restored") {
    return vangnet::server::AcceptRestored(configuration, std::cout);
  }
  if (name == "backup") {
    return vangnet::server::Backup(configuration, arguments.backup, clock, std::cout, std::cerr);
  }
  if (name == "restore") {
    return vangnet::server::Restore(configuration, arguments.backup, std::cout, std::cerr);
  }
  return vangnet::server::Serve(configuration, clock);
}

}  // namespace

int main(int argc, char** argv) {
  vangnet::server::HardenProcess();
  vangnet::server::HoldStopSignals();
  vangnet::server::SetUpLog();

  CLI::App app("The server of Vangnet: keeps sealed cases, and opens none.", "vangnetd");
  app.set_version_flag("--version", std::string("vangnetd " VANGNET_VERSION " (SQLite ") +
                                        vangnet::storage::SqliteVersion() + ")");
  app.require_subcommand(1);
  app.footer(kFooter);
  Arguments arguments;
  Add(app, arguments, "keygen", "Make the two key files; print the log key's public half");
  Add(app, arguments, "log-key", "Print the public half of the log key that exists");
  AddFile(*Add(app, arguments, "init", "Make the store with its first signed bundle"), "--bundle",
          arguments.bundle, "The first signed bundle");
  Add(app, arguments, "check", "Verify keys, store, anchor and bundle; change nothing");
  AddBackups(app, arguments);
  Add(app, arguments, "accept-restored",
      "After a backup was restored: anchor the store as it is (what came later is lost)");
  Add(app, arguments, "status", "Show whether a server serves, its bundle, store and disk");
  Add(app, arguments, "serve", "Serve until SIGTERM");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kCommandLine);
  }
  const absl::Status status = Run(app, arguments);
  if (!status.ok()) std::cerr << "vangnetd: " << status.message() << std::endl;
  return static_cast<int>(vangnet::server::ExitCodeOf(status));
}
