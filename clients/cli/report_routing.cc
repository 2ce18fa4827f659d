#include "clients/cli/report_routing.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/clock.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using contract::FallenBy;
using contract::PrincipalId;
using session::Words;

constexpr Words kDrawnNobody{
    "Er is nu niemand die dit kan aannemen ($0). Bel het ondersteuningsteam; dat helpt verder.",
    "There is nobody now who can take this ($0). Call the support team; they will help."};
constexpr Words kNotLead{"De gekozen persoon kan deze melding niet als eerste krijgen.",
                         "The chosen person cannot be the lead of this report."};

const Words& WordsOf(FallenBy rule) {
  static constexpr Words kExcluded{"door u uitgesloten", "excluded by you"};
  static constexpr Words kConflict{"een belang bij deze organisatie",
                                   "a conflict with this organisation"};
  static constexpr Words kRole{"een andere rol", "another role"};
  static constexpr Words kCompetence{"andere deskundigheid", "another competence"};
  static constexpr Words kLanguage{"een andere taal", "another language"};
  static constexpr Words kAway{"nu afwezig", "away now"};
  switch (rule) {
    case FallenBy::kExcluded:
      return kExcluded;
    case FallenBy::kConflict:
      return kConflict;
    case FallenBy::kRole:
      return kRole;
    case FallenBy::kCompetence:
      return kCompetence;
    case FallenBy::kLanguage:
      return kLanguage;
    case FallenBy::kAway:
      return kAway;
  }
  return kRole;
}

// How many trusted persons each rule took away, without names.
std::string Emptied(const contract::CandidateList& list, session::Language language) {
  std::map<FallenBy, int> counts;
  for (const contract::Fallen& fallen : list.fallen) {
    if (fallen.rule != FallenBy::kRole) ++counts[fallen.rule];
  }
  std::vector<std::string> parts;
  parts.reserve(counts.size());
  for (const auto& [rule, count] : counts) {
    parts.push_back(absl::StrCat(count, ": ", WordsOf(rule).In(language)));
  }
  return absl::StrJoin(parts, "; ");
}

absl::Status NobodyFits(const contract::CandidateList& list) {
  // Both languages in one status: each with its own words for the rules.
  const std::string nl = session::Say(session::Language::kDutch, kDrawnNobody,
                                      {Emptied(list, session::Language::kDutch)});
  const std::string en = session::Say(session::Language::kEnglish, kDrawnNobody,
                                      {Emptied(list, session::Language::kEnglish)});
  return session::Failure(absl::StatusCode::kFailedPrecondition,
                          session::client_reason::kNobodyFits, Words(nl.c_str(), en.c_str()));
}

bool Holds(const contract::CandidateList& list, const PrincipalId& principal) {
  return std::any_of(list.candidates.begin(), list.candidates.end(),
                     [&](const contract::Candidate& c) { return c.principal == principal; });
}

// The draw around a lead whom the reporter chose.
absl::StatusOr<contract::Routing> DrawAround(const PrincipalId& lead,
                                             const bundle::v1::Bundle& bundle,
                                             const bundle::v1::Availability& availability,
                                             contract::RoutingRequest request,
                                             const contract::RandomNumber& random) {
  if (!Holds(contract::LeadCandidates(bundle, availability, request), lead)) {
    return session::Failure(absl::StatusCode::kInvalidArgument,
                            session::client_reason::kUnknownPerson, kNotLead);
  }
  contract::Routing routing;
  routing.lead = lead;
  request.excluded.insert(lead);
  const absl::StatusOr<contract::Routing> rest =
      contract::DrawRouting(bundle, availability, request, random);
  if (rest.ok()) {
    routing = *rest;
    routing.deputy = rest->lead;
    routing.lead = lead;
    // Whoever was drawn as deputy of the deputy is one too many.
    return routing;
  }
  const absl::StatusOr<contract::Candidate> reserve =
      contract::Draw(contract::ReserveCandidates(bundle, availability, request).candidates, random);
  if (reserve.ok()) routing.reserve = reserve->principal;
  for (const PrincipalId& officer : contract::DutyOfficers(bundle, availability, request)) {
    if (officer != routing.reserve) routing.duty.push_back(officer);
  }
  routing.coordinators = contract::Coordinators(bundle, request);
  return routing;
}

