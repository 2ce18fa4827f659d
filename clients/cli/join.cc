#include <string>

#include "clients/cli/bundle_words.h"
#include "clients/cli/commands.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/fingerprint.h"
#include "clients/session/organisation.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kJoined{"Dit programma hoort nu bij \"$0\" (vingerafdruk $1, lijst nummer $2).",
                        "This program now belongs to \"$0\" (fingerprint $1, list number $2)."};
constexpr Words kJoinNext{"Hulp nodig? `vangnet report`. Telefoon:",
                          "In need of help? `vangnet report`. Telephone:"};
constexpr Words kJoinDemonstration{"Dit is een DEMONSTRATIE. Meld hier niets echts.",
                                   "This is a DEMONSTRATION. Report nothing real here."};

struct JoinFlags {
  std::string file;
  std::string fingerprint;
};

absl::Status Join(Context& context, const JoinFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::string bytes,
                      ReadInput(flags.file, contract::limit::kSignedBundle));
  VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
  VN_ASSIGN_OR_RETURN(const session::Organisation organisation,
                      session::Organisation::Join(home, bytes, flags.fingerprint, context.clock()));
  const bundle::v1::Bundle& bundle = organisation.bundle();
  const std::string fingerprint = sealing::OrganisationFingerprint(organisation.id());
  if (context.json) {
    context.Print(Json::Object()
                      .Set("organisation_id", session::ToHex(organisation.id().view()))
                      .Set("name", bundle.name())
                      .Set("fingerprint", fingerprint)
                      .Set("version", bundle.version())
                      .Set("demonstration", bundle.demonstration()));
    return absl::OkStatus();
  }
  context.Say(kJoined, {bundle.name(), fingerprint, std::to_string(bundle.version())});
  if (bundle.demonstration()) context.Say(kJoinDemonstration);
  context.Say(kJoinNext);
  context.terminal.Lines(
      NumberLines(NumbersOf(bundle, bundle::v1::TERRITORY_NETHERLANDS), context.language));
  return absl::OkStatus();
}

}  // namespace

void AddJoin(const Command& app) {
  const Command command =
      app.Add("join",
              Words("Een organisatie vertrouwen, met haar bestand en de code uit uw brief",
                    "Trust an organisation, from its file and the fingerprint in your letter"),
              "  vangnet join organisation.bundle --fingerprint 0A1B-2C3D-...");
  auto flags = std::make_shared<JoinFlags>();
  command
      .Positional(
          flags->file, value::kFile,
          Words("Het getekende bestand van de organisatie", "The organisation's signed file"))
      .Required();
  command
      .Option("--fingerprint", flags->fingerprint, value::kCode,
              Words("Zes groepen van vier, uit uw brief", "Six groups of four, from your letter"))
      .Required();
  command.Runs([&context = app.context(), flags] { return Join(context, *flags); });
}

}  // namespace vangnet::cli
