#include "clients/session/answers.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace vangnet::session {
namespace {

bool OnIslands(const Answers& answers) {
  return ChoseAny(answers, question::kArea, {"bonaire", "sint-eustatius", "saba"}) ||
         Chose(answers, question::kRole, "island-commissioner");
}

bool IsForCheckCard(std::string_view code) {
  return code == question::kOrganisation || code == question::kParties ||
         code == question::kMustNotSee;
}

}  // namespace

bool Chose(const Answers& answers, std::string_view question, std::string_view option) {
  const auto found = answers.find(question);
  if (found == answers.end()) return false;
  const auto& options = found->second.options();
  return std::any_of(options.begin(), options.end(),
                     [&](const std::string& chosen) { return chosen == option; });
}

bool ChoseAny(const Answers& answers, std::string_view question,
              const std::vector<std::string_view>& options) {
  return std::any_of(options.begin(), options.end(),
                     [&](std::string_view option) { return Chose(answers, question, option); });
}

std::string FirstOption(const Answers& answers, std::string_view question) {
  const auto found = answers.find(question);
  if (found == answers.end() || found->second.options().empty()) return "";
  return found->second.options(0);
}

std::string TextOf(const Answers& answers, std::string_view question) {
  const auto found = answers.find(question);
  return found == answers.end() ? "" : found->second.text();
}

record::v1::Category CategoryOf(const Answers& answers) {
  const std::string topic = FirstOption(answers, question::kTopic);
  if (topic == "intimidation") return record::v1::CATEGORY_INTIMIDATION;
  if (topic == "integrity") return record::v1::CATEGORY_INTEGRITY;
  if (topic == "crisis") return record::v1::CATEGORY_CRISIS;
  return record::v1::CATEGORY_NOT_SURE;
}

record::v1::Calendar CalendarOf(const Answers& answers) {
  return OnIslands(answers) ? record::v1::CALENDAR_AST : record::v1::CALENDAR_AMSTERDAM;
}

record::v1::Language LanguageOf(const Answers& answers, record::v1::Language fallback) {
  const std::string language = FirstOption(answers, question::kLanguage);
  if (language == "dutch") return record::v1::LANGUAGE_DUTCH;
  if (language == "english") return record::v1::LANGUAGE_ENGLISH;
  if (language == "papiamentu") return record::v1::LANGUAGE_PAPIAMENTU;
  if (language == "other") return record::v1::LANGUAGE_OTHER;
  return fallback;
}

bundle::v1::Territory TerritoryOf(const Answers& answers) {
  const std::string area = FirstOption(answers, question::kArea);
  if (area == "bonaire") return bundle::v1::TERRITORY_BONAIRE;
  if (area == "sint-eustatius") return bundle::v1::TERRITORY_SINT_EUSTATIUS;
  if (area == "saba") return bundle::v1::TERRITORY_SABA;
  // Which island is not known yet; the numbers of Bonaire serve all three.
  if (OnIslands(answers)) return bundle::v1::TERRITORY_BONAIRE;
  return bundle::v1::TERRITORY_NETHERLANDS;
}

bool ConsentsToHealth(const Answers& answers) {
  return Chose(answers, question::kConsent, "with-health");
}

content::v1::Account AccountOf(const Answers& answers) {
  content::v1::Account account;
  for (const auto& [code, answer] : answers) {
    if (!IsForCheckCard(code)) *account.add_answers() = answer;
  }
  return account;
}

content::v1::CheckCard CheckCardOf(const Answers& answers) {
  content::v1::CheckCard card;
  card.set_organisation(TextOf(answers, question::kOrganisation));
  card.set_role(FirstOption(answers, question::kRole));
  const std::string parties = TextOf(answers, question::kParties);
  for (const absl::string_view line : absl::StrSplit(parties, '\n', absl::SkipWhitespace())) {
    card.add_parties(std::string(absl::StripAsciiWhitespace(line)));
  }
  card.set_must_not_see(TextOf(answers, question::kMustNotSee));
  return card;
}

}  // namespace vangnet::session
