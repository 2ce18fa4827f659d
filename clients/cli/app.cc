#include "clients/cli/app.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/commands.h"
#include "clients/cli/help_words.h"
#include "clients/session/organisation.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kAppWhat{
    "Vangnet: vertrouwelijke hulp voor lokale bestuurders. Nu in gevaar? Bel 112 (Caribisch "
    "Nederland: 911 of 112).",
    "Vangnet: confidential support for local executives. In danger now? Call 112 (Caribbean "
    "Netherlands: 911 or 112)."};
constexpr Words kEndings{
    "Het programma eindigt met: 0 gedaan, 1 fout van ons, 2 opdracht klopt niet, 3 invoer klopt "
    "niet,\n4 niet gevonden, 5 onbereikbaar, 6 gegevens van de organisatie geweigerd, 7 "
    "beschadigd,\n8 nu geweigerd, 9 de persoon zei nee, 10 doctor vond iets dat fout is, 130 gestopt.",
    "The program ends with: 0 done, 1 a fault of ours, 2 wrong command line, 3 bad input,\n4 not "
    "found, 5 unreachable, 6 the organisation's details refused, 7 damaged,\n8 refused now, 9 the "
    "person said no, 10 doctor found something wrong, 130 stopped."};
constexpr char kAppExamples[] =
    "  vangnet join organisation.bundle --fingerprint 0A1B-...\n"
    "  vangnet report\n"
    "  vangnet follow\n"
    "  vangnet cases list --identity anna.key";

}  // namespace

std::unique_ptr<CLI::App> MakeApp(Context& context, AppFlags& flags) {
  auto app = std::make_unique<CLI::App>(context.In(kAppWhat), "vangnet");
  SetHelpWords(*app, context.language);
  app->set_version_flag(
      "--version", absl::StrCat("vangnet ", session::kClientVersion),
      context.In(Words("De versie van dit programma", "The version of this program")));
  const Command command(*app, context);
  command.RequireSubcommand(1, 1);
  command.Option("--home", context.home_folder, value::kFolder,
                 Words("Waar dit programma onthoudt", "Where this program remembers"));
  command.OneOf("--lang", flags.language, {"nl", "en"},
                Words("Taal; anders die van de omgeving, anders Nederlands",
                      "Language; else the environment's, else Dutch"));
  command.Flag("--json", context.json,
               Words("Eén JSON-waarde op standaarduitvoer", "One JSON value on stdout"));
  command.Flag("--interactive", flags.interactive,
               Words("Vragen stellen, ook als de invoer geen terminal is",
                     "Ask questions although stdin is no terminal"));
  app->footer(ExamplesOfHelp(kAppExamples, context.language));
  command.Explain(kEndings);
  AddJoin(command);
  AddReport(command);
  AddOutbox(command);
  AddFollow(command);
  AddCases(command);
  AddCaseload(command);
  AddEnrol(command);
  AddAdmin(command);
  AddCompletion(command);
  AddManual(command);
  return app;
}

}  // namespace vangnet::cli
