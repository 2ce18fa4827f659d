#include "clients/cli/completion.h"

#include <functional>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/commands.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr char kScript[] = R"(# bash completion for vangnet; made by `vangnet completion bash`.
_vangnet() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} path='' words='' typed
  COMPREPLY=()
  for typed in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $typed" in
$PATHS) path="$path $typed" ;;
    esac
  done
  case $before in
    --lang) words='nl en' ;;
$VALUES) return ;;
    *)
      case $path in
$WORDS      esac ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _vangnet vangnet
)";

bool IsShown(const CLI::App* app) { return !app->get_group().empty(); }

void Walk(const CLI::App& app, const std::string& path,
          const std::function<void(const CLI::App&, const std::string&)>& look) {
  look(app, path);
  for (const CLI::App* command : app.get_subcommands(IsShown)) {
    Walk(*command, absl::StrCat(path, " ", command->get_name()), look);
  }
}

std::vector<std::string> FlagsOf(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

}  // namespace

std::string BashCompletion(const CLI::App& app) {
  std::vector<std::string> paths;
  std::set<std::string> values;
  std::string words;
  Walk(app, "", [&](const CLI::App& at, const std::string& path) {
    if (!path.empty()) paths.push_back(absl::StrCat("      '", path, "'"));
    std::vector<std::string> possible;
    for (const CLI::App* command : at.get_subcommands(IsShown)) {
      possible.push_back(command->get_name());
    }
    for (const CLI::App* from = &at; from != nullptr; from = from->get_parent()) {
      for (std::string& flag : FlagsOf(*from)) {
        if (from == &at || flag != "--help") possible.push_back(std::move(flag));
      }
    }
    absl::StrAppend(&words, "        '", path, "') words='", absl::StrJoin(possible, " "),
                    "' ;;\n");
    for (const CLI::Option* option : at.get_options()) {
      const bool takes_value = option->nonpositional() && option->get_items_expected_max() > 0;
      if (takes_value && option->get_name() != "--lang") values.insert(option->get_name());
    }
  });
  return absl::StrReplaceAll(kScript, {{"$PATHS", absl::StrJoin(paths, " | \\\n")},
                                       {"$VALUES", "    " + absl::StrJoin(values, " | ")},
                                       {"$WORDS", words}});
}

void AddCompletion(const Command& app) {
  const Command completion = app.Add(
      "completion", Words("Aanvullen met Tab in bash", "Completion with the Tab key in bash"),
      "  source <(vangnet completion bash)\n"
      "  vangnet completion bash > ~/.local/share/bash-completion/completions/vangnet");
  completion.RequireSubcommand(1, 1);
  const Command bash =
      completion.Add("bash", Words("Het script voor bash tonen", "Print the script for bash"),
                     "  source <(vangnet completion bash)");
  bash.Runs([&context = app.context(), root = &app.parser()] {
    context.terminal.Raw(BashCompletion(*root));
    return absl::OkStatus();
  });
}

}  // namespace vangnet::cli
