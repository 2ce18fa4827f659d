#include <memory>
#include <string>

#include "clients/cli/cases_flags.h"
#include "clients/cli/commands.h"
#include "clients/cli/names.h"

namespace vangnet::cli {
namespace {

using Act = absl::Status (*)(Context&, const CasesFlags&);

class CasesCommands {
 public:
  CasesCommands(CLI::App& cases, Context& context)
      : cases_(cases), context_(context), flags_(std::make_shared<CasesFlags>()) {}

  CasesFlags& flags() { return *flags_; }

  CLI::App* Add(const std::string& name, const std::string& description, Act act,
                bool takes_case = true) {
    CLI::App* command = NewCommand(
        cases_, name, description,
        "  vangnet cases " + name + (takes_case ? " 6b5a4792" : "") + " --identity anna.key");
    flags_->identity.AddTo(*command);
    if (takes_case) {
      command->add_option("case", flags_->named, "32 digits, or the first 4 or more")
          ->required()
          ->type_name("CASE");
    }
    command->callback([this_context = &context_, flags = flags_, act] {
      this_context->run = [this_context, flags, act] { return act(*this_context, *flags); };
    });
    return command;
  }

 private:
  CLI::App& cases_;
  Context& context_;
  std::shared_ptr<CasesFlags> flags_;
};

void AddDespiteDamage(CLI::App* command, CasesFlags& flags) {
  command->add_flag("--despite-damage", flags.despite_damage,
                    "Write although the server shows something that cannot be right");
}

void AddPersonFlags(CLI::App* command, CasesFlags& flags) {
  command->add_option("person", flags.person, "Principal or name")->required()->type_name("PERSON");
  AddDespiteDamage(command, flags);
}

}  // namespace

void AddCases(CLI::App& app, Context& context) {
  CLI::App* cases = NewCommand(app, "cases", "Your cases, as trusted person or support team",
                               "  vangnet cases list --identity anna.key\n"
                               "  vangnet cases check 6b5a4792 --identity anna.key\n"
                               "  vangnet cases accept 6b5a4792 --identity anna.key\n"
                               "  vangnet cases answer 6b5a4792 --text-file t --identity anna.key");
  cases->require_subcommand(1);
  CasesCommands commands(*cases, context);
  CasesFlags& flags = commands.flags();
  commands.Add("list", "What waits for you", CasesList, false);
  commands.Add("check", "The check card: look for a conflict before you read", CasesCheck);
  commands.Add("accept", "Accept the case and become its lead", CasesAccept)
      ->add_flag("--yes", flags.yes, "Do not ask");
  commands.Add("decline", "Decline, with a coded reason, before or after reading", CasesDecline)
      ->add_option("--reason", flags.reason, AllCodes<record::v1::DeclineReason>())
      ->required();
  commands.Add("read", "The report and the conversation", CasesRead);
  CLI::App* answer = commands.Add("answer", "Write to the reporter", CasesAnswer);
  flags.text.AddTo(*answer);
  AddDespiteDamage(answer, flags);
  CLI::App* note = commands.Add("note", "A note for yourself in the case file", CasesNote);
  flags.text.AddTo(*note);
  AddDespiteDamage(note, flags);
  commands.Add("notes", "Your notes", CasesNotes);
  CLI::App* add = commands.Add("add", "Let a colleague in", CasesAdd);
  AddPersonFlags(add, flags);
  add->add_option("--role", flags.role, "deputy or reserve");
  add->add_flag("--with-history", flags.with_history, "Also what was written before");
  CLI::App* remove = commands.Add("remove", "Take a colleague out", CasesRemove);
  AddPersonFlags(remove, flags);
  remove->add_option("--reason", flags.reason, "conflict, task-done (if not given) or left");
  CLI::App* close = commands.Add("close", "Close the case", CasesClose);
  close->add_flag("--yes", flags.yes, "Do not ask");
  AddDespiteDamage(close, flags);
}

}  // namespace vangnet::cli
