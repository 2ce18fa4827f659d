#include "clients/cli/bundle_words.h"

#include "absl/strings/str_cat.h"
#include "clients/session/home.h"

namespace vangnet::cli {
namespace {

using sealing::BundleChangeKind;
using session::Language;
using session::Words;

}  // namespace

const Words& WordsOf(BundleChangeKind kind) {
  static constexpr Words kPersonAdded{"erbij gekomen", "added"};
  static constexpr Words kPersonRemoved{"weggegaan", "removed"};
  static constexpr Words kKeys{"andere sleutels", "other keys"};
  static constexpr Words kRoles{"andere rollen", "other roles"};
  static constexpr Words kName{"andere naam", "other name"};
  static constexpr Words kConflicts{"andere belangen", "other conflicts of interest"};
  static constexpr Words kSkills{"andere deskundigheid, taal of regio",
                                 "other competences, languages or region"};
  static constexpr Words kTelephoneAdded{"telefoonnummer erbij", "telephone number added"};
  static constexpr Words kTelephoneRemoved{"telefoonnummer weg", "telephone number removed"};
  static constexpr Words kTelephoneChanged{"ander telefoonnummer", "other telephone number"};
  static constexpr Words kSigners{"andere ondertekenaars", "other signers"};
  static constexpr Words kLogKeys{"andere sleutels van de server", "other keys of the server"};
  static constexpr Words kEndpoint{"ander adres van de server", "other address of the server"};
  static constexpr Words kOrganisation{"andere naam van de organisatie",
                                       "other name of the organisation"};
  static constexpr Words kForms{"andere formulieren", "other forms"};
  static constexpr Words kPolicy{"andere termijnen of regels", "other deadlines or rules"};
  static constexpr Words kClient{"andere eisen aan dit programma", "other demands on this program"};
  static constexpr Words kWebPage{"andere pagina voor melders (hash van haar manifest)",
                                  "other page for reporters (hash of its manifest)"};
  switch (kind) {
    case BundleChangeKind::kPersonAdded:
      return kPersonAdded;
    case BundleChangeKind::kPersonRemoved:
      return kPersonRemoved;
    case BundleChangeKind::kKeysChanged:
      return kKeys;
    case BundleChangeKind::kRolesChanged:
      return kRoles;
    case BundleChangeKind::kNameChanged:
      return kName;
    case BundleChangeKind::kConflictsChanged:
      return kConflicts;
    case BundleChangeKind::kSkillsChanged:
      return kSkills;
    case BundleChangeKind::kTelephoneAdded:
      return kTelephoneAdded;
    case BundleChangeKind::kTelephoneRemoved:
      return kTelephoneRemoved;
    case BundleChangeKind::kTelephoneChanged:
      return kTelephoneChanged;
    case BundleChangeKind::kSignersChanged:
      return kSigners;
    case BundleChangeKind::kLogKeysChanged:
      return kLogKeys;
    case BundleChangeKind::kEndpointChanged:
      return kEndpoint;
    case BundleChangeKind::kOrganisationChanged:
      return kOrganisation;
    case BundleChangeKind::kFormsChanged:
      return kForms;
    case BundleChangeKind::kPolicyChanged:
      return kPolicy;
    case BundleChangeKind::kClientChanged:
      return kClient;
    case BundleChangeKind::kWebPageChanged:
      return kWebPage;
  }
  return kPolicy;
}

std::string ChangeWords(const sealing::BundleChange& change, Language language) {
  std::string words = change.subject.empty() ? "" : absl::StrCat(change.subject, ": ");
  absl::StrAppend(&words, WordsOf(change.kind).In(language));
  if (!change.before.empty() || !change.after.empty()) {
    const char* none = language == Language::kDutch ? "(niets)" : "(nothing)";
    absl::StrAppend(&words, ": ", change.before.empty() ? none : change.before, " -> ",
                    change.after.empty() ? none : change.after);
  }
  return words;
}

Json ChangesJson(const std::vector<sealing::BundleChange>& changes) {
  Json array = Json::Array();
  for (const sealing::BundleChange& change : changes) {
    array.Add(Json::Object()
                  .Set("kind", sealing::NameOf(change.kind))
                  .Set("subject", change.subject)
                  .Set("principal", session::ToHex(change.principal))
                  .Set("before", change.before)
                  .Set("after", change.after));
  }
  return array;
}

std::vector<bundle::v1::TelephoneNumber> NumbersOf(const bundle::v1::Bundle& bundle,
                                                   bundle::v1::Territory territory) {
  std::vector<bundle::v1::TelephoneNumber> numbers;
  for (const bool emergency : {true, false}) {
    for (const bundle::v1::TelephoneNumber& number : bundle.telephone_numbers()) {
      if (number.territory() == territory && number.emergency() == emergency) {
        numbers.push_back(number);
      }
    }
  }
  if (numbers.empty() && territory != bundle::v1::TERRITORY_NETHERLANDS) {
    return NumbersOf(bundle, bundle::v1::TERRITORY_NETHERLANDS);
  }
  return numbers;
}

std::string NumberLines(const std::vector<bundle::v1::TelephoneNumber>& numbers,
                        Language language) {
  std::string lines;
  for (const bundle::v1::TelephoneNumber& number : numbers) {
    absl::StrAppend(&lines, "  ", session::In(language, number.name()), ": ", number.number(),
                    "\n");
  }
  return lines;
}

Json NumbersJson(const std::vector<bundle::v1::TelephoneNumber>& numbers, Language language) {
  Json array = Json::Array();
  for (const bundle::v1::TelephoneNumber& number : numbers) {
    array.Add(Json::Object()
                  .Set("name", session::In(language, number.name()))
                  .Set("number", number.number())
                  .Set("emergency", number.emergency()));
  }
  return array;
}

}  // namespace vangnet::cli
