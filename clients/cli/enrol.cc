#include <string>

#include "clients/cli/commands.h"
#include "clients/cli/progress.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/enrolment.h"
#include "clients/session/file.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kEnrolMaking{"Sleutelbestand maken", "Making the key file"};
constexpr Words kEnrolDone{
    "Uw sleutelbestand is $0: bewaar het goed, met de wachtzin apart. Stuur $1 naar de beheerder. "
    "Lees daarna per telefoon deze vingerafdruk voor:",
    "Your key file is $0: keep it well, and the passphrase apart from it. Send $1 to the "
    "administrator. Then read this fingerprint out by telephone:"};

struct EnrolFlags {
  std::string identity;
  std::string request;
  std::uint32_t generation = 1;
  std::string principal_of;
  PassphraseFlags passphrase;
};

absl::StatusOr<contract::PrincipalId> PrincipalFor(const EnrolFlags& flags) {
  if (flags.principal_of.empty()) {
    return sealing::RandomId<contract::PrincipalId>(sealing::SystemRandom());
  }
  VN_ASSIGN_OR_RETURN(const std::string bytes, session::ReadFile(flags.principal_of, 65536));
  VN_ASSIGN_OR_RETURN(const identity::v1::KeyFileHeader header, sealing::ReadKeyFileHeader(bytes));
  return contract::PrincipalId::Parse(header.principal());
}

absl::Status Enrol(Context& context, const EnrolFlags& flags) {
  sealing::KeyFileContent content;
  content.purpose = identity::v1::KEY_PURPOSE_IDENTITY;
  content.generation = flags.generation;
  VN_ASSIGN_OR_RETURN(content.principal, PrincipalFor(flags));
  content.seed = sealing::GenerateIdentitySeed(sealing::SystemRandom());
  VN_ASSIGN_OR_RETURN(const sealing::Identity identity,
                      sealing::IdentityFromSeed(*content.principal, content.seed));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes passphrase,
                      ReadNewPassphrase(context, flags.passphrase));
  const std::string request = sealing::MakeEnrolmentRequest(identity, flags.generation);
  VN_ASSIGN_OR_RETURN(const sealing::Enrolment enrolment, sealing::VerifyEnrolmentRequest(request));
  absl::StatusOr<std::string> key_file = absl::InternalError("not made");
  {
    const Progress progress(context, kEnrolMaking);
    key_file = sealing::SealKeyFile(content, passphrase, {}, sealing::SystemRandom());
  }
  VN_RETURN_IF_ERROR(key_file.status());
  VN_RETURN_IF_ERROR(session::WriteNewFile(flags.identity, *key_file));
  VN_RETURN_IF_ERROR(session::WriteNewFile(flags.request, request));
  if (context.json) {
    context.Print(Json::Object()
                      .Set("principal", session::ToHex(content.principal->view()))
                      .Set("generation", flags.generation)
                      .Set("fingerprint", enrolment.fingerprint));
    return absl::OkStatus();
  }
  context.Say(kEnrolDone, {flags.identity, flags.request});
  context.terminal.Lines("  " + enrolment.fingerprint);
  return absl::OkStatus();
}

}  // namespace

void AddEnrol(const Command& app) {
  const Command command =
      app.Add("enrol",
              Words("Uw sleutelbestand maken, en de aanvraag om in de lijst te komen",
                    "Make your key file and the request to be put in the bundle"),
              "  vangnet enrol --identity anna.key --request anna.request\n"
              "  vangnet enrol --identity anna2.key --request anna2.request --generation 2 "
              "--principal-of anna.key");
  auto flags = std::make_shared<EnrolFlags>();
  command
      .Option("--identity", flags->identity, value::kNewFile,
              Words("Het sleutelbestand dat gemaakt wordt", "The key file to make"))
      .Required();
  command
      .Option("--request", flags->request, value::kNewFile,
              Words("De aanvraag die gemaakt wordt", "The request to make"))
      .Required();
  command.Number("--generation", flags->generation, 1u, 1000000u,
                 Words("1 voor de eerste sleutel, 2 voor de vernieuwing...",
                       "1 for the first key, 2 for its renewal..."));
  command.Option(
      "--principal-of", flags->principal_of, value::kKeyFile,
      Words("Uw huidige sleutelbestand, bij vernieuwing", "Your present key file, when renewing"));
  flags->passphrase.AddTo(command);
  command.Runs([&context = app.context(), flags] { return Enrol(context, *flags); });
}

}  // namespace vangnet::cli
