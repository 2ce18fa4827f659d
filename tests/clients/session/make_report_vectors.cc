// vangnet_make_report_vectors FOLDER: writes FOLDER/report.json, answers to the forms of
// deploy/organisation and what a client makes of them. Random answers, good and bad, from
// one seed: the same bytes every time.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/session/answers.h"
#include "clients/session/form_rules.h"
#include "clients/session/triage_rules.h"
#include "proto/contract/canonical.h"
#include "tests/clients/sealing/json.h"
#include "tests/support/organisation.h"

namespace vangnet::session {
namespace {

using bundle::v1::Bundle;
using bundle::v1::Question;
using content::v1::Answer;
using sealing::Json;

constexpr int kSamples = 70;  // Of each of two sorts.
constexpr std::int64_t kNow = 1790043240;
constexpr std::int64_t kHour = 60 * 60;

// No distribution of the library: those differ between libraries.
class Chance {
 public:
  std::uint32_t Below(std::size_t end) {
    return static_cast<std::uint32_t>(engine_() % static_cast<std::uint32_t>(end));
  }
  bool OneIn(std::uint32_t times) { return Below(times) == 0; }

 private:
  std::mt19937 engine_{20260922};
};

std::string TextFrom(Chance& chance) {
  const std::vector<std::string> texts = {
      "Gemeente Súdwest-Fryslân", " Provincie Utrecht \n\n\tWaterschap Vallei en Veluwe\r\n",
      "iemand van de raad\n  een ambtenaar  ", "\u00a0geen gewone spatie\u00a0", "x"};
  return texts[chance.Below(texts.size())];
}

std::uint64_t TimeFrom(Chance& chance) {
  // The last three are midnights: of today and yesterday in Amsterdam, of yesterday in AST.
  const std::vector<std::int64_t> offsets = {
      -kHour,         -1,      0,        1,      5 * kHour, 24 * kHour, 24 * kHour + 1, 72 * kHour,
      72 * kHour + 1, -15'240, -101'640, -80'040};
  return static_cast<std::uint64_t>(kNow + offsets[chance.Below(offsets.size())]);
}

std::string OptionOf(const Question& question, Chance& chance) {
  return question.options(static_cast<int>(chance.Below(question.options_size()))).code();
}

// What the question asks for.
Answer AnswerTo(const Question& question, Chance& chance) {
  Answer answer;
  answer.set_question(question.code());
  switch (question.kind()) {
    case bundle::v1::QUESTION_KIND_ONE:
      answer.add_options(OptionOf(question, chance));
      if (chance.OneIn(10)) answer.set_text("en dit erbij");
      break;
    case bundle::v1::QUESTION_KIND_MANY:
      for (const bundle::v1::Option& option : question.options()) {
        if (chance.OneIn(4)) answer.add_options(option.code());
      }
      if (answer.options().empty()) answer.add_options(OptionOf(question, chance));
      break;
    case bundle::v1::QUESTION_KIND_SCALE:
      answer.set_scale_plus_one(1 + chance.Below(11));
      break;
    case bundle::v1::QUESTION_KIND_DATE_TIME:
      if (!chance.OneIn(4)) answer.set_time(TimeFrom(chance));
      if (answer.time() == 0 || chance.OneIn(4)) answer.set_text("weet ik nog niet");
      break;
    default:
      answer.set_text(TextFrom(chance));
  }
  return answer;
}

// One way in which it could be wrong; not every answer becomes so.
void Spoil(const Question& question, Answer& answer, Chance& chance) {
  if (question.kind() == bundle::v1::QUESTION_KIND_SCALE) {
    answer.set_scale_plus_one(chance.OneIn(2) ? 0 : 12);
    return;
  }
  switch (chance.Below(7)) {
    case 0:
      answer.add_options("no-such-option");
      break;
    case 1:
      if (!answer.options().empty()) answer.add_options(answer.options(0));
      break;
    case 2:
      if (!question.options().empty()) answer.add_options(question.options(0).code());
      break;
    case 3:
      answer.set_scale_plus_one(4);
      break;
    case 4:
      answer.set_time(TimeFrom(chance));
      break;
    case 5:
      answer.clear_options();
      answer.clear_text();
      break;
    default:
      answer.clear_time();
      answer.clear_text();
  }
}

Answers AnswersFrom(const Bundle& bundle, Chance& chance) {
  Answers answers;
  const bool careful = !chance.OneIn(3);
  const std::uint32_t sparse = careful ? 1 + chance.Below(12) : 1;
  for (const bundle::v1::Form& form : bundle.forms()) {
    for (const Question& question : form.questions()) {
      const bool asked_by_all = question.required() || question.code() == "area";
      if (!chance.OneIn(asked_by_all ? 1 + chance.Below(2) : sparse)) continue;
      Answer& answer = answers[question.code()];
      answer = AnswerTo(question, chance);
      if (!careful && chance.OneIn(4)) Spoil(question, answer, chance);
    }
  }
  if (!careful && chance.OneIn(4)) answers["no-such-question"].set_question("no-such-question");
  if (careful) DropUnasked(bundle, answers);
  return answers;
}

// Little but what urgency depends on, of every form, so that each rule decides now and then.
Answers TellingAnswers(const Bundle& bundle, Chance& chance) {
  Answers answers;
  for (const char* code :
       {"what-happened", "concrete", "where", "pattern", "when", "next-deadline",
        "next-deadline-for", "impact-safety", "impact-work", "crisis-kind", "position", "phase"}) {
    if (chance.OneIn(3)) answers[code] = AnswerTo(*FindQuestion(bundle, code), chance);
  }
  if (chance.OneIn(4)) {
    const std::vector<std::pair<const char*, const char*>> calm = {
        {"crisis-kind", "after-office"}, {"position", "dilemma"}, {"phase", "closed"}};
    const auto& [code, option] = calm[chance.Below(calm.size())];
    if (chance.OneIn(2)) answers.clear();
    answers[code].set_question(code);
    answers[code].clear_options();
    answers[code].add_options(option);
    if (chance.OneIn(2)) return answers;
  }
  for (const char* code : {"danger", "topic", "role", "consent"}) {
    if (chance.OneIn(2)) answers[code] = AnswerTo(*FindQuestion(bundle, code), chance);
  }
  return answers;
}

// A text of so many bytes, and nothing else.
Answers LongText(std::size_t size) {
  Answers answers;
  Answer& answer = answers["own-words"];
  answer.set_question("own-words");
  answer.set_text("\u00e9" + std::string(size - 2, 'a'));
  return answers;
}

// The name of a failure of CheckAnswer; empty for none.
std::string FaultOf(const absl::Status& status) {
  if (status.ok()) return "";
  const std::vector<std::pair<const char*, const char*>> names = {
      {"does not exist", "unknown-question"},
      {"choose from", "bad-option"},
      {"choose one answer", "one-option"},
      {"a number from 0", "bad-scale"},
      {"a date, with", "no-time"},
      {"too long", "too-long"},
      {"kind of answer", "not-this-kind"}};
  for (const auto& [words, name] : names) {
    if (status.message().find(words) != absl::string_view::npos) return name;
  }
  std::fprintf(stderr, "report.json: a failure without a name\n");
  std::abort();
}

std::string CodesOf(const std::vector<const Question*>& questions) {
  std::vector<std::string> codes;
  for (const Question* question : questions) codes.push_back(question->code());
  return absl::StrJoin(codes, " ");
}

Json AnswersJson(const Answers& answers) {
  Json list = Json::List();
  for (const auto& [code, answer] : answers) {
    list.Add(Json::Text(sealing::Hex(contract::SerializeCanonical(answer))));
  }
  return list;
}

Json TriageJson(const Triage& triage) {
  return Json()
      .SetNumber("urgency", static_cast<std::uint64_t>(triage.urgency))
      .SetText("rules", absl::StrJoin(triage.rules, " "));
}

Json FaultsJson(const Bundle& bundle, const Answers& answers) {
  Json faults = Json::List();
  for (const auto& [code, answer] : answers) {
    const Question* question = FindQuestion(bundle, code);
    const std::string fault =
        question == nullptr ? "unknown-question" : FaultOf(CheckAnswer(*question, answers, answer));
    if (fault.empty()) continue;
    faults.Add(Json::Text(absl::StrCat(code, " ", fault)));
  }
  return faults;
}

std::string ShownOptions(const Bundle& bundle, const Answers& answers) {
  std::vector<std::string> codes;
  for (const bundle::v1::Option* option :
       OptionsFor(*FindQuestion(bundle, "crisis-kind"), answers)) {
    codes.push_back(option->code());
  }
  return absl::StrJoin(codes, " ");
}

Json SampleOf(const Bundle& bundle, Answers answers, Chance& chance) {
  const auto wanted = static_cast<record::v1::Urgency>(chance.Below(5));
  const auto fallback = static_cast<record::v1::Language>(1 + chance.Below(4));
  const Triage triage = TriageOf(answers, absl::FromUnixSeconds(kNow));
  const auto number = [](auto value) { return static_cast<std::uint64_t>(value); };
  Json sample;
  sample.Set("answers", AnswersJson(answers))
      .Set("triage", TriageJson(triage))
      .SetNumber("wanted", number(wanted))
      .Set("raised", TriageJson(RaisedTo(triage, wanted)))
      .SetNumber("fallback", number(fallback))
      .SetNumber("language", number(LanguageOf(answers, fallback)))
      .SetNumber("category", number(CategoryOf(answers)))
      .SetNumber("calendar", number(CalendarOf(answers)))
      .SetNumber("territory", number(TerritoryOf(answers)))
      .SetText("asked", CodesOf(QuestionsFor(bundle, answers)))
      .SetText("missing", CodesOf(MissingRequired(bundle, answers)))
      .SetText("crisis_kinds", ShownOptions(bundle, answers))
      .Set("faults", FaultsJson(bundle, answers))
      .SetText("first_fault", FaultOf(CheckAnswers(bundle, answers)))
      .SetBytes("account", contract::SerializeCanonical(AccountOf(answers)))
      .SetBytes("check_card", contract::SerializeCanonical(CheckCardOf(answers)));
  DropUnasked(bundle, answers);
  std::vector<std::string> kept;
  for (const auto& [code, answer] : answers) kept.push_back(code);
  return sample.SetText("kept", absl::StrJoin(kept, " "));
}

int Main(const std::string& folder) {
  testing::Organisation organisation(absl::FromUnixSeconds(kNow));
  Bundle bundle;  // The forms alone, in the message that holds them.
  *bundle.mutable_forms() = organisation.draft().forms();
  Chance chance;
  Json samples = Json::List();
  for (const std::size_t size : {20000, 20001}) {
    samples.Add(SampleOf(bundle, LongText(size), chance));
  }
  for (int i = 0; i < kSamples; ++i) {
    samples.Add(SampleOf(bundle, AnswersFrom(bundle, chance), chance));
    samples.Add(SampleOf(bundle, TellingAnswers(bundle, chance), chance));
  }
  Json file;
  file.SetText(
          "about",
          "SPEC.md sections 4 and 5: answers to forms, each a canonical Answer; the urgency that "
          "follows with its rules, what is asked, what is wrong, and what is sealed. `forms` is a "
          "canonical Bundle of forms only.")
      .SetNumber("now", kNow)
      .SetBytes("forms", contract::SerializeCanonical(bundle))
      .Set("samples", std::move(samples));
  std::ofstream out(folder + "/report.json");
  out << file.Print();
  out.close();
  return out ? 0 : 1;
}

}  // namespace
}  // namespace vangnet::session

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: vangnet_make_report_vectors FOLDER\n");
    return 2;
  }
  return vangnet::session::Main(argv[1]);
}
