#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands.h"
#include "clients/cli/follow_session.h"
#include "clients/cli/follow_status.h"
#include "clients/cli/follow_write.h"
#include "clients/cli/names.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kMenu{
    "Wat wilt u doen?\n  1  lezen\n  2  schrijven\n  3  melding aanvullen\n  4  wie kan openen, en wie "
    "opende\n  5  iemand toevoegen\n  6  iemand eruit halen\n  7  intrekken\n  8  klaar",
    "What do you want to do?\n  1  read\n  2  write\n  3  add to the report\n  4  who can open, and who "
    "opened\n  5  add somebody\n  6  take somebody out\n  7  withdraw\n  8  finish"};
constexpr Words kFollowNobodyToAsk{
    "Er ontbreekt iets: zonder terminal is er geen menu. Typ dit in een terminal, of noem wat u wilt, "
    "zoals `vangnet follow status` (zie --help).",
    "Something is missing: without a terminal there is no menu. Type this in a terminal, or name what "
    "you want, such as `vangnet follow status` (see --help)."};
constexpr Words kChoice{"Keuze:", "Choice:"};
constexpr Words kNotInMenu{"Typ een nummer van 1 tot en met 8.", "Type a number from 1 to 8."};
constexpr Words kWho{"Naam, zoals die hierboven staat:", "Name, as it stands above:"};
constexpr Words kFollowNoSuchName{
    "Die naam staat hierboven niet, of staat er vaker. Er is niets veranderd.",
    "That name does not stand above, or more than once. Nothing was changed."};
constexpr Words kDespite{
    "Schrijven ondanks de schade hierboven kan met --despite-damage. Bel liever eerst.",
    "Writing in spite of the damage above is possible with --despite-damage. Better call first."};

using Act = absl::Status (*)(Context&, FollowSession&, const FollowWriteFlags&);

// Whom a reporter can let in.
void ShowHandlers(Context& context, const bundle::v1::Bundle& bundle) {
  for (const bundle::v1::Staff& staff : bundle.staff()) {
    for (const int role : staff.roles()) {
      if (role != policy::v1::ROLE_TRUSTED_PERSON && role != policy::v1::ROLE_SUPPORT_TEAM)
        continue;
      context.terminal.Lines(
          absl::StrCat("  ", staff.name(), " (",
                       WordOf(static_cast<policy::v1::Role>(role), context.language), ")"));
    }
  }
}

absl::Status ActOnChoice(Context& context, FollowSession& follow, const FollowWriteFlags& flags,
                         char choice) {
  FollowWriteFlags typed = flags;
  switch (choice) {
    case '1':
      return FollowRead(context, follow);
    case '2':
      return FollowWrite(context, follow, typed);
    case '3':
      return FollowComplete(context, follow, typed);
    case '4':
      return FollowAccess(context, follow);
    case '5':
    case '6':
      if (choice == '5') ShowHandlers(context, follow.bundle());
      typed.person = context.terminal.Ask(context.In(kWho)).value_or("");
      return choice == '5' ? FollowAdd(context, follow, typed)
                           : FollowRemove(context, follow, typed);
    case '7':
      return FollowWithdraw(context, follow, typed);
    default:
      context.Say(kNotInMenu);
      return absl::OkStatus();
  }
}

// In the words of the menu; a command that a person did not type means nothing here.
void TellFailure(Context& context, const absl::Status& failure) {
  if (contract::ReasonOf(failure) == session::client_reason::kUnknownPerson) {
    return context.Say(kFollowNoSuchName);
  }
  context.terminal.Warn(session::Explain(failure, context.language));
  if (absl::IsDataLoss(failure)) context.Say(kDespite);
}

// A failure is told and the menu goes on: the person is still signed in.
absl::Status Menu(Context& context, const FollowWriteFlags& flags) {
  if (!context.terminal.traits().asks) return UsageFailure(kFollowNobodyToAsk);
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<FollowSession> follow,
                      FollowSession::Begin(context, flags.follow));
  VN_RETURN_IF_ERROR(FollowStatus(context, *follow));
  while (true) {
    context.terminal.Lines("\n" + context.In(kMenu));
    const std::optional<std::string> typed = context.terminal.Ask(context.In(kChoice));
    if (!typed.has_value()) return absl::OkStatus();
    const std::string choice =
        absl::AsciiStrToLower(std::string(absl::StripAsciiWhitespace(*typed)));
    if (choice == "8" || choice == "/stop") return absl::OkStatus();
    if (choice.empty()) continue;
    const absl::Status done = ActOnChoice(context, *follow, flags, choice.front());
    if (!done.ok()) TellFailure(context, done);
  }
}

