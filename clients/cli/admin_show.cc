#include <algorithm>
#include <string>

#include "clients/cli/bundle_draft.h"
#include "clients/cli/bundle_summary.h"
#include "clients/cli/bundle_words.h"
#include "clients/cli/commands.h"
#include "clients/sealing/bundle_difference.h"
#include "clients/sealing/fingerprint.h"
#include "clients/session/file.h"
#include "clients/session/organisation.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kSignatures{"Handtekeningen: $0 van de $1 die nodig zijn.",
                            "Signatures: $0 of the $1 that are needed."};
constexpr Words kShowChanges{"Wat verandert tegenover de lijst die u kent:",
                             "What changes against the list that you know:"};

struct ShowFlags {
  std::string file;
};

// What differs from the pinned bundle; nothing when none is pinned.
std::vector<sealing::BundleChange> ChangesSincePinned(Context& context,
                                                      const bundle::v1::Bundle& bundle) {
  const absl::StatusOr<session::Home> home = context.OpenHome();
  if (!home.ok()) return {};
  const absl::StatusOr<session::Organisation> pinned =
      session::Organisation::Load(*home, context.clock());
  if (!pinned.ok() || pinned->bundle().organisation_id() != bundle.organisation_id()) return {};
  return sealing::DifferencesOf(pinned->bundle(), bundle);
}

absl::Status ShowBundle(Context& context, const ShowFlags& flags) {
  contract::ParsedBundle parsed;
  if (flags.file.empty()) {
    VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
    VN_ASSIGN_OR_RETURN(const session::Organisation organisation,
                        session::Organisation::Load(home, context.clock()));
    parsed = organisation.newest().parsed();
  } else {
    VN_ASSIGN_OR_RETURN(parsed, ReadSignedBundle(flags.file));
  }
  const bundle::v1::Bundle& bundle = parsed.bundle;
  const std::vector<sealing::BundleChange> changes = ChangesSincePinned(context, bundle);
  const auto& signers = bundle.signers().signer_keys();
  const auto counted = static_cast<std::uint32_t>(
      std::count_if(parsed.signatures.begin(), parsed.signatures.end(), [&](const auto& signature) {
        return std::find(signers.begin(), signers.end(), signature.first.view()) != signers.end();
      }));
  const std::uint32_t threshold = bundle.signers().threshold();
  if (context.json) {
    context.Print(Json::Object()
                      .Set("organisation_id", session::ToHex(parsed.organisation_id.view()))
                      .Set("fingerprint", sealing::OrganisationFingerprint(parsed.organisation_id))
                      .Set("name", bundle.name())
                      .Set("version", bundle.version())
                      .Set("bundle_hash", session::ToHex(parsed.bundle_hash.view()))
                      .Set("issued", bundle.issued_time())
                      .Set("expires", bundle.expires_time())
                      .Set("signatures", counted)
                      .Set("threshold", threshold)
                      .Set("complete", counted >= threshold)
                      .Set("demonstration", bundle.demonstration())
                      .Set("web_manifest_hash", session::ToHex(bundle.web_manifest_hash()))
                      .Set("staff", StaffJson(bundle))
                      .Set("changes", ChangesJson(changes)));
    return absl::OkStatus();
  }
  ShowBundleSummary(context, bundle);
  context.Say(kSignatures, {std::to_string(counted), std::to_string(threshold)});
  if (!changes.empty()) context.Say(kShowChanges);
  for (const sealing::BundleChange& change : changes) {
    context.terminal.Lines("  - " + ChangeWords(change, context.language));
  }
  return absl::OkStatus();
}

}  // namespace

void AddShowBundle(const Command& admin) {
  const Command command =
      admin.Add("show-bundle",
                Words("Wie en wat er in een lijst staat, met vingerafdrukken",
                      "Who and what stands in a bundle, with fingerprints"),
                "  vangnet admin show-bundle\n  vangnet admin show-bundle b2.signed --json");
  auto flags = std::make_shared<ShowFlags>();
  command.Positional(
      flags->file, value::kSigned,
      Words("Een getekende lijst; anders de vastgelegde", "A signed bundle; else the pinned one"));
  command.Runs([&context = admin.context(), flags] { return ShowBundle(context, *flags); });
}

}  // namespace vangnet::cli
