#include <memory>
#include <string>

#include "clients/cli/cases_flags.h"
#include "clients/cli/commands.h"
#include "clients/cli/names.h"

namespace vangnet::cli {
namespace {

using session::Words;
using Act = absl::Status (*)(Context&, const CasesFlags&);

class CasesCommands {
 public:
  explicit CasesCommands(const Command& cases)
      : cases_(cases), flags_(std::make_shared<CasesFlags>()) {}

  CasesFlags& flags() { return *flags_; }

  Command Add(const std::string& name, const Words& description, Act act, bool takes_case = true) {
    const Command command = cases_.Add(name, description,
                                       "  vangnet cases " + name + (takes_case ? " 6b5a4792" : "") +
                                           ArgumentsOf(name) + " --identity anna.key");
    flags_->identity.AddTo(command);
    if (takes_case) {
      command
          .Positional(
              flags_->named, value::kCase,
              Words("32 tekens, of de eerste 4 of meer", "32 digits, or the first 4 or more"))
          .Required();
    }
    command.Runs(
        [&context = cases_.context(), flags = flags_, act] { return act(context, *flags); });
    return command;
  }

 private:
  // So that the example can be typed as it is.
  static std::string ArgumentsOf(const std::string& name) {
    if (name == "decline") return " --reason conflict";
    if (name == "answer" || name == "note") return " --text-file text.txt";
    if (name == "add" || name == "remove") return " \"Bo Jansen\"";
    return "";
  }

  Command cases_;
  std::shared_ptr<CasesFlags> flags_;
};

void AddDespiteDamage(const Command& command, CasesFlags& flags) {
  command.Flag("--despite-damage", flags.despite_damage,
               Words("Schrijven, ook al toont de server iets dat niet kan kloppen",
                     "Write although the server shows something that cannot be right"));
}

void AddPersonFlags(const Command& command, CasesFlags& flags) {
  command.Positional(flags.person, value::kPerson, Words("Kenmerk of naam", "Principal or name"))
      .Required();
  AddDespiteDamage(command, flags);
}

void AddYesCases(const Command& command, CasesFlags& flags) {
  command.Flag("--yes", flags.yes, Words("Niet vragen", "Do not ask"));
}

}  // namespace

void AddCases(const Command& app) {
  const Command cases =
      app.Add("cases",
              Words("Uw zaken, als vertrouwenspersoon of ondersteuningsteam",
                    "Your cases, as trusted person or support team"),
              "  vangnet cases list --identity anna.key\n"
              "  vangnet cases check 6b5a4792 --identity anna.key\n"
              "  vangnet cases accept 6b5a4792 --identity anna.key\n"
              "  vangnet cases answer 6b5a4792 --text-file t --identity anna.key");
  cases.RequireSubcommand(1, 1);
  CasesCommands commands(cases);
  CasesFlags& flags = commands.flags();
  commands.Add("list", Words("Wat er op u wacht", "What waits for you"), CasesList, false);
  commands.Add("check",
               Words("De controlekaart: kijk naar belangen voordat u leest",
                     "The check card: look for a conflict before you read"),
               CasesCheck);
  AddYesCases(commands.Add("accept",
                           Words("De zaak aanvaarden en de eerste worden",
                                 "Accept the case and become its lead"),
                           CasesAccept),
              flags);
  commands
      .Add("decline",
           Words("Weigeren, met een reden uit de lijst, voor of na het lezen",
                 "Decline, with a coded reason, before or after reading"),
           CasesDecline)
      .Option("--reason", flags.reason, value::kCode, Words("Reden: $0", "Reason: $0"),
              {AllCodes<record::v1::DeclineReason>()})
      .Required();
  commands.Add("read", Words("De melding en het gesprek", "The report and the conversation"),
               CasesRead);
  const Command answer = commands.Add(
      "answer", Words("Aan de melder schrijven", "Write to the reporter"), CasesAnswer);
  flags.text.AddTo(answer);
  AddDespiteDamage(answer, flags);
  const Command note = commands.Add(
      "note",
      Words("Een notitie voor uzelf in het dossier", "A note for yourself in the case file"),
      CasesNote);
  flags.text.AddTo(note);
  AddDespiteDamage(note, flags);
  commands.Add("notes", Words("Uw notities", "Your notes"), CasesNotes);
  const Command add =
      commands.Add("add", Words("Een collega erbij laten", "Let a colleague in"), CasesAdd);
  AddPersonFlags(add, flags);
  add.Option("--role", flags.role, value::kCode,
             Words("Een rol: deputy (vervanger) of reserve", "A role: deputy or reserve"));
  add.Flag("--with-history", flags.with_history,
           Words("Ook wat er al geschreven was", "Also what was written before"));
  const Command remove =
      commands.Add("remove", Words("Een collega eruit halen", "Take a colleague out"), CasesRemove);
  AddPersonFlags(remove, flags);
  remove.Option("--reason", flags.reason, value::kCode,
                Words("Reden: conflict, task-done (als u niets geeft) of left",
                      "Reason: conflict, task-done (if not given) or left"));
  const Command close =
      commands.Add("close", Words("De zaak afsluiten", "Close the case"), CasesClose);
  AddYesCases(close, flags);
  AddDespiteDamage(close, flags);
}

}  // namespace vangnet::cli
