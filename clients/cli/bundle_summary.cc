#include "clients/cli/bundle_summary.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/bundle_words.h"
#include "clients/cli/names.h"
#include "clients/cli/table.h"
#include "clients/cli/time_words.h"
#include "clients/sealing/fingerprint.h"
#include "clients/session/home.h"
#include "proto/contract/ids.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kSummaryOrganisation{"Organisatie: $0", "Organisation: $0"};
constexpr session::Words kFingerprint{"Vingerafdruk: $0", "Fingerprint: $0"};
constexpr session::Words kVersion{"Lijst nummer $0, geldig tot $1",
                                  "List number $0, valid until $1"};
constexpr session::Words kSummaryDemonstration{"DEMONSTRATIE: niet voor echte meldingen.",
                                               "DEMONSTRATION: not for real reports."};
constexpr session::Words kAddresses{"Adressen: $0 (melders), $1 (medewerkers)",
                                    "Addresses: $0 (reporters), $1 (staff)"};
constexpr session::Words kWebPage{"Pagina voor melders, hash van haar manifest:\n  $0",
                                  "Page for reporters, hash of its manifest:\n  $0"};
constexpr session::Words kNoWebPage{"Geen pagina voor melders.", "No page for reporters."};
constexpr session::Words kSigners{"Ondertekenaars ($0 nodig):", "Signers ($0 needed):"};
constexpr session::Words kTelephone{"Telefoon, $0:", "Telephone, $0:"};
constexpr session::Words kSummaryName{"Naam", "Name"};
constexpr session::Words kRoles{"Rollen", "Roles"};
constexpr session::Words kSummaryKeys{"Vingerafdruk", "Fingerprint"};
constexpr session::Words kSkills{"Deskundigheid", "Competences"};
constexpr session::Words kConflicts{"Belangen", "Conflicts"};

template <typename Enum, typename Values>
std::vector<std::string> Codes(const Values& values) {
  std::vector<std::string> codes;
  for (const auto value : values) codes.push_back(CodeOf(static_cast<Enum>(value)));
  return codes;
}

std::string FingerprintOf(const bundle::v1::Staff& staff) {
  const auto signing_key = contract::SigningKey::Parse(staff.keys().signing_key());
  const auto box_key = contract::BoxKey::Parse(staff.keys().box_key());
  return signing_key.ok() && box_key.ok() ? sealing::Fingerprint(*signing_key, *box_key) : "";
}

std::string Address(const bundle::v1::Endpoint& endpoint) {
  return absl::StrCat(endpoint.host(), ":", endpoint.port());
}

void ShowStaff(Context& context, const bundle::v1::Bundle& bundle) {
  Table table({context.In(kSummaryName), context.In(kRoles), context.In(kSummaryKeys),
               context.In(kSkills), context.In(kConflicts)});
  for (const bundle::v1::Staff& staff : bundle.staff()) {
    table.AddRow({staff.name(), absl::StrJoin(Codes<policy::v1::Role>(staff.roles()), " "),
                  FingerprintOf(staff),
                  absl::StrJoin(Codes<bundle::v1::Competence>(staff.competences()), " "),
                  absl::StrJoin(staff.conflict_codes(), " ")});
  }
  context.terminal.Lines(table.ToText());
}

}  // namespace

void ShowBundleSummary(Context& context, const bundle::v1::Bundle& bundle) {
  context.Say(kSummaryOrganisation, {bundle.name()});
  if (bundle.demonstration()) context.Say(kSummaryDemonstration);
  const auto id = contract::OrganisationId::Parse(bundle.organisation_id());
  if (id.ok()) context.Say(kFingerprint, {sealing::OrganisationFingerprint(*id)});
  context.Say(kVersion,
              {std::to_string(bundle.version()),
               TimeWords(bundle.expires_time(), record::v1::CALENDAR_AMSTERDAM, context.language)});
  context.Say(kAddresses, {Address(bundle.public_endpoint()), Address(bundle.staff_endpoint())});
  ShowStaff(context, bundle);
  for (const Name<bundle::v1::Territory>& territory : Names<bundle::v1::Territory>()) {
    context.Say(kTelephone, {territory.words.In(context.language)});
    context.terminal.Lines(NumberLines(NumbersOf(bundle, territory.value), context.language));
  }
  if (bundle.web_manifest_hash().empty()) {
    context.Say(kNoWebPage);
  } else {
    context.Say(kWebPage, {session::ToHex(bundle.web_manifest_hash())});
  }
  context.Say(kSigners, {std::to_string(bundle.signers().threshold())});
  for (const std::string& key : bundle.signers().signer_keys()) {
    context.terminal.Lines("  " + session::ToHex(key));
  }
}

Json StaffJson(const bundle::v1::Bundle& bundle) {
  Json array = Json::Array();
  for (const bundle::v1::Staff& staff : bundle.staff()) {
    array.Add(Json::Object()
                  .Set("principal", session::ToHex(staff.principal()))
                  .Set("name", staff.name())
                  .Set("roles", JsonArray(Codes<policy::v1::Role>(staff.roles())))
                  .Set("fingerprint", FingerprintOf(staff))
                  .Set("generation", staff.keys().generation())
                  .Set("competences", JsonArray(Codes<bundle::v1::Competence>(staff.competences())))
                  .Set("languages", JsonArray(Codes<record::v1::Language>(staff.languages())))
                  .Set("region", staff.region())
                  .Set("conflicts", JsonArray(staff.conflict_codes())));
  }
  return array;
}

}  // namespace vangnet::cli