template <typename Values, typename Enum>
bool Contains(const Values& values, Enum wanted) {
  return std::find(values.begin(), values.end(), static_cast<int>(wanted)) != values.end();
}

std::string CompetenceFor(record::v1::Category category) {
  return category == record::v1::CATEGORY_NOT_SURE ? "" : CodeOf(category);
}

const bundle::v1::PersonAvailability* FindAvailability(const bundle::v1::Availability& availability,
                                                       const PrincipalId& principal) {
  for (const bundle::v1::PersonAvailability& person : availability.persons()) {
    if (person.principal() == principal.view()) return &person;
  }
  return nullptr;
}

}  // namespace

contract::RoutingRequest RoutingRequestOf(const ReportInput& input, const session::Triage& triage,
                                          absl::Time now) {
  contract::RoutingRequest request;
  request.category = session::CategoryOf(input.answers);
  request.urgency = triage.urgency;
  request.language = input.language;
  const std::string typed = session::TextOf(input.answers, session::question::kOrganisation);
  for (const absl::string_view line : absl::StrSplit(typed, '\n', absl::SkipWhitespace())) {
    const std::string code = contract::OrganisationCode({line.data(), line.size()});
    if (!code.empty()) request.organisation_codes.insert(code);
  }
  request.excluded = input.excluded;
  request.needs_conduct =
      session::Chose(input.answers, session::question::kPosition, "inappropriate-conduct");
  request.needs_water_authority =
      session::Chose(input.answers, session::question::kRole, "water-authority-executive");
  request.needs_islands = session::TerritoryOf(input.answers) != bundle::v1::TERRITORY_NETHERLANDS;
  request.now = contract::ToSeconds(now);
  return request;
}

absl::StatusOr<contract::Routing> DrawFor(const bundle::v1::Bundle& bundle,
                                          const bundle::v1::Availability& availability,
                                          const ReportInput& input,
                                          const contract::RoutingRequest& request,
                                          const contract::RandomNumber& random) {
  absl::StatusOr<contract::Routing> routing =
      input.lead.has_value() ? DrawAround(*input.lead, bundle, availability, request, random)
                             : contract::DrawRouting(bundle, availability, request, random);
  if (!routing.ok() && !input.lead.has_value()) {
    return NobodyFits(contract::LeadCandidates(bundle, availability, request));
  }
  VN_RETURN_IF_ERROR(routing.status());
  if (input.strike_deputy) routing->deputy.reset();
  if (input.strike_reserve) routing->reserve.reset();
  if (input.strike_duty) routing->duty.clear();
  return routing;
}

bundle::v1::Availability WithoutLeadOf(const contract::Routing& routing,
                                       const bundle::v1::Bundle& bundle,
                                       const bundle::v1::Availability& availability,
                                       const contract::RoutingRequest& request) {
  bundle::v1::Availability without = availability;
  for (bundle::v1::PersonAvailability& person : *without.mutable_persons()) {
    const bool was_drawn =
        person.principal() == routing.lead.view() ||
        (routing.deputy.has_value() && person.principal() == routing.deputy->view());
    if (was_drawn) person.set_taking_cases(false);
  }
  const bool somebody_is_left =
      !contract::LeadCandidates(bundle, without, request).candidates.empty();
  return somebody_is_left ? without : availability;
}

std::vector<record::v1::Person> InOrderOfRungs(const contract::Routing& routing) {
  std::vector<record::v1::Person> persons = contract::PersonsOf(routing);
  std::stable_sort(persons.begin(), persons.end(),
                   [](const auto& a, const auto& b) { return a.role() < b.role(); });
  return persons;
}

