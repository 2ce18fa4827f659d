// The answers to the forms, while they are collected. By question code; an answer that
// says nothing is absent.
#ifndef VANGNET_CLIENTS_SESSION_ANSWERS_H_
#define VANGNET_CLIENTS_SESSION_ANSWERS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::session {

using Answers = std::map<std::string, content::v1::Answer, std::less<>>;

// The questions that this client itself understands; the forms of every organisation
// use these codes for them (deploy/organisation). All others are shown, sealed and never
// looked at.
namespace question {
inline constexpr std::string_view kDanger = "danger";
inline constexpr std::string_view kTopic = "topic";
inline constexpr std::string_view kRole = "role";
inline constexpr std::string_view kConsent = "consent";
inline constexpr std::string_view kArea = "area";
inline constexpr std::string_view kLanguage = "language";
inline constexpr std::string_view kPosition = "position";
// These three go to the check card, which is opened before anything else, and are no
// part of the account.
inline constexpr std::string_view kOrganisation = "organisation";
inline constexpr std::string_view kParties = "parties";
inline constexpr std::string_view kMustNotSee = "must-not-see";
}  // namespace question

// True when `option` was chosen.
bool Chose(const Answers& answers, std::string_view question, std::string_view option);
bool ChoseAny(const Answers& answers, std::string_view question,
              const std::vector<std::string_view>& options);
// The first option chosen, or empty.
std::string FirstOption(const Answers& answers, std::string_view question);
std::string TextOf(const Answers& answers, std::string_view question);

// What the filing's header says, from the answers. NOT_SURE, Amsterdam and `fallback`
// where they say nothing.
record::v1::Category CategoryOf(const Answers& answers);
record::v1::Calendar CalendarOf(const Answers& answers);
record::v1::Language LanguageOf(const Answers& answers, record::v1::Language fallback);
bundle::v1::Territory TerritoryOf(const Answers& answers);
// True when the person agreed that what is about health is processed as well.
bool ConsentsToHealth(const Answers& answers);

// The account: all but what belongs on the check card, sorted.
content::v1::Account AccountOf(const Answers& answers);
// The check card; exclusions are added by the caller.
content::v1::CheckCard CheckCardOf(const Answers& answers);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_ANSWERS_H_
