#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/bundle_before.h"
#include "clients/cli/bundle_draft.h"
#include "clients/cli/bundle_summary.h"
#include "clients/cli/bundle_words.h"
#include "clients/cli/commands.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/bundle_difference.h"
#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/fingerprint.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "clients/session/organisation.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kNotASigner{"Deze sleutel hoort niet bij de ondertekenaars van deze organisatie.",
                            "This key is not one of this organisation's signers."};
constexpr Words kBadContent{"Het concept kan niet worden getekend; dit veld klopt niet: $0",
                            "The draft cannot be signed; this field is not right: $0"};
constexpr Words kSignChanges{"Wat verandert tegenover lijst nummer $0:",
                             "What changes against list number $0:"};
constexpr Words kNoChanges{"Alleen nummer en data.", "Only number and dates."};
constexpr Words kFirst{"Dit is de eerste lijst van een nieuwe organisatie:",
                       "This is the first list of a new organisation:"};
constexpr Words kSignQuestion{
    "Uw handtekening zegt dat u dit heeft nagekeken, ook de vingerafdrukken. Tekenen?",
    "Your signature says that you checked this, the fingerprints as well. Sign?"};
constexpr Words kSigned{"Getekend: $0 van de $1 die nodig zijn. Bestand: $2.",
                        "Signed: $0 of the $1 that are needed. File: $2."};

struct SignFlags {
  std::string file;
  std::string signer;
  std::string out;
  std::string previous;
  bool yes = false;
  PassphraseFlags passphrase;
};

struct Draft {
  std::string bundle_bytes;
  bundle::v1::Bundle bundle;
  std::vector<bundle::v1::BundleSignature> signatures;
};

absl::StatusOr<Draft> ReadEither(const std::string& file) {
  Draft draft;
  VN_ASSIGN_OR_RETURN(const std::string bytes, session::ReadFile(file, 4 * 1024 * 1024));
  if (IsSignedBundle(bytes)) {
    VN_ASSIGN_OR_RETURN(const contract::ParsedBundle parsed, ReadSignedBundle(file));
    draft.bundle_bytes = parsed.bundle_bytes;
    draft.bundle = parsed.bundle;
    for (const auto& [key, signature] : parsed.signatures) {
      bundle::v1::BundleSignature& entry = draft.signatures.emplace_back();
      entry.set_signer_key(key.ToBytes());
      entry.set_signature(signature.ToBytes());
    }
    return draft;
  }
  VN_ASSIGN_OR_RETURN(draft.bundle, ReadDraft(file));
  absl::StatusOr<std::string> frozen = sealing::FreezeBundle(draft.bundle);
  if (!frozen.ok()) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                            kBadContent, {std::string(frozen.status().message())});
  }
  draft.bundle_bytes = *std::move(frozen);
  draft.bundle.ParseFromString(draft.bundle_bytes);
  return draft;
}

void ShowWhatIsSigned(Context& context, const std::optional<bundle::v1::Bundle>& previous,
                      const bundle::v1::Bundle& bundle) {
  if (!previous.has_value()) {
    context.Say(kFirst);
    ShowBundleSummary(context, bundle);
    return;
  }
  context.Say(kSignChanges, {std::to_string(previous->version())});
  const std::vector<sealing::BundleChange> changes = sealing::DifferencesOf(*previous, bundle);
  for (const sealing::BundleChange& change : changes) {
    context.terminal.Lines("  - " + ChangeWords(change, context.language));
  }
  if (changes.empty()) context.Say(kNoChanges);
}

