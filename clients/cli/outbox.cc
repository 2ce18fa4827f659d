#include "clients/cli/commands.h"
#include "clients/cli/outbox_send.h"

namespace vangnet::cli {
namespace {

using session::Words;

void AddFile(const Command& command, OutboxFlags& flags) {
  command
      .Positional(flags.file, value::kFile,
                  Words("De bewaarde melding (`vangnet report --outbox`)",
                        "The kept report (`vangnet report --outbox`)"))
      .Required();
}

void AddSend(const Command& outbox) {
  const Command command =
      outbox.Add("send",
                 Words("Alsnog versturen; het bestand gaat weg als de melding is aangekomen",
                       "Send it after all; the file goes when the report has arrived"),
                 "  vangnet outbox send report.kept\n"
                 "  vangnet outbox send report.kept --receipt-file receipt.txt --yes --json");
  auto flags = std::make_shared<OutboxFlags>();
  AddFile(command, *flags);
  command.Option(
      "--receipt-file", flags->receipt_file, value::kFileOrStdin,
      Words("Bestand met de ontvangstcode; - voor standaardinvoer; anders wordt ze gevraagd",
            "File with the receipt; - for stdin; else it is asked for"));
  command.Option("--proof-file", flags->proof_file, value::kNewFile,
                 Words("Het bewijs van ontvangst bewaren", "Save the proof of acceptance"));
  command.Number("--attempts", flags->attempts, 0, 1000000,
                 Words("Hoe vaak proberen als de server weg is (5); 0: zonder einde",
                       "Tries while the server cannot be reached (5); 0: no end"));
  command.Flag("--yes", flags->yes,
               Words("Niet vragen als de melding naar anderen moet",
                     "Do not ask when the report must go to others"));
  command.Runs([&context = outbox.context(), flags] { return SendOutbox(context, *flags); });
}

void AddShow(const Command& outbox) {
  const Command command =
      outbox.Add("show",
                 Words("Wat dit voor bestand is en of het heel is, zonder ontvangstcode",
                       "What the file is and whether it is whole, without the receipt"),
                 "  vangnet outbox show report.kept");
  auto flags = std::make_shared<OutboxFlags>();
  AddFile(command, *flags);
  command.Runs([&context = outbox.context(), flags] { return ShowOutbox(context, *flags); });
}

}  // namespace

void AddOutbox(const Command& app) {
  const Command outbox =
      app.Add("outbox",
              Words("Een melding die bewaard werd omdat de server weg was",
                    "A report that was kept because the server could not be reached"),
              "  vangnet outbox send report.kept\n"
              "  vangnet outbox show report.kept");
  outbox.RequireSubcommand(1, 1);
  AddSend(outbox);
  AddShow(outbox);
}

}  // namespace vangnet::cli
