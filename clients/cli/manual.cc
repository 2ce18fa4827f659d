#include "clients/cli/manual.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/commands.h"
#include "clients/session/organisation.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kManualName{"NAAM", "NAME"};
constexpr Words kManualWhat{"vertrouwelijke hulp voor lokale bestuurders",
                            "confidential support for local executives"};
constexpr Words kSynopsis{"OVERZICHT", "SYNOPSIS"};
constexpr Words kUse{"[VLAGGEN] OPDRACHT", "[OPTIONS] COMMAND"};
constexpr Words kDescription{"BESCHRIJVING", "DESCRIPTION"};
constexpr Words kManualCommands{"OPDRACHTEN", "COMMANDS"};

// Text that roff shows as it is: no escapes, no requests.
std::string Roff(const std::string& text) {
  std::vector<std::string> lines =
      absl::StrSplit(absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}}), '\n');
  for (std::string& line : lines) {
    if (!line.empty() && (line.front() == '.' || line.front() == '\'')) line.insert(0, "\\&");
  }
  return absl::StrJoin(lines, "\n");
}

std::string OptionsOf(const CLI::App& app) {
  std::string roff;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name(true, true);
    const std::string kind = option->get_items_expected_max() == 0 ? "" : option->get_type_name();
    absl::StrAppend(&roff, ".TP\n\\fB", Roff(name), "\\fR", kind.empty() ? "" : " ", Roff(kind),
                    "\n", Roff(option->get_description()), "\n");
  }
  return roff;
}

std::string BodyOf(const CLI::App& app) {
  return absl::StrCat(Roff(app.get_description()), "\n", OptionsOf(app), ".PP\n.EX\n",
                      Roff(app.get_footer()), "\n.EE\n");
}

void AddCommands(const CLI::App& app, const std::string& path, std::string& roff) {
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App* at) { return !at->get_group().empty(); })) {
    const std::string name = absl::StrCat(path, " ", command->get_name());
    absl::StrAppend(&roff, ".SS \"", Roff(name), "\"\n", BodyOf(*command));
    AddCommands(*command, name, roff);
  }
}

}  // namespace

std::string ManualPage(const CLI::App& app, session::Language language) {
  std::string roff = absl::StrCat(
      ".TH VANGNET 1 \"\" \"vangnet ", session::kClientVersion, "\" \"Vangnet\"\n.SH ",
      kManualName.In(language), "\nvangnet \\- ", kManualWhat.In(language), "\n.SH ",
      kSynopsis.In(language), "\n\\fBvangnet\\fR ", kUse.In(language), "\n.SH ",
      kDescription.In(language), "\n", BodyOf(app), ".SH ", kManualCommands.In(language), "\n");
  AddCommands(app, app.get_name(), roff);
  return roff;
}

void AddManual(const Command& app) {
  const Command manual =
      app.Add("manual", Words("De handleiding voor man tonen", "Print the manual page for man"),
              "  vangnet manual --lang nl > nl/man1/vangnet.1\n"
              "  vangnet manual --lang en > man1/vangnet.1");
  manual.Hide();
  manual.Runs([&context = app.context(), root = &app.parser()] {
    context.terminal.Raw(ManualPage(*root, context.language));
    return absl::OkStatus();
  });
}

}  // namespace vangnet::cli