bool IsSigner(const bundle::v1::SignerSet& signers, std::string_view key) {
  const auto& keys = signers.signer_keys();
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

absl::Status Sign(Context& context, const SignFlags& flags) {
  VN_ASSIGN_OR_RETURN(Draft draft, ReadEither(flags.file));
  VN_ASSIGN_OR_RETURN(const std::optional<bundle::v1::Bundle> previous,
                      BundleBefore(context, flags.previous, draft.bundle));
  const bundle::v1::SignerSet& signers =
      previous.has_value() ? previous->signers() : draft.bundle.signers();
  ShowWhatIsSigned(context, previous, draft.bundle);
  if (!flags.yes) VN_RETURN_IF_ERROR(context.Confirm(kSignQuestion, "--yes"));
  VN_ASSIGN_OR_RETURN(
      const sealing::KeyFileContent content,
      OpenKeys(context, flags.signer, flags.passphrase, identity::v1::KEY_PURPOSE_SIGNER));
  VN_ASSIGN_OR_RETURN(const sealing::SigningIdentity signer,
                      sealing::SigningIdentity::FromSeed(content.seed));
  if (!IsSigner(signers, signer.key().view()) &&
      !IsSigner(draft.bundle.signers(), signer.key().view())) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                            kNotASigner);
  }
  std::erase_if(draft.signatures, [&](const bundle::v1::BundleSignature& entry) {
    return entry.signer_key() == signer.key().view();
  });
  draft.signatures.push_back(sealing::SignBundle(draft.bundle_bytes, signer));
  VN_ASSIGN_OR_RETURN(const std::string signed_bundle,
                      sealing::JoinSignatures(draft.bundle_bytes, draft.signatures));
  VN_RETURN_IF_ERROR(session::ReplaceFile(flags.out, signed_bundle));
  const auto counted = static_cast<std::uint32_t>(
      std::count_if(draft.signatures.begin(), draft.signatures.end(),
                    [&](const auto& entry) { return IsSigner(signers, entry.signer_key()); }));
  if (context.json) {
    VN_ASSIGN_OR_RETURN(const contract::OrganisationId id,
                        contract::OrganisationId::Parse(draft.bundle.organisation_id()));
    context.Print(Json::Object()
                      .Set("version", draft.bundle.version())
                      .Set("organisation_id", session::ToHex(id.view()))
                      .Set("fingerprint", sealing::OrganisationFingerprint(id))
                      .Set("signatures", counted)
                      .Set("threshold", signers.threshold())
                      .Set("complete", counted >= signers.threshold()));
  } else {
    context.Say(kSigned, {std::to_string(counted), std::to_string(signers.threshold()), flags.out});
  }
  return absl::OkStatus();
}

}  // namespace

void AddSign(const Command& admin) {
  const Command command = admin.Add(
      "sign",
      Words("Kijken wat er verandert en uw handtekening zetten",
            "Look at what changes and add your signature"),
      "  vangnet admin sign b1.draft --signer s1.key --out b1.signed\n"
      "  vangnet admin sign b1.signed --signer s2.key --out b1.signed\n"
      "  vangnet admin sign b2.draft --signer s1.key --previous b1.signed --out b2.signed");
  auto flags = std::make_shared<SignFlags>();
  command
      .Positional(flags->file, value::kFile,
                  Words("Een concept, of een lijst die anderen al tekenden",
                        "A draft, or a bundle that others signed already"))
      .Required();
  command
      .Option("--signer", flags->signer, value::kKeyFile,
              Words("Uw sleutelbestand als ondertekenaar", "Your signer key file"))
      .Required();
  command
      .Option("--out", flags->out, value::kSigned,
              Words("Waar de getekende lijst komt; mag BESTAND zelf zijn",
                    "Where the signed bundle goes; may be FILE itself"))
      .Required();
  command.Option(
      "--previous", flags->previous, value::kSigned,
      Words("De vorige lijst; anders de vastgelegde", "The bundle before; else the pinned one"));
  command.Flag("--yes", flags->yes, Words("Niet vragen", "Do not ask"));
  flags->passphrase.AddTo(command);
  command.Runs([&context = admin.context(), flags] { return Sign(context, *flags); });
}

}  // namespace vangnet::cli
