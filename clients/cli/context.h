// What every subcommand gets: the flags that all share, the terminal, and the ways to
// the things that commands begin with.
#ifndef VANGNET_CLIENTS_CLI_CONTEXT_H_
#define VANGNET_CLIENTS_CLI_CONTEXT_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/json.h"
#include "clients/cli/terminal.h"
#include "clients/session/connection.h"
#include "clients/session/home.h"
#include "clients/session/server.h"
#include "clients/session/words.h"
#include "proto/contract/clock.h"

namespace vangnet::cli {

class Context {
 public:
  Context(Terminal& terminal, contract::Clock clock, session::Sleep sleep)
      : terminal(terminal), clock(std::move(clock)), sleep(std::move(sleep)) {}

  // Flags of every command.
  std::string home_folder;
  bool json = false;
  session::Language language = session::Language::kDutch;

  Terminal& terminal;
  contract::Clock clock;
  session::Sleep sleep;

  // The chosen subcommand; set while the command line is parsed.
  std::function<absl::Status()> run;
  // What a command that did its work ends with all the same: findings give kDamaged.
  ExitCode ending = ExitCode::kDone;

  // `words` in the language of this run.
  std::string In(const session::Words& words,
                 const std::vector<std::string>& arguments = {}) const {
    return session::Say(language, words, arguments);
  }
  void Say(const session::Words& words, const std::vector<std::string>& arguments = {}) const {
    terminal.Say(In(words, arguments));
  }
  // The result of --json.
  void Print(const Json& json_result) const { terminal.Raw(json_result.ToText() + "\n"); }

  absl::StatusOr<session::Home> OpenHome() const;
  // With the newest bundle. Its failure to come is no failure of this: a warning, and
  // what is pinned serves; but a bad bundle is refused here.
  absl::StatusOr<std::unique_ptr<session::Connection>> Connect(session::Door door);
  // Yes only when the person types the word for yes. INVALID_ARGUMENT/USAGE naming
  // `flag` when nobody is there to ask.
  absl::Status Confirm(const session::Words& question, const std::string& flag);
};

// A failure of the command line, in words.
absl::Status UsageFailure(const session::Words& words,
                          const std::vector<std::string>& arguments = {});
absl::Status Missing(const std::string& flag);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_CONTEXT_H_
