#include "absl/strings/str_cat.h"
#include "clients/cli/case_words.h"
#include "clients/cli/names.h"

namespace vangnet::cli {
namespace {

using sealing::FindingClass;
using session::Words;

constexpr Words kFindingDamaged{
    "BESCHADIGD. De server laat iets zien dat niet kan kloppen. Wat hieronder staat is alleen "
    "wat klopt. Schrijf er nu niets bij; bel het ondersteuningsteam en noem wat hier staat:",
    "DAMAGED. The server shows something that cannot be right. What stands below is only what is "
    "right. Write nothing now; call the support team and tell what stands here:"};
constexpr Words kPlace{"$0, stuk $1: $2", "$0, record $1: $2"};
constexpr Words kFindingWhole{"$0: $1", "$0: $1"};

}  // namespace

const Words& WordsOf(FindingClass what) {
  static constexpr Words kNotCanonical{"is geen geldig stuk", "is no valid record"};
  static constexpr Words kOtherCase{"hoort bij een andere zaak", "belongs to another case"};
  static constexpr Words kBadSignature{"de handtekening klopt niet", "the signature is not right"};
  static constexpr Words kUnknownAuthor{
      "de schrijver staat niet met deze sleutel in de lijst van de organisatie",
      "the author is not in the organisation's list with this key"};
  static constexpr Words kVersionFell{"is getekend onder een oudere lijst dan wat ervoor staat",
                                      "is signed under an older list than what stands before it"};
  static constexpr Words kMissingBundle{
      "de lijst waaronder dit is getekend geeft de server niet",
      "the server does not give the list under which this was signed"};
  static constexpr Words kOutOfPlace{
      "staat niet op zijn plaats: er is iets weggelaten, verwisseld of tussengevoegd",
      "is not in its place: something was dropped, swapped or put in"};
  static constexpr Words kNotAllowed{"de schrijver mocht dit niet", "the author may not do this"};
  static constexpr Words kWrongMembers{"is verzegeld voor andere mensen dan er mogen lezen",
                                       "is sealed for other people than those who may read"};
  static constexpr Words kHeadDiffers{"de server houdt iets achter of heeft iets teruggedraaid",
                                      "the server holds something back or turned something back"};
  static constexpr Words kBodyDamaged{"de inhoud is beschadigd", "the content is damaged"};
  static constexpr Words kGhostGrant{"iemand die niet mag lezen kreeg een sleutel",
                                     "somebody who may not read was given a key"};
  static constexpr Words kGrantForged{"een sleutel is niet gegeven door wie dat mocht",
                                      "a key was not given by somebody who may"};
  static constexpr Words kGrantDamaged{"een sleutel is beschadigd", "a key is damaged"};
  switch (what) {
    case FindingClass::kNotCanonical:
      return kNotCanonical;
    case FindingClass::kOtherCase:
      return kOtherCase;
    case FindingClass::kBadSignature:
      return kBadSignature;
    case FindingClass::kUnknownAuthor:
      return kUnknownAuthor;
    case FindingClass::kVersionFell:
      return kVersionFell;
    case FindingClass::kMissingBundle:
      return kMissingBundle;
    case FindingClass::kOutOfPlace:
      return kOutOfPlace;
    case FindingClass::kNotAllowed:
      return kNotAllowed;
    case FindingClass::kWrongMembers:
      return kWrongMembers;
    case FindingClass::kHeadDiffers:
      return kHeadDiffers;
    case FindingClass::kBodyDamaged:
      return kBodyDamaged;
    case FindingClass::kGhostGrant:
      return kGhostGrant;
    case FindingClass::kGrantForged:
      return kGrantForged;
    case FindingClass::kGrantDamaged:
      return kGrantDamaged;
  }
  return kNotCanonical;
}

std::string FindingWords(const sealing::Finding& finding, session::Language language) {
  const std::string part = WordOf(finding.compartment, language);
  const std::string what = WordsOf(finding.what).In(language);
  if (finding.record_number == 0) return session::Say(language, kFindingWhole, {part, what});
  return session::Say(language, kPlace, {part, absl::StrCat(finding.record_number), what});
}

Json FindingsJson(const std::vector<sealing::Finding>& findings, session::Language language) {
  Json array = Json::Array();
  for (const sealing::Finding& finding : findings) {
    array.Add(Json::Object()
                  .Set("compartment", CodeOf(finding.compartment))
                  .Set("position", finding.record_number)
                  .Set("what", sealing::NameOf(finding.what))
                  .Set("text", FindingWords(finding, language)));
  }
  return array;
}

void WarnOfFindings(Context& context, const std::vector<sealing::Finding>& findings) {
  if (findings.empty()) return;
  context.terminal.Warn(context.In(kFindingDamaged));
  for (const sealing::Finding& finding : findings) {
    context.terminal.Warn("  - " + FindingWords(finding, context.language));
  }
  context.ending = ExitCode::kDamaged;
}

}  // namespace vangnet::cli
