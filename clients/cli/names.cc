#include "clients/cli/names.h"

namespace vangnet::cli {

template <>
const std::vector<Name<record::v1::Category>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::Category>>{
      {record::v1::CATEGORY_INTIMIDATION,
       "intimidation",
       {"intimidatie, agressie of geweld", "intimidation, aggression or violence"}},
      {record::v1::CATEGORY_INTEGRITY, "integrity", {"integriteit", "integrity"}},
      {record::v1::CATEGORY_CRISIS, "crisis", {"crisis", "crisis"}},
      {record::v1::CATEGORY_NOT_SURE, "not-sure", {"nog niet duidelijk", "not sure yet"}}};
  return *names;
}

template <>
const std::vector<Name<record::v1::Urgency>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::Urgency>>{
      {record::v1::URGENCY_URGENT, "1", {"1 acuut", "1 urgent"}},
      {record::v1::URGENCY_HIGH, "2", {"2 hoog", "2 high"}},
      {record::v1::URGENCY_NORMAL, "3", {"3 normaal", "3 normal"}},
      {record::v1::URGENCY_LOW, "4", {"4 laag", "4 low"}}};
  return *names;
}

template <>
const std::vector<Name<record::v1::Calendar>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::Calendar>>{
      {record::v1::CALENDAR_AMSTERDAM, "amsterdam", {"Nederlandse tijd", "Dutch time"}},
      {record::v1::CALENDAR_AST, "ast", {"Atlantische tijd (AST)", "Atlantic time (AST)"}}};
  return *names;
}

template <>
const std::vector<Name<record::v1::Language>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::Language>>{
      {record::v1::LANGUAGE_DUTCH, "dutch", {"Nederlands", "Dutch"}},
      {record::v1::LANGUAGE_ENGLISH, "english", {"Engels", "English"}},
      {record::v1::LANGUAGE_PAPIAMENTU, "papiamentu", {"Papiaments", "Papiamentu"}},
      {record::v1::LANGUAGE_OTHER, "other", {"een andere taal", "another language"}}};
  return *names;
}

template <>
const std::vector<Name<record::v1::CaseRole>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::CaseRole>>{
      {record::v1::CASE_ROLE_LEAD, "lead", {"eerste", "lead"}},
      {record::v1::CASE_ROLE_DEPUTY, "deputy", {"vervanger", "deputy"}},
      {record::v1::CASE_ROLE_RESERVE, "reserve", {"reserve", "reserve"}},
      {record::v1::CASE_ROLE_DUTY, "duty", {"dienstdoende", "duty officer"}},
      {record::v1::CASE_ROLE_DEPLOYED, "deployed", {"ingezet", "deployed"}},
      {record::v1::CASE_ROLE_REPORTER, "reporter", {"melder", "reporter"}}};
  return *names;
}

template <>
const std::vector<Name<record::v1::CompartmentKind>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::CompartmentKind>>{
      {record::v1::COMPARTMENT_KIND_CHECK, "check", {"de controlekaart", "the check card"}},
      {record::v1::COMPARTMENT_KIND_CONVERSATION,
       "conversation",
       {"het gesprek", "the conversation"}},
      {record::v1::COMPARTMENT_KIND_CASEFILE, "casefile", {"de notities", "the notes"}},
      {record::v1::COMPARTMENT_KIND_DEPLOYMENT, "deployment", {"een inzet", "a deployment"}}};
  return *names;
}

template <>
const std::vector<Name<record::v1::DeclineReason>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::DeclineReason>>{
      {record::v1::DECLINE_REASON_CONFLICT,
       "conflict",
       {"een belang of band in deze zaak", "a conflict of interest"}},
      {record::v1::DECLINE_REASON_UNAVAILABLE,
       "unavailable",
       {"geen tijd of afwezig", "no time or away"}},
      {record::v1::DECLINE_REASON_COMPETENCE,
       "competence",
       {"andere deskundigheid nodig", "another competence is needed"}},
      {record::v1::DECLINE_REASON_OTHER, "other", {"iets anders", "something else"}}};
  return *names;
}

