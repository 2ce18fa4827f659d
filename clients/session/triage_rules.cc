#include "clients/session/triage_rules.h"

#include <algorithm>
#include <iterator>

#include "absl/time/civil_time.h"
#include "proto/contract/deadline_rules.h"

namespace vangnet::session {
namespace {

using record::v1::Urgency;

// What a rule may look at.
struct Facts {
  const Answers& answers;
  absl::Time now;
  record::v1::Calendar calendar;

  bool Has(std::string_view question, std::string_view option) const {
    return Chose(answers, question, option);
  }
  bool HasAny(std::string_view question, const std::vector<std::string_view>& options) const {
    return ChoseAny(answers, question, options);
  }
  bool Within(std::string_view question, absl::Duration time) const {
    const auto found = answers.find(question);
    if (found == answers.end() || found->second.time() == 0) return false;
    const absl::Time at = absl::FromUnixSeconds(static_cast<std::int64_t>(found->second.time()));
    return at <= now + time && now <= LastMoment(at);
  }
  // A day without a time is its midnight, and counts until it ends. Days of 25 hours exist.
  absl::Time LastMoment(absl::Time at) const {
    const absl::CivilSecond local = contract::LocalTime(calendar, at);
    return local == absl::CivilDay(local) ? at + absl::Hours(25) : at;
  }
  bool HasDate(std::string_view question) const {
    const auto found = answers.find(question);
    return found != answers.end() && found->second.time() != 0;
  }
  bool ImpactIsHigh() const {
    for (const std::string_view scale :
         {"impact-safety", "impact-health", "impact-family", "impact-work"}) {
      const auto found = answers.find(scale);
      if (found != answers.end() && found->second.scale_plus_one() >= 9) return true;
    }
    return false;
  }
  bool IsOverwhelmed() const { return ImpactIsHigh() || Has("crisis-kind", "overload"); }
};

bool ConcreteThreat(const Facts& f) { return f.HasAny("concrete", {"means-time-place", "weapon"}); }
bool ThreatToKnownHome(const Facts& f) {
  return f.Has("concrete", "knows-home") &&
         f.HasAny("what-happened", {"threat", "intimidation", "stalking", "physical-violence",
                                    "criminal-damage", "blackmail", "home-visit"});
}
bool StalkerAtHome(const Facts& f) {
  return f.Has("what-happened", "stalking") &&
         (f.Has("what-happened", "home-visit") || f.Has("where", "home"));
}
bool DoxingSpreads(const Facts& f) {
  return f.Has("what-happened", "doxing") &&
         (f.HasAny("pattern", {"escalating", "ongoing"}) || f.Has("concrete", "incites-others"));
}
bool OverwhelmedBeforeDebate(const Facts& f) {
  const bool debate = f.Within("when", absl::Hours(24)) ||
                      (f.Within("next-deadline", absl::Hours(24)) &&
                       f.HasAny("next-deadline-for", {"debate", "publication"}));
  return debate && f.IsOverwhelmed();
}
bool Threat(const Facts& f) {
  return f.HasAny("what-happened", {"threat", "blackmail"}) ||
         f.HasAny("concrete", {"knows-home", "incites-others"});
}
bool RepeatedOrEscalating(const Facts& f) {
  return f.HasAny("pattern", {"repeated", "escalating"});
}
bool PhysicalIncident(const Facts& f) {
  return f.HasAny("what-happened", {"physical-violence", "home-visit"});
}
bool HearingSoon(const Facts& f) { return f.Within("next-deadline", absl::Hours(72)); }
bool DecisionSoon(const Facts& f) { return f.Within("when", absl::Hours(72)); }
bool AdviceOnly(const Facts& f) {
  return (f.Has("position", "dilemma") && !f.HasDate("next-deadline")) || f.Has("phase", "closed");
}
bool PastEvent(const Facts& f) {
  const auto kinds = f.answers.find("crisis-kind");
  return kinds != f.answers.end() && kinds->second.options_size() == 1 &&
         kinds->second.options(0) == "after-office" && !f.HasDate("when");
}

struct Rule {
  const char* name;
  Urgency urgency;
  bool (*holds)(const Facts&);
  Words words;
};

const Rule kRules[] = {
    {"danger-now",
     record::v1::URGENCY_URGENT,
     [](const Facts& f) { return f.Has(question::kDanger, "yes"); },
     {"u bent nu in gevaar", "you are in danger now"}},
    {"concrete-threat",
     record::v1::URGENCY_URGENT,
     ConcreteThreat,
     {"er is een concrete dreiging", "there is a concrete threat"}},
    {"threat-to-known-home",
     record::v1::URGENCY_URGENT,
     ThreatToKnownHome,
     {"wie dreigt weet waar u woont", "whoever threatens knows where you live"}},
    {"stalker-at-home",
     record::v1::URGENCY_URGENT,
     StalkerAtHome,
     {"u wordt thuis belaagd", "you are stalked at home"}},
    {"doxing-spreads",
     record::v1::URGENCY_URGENT,
     DoxingSpreads,
     {"uw privégegevens verspreiden zich", "your private details are spreading"}},
    {"overwhelmed-before-debate",
     record::v1::URGENCY_URGENT,
     OverwhelmedBeforeDebate,
     {"binnen 24 uur is er een debat of publicatie, en het is u te veel",
      "there is a debate or publication within 24 hours, and it is too much"}},
    {"threat", record::v1::URGENCY_HIGH, Threat, {"er is gedreigd", "there was a threat"}},
    {"repeated-or-escalating",
     record::v1::URGENCY_HIGH,
     RepeatedOrEscalating,
     {"het herhaalt zich of wordt erger", "it is repeated or gets worse"}},
    {"physical-incident",
     record::v1::URGENCY_HIGH,
     PhysicalIncident,
     {"er was geweld of bezoek aan huis", "there was violence or a visit at home"}},
    {"hearing-within-3-days",
     record::v1::URGENCY_HIGH,
     HearingSoon,
     {"binnen drie dagen moet u reageren", "you have to respond within three days"}},
    {"decision-within-72-hours",
     record::v1::URGENCY_HIGH,
     DecisionSoon,
     {"binnen 72 uur valt er een besluit", "there is a decision within 72 hours"}},
    {"impact-high",
     record::v1::URGENCY_HIGH,
     [](const Facts& f) { return f.ImpactIsHigh(); },
     {"het raakt u zwaar (8 of hoger)", "it weighs heavily on you (8 or more)"}},
    {"advice-only",
     record::v1::URGENCY_LOW,
     AdviceOnly,
     {"u vraagt raad, zonder termijn", "you ask for advice, without a deadline"}},
    {"past-event",
     record::v1::URGENCY_LOW,
     PastEvent,
     {"het gaat over wat voorbij is", "it is about something past"}},
};

const Rule kDefault = {
    "default", record::v1::URGENCY_NORMAL, nullptr, {"de gewone termijn", "the usual time"}};
const Rule kNotSure = {
    "not-sure",
    record::v1::URGENCY_UNSPECIFIED,
    nullptr,
    {"\"weet ik niet\" telt als één stap sneller", "\"not sure\" counts as one step sooner"}};
const Rule kWish = {"own-wish",
                    record::v1::URGENCY_UNSPECIFIED,
                    nullptr,
                    {"u wilt sneller contact", "you want contact sooner"}};

}  // namespace

Triage TriageOf(const Answers& answers, absl::Time now) {
  const Facts facts{answers, now, CalendarOf(answers)};
  Urgency level = record::v1::URGENCY_UNSPECIFIED;
  for (const Rule& rule : kRules) {
    if (!rule.holds(facts)) continue;
    if (level == record::v1::URGENCY_UNSPECIFIED || rule.urgency < level) level = rule.urgency;
  }
  Triage triage;
  if (level == record::v1::URGENCY_UNSPECIFIED) {
    triage.rules.push_back(kDefault.name);
  } else {
    triage.urgency = level;
    for (const Rule& rule : kRules) {
      if (rule.urgency == level && rule.holds(facts)) triage.rules.push_back(rule.name);
    }
  }
  const bool not_sure =
      Chose(answers, question::kDanger, "not-sure") || Chose(answers, question::kTopic, "not-sure");
  if (not_sure && triage.urgency > record::v1::URGENCY_URGENT) {
    triage.urgency = static_cast<Urgency>(triage.urgency - 1);
    triage.rules.push_back(kNotSure.name);
  }
  return triage;
}

Triage RaisedTo(Triage triage, Urgency wanted) {
  if (wanted == record::v1::URGENCY_UNSPECIFIED || wanted >= triage.urgency) return triage;
  triage.urgency = wanted;
  triage.rules.push_back(kWish.name);
  return triage;
}

const Words& WordsForRule(const std::string& rule) {
  for (const Rule& known : kRules) {
    if (rule == known.name) return known.words;
  }
  if (rule == kNotSure.name) return kNotSure.words;
  if (rule == kWish.name) return kWish.words;
  return kDefault.words;
}

std::vector<std::string> AllTriageRules() {
  std::vector<std::string> names;
  for (const Rule& rule : kRules) names.push_back(rule.name);
  names.insert(names.end(), {kDefault.name, kNotSure.name, kWish.name});
  return names;
}

}  // namespace vangnet::session
