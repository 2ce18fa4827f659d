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
};

constexpr char kFooter[] =
    "\nA new server, in this order:\n"
    "  vangnetd keygen --config /etc/vangnet/vangnetd.toml      prints the log key\n"
    "  (the administrator puts it in the first bundle, the signers sign that)\n"
    "  vangnetd init --config /etc/vangnet/vangnetd.toml --bundle 1.signed\n"
    "  vangnetd serve --config /etc/vangnet/vangnetd.toml\n"
    "\nEvery way to fail has an exit code of its own: services/server/exit_code.h.";

CLI::App* Add(CLI::App& app, Arguments& arguments, const char* name, const char* words) {
  CLI::App* command = app.add_subcommand(name, words);
  command->add_option("--config", arguments.config, "The configuration file (TOML)")
      ->required()
      ->type_name("FILE");
  return command;
}

absl::Status Run(const CLI::App& app, const Arguments& arguments) {
  const vangnet::contract::Clock clock = [] { return absl::Now(); };
  VN_ASSIGN_OR_RETURN(const Configuration configuration,
                      vangnet::server::ReadConfiguration(arguments.config));
  const std::string name = app.get_subcommands().front()->get_name();
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
  Add(app, arguments, "init", "Make the store with its first signed bundle")
      ->add_option("--bundle", arguments.bundle, "The first signed bundle")
      ->required()
      ->type_name("FILE");
  Add(app, arguments, "check", "Verify keys, store, anchor and bundle; change nothing");
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
