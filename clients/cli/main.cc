// `vangnet`. Its subcommands, flags, formats and exit codes: README.md of this folder.
#include <sys/resource.h>
#include <unistd.h>

#include <iostream>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/time/clock.h"
#include "clients/cli/commands.h"
#include "clients/cli/context.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/terminal.h"
#include "clients/session/organisation.h"
#include "clients/session/words.h"
#include "proto/contract/error.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kUsage{"De opdracht klopt niet ($0). Zie --help, met voorbeelden.",
                                "The command line is not right ($0). See --help, with examples."};

// What is wrong with the command line, without what was typed: a secret that was put
// there by mistake must not be shown again.
std::string NameOfFault(const CLI::ParseError& error) {
  const std::string& kind = error.get_name();
  if (kind == "ExtrasError") return "an argument too many, or an unknown flag";
  const std::string text = error.what();
  if (kind == "RequiredError" || kind == "RequiresError" || kind == "ExcludesError") return text;
  return text.substr(0, text.find(':'));
}

// Plaintext and keys must not end in a file that somebody else reads. One byte, because
// Linux minds 0 only for files: a program that catches core dumps is kept away by 1.
void RefuseCoreDumps() {
  const struct rlimit none = {1, 1};
  setrlimit(RLIMIT_CORE, &none);
}

int End(Context& context, const absl::Status& status) {
  if (status.ok()) return static_cast<int>(context.ending);
  const ExitCode code = ExitCodeOf(status);
  const std::string words = session::Explain(status, context.language);
  if (context.json) {
    context.Print(
        Json::Object().Set("error", Json::Object()
                                        .Set("exit_code", static_cast<int>(code))
                                        .Set("code", absl::StatusCodeToString(status.code()))
                                        .Set("reason", contract::ReasonOf(status))
                                        .Set("message", words)));
  }
  context.terminal.Warn(words);
  return static_cast<int>(code);
}

int Main(int argc, char** argv) {
  RefuseCoreDumps();
  Terminal terminal(std::cin, std::cout, std::cerr, TerminalTraits::OfProcess());
  Context context(
      terminal, [] { return absl::Now(); },
      [](absl::Duration duration) { absl::SleepFor(duration); });
  context.language = session::LanguageOfEnvironment();

  CLI::App app(
      "Vangnet: confidential support for local executives. In danger now? Call 112 "
      "(Caribbean Netherlands: 911 or 112).",
      "vangnet");
  app.set_version_flag("--version", std::string("vangnet ") + session::kClientVersion);
  app.require_subcommand(1);
  app.footer(
      "\nExamples:\n  vangnet join organisation.bundle --fingerprint 0A1B-...\n"
      "  vangnet report\n  vangnet follow\n  vangnet cases list --identity anna.key\n"
      "\nExit codes: 0 done, 1 fault, 2 usage, 3 bad input, 4 not found, 5 unreachable,\n"
      "6 bundle refused, 7 damaged, 8 refused now, 9 the person said no.");
  std::string language;
  bool interactive = false;
  app.add_option("--home", context.home_folder, "Where this client remembers")->type_name("DIR");
  app.add_option("--lang", language, "nl or en")->check(CLI::IsMember({"nl", "en"}));
  app.add_flag("--json", context.json, "One JSON value on stdout");
  app.add_flag("--interactive", interactive, "Ask questions although stdin is no terminal");
  AddJoin(app, context);
  AddReport(app, context);
  AddFollow(app, context);
  AddCases(app, context);
  AddCaseload(app, context);
  AddEnrol(app, context);
  AddAdmin(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    if (!language.empty()) {
      context.language = language == "en" ? session::Language::kEnglish : session::Language::kDutch;
    }
    return End(context, UsageFailure(kUsage, {NameOfFault(error)}));
  }
  if (!language.empty()) {
    context.language = language == "en" ? session::Language::kEnglish : session::Language::kDutch;
  }
  if (interactive) terminal.AskAlways();
  if (context.json) terminal.SendWordsToStderr();
  return End(context, context.run());
}

}  // namespace
}  // namespace vangnet::cli

int main(int argc, char** argv) { return vangnet::cli::Main(argc, argv); }
