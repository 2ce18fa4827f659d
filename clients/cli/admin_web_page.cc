#include <optional>
#include <string>

#include "clients/cli/bundle_before.h"
#include "clients/cli/bundle_draft.h"
#include "clients/cli/commands.h"
#include "clients/cli/page_files.h"
#include "clients/cli/page_template.h"
#include "clients/sealing/web_manifest.h"
#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kPageMade{
    "De pagina staat in $0. In het concept staat nu de hash van haar manifest:\n  $1\nBrengt iemand "
    "het concept daarna in orde, maak de pagina dan opnieuw. Laat het dan tekenen.",
    "The page is in $0. The draft now holds the hash of its manifest:\n  $1\nIf the draft is changed "
    "after this, make the page again. Then have it signed."};
constexpr Words kPageBadDraft{
    "In het concept ontbreekt wie er tekenen, of de organisatie. Begin met `vangnet admin draft` of "
    "`vangnet admin next`.",
    "The draft lacks its signers, or the organisation. Begin with `vangnet admin draft` or `vangnet "
    "admin next`."};
constexpr Words kReferenceNotThere{
    "index.html verwijst naar $0, en dat is geen bestand van de pagina.",
    "index.html refers to $0, and that is no file of the page."};

struct PageFlags {
  std::string pages;
  std::string draft;
  std::string previous;
  std::string out;
};

absl::Status BadPage(const Words& words, const std::vector<std::string>& arguments = {}) {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          words, arguments);
}

// What the page has to trust to find the draft, once it is signed, good.
absl::StatusOr<sealing::TrustAnchor> AnchorOf(Context& context, const PageFlags& flags,
                                              const bundle::v1::Bundle& draft) {
  VN_ASSIGN_OR_RETURN(const std::optional<bundle::v1::Bundle> before,
                      BundleBefore(context, flags.previous, draft));
  const absl::StatusOr<contract::OrganisationId> id =
      contract::OrganisationId::Parse(draft.organisation_id());
  sealing::TrustAnchor anchor;
  anchor.signers = before.has_value() ? before->signers() : draft.signers();
  if (!id.ok() || anchor.signers.signer_keys().empty()) return BadPage(kPageBadDraft);
  anchor.organisation_id = *id;
  if (before.has_value()) {
    anchor.highest_version = before->version();
    // BundleBefore held it against the bundle itself.
    VN_ASSIGN_OR_RETURN(anchor.newest_hash, contract::Hash::Parse(draft.previous_bundle_hash()));
  }
  return anchor;
}

absl::Status CheckReferences(const PageFiles& files) {
  for (const std::string& reference : ReferencesOf(files.at(std::string(sealing::kWebIndexName)))) {
    if (!files.contains(LocalPath(reference))) return BadPage(kReferenceNotThere, {reference});
  }
  return absl::OkStatus();
}

absl::Status MakePage(Context& context, const PageFlags& flags) {
  VN_ASSIGN_OR_RETURN(bundle::v1::Bundle draft, ReadDraft(flags.draft));
  VN_ASSIGN_OR_RETURN(const sealing::TrustAnchor anchor, AnchorOf(context, flags, draft));
  VN_ASSIGN_OR_RETURN(const PageContent content, PageContentOf(draft, anchor));
  VN_ASSIGN_OR_RETURN(PageFiles files, ReadPageFiles(flags.pages));
  std::string& index = files.at(std::string(sealing::kWebIndexName));
  VN_ASSIGN_OR_RETURN(index, FillPage(index, content));
  VN_RETURN_IF_ERROR(CheckReferences(files));
  VN_ASSIGN_OR_RETURN(const std::string manifest, WritePageFolder(flags.out, files));
  const contract::Hash hash = sealing::WebManifestHash(manifest);
  draft.set_web_manifest_hash(hash.ToBytes());
  VN_RETURN_IF_ERROR(ReplaceDraft(flags.draft, draft));
  if (context.json) {
    context.Print(Json::Object()
                      .Set("folder", flags.out)
                      .Set("files", files.size())
                      .Set("web_manifest_hash", session::ToHex(hash.view())));
  } else {
    context.Say(kPageMade, {flags.out, session::ToHex(hash.view())});
  }
  return absl::OkStatus();
}

}  // namespace

void AddWebPage(const Command& admin) {
  const Command command = admin.Add(
      "web-page",
      Words("De pagina voor melders van een organisatie maken",
            "Make an organisation's page for reporters"),
      "  vangnet admin web-page --pages /usr/share/vangnet/web-template --draft b1.draft --out "
      "page\n"
      "  vangnet admin web-page --pages clients/web/dist --draft b2.draft --previous b1.signed "
      "--out page2");
  command.Explain(
      {"Vult de gebouwde pagina met naam, telefoonnummers en ondertekenaars uit het\n"
       "concept, maakt er ingepakte kopieën en een manifest bij, en zet de hash\n"
       "daarvan in het concept. Doe het als laatste voor het tekenen. Dezelfde invoer\n"
       "geeft dezelfde bestanden.",
       "Fills the built page with name, telephone numbers and signers of the draft,\n"
       "adds packed copies and a manifest, and puts its hash into the draft. Do it\n"
       "last before signing. The same input gives the same files."});
  auto flags = std::make_shared<PageFlags>();
  command
      .Option("--pages", flags->pages, value::kFolder,
              Words("De gebouwde pagina, nog niet ingevuld", "The built page, not filled in yet"))
      .Required();
  command
      .Option("--draft", flags->draft, value::kDraft,
              Words("Het concept van de lijst die deze pagina noemt",
                    "The draft of the bundle that names this page"))
      .Required();
  command
      .Option("--out", flags->out, value::kFolder,
              Words("Waar de pagina komt: een nieuwe of lege map",
                    "Where the page goes: a new or empty folder"))
      .Required();
  command.Option(
      "--previous", flags->previous, value::kSigned,
      Words("De vorige lijst; anders de vastgelegde", "The bundle before; else the pinned one"));
  command.Runs([&context = admin.context(), flags] { return MakePage(context, *flags); });
}

}  // namespace vangnet::cli
