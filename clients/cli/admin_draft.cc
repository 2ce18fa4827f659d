#include <string>
#include <vector>

#include "clients/cli/bundle_draft.h"
#include "clients/cli/commands.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/bundle_sign.h"
#include "clients/session/organisation.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kDraftToMake{"Het concept dat gemaakt wordt", "The draft to make"};
constexpr Words kDays{"Aantal dagen tot het verloopt (60)", "Days until it expires (60)"};
constexpr Words kDraftMade{
    "Concept $0 is gemaakt (lijst nummer $1). Kijk het na en laat het tekenen met `vangnet admin "
    "sign`.",
    "Draft $0 was made (list number $1). Look it over and have it signed with `vangnet admin sign`."};
constexpr Words kCaWithoutDemonstration{
    "--ca is alleen voor een demonstratie; geef dan ook --demonstration.",
    "--ca is for a demonstration only; then give --demonstration as well."};
constexpr std::size_t kCertificateLimit = 64 * 1024;

struct DraftFlags {
  std::string organisation;
  std::string out;
  std::vector<std::string> signers;
  std::uint32_t threshold = 2;
  std::string public_address;
  std::string staff_address;
  std::vector<std::string> log_keys;
  std::string ca;
  bool demonstration = false;
  std::uint32_t days = 60;
  std::string name;
  std::string previous;
};

absl::Status ReportDraft(Context& context, const DraftFlags& flags,
                         const bundle::v1::Bundle& draft) {
  if (context.json) {
    context.Print(Json::Object()
                      .Set("draft", flags.out)
                      .Set("version", draft.version())
                      .Set("organisation_id", session::ToHex(draft.organisation_id())));
  } else {
    context.Say(kDraftMade, {flags.out, std::to_string(draft.version())});
  }
  return absl::OkStatus();
}

void SetDates(Context& context, std::uint32_t days, bundle::v1::Bundle& draft) {
  const absl::Time now = context.clock();
  draft.set_issued_time(contract::ToSeconds(now));
  draft.set_expires_time(contract::ToSeconds(now + absl::Hours(24) * days));
}

absl::Status MakeDraft(Context& context, const DraftFlags& flags) {
  if (!flags.ca.empty() && !flags.demonstration) return UsageFailure(kCaWithoutDemonstration);
  VN_ASSIGN_OR_RETURN(bundle::v1::Bundle draft, ReadDraft(flags.organisation));
  std::vector<contract::SigningKey> signers;
  for (const std::string& text : flags.signers) {
    VN_ASSIGN_OR_RETURN(signers.emplace_back(), ReadKey(text));
  }
  *draft.mutable_signers() = sealing::MakeSignerSet(signers, flags.threshold);
  draft.set_organisation_id(sealing::NewOrganisationId(draft.signers()).ToBytes());
  if (!flags.name.empty()) draft.set_name(flags.name);
  if (draft.name().empty()) return Missing("--name");
  draft.set_demonstration(flags.demonstration);
  VN_ASSIGN_OR_RETURN(*draft.mutable_public_endpoint(), ParseEndpoint(flags.public_address));
  VN_ASSIGN_OR_RETURN(*draft.mutable_staff_endpoint(), ParseEndpoint(flags.staff_address));
  if (!flags.ca.empty()) {
    VN_ASSIGN_OR_RETURN(*draft.mutable_ca_certificate(), ReadInput(flags.ca, kCertificateLimit));
  }
  draft.set_version(1);
  SetDates(context, flags.days, draft);
  for (const std::string& text : flags.log_keys) {
    VN_ASSIGN_OR_RETURN(const contract::SigningKey key, ReadKey(text));
    bundle::v1::LogKey& log_key = *draft.add_log_keys();
    log_key.set_key(key.ToBytes());
    // The server's proofs count by day, so the key counts from the beginning of this one.
    log_key.set_valid_from_time(contract::RoundToDay(draft.issued_time()));
  }
  VN_RETURN_IF_ERROR(WriteNewDraft(flags.out, draft));
  return ReportDraft(context, flags, draft);
}

