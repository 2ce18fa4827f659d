// Urgency from the answers (SPEC.md section 5). Pure: the time comes in. It proposes
// the level of the filing; the trusted person may see it differently.
#ifndef VANGNET_CLIENTS_SESSION_TRIAGE_RULES_H_
#define VANGNET_CLIENTS_SESSION_TRIAGE_RULES_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/session/answers.h"
#include "clients/session/words.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::session {

struct Triage {
  record::v1::Urgency urgency = record::v1::URGENCY_NORMAL;
  // The rules that gave this level, by stable name, in the order in which they stand in
  // the source; "default" when none did.
  std::vector<std::string> rules;
};

// Level 0 (immediate danger) is a telephone call; who reports all the same is URGENT.
// "Not sure" about danger or topic counts as one level up.
Triage TriageOf(const Answers& answers, absl::Time now);

// What the reporter wants may raise the level, never lower it.
Triage RaisedTo(Triage triage, record::v1::Urgency wanted);

// Why, in words, for a rule's name.
const Words& WordsForRule(const std::string& rule);
// All names, for the test of completeness.
std::vector<std::string> AllTriageRules();

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_TRIAGE_RULES_H_
