#include "clients/cli/check_card.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "clients/cli/people.h"
#include "clients/session/answers.h"
#include "clients/session/form_rules.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kIntroduction{
    "De controlekaart. Herkent u een belang of een band, wijs de zaak dan af voordat u verder "
    "leest; u hoeft niet te zeggen welk belang.",
    "The check card. If you see an interest or a tie of yours, decline before you read on; you need "
    "not say which."};
constexpr Words kCardOrganisation{"Organisatie", "Organisation"};
constexpr Words kCardRole{"Functie van de melder", "The reporter's position"};
constexpr Words kParties{"Wie er nog bij betrokken is", "Who else is party to it"};
constexpr Words kCardExcluded{"Door de melder uitgesloten", "Excluded by the reporter"};
constexpr Words kMustNotSee{"Wie dit zeker niet mag zien", "Who must not see this"};
constexpr Words kCardNone{"(niets ingevuld)", "(nothing filled in)"};
constexpr Words kNoCard{"De controlekaart kan niet worden geopend.",
                        "The check card cannot be opened."};

struct Merged {
  std::vector<std::string> organisations;
  std::string role;
  std::vector<std::string> parties;
  std::vector<contract::PrincipalId> excluded;
  std::vector<std::string> must_not_see;
};

Merged Merge(const sealing::CaseView& view) {
  Merged merged;
  for (const content::v1::CheckCard* card : CheckCards(view)) {
    if (!card->organisation().empty()) merged.organisations.push_back(card->organisation());
    if (!card->role().empty() && merged.role.empty()) merged.role = card->role();
    merged.parties.insert(merged.parties.end(), card->parties().begin(), card->parties().end());
    for (const std::string& bytes : card->excluded_principals()) {
      const auto principal = contract::PrincipalId::Parse(bytes);
      if (principal.ok()) merged.excluded.push_back(*principal);
    }
    if (!card->must_not_see().empty()) merged.must_not_see.push_back(card->must_not_see());
  }
  return merged;
}

std::string RoleLabel(Context& context, const CaseReader& reader, const std::string& code) {
  const bundle::v1::Question* question =
      session::FindQuestion(reader.bundle, session::question::kRole);
  if (question == nullptr) return code;
  for (const bundle::v1::Option& option : question->options()) {
    if (option.code() == code) return session::In(context.language, option.label());
  }
  return code;
}

void Line(Context& context, const Words& label, const std::string& value) {
  context.terminal.Lines(context.In(label) + ":");
  context.terminal.Quote(value.empty() ? context.In(kCardNone) : value);
}

}  // namespace

void ShowCheckCard(Context& context, const CaseReader& reader, const sealing::CaseView& view) {
  if (CheckCards(view).empty()) {
    context.Say(kNoCard);
    return;
  }
  const Merged merged = Merge(view);
  std::vector<std::string> excluded;
  for (const contract::PrincipalId& principal : merged.excluded) {
    excluded.push_back(NameOfPerson(reader.bundle, principal, context.language));
  }
  context.Say(kIntroduction);
  Line(context, kCardOrganisation, absl::StrJoin(merged.organisations, "\n"));
  Line(context, kCardRole, RoleLabel(context, reader, merged.role));
  Line(context, kParties, absl::StrJoin(merged.parties, "\n"));
  Line(context, kCardExcluded, absl::StrJoin(excluded, "\n"));
  Line(context, kMustNotSee, absl::StrJoin(merged.must_not_see, "\n"));
}

Json& AddCheckCard(Context& context, const CaseReader& reader, const sealing::CaseView& view,
                   Json& object) {
  const Merged merged = Merge(view);
  Json excluded = Json::Array();
  for (const contract::PrincipalId& principal : merged.excluded) {
    excluded.Add(PersonJson(reader.bundle, principal, context.language));
  }
  return object.Set("opened", !CheckCards(view).empty())
      .Set("organisation", absl::StrJoin(merged.organisations, "\n"))
      .Set("role", merged.role)
      .Set("parties", JsonArray(merged.parties))
      .Set("excluded", excluded)
      .Set("must_not_see", absl::StrJoin(merged.must_not_see, "\n"));
}

}  // namespace vangnet::cli