std::vector<std::string> WhyProposed(const bundle::v1::Bundle& bundle,
                                     const bundle::v1::Availability& availability,
                                     const ReportInput& input,
                                     const contract::RoutingRequest& request,
                                     const record::v1::Person& person) {
  std::vector<std::string> why;
  const absl::StatusOr<PrincipalId> principal = PrincipalId::Parse(person.principal());
  if (!principal.ok()) return why;
  const bundle::v1::Staff* staff = contract::FindStaff(bundle, *principal);
  if (staff == nullptr) return why;
  if (input.lead == *principal) why.push_back("your-choice");
  if (person.role() == record::v1::CASE_ROLE_DUTY) why.push_back("on-duty");
  const std::string competence = CompetenceFor(request.category);
  const auto held = FromCode<bundle::v1::Competence>(competence);
  if (held.has_value() && Contains(staff->competences(), *held)) {
    why.push_back(absl::StrCat("competence-", competence));
  }
  if (request.needs_conduct && Contains(staff->competences(), bundle::v1::COMPETENCE_CONDUCT)) {
    why.push_back("competence-conduct");
  }
  if (request.needs_water_authority &&
      Contains(staff->competences(), bundle::v1::COMPETENCE_WATER_AUTHORITY)) {
    why.push_back("knows-water-authority");
  }
  if (request.needs_islands && Contains(staff->competences(), bundle::v1::COMPETENCE_ISLANDS)) {
    why.push_back("knows-islands");
  }
  if (Contains(staff->languages(), request.language)) {
    why.push_back(absl::StrCat("language-", CodeOf(request.language)));
  }
  const bundle::v1::PersonAvailability* available = FindAvailability(availability, *principal);
  if (available != nullptr && available->taking_cases()) {
    why.push_back("takes-cases");
    why.push_back(absl::StrCat("load-", CodeOf(available->load())));
  }
  return why;
}

std::string WhyWords(const std::vector<std::string>& codes, session::Language language) {
  const bool dutch = language == session::Language::kDutch;
  std::vector<std::string> words;
  for (const std::string& code : codes) {
    if (code == "your-choice") {
      words.push_back(dutch ? "uw keuze" : "your choice");
    } else if (code == "on-duty") {
      words.push_back(dutch ? "heeft dienst" : "is on duty");
    } else if (code == "knows-islands") {
      words.push_back(WordOf(bundle::v1::COMPETENCE_ISLANDS, language));
    } else if (code == "knows-water-authority") {
      words.push_back(WordOf(bundle::v1::COMPETENCE_WATER_AUTHORITY, language));
    } else if (code.starts_with("competence-")) {
      const auto competence = FromCode<bundle::v1::Competence>(code.substr(11));
      if (competence.has_value()) words.push_back(WordOf(*competence, language));
    } else if (code.starts_with("language-")) {
      const auto spoken = FromCode<record::v1::Language>(code.substr(9));
      if (spoken.has_value()) {
        words.push_back(absl::StrCat(dutch ? "spreekt " : "speaks ", WordOf(*spoken, language)));
      }
    } else if (code.starts_with("load-")) {
      const auto load = FromCode<bundle::v1::Load>(code.substr(5));
      if (load.has_value()) words.push_back(WordOf(*load, language));
    }
  }
  return absl::StrJoin(words, ", ");
}

Json PersonsJson(const bundle::v1::Bundle& bundle, const bundle::v1::Availability& availability,
                 const ReportInput& input, const contract::RoutingRequest& request,
                 const contract::Routing& routing, session::Language language) {
  Json array = Json::Array();
  for (const record::v1::Person& person : InOrderOfRungs(routing)) {
    const absl::StatusOr<PrincipalId> principal = PrincipalId::Parse(person.principal());
    if (!principal.ok()) continue;
    Json entry = PersonJson(bundle, *principal, language);
    entry.Set("role", CodeOf(person.role()));
    entry.Set("why", JsonArray(WhyProposed(bundle, availability, input, request, person)));
    array.Add(entry);
  }
  return array;
}

sealing::FilingDraft FilingDraftOf(const ReportInput& input, const session::Triage& triage,
                                   const contract::Routing& routing) {
  sealing::FilingDraft draft;
  draft.category = session::CategoryOf(input.answers);
  draft.urgency = triage.urgency;
  draft.calendar = input.calendar;
  draft.language = input.language;
  draft.routing = routing;
  draft.check_card = session::CheckCardOf(input.answers);
  for (const PrincipalId& excluded : input.excluded) {
    draft.check_card.add_excluded_principals(excluded.ToBytes());
  }
  draft.account = session::AccountOf(input.answers);
  return draft;
}

}  // namespace vangnet::cli
