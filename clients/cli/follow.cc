#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "clients/cli/commands.h"
#include "clients/cli/follow_session.h"
#include "clients/cli/follow_status.h"
#include "clients/cli/follow_write.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kMenu{
    "Wat wilt u doen?\n  l  lezen\n  s  schrijven\n  a  melding aanvullen\n  w  wie kan openen, en wie opende\n  b  iemand "
    "toevoegen\n  v  iemand verwijderen\n  i  intrekken\n  k  klaar",
    "What do you want to do?\n  l  read\n  s  write\n  a  add to the report\n  w  who can open, and who opened\n  b  add "
    "somebody\n  v  remove somebody\n  i  withdraw\n  k  finish"};
constexpr Words kChoice{"Keuze:", "Choice:"};
constexpr Words kWho{"Naam, zoals die hierboven of in de lijst staat:",
                     "Name, as it stands above or in the list:"};
constexpr Words kDespite{
    "Schrijven ondanks de schade hierboven kan met --despite-damage. Bel liever eerst.",
    "Writing in spite of the damage above is possible with --despite-damage. Better call first."};

using Act = absl::Status (*)(Context&, FollowSession&, const FollowWriteFlags&);

absl::Status ActOnChoice(Context& context, FollowSession& follow, const FollowWriteFlags& flags,
                         char choice) {
  FollowWriteFlags typed = flags;
  switch (choice) {
    case 'l':
      return FollowRead(context, follow);
    case 's':
      return FollowWrite(context, follow, typed);
    case 'a':
      return FollowComplete(context, follow, typed);
    case 'w':
      return FollowAccess(context, follow);
    case 'b':
    case 'v':
      typed.person = context.terminal.Ask(context.In(kWho)).value_or("");
      return choice == 'b' ? FollowAdd(context, follow, typed)
                           : FollowRemove(context, follow, typed);
    case 'i':
      return FollowWithdraw(context, follow, typed);
    default:
      return absl::OkStatus();
  }
}

// A failure is told and the menu goes on: the person is still signed in.
absl::Status Menu(Context& context, const FollowWriteFlags& flags) {
  if (!context.terminal.traits().asks) return Missing("status");
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<FollowSession> follow,
                      FollowSession::Begin(context, flags.follow));
  VN_RETURN_IF_ERROR(FollowStatus(context, *follow));
  while (true) {
    context.terminal.Lines("\n" + context.In(kMenu));
    const std::optional<std::string> typed = context.terminal.Ask(context.In(kChoice));
    if (!typed.has_value()) return absl::OkStatus();
    const std::string choice =
        absl::AsciiStrToLower(std::string(absl::StripAsciiWhitespace(*typed)));
    if (choice == "k" || choice == "q") return absl::OkStatus();
    if (choice.empty()) continue;
    const absl::Status done = ActOnChoice(context, *follow, flags, choice.front());
    if (!done.ok()) {
      context.terminal.Warn(session::Explain(done, context.language));
      if (absl::IsDataLoss(done)) context.Say(kDespite);
    }
  }
}

CLI::App* AddPart(CLI::App& follow, Context& context, std::shared_ptr<FollowWriteFlags> flags,
                  const std::string& name, const std::string& description, Act act) {
  CLI::App* command = NewCommand(follow, name, description,
                                 "  vangnet follow " + name + " --receipt-file receipt.txt");
  command->callback([&context, flags, act] {
    context.run = [&context, flags, act]() -> absl::Status {
      VN_ASSIGN_OR_RETURN(const std::unique_ptr<FollowSession> session,
                          FollowSession::Begin(context, flags->follow));
      return act(context, *session, *flags);
    };
  });
  return command;
}

void AddPersonOption(CLI::App* command, FollowWriteFlags& flags) {
  command->add_option("person", flags.person, "Principal or name")->required()->type_name("PERSON");
}

}  // namespace

void AddFollow(CLI::App& app, Context& context) {
  CLI::App* follow = NewCommand(app, "follow", "Come back with your receipt",
                                "  vangnet follow\n"
                                "  vangnet follow read --receipt-file receipt.txt\n"
                                "  vangnet follow write --receipt-file receipt.txt --text-file t\n"
                                "  vangnet follow withdraw --receipt-file receipt.txt");
  auto flags = std::make_shared<FollowWriteFlags>();
  follow
      ->add_option("--receipt-file", flags->follow.receipt_file,
                   "File with the receipt; - for stdin; else it is asked for")
      ->type_name("FILE|-");
  follow->add_flag("--despite-damage", flags->follow.despite_damage,
                   "Write although the server shows something that cannot be right");
  follow->require_subcommand(0, 1);
  AddPart(*follow, context, flags, "status", "Where it stands and what comes next",
          [](Context& c, FollowSession& f, const FollowWriteFlags&) { return FollowStatus(c, f); });
  AddPart(*follow, context, flags, "read", "The conversation",
          [](Context& c, FollowSession& f, const FollowWriteFlags&) { return FollowRead(c, f); });
  AddPart(*follow, context, flags, "access", "Who can open it, and who opened it by day",
          [](Context& c, FollowSession& f, const FollowWriteFlags&) { return FollowAccess(c, f); });
  flags->text.AddTo(*AddPart(*follow, context, flags, "write", "Write a message", FollowWrite));
  AddPart(*follow, context, flags, "complete", "Add answers to the report", FollowComplete)
      ->add_option("--from", flags->from, "Answers as JSON; - for stdin")
      ->type_name("FILE|-");
  CLI::App* remove = AddPart(*follow, context, flags, "remove", "Take somebody out", FollowRemove);
  AddPersonOption(remove, *flags);
  remove->add_flag("--yes", flags->yes, "Do not ask");
  CLI::App* add = AddPart(*follow, context, flags, "add", "Let somebody in", FollowAdd);
  AddPersonOption(add, *flags);
  add->add_option("--role", flags->role, "deputy, reserve or lead");
  add->add_flag("--with-history", flags->with_history, "Also what was written before");
  AddPart(*follow, context, flags, "withdraw", "Withdraw the report", FollowWithdraw)
      ->add_flag("--yes", flags->yes, "Do not ask");
  follow->callback([&context, follow, flags] {
    if (!follow->get_subcommands().empty()) return;
    context.run = [&context, flags] { return Menu(context, *flags); };
  });
}

}  // namespace vangnet::cli
