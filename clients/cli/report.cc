#include "clients/cli/commands.h"
#include "clients/cli/report_flags.h"

namespace vangnet::cli {
namespace {

constexpr char kExamples[] =
    "  vangnet report\n"
    "  vangnet report --from answers.json --receipt-file receipt.txt --json\n"
    "  vangnet report --finish --receipt-file receipt.txt --from answers.json\n"
    "  vangnet report --show-form --json\n"
    "\nAnswers (only the five required ones are needed; see clients/cli/README.md):\n"
    "  {\"answers\": {\"danger\": \"no\", \"topic\": \"integrity\", \"role\": \"alderman\",\n"
    "               \"contact\": [\"portal-only\"], \"consent\": \"with-health\",\n"
    "               \"next-deadline\": \"2026-11-25T14:00\", \"impact-safety\": 7,\n"
    "               \"own-words\": \"...\"},\n"
    "   \"organisation\": \"Gemeente Voorbeeld\", \"parties\": [\"...\"], \"must_not_see\": \"...\",\n"
    "   \"exclude\": [\"PERSON\"], \"lead\": \"PERSON\", \"strike\": [\"deputy\"],\n"
    "   \"urgency\": 2, \"language\": \"dutch\", \"calendar\": \"amsterdam\"}\n"
    "\nIn danger now? Call 112 first (Caribbean Netherlands: 911 or 112).";

absl::Status Run(Context& context, const ReportFlags& flags) {
  if (flags.show_form) return ShowForm(context);
  if (flags.finish) return FinishReport(context, flags);
  if (!flags.from.empty()) return ReportFromFile(context, flags);
  if (!context.terminal.traits().asks) return Missing("--from");
  return ReportGuided(context, flags);
}

}  // namespace

void AddReport(CLI::App& app, Context& context) {
  CLI::App* command =
      NewCommand(app, "report", "Ask a trusted person for help, guided or from a file", kExamples);
  auto flags = std::make_shared<ReportFlags>();
  command->add_option("--from", flags->from, "Answers as JSON; - for stdin")->type_name("FILE|-");
  command
      ->add_option("--receipt-file", flags->receipt_file,
                   "Where the receipt goes, before anything is sent; with --finish: where it is")
      ->type_name("FILE");
  command->add_option("--proof-file", flags->proof_file, "Save the filing proof")
      ->type_name("NEWFILE");
  command->add_flag("--finish", flags->finish, "Finish a report that was cut off");
  command
      ->add_option("--attempts", flags->attempts,
                   "With --from: tries while the server cannot be reached (5); 0: no end")
      ->check(CLI::Range(0, 1000000));
  command->add_flag("--dry-run", flags->dry_run,
                    "Show urgency and who it would go to; send nothing");
  command->add_flag("--show-form", flags->show_form, "Show the questions and their codes");
  command->callback(
      [&context, flags] { context.run = [&context, flags] { return Run(context, *flags); }; });
}

}  // namespace vangnet::cli