absl::Status MakeNext(Context& context, const DraftFlags& flags) {
  bundle::v1::Bundle draft;
  if (flags.previous.empty()) {
    VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
    VN_ASSIGN_OR_RETURN(const session::Organisation organisation,
                        session::Organisation::Load(home, context.clock()));
    draft = sealing::NextBundle(organisation.newest().parsed());
  } else {
    VN_ASSIGN_OR_RETURN(const contract::ParsedBundle previous, ReadSignedBundle(flags.previous));
    draft = sealing::NextBundle(previous);
  }
  SetDates(context, flags.days, draft);
  VN_RETURN_IF_ERROR(WriteNewDraft(flags.out, draft));
  return ReportDraft(context, flags, draft);
}

}  // namespace

void AddDraft(const Command& admin) {
  const Command command = admin.Add(
      "draft",
      Words("Een organisatie beginnen: het concept van haar eerste lijst",
            "Begin an organisation: the draft of its first bundle"),
      "  vangnet admin draft --organisation organisation.textproto --signer @s1.pub --signer "
      "@s2.pub --signer @s3.pub \\\n      --threshold 2 --public localhost:8443 --staff "
      "localhost:8444 --ca ca.pem --demonstration --log-key @log.pub --out b1.draft");
  auto flags = std::make_shared<DraftFlags>();
  command
      .Option("--organisation", flags->organisation, value::kTextproto,
              Words("Formulieren, telefoonnummers, regels", "Forms, telephone numbers, policies"))
      .Required();
  command.Option("--out", flags->out, value::kNewFile, kDraftToMake).Required();
  command
      .Option("--signer", flags->signers, value::kHexOrFile,
              Words("Publieke sleutel van een ondertekenaar, een keer voor elk",
                    "Public key of a signer, once each"))
      .Required();
  command.Option(
      "--threshold", flags->threshold, value::kNumber,
      Words("Hoeveel ondertekenaars moeten tekenen (2)", "How many signers must sign (2)"));
  command
      .Option("--public", flags->public_address, value::kAddress,
              Words("Adres voor melders", "Address for reporters"))
      .Required();
  command
      .Option("--staff", flags->staff_address, value::kAddress,
              Words("Adres voor medewerkers", "Address for staff"))
      .Required();
  command
      .Option("--log-key", flags->log_keys, value::kHexOrFile,
              Words("De publieke logsleutel van de server", "The server's public log key"))
      .Required();
  command.Option("--ca", flags->ca, value::kPemFile,
                 Words("CA-certificaat, alleen voor een demonstratie",
                       "CA certificate, for a demonstration only"));
  command.Flag("--demonstration", flags->demonstration,
               Words("Elk programma zegt dat het een demonstratie is", "Say so in every client"));
  command.Number("--days", flags->days, 1u, 60u, kDays);
  command.Option("--name", flags->name, value::kName,
                 Words("Naam van de organisatie", "Name of the organisation"));
  command.Runs([&context = admin.context(), flags] { return MakeDraft(context, *flags); });
}

void AddNext(const Command& admin) {
  const Command command = admin.Add("next",
                                    Words("Het concept van de lijst na de nieuwste",
                                          "The draft of the bundle after the newest one"),
                                    "  vangnet admin next --out b2.draft\n"
                                    "  vangnet admin next --bundle b1.signed --out b2.draft");
  auto flags = std::make_shared<DraftFlags>();
  command.Option("--out", flags->out, value::kNewFile, kDraftToMake).Required();
  command.Option(
      "--bundle", flags->previous, value::kSigned,
      Words("De vorige lijst; anders de vastgelegde", "The bundle before; else the pinned one"));
  command.Number("--days", flags->days, 1u, 60u, kDays);
  command.Runs([&context = admin.context(), flags] { return MakeNext(context, *flags); });
}

}  // namespace vangnet::cli
