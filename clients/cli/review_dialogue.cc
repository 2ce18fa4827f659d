#include "clients/cli/review_dialogue.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "clients/cli/case_words.h"
#include "clients/cli/people.h"
#include "clients/cli/report_routing.h"
#include "clients/session/form_rules.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kReviewHeading{"Kijk het nog één keer na", "Look it over once more"};
constexpr Words kGoes{"Dit wordt verstuurd, verzegeld voor $0:",
                      "This will be sent, sealed for $0:"};
constexpr Words kNotSeen{"Zeker niet voor: $0.", "Certainly not for: $0."};
constexpr Words kReviewChoices{
    "Enter: dit is goed. U krijgt dan uw ontvangstcode; daarna wordt het verstuurd.\n"
    "/terug: antwoorden nakijken of veranderen. /stop: stoppen; er is nog niets verstuurd.",
    "Enter: this is good. You then get your receipt; after that it is sent.\n"
    "/back: look through the answers or change them. /stop: stop; nothing was sent yet."};
constexpr Words kReviewPrompt{">", ">"};

}  // namespace

Step ReviewReport(Context& context, const bundle::v1::Bundle& bundle, const ReportInput& input,
                  const contract::Routing& routing) {
  std::vector<std::string> readers;
  for (const record::v1::Person& person : InOrderOfRungs(routing)) {
    const auto principal = contract::PrincipalId::Parse(person.principal());
    if (principal.ok()) readers.push_back(NameOfPerson(bundle, *principal, context.language));
  }
  std::vector<std::string> excluded;
  for (const contract::PrincipalId& principal : input.excluded) {
    excluded.push_back(NameOfPerson(bundle, principal, context.language));
  }
  context.terminal.Heading(context.In(kReviewHeading));
  context.Say(kGoes, {absl::StrJoin(readers, ", ")});
  const CaseReader reader{bundle, {}, input.calendar};
  for (const bundle::v1::Question* question : session::QuestionsFor(bundle, input.answers)) {
    const auto answered = input.answers.find(question->code());
    if (answered == input.answers.end()) continue;
    context.terminal.Quote(AnswerLines(reader, answered->second, context.language));
  }
  if (!excluded.empty()) context.Say(kNotSeen, {absl::StrJoin(excluded, ", ")});
  while (true) {
    context.terminal.Lines(context.In(kReviewChoices));
    const Step step = StepOf(AskLine(context, kReviewPrompt));
    if (step == Step::kBack || step == Step::kStop) return step;
    if (step == Step::kSkip || step == Step::kSendNow) return Step::kSendNow;
  }
}

}  // namespace vangnet::cli
