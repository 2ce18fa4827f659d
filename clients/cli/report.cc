#include "clients/cli/commands.h"
#include "clients/cli/report_flags.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr char kReportExamples[] =
    "  vangnet report\n"
    "  vangnet report --from answers.json --receipt-file receipt.txt --json\n"
    "  vangnet report --from answers.json --receipt-file receipt.txt --outbox report.kept\n"
    "  vangnet report --finish --receipt-file receipt.txt --from answers.json\n"
    "  vangnet report --show-form --json";
constexpr Words kAnswers{
    "Bent u nu in gevaar? Bel eerst 112 (Caribisch Nederland: 911 of 112).\n"
    "\nAntwoorden in een bestand (alleen de vijf met een * zijn nodig; meer in README.md):\n"
    "  {\"answers\": {\"danger\": \"no\", \"topic\": \"integrity\", \"role\": \"alderman\",\n"
    "               \"contact\": [\"portal-only\"], \"consent\": \"with-health\",\n"
    "               \"next-deadline\": \"2026-11-25T14:00\", \"impact-safety\": 7,\n"
    "               \"own-words\": \"...\"},\n"
    "   \"organisation\": \"Gemeente Voorbeeld\", \"parties\": [\"...\"], \"must_not_see\": \"...\",\n"
    "   \"exclude\": [\"PERSOON\"], \"lead\": \"PERSOON\", \"strike\": [\"deputy\"],\n"
    "   \"urgency\": 2, \"language\": \"dutch\", \"calendar\": \"amsterdam\"}",
    "In danger now? Call 112 first (Caribbean Netherlands: 911 or 112).\n"
    "\nAnswers in a file (only the five with a * are needed; more in README.md):\n"
    "  {\"answers\": {\"danger\": \"no\", \"topic\": \"integrity\", \"role\": \"alderman\",\n"
    "               \"contact\": [\"portal-only\"], \"consent\": \"with-health\",\n"
    "               \"next-deadline\": \"2026-11-25T14:00\", \"impact-safety\": 7,\n"
    "               \"own-words\": \"...\"},\n"
    "   \"organisation\": \"Gemeente Voorbeeld\", \"parties\": [\"...\"], \"must_not_see\": \"...\",\n"
    "   \"exclude\": [\"PERSON\"], \"lead\": \"PERSON\", \"strike\": [\"deputy\"],\n"
    "   \"urgency\": 2, \"language\": \"dutch\", \"calendar\": \"amsterdam\"}"};

constexpr session::Words kNobodyToAsk{
    "Er ontbreekt iets: zonder terminal kan niets worden gevraagd. Typ dit in een terminal, of geef "
    "de antwoorden met --from FILE (zie --help).",
    "Something is missing: without a terminal nothing can be asked. Type this in a terminal, or give "
    "the answers with --from FILE (see --help)."};

absl::Status RunReport(Context& context, const ReportFlags& flags) {
  if (flags.show_form) return ShowForm(context);
  if (flags.finish) return FinishReport(context, flags);
  if (!flags.from.empty()) return ReportFromFile(context, flags);
  if (!context.terminal.traits().asks) return UsageFailure(kNobodyToAsk);
  return ReportGuided(context, flags);
}

}  // namespace

void AddReport(const Command& app) {
  const Command command =
      app.Add("report",
              Words("Een vertrouwenspersoon om hulp vragen, stap voor stap of uit een bestand",
                    "Ask a trusted person for help, guided or from a file"),
              kReportExamples);
  command.Explain(kAnswers);
  auto flags = std::make_shared<ReportFlags>();
  command.Option(
      "--from", flags->from, value::kFileOrStdin,
      Words("Antwoorden als JSON; - voor standaardinvoer", "Answers as JSON; - for stdin"));
  command.Option(
      "--receipt-file", flags->receipt_file, value::kFile,
      Words("Waar de ontvangstcode komt, voordat er iets wordt verstuurd; met --finish: waar ze "
            "staat",
            "Where the receipt goes, before anything is sent; with --finish: where it is"));
  command.Option("--proof-file", flags->proof_file, value::kNewFile,
                 Words("Het bewijs van ontvangst bewaren", "Save the proof of acceptance"));
  command.Option("--outbox", flags->outbox, value::kNewFile,
                 Words("De melding ook verzegeld in dit bestand bewaren tot ze is aangekomen",
                       "Keep the report sealed in this file as well until it has arrived"));
  command.Flag(
      "--finish", flags->finish,
      Words("Een melding afmaken die werd afgebroken", "Finish a report that was cut off"));
  command.Number("--attempts", flags->attempts, 0, 1000000,
                 Words("Met --from: hoe vaak proberen als de server weg is (5); 0: zonder einde",
                       "With --from: tries while the server cannot be reached (5); 0: no end"));
  command.Flag("--dry-run", flags->dry_run,
               Words("Tonen hoe dringend het is en naar wie het zou gaan; niets versturen",
                     "Show urgency and who it would go to; send nothing"));
  command.Flag("--show-form", flags->show_form,
               Words("De vragen en hun codes tonen", "Show the questions and their codes"));
  command.Runs([&context = app.context(), flags] { return RunReport(context, *flags); });
}

}  // namespace vangnet::cli
