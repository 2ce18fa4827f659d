#include "clients/cli/form_dialogue.h"

#include <algorithm>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/case_words.h"
#include "clients/cli/guided_step.h"
#include "clients/cli/time_words.h"
#include "clients/session/client_reason.h"
#include "clients/session/form_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kOne{"Typ één nummer.", "Type one number."};
constexpr Words kMany{"Typ een of meer nummers, met spaties ertussen.",
                      "Type one or more numbers, with spaces between them."};
constexpr Words kScale{"Typ een getal van 0 (niet) tot en met 10 (heel erg).",
                       "Type a number from 0 (not at all) to 10 (very much)."};
constexpr Words kDate{
    "Typ dag en tijd zoals 25-11-2026 14:00, of in woorden als u het niet precies "
    "weet.",
    "Type day and time such as 25-11-2026 14:00, or in words if you are not sure."};
constexpr Words kLines{"Typ zoveel regels als u wilt; een regel met alleen een punt is het einde.",
                       "Type as many lines as you like; a line with nothing but a dot ends it."};
constexpr Words kFormText{"Typ uw antwoord.", "Type your answer."};
constexpr Words kFormNow{"Nu staat er: $0", "Now it says: $0"};
constexpr Words kSteps{
    "Enter: overslaan of laten staan. /terug: vorige vraag. /nu: verstuur nu, vul later aan. "
    "/stop: stoppen.",
    "Enter: skip or leave as it is. /back: previous question. /now: send now, complete later. "
    "/stop: stop."};
constexpr Words kStepsOfNeeded{
    "/terug: vorige vraag. /nu: verstuur nu, vul later aan. /stop: stoppen.",
    "/back: previous question. /now: send now, complete later. /stop: stop."};
constexpr Words kRequired{
    "Deze vraag is nodig om te kunnen versturen. Er zijn er vijf; meer hoeft niet.",
    "This question is needed to be able to send. There are five; no more is needed."};
constexpr Words kStillMissing{"Nog $0 van de vijf nodige antwoorden te gaan.",
                              "$0 of the five answers that are needed to go."};
constexpr Words kCanSend{
    "U kunt nu versturen (/nu) en later aanvullen. De andere vragen mag u allemaal overslaan.",
    "You can send now (/now) and complete it later. You may skip all other questions."};
constexpr Words kFormPrompt{">", ">"};
constexpr Words kBadNumber{"Typ een nummer uit de lijst.", "Type a number from the list."};
constexpr Words kOnceMore{"Dat past hier niet. $0", "That does not fit here. $0"};
constexpr Words kTooLong{"De tekst is te lang. Maak hem korter; u kunt later altijd aanvullen.",
                         "The text is too long. Make it shorter; you can always add to it later."};
constexpr Words kVoluntary{
    "Dit formulier is vrijwillig en kan wachten. Ga verder als u nu veilig bent.",
    "This form is voluntary and can wait. Go on if you are safe now."};

bool TakesLines(const bundle::v1::Question& question) {
  return question.code() == "own-words" || question.code() == session::question::kParties;
}

const Words& HowToAnswer(const bundle::v1::Question& question) {
  switch (question.kind()) {
    case bundle::v1::QUESTION_KIND_ONE:
      return kOne;
    case bundle::v1::QUESTION_KIND_MANY:
      return kMany;
    case bundle::v1::QUESTION_KIND_SCALE:
      return kScale;
    case bundle::v1::QUESTION_KIND_DATE_TIME:
      return kDate;
    default:
      return TakesLines(question) ? kLines : kFormText;
  }
}

void ShowQuestion(Context& context, const bundle::v1::Bundle& bundle,
                  const bundle::v1::Question& question, const session::Answers& answers) {
  context.terminal.Heading(session::In(context.language, question.prompt()) +
                           (question.required() ? " *" : ""));
  const std::string& hint = session::In(context.language, question.hint());
  if (!hint.empty()) context.terminal.Say(hint);
  int number = 0;
  for (const bundle::v1::Option* option : session::OptionsFor(question, answers)) {
    context.terminal.Lines(
        absl::StrCat("  ", ++number, "  ", session::In(context.language, option->label())));
  }
  context.Say(HowToAnswer(question));
  const auto answered = answers.find(question.code());
  if (answered != answers.end()) {
    const CaseReader reader{bundle, {}, session::CalendarOf(answers)};
    context.Say(kFormNow, {AnswerLines(reader, answered->second, context.language)});
  }
  const bool can_pass = !question.required() || answered != answers.end();
  context.Say(can_pass ? kSteps : kStepsOfNeeded);
}

absl::Status ParseOptions(const bundle::v1::Question& question, const session::Answers& answers,
                          const std::string& typed, content::v1::Answer& answer) {
  const std::vector<const bundle::v1::Option*> shown = session::OptionsFor(question, answers);
  for (const absl::string_view part :
       absl::StrSplit(typed, absl::ByAnyChar(" ,;"), absl::SkipWhitespace())) {
    std::size_t number = 0;
    if (!absl::SimpleAtoi(part, &number) || number < 1 || number > shown.size()) {
      return session::Failure(absl::StatusCode::kInvalidArgument,
                              session::client_reason::kBadAnswers, kBadNumber);
    }
    answer.add_options(shown[number - 1]->code());
  }
  return absl::OkStatus();
}

