#include "clients/session/form_rules.h"

#include <algorithm>
#include <set>

#include "clients/session/client_reason.h"
#include "clients/session/words.h"
#include "proto/contract/status_macros.h"

namespace vangnet::session {
namespace {

constexpr std::string_view kOwnWords = "own-words";
constexpr std::size_t kTextLimit = 20000;

constexpr Words kUnknownQuestion{"Vraag \"$0\" bestaat niet of wordt hier niet gesteld.",
                                 "Question \"$0\" does not exist or is not asked here."};
constexpr Words kBadOption{"Vraag \"$0\": kies uit de getoonde antwoorden.",
                           "Question \"$0\": choose from the answers shown."};
constexpr Words kOneOption{"Vraag \"$0\": kies één antwoord.",
                           "Question \"$0\": choose one answer."};
constexpr Words kBadScale{"Vraag \"$0\": een getal van 0 tot en met 10.",
                          "Question \"$0\": a number from 0 to 10."};
constexpr Words kNoTime{"Vraag \"$0\": een datum, met of zonder tijd.",
                        "Question \"$0\": a date, with or without a time."};
constexpr Words kTooLong{"Vraag \"$0\": de tekst is te lang.",
                         "Question \"$0\": the text is too long."};
constexpr Words kNotThisKind{"Vraag \"$0\": dit soort antwoord past niet.",
                             "Question \"$0\": this kind of answer does not fit."};

absl::Status Bad(const Words& words, const bundle::v1::Question& question) {
  return Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadAnswers, words,
                 {question.code()});
}

bool IsTopic(const Answers& answers, record::v1::Category category) {
  const char* code = category == record::v1::CATEGORY_INTIMIDATION ? "intimidation"
                     : category == record::v1::CATEGORY_INTEGRITY  ? "integrity"
                     : category == record::v1::CATEGORY_CRISIS     ? "crisis"
                                                                   : "";
  return Chose(answers, question::kTopic, code) || Chose(answers, "topic-also", code);
}

bool IsAsked(const bundle::v1::Form& form, const Answers& answers) {
  return form.category() == record::v1::CATEGORY_UNSPECIFIED || IsTopic(answers, form.category());
}

absl::Status CheckOptions(const bundle::v1::Question& question, const Answers& answers,
                          const content::v1::Answer& answer) {
  const std::vector<const bundle::v1::Option*> shown = OptionsFor(question, answers);
  std::set<std::string_view> seen;
  for (const std::string& chosen : answer.options()) {
    const bool known = std::any_of(shown.begin(), shown.end(), [&](const bundle::v1::Option* o) {
      return o->code() == chosen;
    });
    if (!known || !seen.insert(chosen).second) return Bad(kBadOption, question);
  }
  if (question.kind() == bundle::v1::QUESTION_KIND_ONE && answer.options_size() > 1) {
    return Bad(kOneOption, question);
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<const bundle::v1::Question*> QuestionsFor(const bundle::v1::Bundle& bundle,
                                                      const Answers& answers) {
  std::vector<const bundle::v1::Question*> questions;
  const bundle::v1::Question* own_words = nullptr;
  for (const bool common : {true, false}) {
    for (const bundle::v1::Form& form : bundle.forms()) {
      const bool is_common = form.category() == record::v1::CATEGORY_UNSPECIFIED;
      if (is_common != common || !IsAsked(form, answers)) continue;
      for (const bundle::v1::Question& question : form.questions()) {
        if (question.about_health() && !ConsentsToHealth(answers)) continue;
        if (question.code() == kOwnWords) {
          own_words = &question;
        } else {
          questions.push_back(&question);
        }
      }
    }
  }
  if (own_words != nullptr) questions.push_back(own_words);
  return questions;
}

std::vector<const bundle::v1::Option*> OptionsFor(const bundle::v1::Question& question,
                                                  const Answers& answers) {
  const std::string role = FirstOption(answers, question::kRole);
  std::vector<const bundle::v1::Option*> options;
  for (const bundle::v1::Option& option : question.options()) {
    const auto& hidden = option.hidden_for_roles();
    if (std::find(hidden.begin(), hidden.end(), role) == hidden.end()) options.push_back(&option);
  }
  return options;
}

const bundle::v1::Question* FindQuestion(const bundle::v1::Bundle& bundle, std::string_view code) {
  for (const bundle::v1::Form& form : bundle.forms()) {
    for (const bundle::v1::Question& question : form.questions()) {
      if (question.code() == code) return &question;
    }
  }
  return nullptr;
}

absl::Status CheckAnswer(const bundle::v1::Question& question, const Answers& answers,
                         const content::v1::Answer& answer) {
  if (answer.text().size() > kTextLimit) return Bad(kTooLong, question);
  const bool choice = question.kind() == bundle::v1::QUESTION_KIND_ONE ||
                      question.kind() == bundle::v1::QUESTION_KIND_MANY;
  if (!choice && answer.options_size() > 0) return Bad(kNotThisKind, question);
  const bool scale = question.kind() == bundle::v1::QUESTION_KIND_SCALE;
  if (!scale && answer.scale_plus_one() != 0) return Bad(kNotThisKind, question);
  const bool date = question.kind() == bundle::v1::QUESTION_KIND_DATE_TIME;
  if (!date && answer.time() != 0) return Bad(kNotThisKind, question);
  if (choice) return CheckOptions(question, answers, answer);
  if (scale && (answer.scale_plus_one() < 1 || answer.scale_plus_one() > 11)) {
    return Bad(kBadScale, question);
  }
  // Words beside a date are good by themselves: "I do not know it yet".
  if (date && answer.time() == 0 && answer.text().empty()) return Bad(kNoTime, question);
  return absl::OkStatus();
}

absl::Status CheckAnswers(const bundle::v1::Bundle& bundle, const Answers& answers) {
  const std::vector<const bundle::v1::Question*> asked = QuestionsFor(bundle, answers);
  for (const auto& [code, answer] : answers) {
    const auto found = std::find_if(
        asked.begin(), asked.end(),
        [&code = code](const bundle::v1::Question* question) { return question->code() == code; });
    if (found == asked.end()) {
      return Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadAnswers,
                     kUnknownQuestion, {FindQuestion(bundle, code) != nullptr ? code : "?"});
    }
    VN_RETURN_IF_ERROR(CheckAnswer(**found, answers, answer));
  }
  return absl::OkStatus();
}

std::vector<const bundle::v1::Question*> MissingRequired(const bundle::v1::Bundle& bundle,
                                                         const Answers& answers) {
  std::vector<const bundle::v1::Question*> missing;
  for (const bundle::v1::Question* question : QuestionsFor(bundle, answers)) {
    if (question->required() && !answers.contains(question->code())) missing.push_back(question);
  }
  return missing;
}

void DropUnasked(const bundle::v1::Bundle& bundle, Answers& answers) {
  // What depends on an answer that goes may go as well, so until nothing changes.
  for (bool changed = true; changed;) {
    changed = false;
    const std::vector<const bundle::v1::Question*> asked = QuestionsFor(bundle, answers);
    std::erase_if(answers, [&](const auto& entry) {
      const auto found = std::find_if(
          asked.begin(), asked.end(),
          [&](const bundle::v1::Question* question) { return question->code() == entry.first; });
      const bool drop = found == asked.end() || !CheckAnswer(**found, answers, entry.second).ok();
      changed = changed || drop;
      return drop;
    });
  }
}

}  // namespace vangnet::session
