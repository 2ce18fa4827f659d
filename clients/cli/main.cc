// `vangnet`. Its subcommands, flags, formats and exit codes: README.md of this folder.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "CLI/CLI.hpp"
#include "absl/time/clock.h"
#include "clients/cli/app.h"
#include "clients/cli/context.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/help_words.h"
#include "clients/cli/terminal.h"
#include "clients/session/words.h"
#include "google/protobuf/stubs/logging.h"
#include "proto/contract/error.h"

namespace vangnet::cli {
namespace {

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
  google::protobuf::SetLogHandler(nullptr);  // It would name fields of what a server sent.
  Terminal terminal(std::cin, std::cout, std::cerr, TerminalTraits::OfProcess());
  Context context(
      terminal, [] { return absl::Now(); },
      [](absl::Duration duration) { absl::SleepFor(duration); });
  context.language = LanguageOf(argc, argv);
  AppFlags flags;
  const std::unique_ptr<CLI::App> app = MakeApp(context, flags);
  try {
    app->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app->exit(error);
    // The parser may have stopped before it came to --json.
    context.json =
        context.json || std::find(argv, argv + argc, std::string_view("--json")) != argv + argc;
    return End(context, UsageFailureOf(*app, error));
  }
  if (flags.interactive) terminal.AskAlways();
  if (context.json) terminal.SendWordsToStderr();
  return End(context, context.run());
}

}  // namespace
}  // namespace vangnet::cli

int main(int argc, char** argv) { return vangnet::cli::Main(argc, argv); }