// The rest of a text of several lines, whose first line was typed already.
std::string RestOfText(Context& context, std::string text) {
  const std::string rest = context.terminal.AskText("");
  if (!rest.empty()) absl::StrAppend(&text, "\n", rest);
  return text;
}

// Asks one question until it is answered or passed over.
Step AskQuestion(Context& context, const bundle::v1::Bundle& bundle,
                 const bundle::v1::Question& question, session::Answers& answers) {
  ShowQuestion(context, bundle, question, answers);
  while (true) {
    std::string typed = AskLine(context, kFormPrompt);
    const Step step = StepOf(typed);
    if (step != Step::kAnswer) return step;
    if (TakesLines(question) && typed != ".") typed = RestOfText(context, typed);
    absl::StatusOr<content::v1::Answer> answer = ParseTyped(question, answers, typed);
    if (answer.ok()) {
      answers.insert_or_assign(question.code(), *std::move(answer));
      return Step::kAnswer;
    }
    // In the words of the question: its code means nothing to who is asked.
    const Words& how = HowToAnswer(question);
    const bool is_text = question.kind() == bundle::v1::QUESTION_KIND_TEXT ||
                         question.kind() == bundle::v1::QUESTION_KIND_DATE_TIME;
    context.Say(is_text ? kTooLong : kOnceMore, {context.In(how)});
  }
}

std::size_t PlaceOf(const std::vector<const bundle::v1::Question*>& questions,
                    const std::string& code) {
  const auto found = std::find_if(questions.begin(), questions.end(),
                                  [&](const auto* question) { return question->code() == code; });
  return static_cast<std::size_t>(found - questions.begin());
}

}  // namespace

absl::StatusOr<content::v1::Answer> ParseTyped(const bundle::v1::Question& question,
                                               const session::Answers& answers,
                                               const std::string& typed) {
  content::v1::Answer answer;
  answer.set_question(question.code());
  switch (question.kind()) {
    case bundle::v1::QUESTION_KIND_ONE:
    case bundle::v1::QUESTION_KIND_MANY:
      VN_RETURN_IF_ERROR(ParseOptions(question, answers, typed, answer));
      break;
    case bundle::v1::QUESTION_KIND_SCALE: {
      std::uint32_t value = 0;
      answer.set_scale_plus_one(absl::SimpleAtoi(typed, &value) && value <= 10 ? value + 1 : 99);
      break;
    }
    case bundle::v1::QUESTION_KIND_DATE_TIME: {
      const absl::StatusOr<std::uint64_t> time = ParseTime(typed, session::CalendarOf(answers));
      if (time.ok()) {
        answer.set_time(*time);
      } else {
        answer.set_text(contract::CleanText(typed));
      }
      break;
    }
    default:
      answer.set_text(contract::CleanText(typed));
  }
  VN_RETURN_IF_ERROR(session::CheckAnswer(question, answers, answer));
  return answer;
}

absl::Status AskForms(Context& context, const bundle::v1::Bundle& bundle,
                      session::Answers& answers) {
  std::size_t at = 0;
  while (true) {
    const std::vector<const bundle::v1::Question*> questions =
        session::QuestionsFor(bundle, answers);
    if (at >= questions.size()) {
      const auto missing = session::MissingRequired(bundle, answers);
      if (missing.empty()) return absl::OkStatus();
      at = PlaceOf(questions, missing.front()->code());
    }
    const bundle::v1::Question& question = *questions[at];
    const bool could_send = session::MissingRequired(bundle, answers).empty();
    const Step step = AskQuestion(context, bundle, question, answers);
    if (step == Step::kStop) return Stopped();
    if (step == Step::kBack) {
      at = at == 0 ? 0 : at - 1;
      continue;
    }
    session::DropUnasked(bundle, answers);
    const auto missing = session::MissingRequired(bundle, answers);
    if (step == Step::kSendNow) {
      if (missing.empty()) return absl::OkStatus();
      context.Say(kStillMissing, {absl::StrCat(missing.size())});
      at = PlaceOf(session::QuestionsFor(bundle, answers), missing.front()->code());
      continue;
    }
    if (step == Step::kSkip && question.required() && !answers.contains(question.code())) {
      context.Say(kRequired);
      continue;
    }
    if (question.code() == session::question::kDanger &&
        session::Chose(answers, session::question::kDanger, "yes")) {
      ShowEmergencyScreen(context, bundle);
      context.Say(kVoluntary);
    }
    if (!could_send && missing.empty()) context.Say(kCanSend);
    at = PlaceOf(session::QuestionsFor(bundle, answers), question.code()) + 1;
  }
}

}  // namespace vangnet::cli