Command AddPart(const Command& follow, std::shared_ptr<FollowWriteFlags> flags,
                const std::string& name, const Words& description, Act act,
                const std::string& arguments = "") {
  const Command command = follow.Add(
      name, description, "  vangnet follow " + name + arguments + " --receipt-file receipt.txt");
  command.Runs([&context = follow.context(), flags, act]() -> absl::Status {
    VN_ASSIGN_OR_RETURN(const std::unique_ptr<FollowSession> session,
                        FollowSession::Begin(context, flags->follow));
    return act(context, *session, *flags);
  });
  return command;
}

void AddPersonOption(const Command& command, FollowWriteFlags& flags) {
  command
      .Positional(flags.person, value::kPerson,
                  Words("Naam zoals in de lijst, of kenmerk", "Name as in the list, or principal"))
      .Required();
}

void AddYesFollow(const Command& command, FollowWriteFlags& flags) {
  command.Flag("--yes", flags.yes, Words("Niet vragen", "Do not ask"));
}

void AddReading(const Command& follow, const std::shared_ptr<FollowWriteFlags>& flags) {
  AddPart(follow, flags, "status",
          Words("Hoe het ervoor staat en wat er nu komt", "Where it stands and what comes next"),
          [](Context& c, FollowSession& f, const FollowWriteFlags&) { return FollowStatus(c, f); });
  AddPart(follow, flags, "read", Words("Het gesprek", "The conversation"),
          [](Context& c, FollowSession& f, const FollowWriteFlags&) { return FollowRead(c, f); });
  AddPart(follow, flags, "access",
          Words("Wie kan openen, en wie op welke dag opende",
                "Who can open it, and who opened it by day"),
          [](Context& c, FollowSession& f, const FollowWriteFlags&) { return FollowAccess(c, f); });
}

void AddWriting(const Command& follow, const std::shared_ptr<FollowWriteFlags>& flags) {
  flags->text.AddTo(AddPart(follow, flags, "write",
                            Words("Een bericht schrijven", "Write a message"), FollowWrite,
                            " --text-file text.txt"));
  AddPart(follow, flags, "complete",
          Words("Antwoorden aan de melding toevoegen", "Add answers to the report"), FollowComplete)
      .Option("--from", flags->from, value::kFileOrStdin,
              Words("Antwoorden als JSON; - voor standaardinvoer", "Answers as JSON; - for stdin"));
  const Command remove =
      AddPart(follow, flags, "remove", Words("Iemand eruit halen", "Take somebody out"),
              FollowRemove, " \"Bo Jansen\"");
  AddPersonOption(remove, *flags);
  AddYesFollow(remove, *flags);
  const Command add = AddPart(follow, flags, "add", Words("Iemand erbij laten", "Let somebody in"),
                              FollowAdd, " \"Bo Jansen\"");
  AddPersonOption(add, *flags);
  add.Option("--role", flags->role, value::kCode,
             Words("Een rol: deputy (vervanger), reserve of lead (eerste)",
                   "A role: deputy, reserve or lead"));
  add.Flag("--with-history", flags->with_history,
           Words("Ook wat er al geschreven was", "Also what was written before"));
  AddYesFollow(AddPart(follow, flags, "withdraw",
                       Words("De melding intrekken", "Withdraw the report"), FollowWithdraw),
               *flags);
}

}  // namespace

void AddFollow(const Command& app) {
  const Command follow =
      app.Add("follow", Words("Terugkomen met uw ontvangstcode", "Come back with your receipt"),
              "  vangnet follow\n"
              "  vangnet follow read --receipt-file receipt.txt\n"
              "  vangnet follow write --receipt-file receipt.txt --text-file t\n"
              "  vangnet follow withdraw --receipt-file receipt.txt");
  auto flags = std::make_shared<FollowWriteFlags>();
  follow.Option(
      "--receipt-file", flags->follow.receipt_file, value::kFileOrStdin,
      Words("Bestand met de ontvangstcode; - voor standaardinvoer; anders wordt ze gevraagd",
            "File with the receipt; - for stdin; else it is asked for"));
  follow.Flag("--despite-damage", flags->follow.despite_damage,
              Words("Schrijven, ook al toont de server iets dat niet kan kloppen",
                    "Write although the server shows something that cannot be right"));
  follow.RequireSubcommand(0, 1);
  AddReading(follow, flags);
  AddWriting(follow, flags);
  follow.Runs([&context = app.context(), flags] { return Menu(context, *flags); });
}

}  // namespace vangnet::cli