template <>
const std::vector<Name<record::v1::RemovalReason>>& Names() {
  static const auto* names = new std::vector<Name<record::v1::RemovalReason>>{
      {record::v1::REMOVAL_REASON_REPORTER_WISH,
       "reporter-wish",
       {"de melder wil het", "the reporter wants it"}},
      {record::v1::REMOVAL_REASON_CONFLICT, "conflict", {"een belang of band", "a conflict"}},
      {record::v1::REMOVAL_REASON_TASK_DONE, "task-done", {"taak afgerond", "task done"}},
      {record::v1::REMOVAL_REASON_LEFT, "left", {"vertrokken", "left"}}};
  return *names;
}

template <>
const std::vector<Name<caseview::v1::CaseState>>& Names() {
  static const auto* names = new std::vector<Name<caseview::v1::CaseState>>{
      {caseview::v1::CASE_STATE_ASSIGNED,
       "assigned",
       {"wacht op bevestiging", "waiting to be accepted"}},
      {caseview::v1::CASE_STATE_ACKNOWLEDGED, "acknowledged", {"in behandeling", "accepted"}},
      {caseview::v1::CASE_STATE_UNHELD, "unheld", {"bij niemand", "with nobody"}},
      {caseview::v1::CASE_STATE_CLOSED, "closed", {"afgesloten", "closed"}},
      {caseview::v1::CASE_STATE_WITHDRAWN, "withdrawn", {"ingetrokken", "withdrawn"}}};
  return *names;
}

template <>
const std::vector<Name<policy::v1::Role>>& Names() {
  static const auto* names = new std::vector<Name<policy::v1::Role>>{
      {policy::v1::ROLE_TRUSTED_PERSON, "trusted-person", {"vertrouwenspersoon", "trusted person"}},
      {policy::v1::ROLE_SUPPORT_TEAM, "support-team", {"ondersteuningsteam", "support team"}},
      {policy::v1::ROLE_COORDINATOR, "coordinator", {"coördinator", "coordinator"}},
      {policy::v1::ROLE_ADMINISTRATOR, "administrator", {"beheerder", "administrator"}},
      {policy::v1::ROLE_AUDITOR, "auditor", {"auditor", "auditor"}}};
  return *names;
}

template <>
const std::vector<Name<bundle::v1::Competence>>& Names() {
  static const auto* names = new std::vector<Name<bundle::v1::Competence>>{
      {bundle::v1::COMPETENCE_INTIMIDATION,
       "intimidation",
       {"kent intimidatie en geweld", "knows intimidation and violence"}},
      {bundle::v1::COMPETENCE_INTEGRITY, "integrity", {"kent integriteit", "knows integrity"}},
      {bundle::v1::COMPETENCE_CRISIS, "crisis", {"kent bestuurscrises", "knows crises"}},
      {bundle::v1::COMPETENCE_CONDUCT,
       "conduct",
       {"opgeleid voor ongewenste omgangsvormen", "certified for inappropriate conduct"}},
      {bundle::v1::COMPETENCE_WATER_AUTHORITY,
       "water-authority",
       {"kent waterschappen", "knows water authorities"}},
      {bundle::v1::COMPETENCE_ISLANDS,
       "islands",
       {"kent Caribisch Nederland", "knows the Caribbean Netherlands"}}};
  return *names;
}

template <>
const std::vector<Name<bundle::v1::Load>>& Names() {
  static const auto* names = new std::vector<Name<bundle::v1::Load>>{
      {bundle::v1::LOAD_FREE, "free", {"heeft ruimte", "has room"}},
      {bundle::v1::LOAD_NORMAL, "normal", {"gewone drukte", "normal load"}},
      {bundle::v1::LOAD_FULL, "full", {"heeft het druk", "is busy"}}};
  return *names;
}

template <>
const std::vector<Name<bundle::v1::Territory>>& Names() {
  static const auto* names = new std::vector<Name<bundle::v1::Territory>>{
      {bundle::v1::TERRITORY_NETHERLANDS,
       "netherlands",
       {"Europees Nederland", "European Netherlands"}},
      {bundle::v1::TERRITORY_BONAIRE, "bonaire", {"Bonaire", "Bonaire"}},
      {bundle::v1::TERRITORY_SINT_EUSTATIUS,
       "sint-eustatius",
       {"Sint Eustatius", "Sint Eustatius"}},
      {bundle::v1::TERRITORY_SABA, "saba", {"Saba", "Saba"}}};
  return *names;
}

}  // namespace vangnet::cli
