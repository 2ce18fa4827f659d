#include "clients/cli/report_input.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/json.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/time_words.h"
#include "clients/session/client_reason.h"
#include "clients/session/form_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using google::protobuf::Value;
using session::Words;

constexpr Words kNoObject{"De antwoorden zijn een JSON-object; zie `vangnet report --help`.",
                          "The answers are a JSON object; see `vangnet report --help`."};
constexpr Words kUnknownKey{"Onbekend onderdeel in de JSON. Toegestaan: $0.",
                            "Unknown key in the JSON. Allowed: $0."};
constexpr Words kInputBadKey{"Onderdeel \"$0\" van de JSON klopt niet.",
                             "Key \"$0\" of the JSON is not right."};
constexpr Words kBadQuestion{"Het antwoord op vraag \"$0\" heeft de verkeerde vorm.",
                             "The answer to question \"$0\" has the wrong form."};
// Which one is not said: what was taken for a question may be somebody's answer.
constexpr Words kUnknownQuestion{
    "De JSON heeft een vraag die niet bestaat; `vangnet report --show-form` toont ze.",
    "The JSON has a question that does not exist; `vangnet report --show-form` shows them."};
constexpr Words kMissing{"Er ontbreekt een antwoord op: $0.", "An answer is missing for: $0."};

constexpr const char* kInputKeys[] = {"answers",      "organisation", "parties",  "exclude",
                                      "must_not_see", "urgency",      "language", "calendar",
                                      "lead",         "strike"};

absl::Status BadInput(const Words& words, const std::string& what) {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadAnswers,
                          words, {what});
}

// Null values and empty ones are no answers.
const Value* Find(const google::protobuf::Struct& object, const char* key) {
  const auto found = object.fields().find(key);
  if (found == object.fields().end() || found->second.has_null_value()) return nullptr;
  return &found->second;
}

// The text of a member, empty when it is absent. What is there and is no text is refused:
// passed over, somebody who must not see the report might see it.
absl::StatusOr<std::string> Text(const google::protobuf::Struct& object, const char* key) {
  const Value* value = Find(object, key);
  if (value == nullptr) return std::string();
  if (value->kind_case() != Value::kStringValue) return BadInput(kInputBadKey, key);
  return value->string_value();
}

absl::StatusOr<std::vector<std::string>> Strings(const Value& value, const std::string& key) {
  std::vector<std::string> strings;
  if (value.kind_case() == Value::kStringValue) return std::vector{value.string_value()};
  if (value.kind_case() != Value::kListValue) return BadInput(kInputBadKey, key);
  for (const Value& entry : value.list_value().values()) {
    if (entry.kind_case() != Value::kStringValue) return BadInput(kInputBadKey, key);
    strings.push_back(entry.string_value());
  }
  return strings;
}

bool IsSmallNumber(const Value& value) {
  return value.kind_case() == Value::kNumberValue && value.number_value() >= 0 &&
         value.number_value() <= 1000 && value.number_value() == std::floor(value.number_value());
}

absl::Status FillFromText(const bundle::v1::Question& question, const std::string& text,
                          record::v1::Calendar calendar, content::v1::Answer& answer) {
  switch (question.kind()) {
    case bundle::v1::QUESTION_KIND_ONE:
    case bundle::v1::QUESTION_KIND_MANY:
      answer.add_options(text);
      return absl::OkStatus();
    case bundle::v1::QUESTION_KIND_TEXT:
      answer.set_text(contract::CleanText(text));
      return absl::OkStatus();
    case bundle::v1::QUESTION_KIND_DATE_TIME: {
      const absl::StatusOr<std::uint64_t> time = ParseTime(text, calendar);
      if (!time.ok()) return BadInput(kBadQuestion, question.code());
      answer.set_time(*time);
      return absl::OkStatus();
    }
    default:
      return BadInput(kBadQuestion, question.code());
  }
}

absl::Status FillFromObject(const bundle::v1::Question& question,
                            const google::protobuf::Struct& object, record::v1::Calendar calendar,
                            content::v1::Answer& answer) {
  for (const auto& [key, value] : object.fields()) {
    if (key == "options") {
      VN_ASSIGN_OR_RETURN(const std::vector<std::string> options, Strings(value, question.code()));
      for (const std::string& option : options) answer.add_options(option);
    } else if (key == "text" && value.kind_case() == Value::kStringValue) {
      answer.set_text(contract::CleanText(value.string_value()));
    } else if (key == "scale" && IsSmallNumber(value)) {
      answer.set_scale_plus_one(static_cast<std::uint32_t>(value.number_value()) + 1);
    } else if (key == "time" && value.kind_case() == Value::kStringValue) {
      const absl::StatusOr<std::uint64_t> time = ParseTime(value.string_value(), calendar);
      if (!time.ok()) return BadInput(kBadQuestion, question.code());
      answer.set_time(*time);
    } else {
      return BadInput(kBadQuestion, question.code());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<content::v1::Answer> ParseAnswer(const bundle::v1::Question& question,
                                                const Value& value, record::v1::Calendar calendar) {
  content::v1::Answer answer;
  answer.set_question(question.code());
  absl::Status filled;
  switch (value.kind_case()) {
    case Value::kStringValue:
      filled = FillFromText(question, value.string_value(), calendar, answer);
      break;
    case Value::kNumberValue:
      if (!IsSmallNumber(value)) return BadInput(kBadQuestion, question.code());
      answer.set_scale_plus_one(static_cast<std::uint32_t>(value.number_value()) + 1);
      break;
    case Value::kListValue: {
      VN_ASSIGN_OR_RETURN(const std::vector<std::string> options, Strings(value, question.code()));
      for (const std::string& option : options) answer.add_options(option);
      break;
    }
    case Value::kStructValue:
      filled = FillFromObject(question, value.struct_value(), calendar, answer);
      break;
    default:
      return BadInput(kBadQuestion, question.code());
  }
  VN_RETURN_IF_ERROR(filled);
  return answer;
}

void SetInputText(session::Answers& answers, std::string_view question, const std::string& text) {
  if (text.empty()) return;
  content::v1::Answer answer;
  answer.set_question(std::string(question));
  answer.set_text(contract::CleanText(text));
  answers.insert_or_assign(std::string(question), answer);
}

// A list of options for `topic`: the first is the main one, the rest goes to
// `topic-also`.
void SplitTopics(session::Answers& answers) {
  const auto topic = answers.find(session::question::kTopic);
  if (topic == answers.end() || topic->second.options_size() < 2) return;
  content::v1::Answer also;
  also.set_question("topic-also");
  for (int i = 1; i < topic->second.options_size(); ++i) also.add_options(topic->second.options(i));
  topic->second.mutable_options()->DeleteSubrange(1, topic->second.options_size() - 1);
  answers.insert_or_assign("topic-also", also);
}

absl::Status ParseAnswerFields(const google::protobuf::Struct& object,
                               const bundle::v1::Bundle& bundle, record::v1::Calendar calendar,
                               session::Answers& answers) {
  for (const auto& [code, value] : object.fields()) {
    const bundle::v1::Question* question = session::FindQuestion(bundle, code);
    if (question == nullptr) return BadInput(kUnknownQuestion, "");
    VN_ASSIGN_OR_RETURN(content::v1::Answer answer, ParseAnswer(*question, value, calendar));
    answers.insert_or_assign(code, std::move(answer));
  }
  SplitTopics(answers);
  return absl::OkStatus();
}

absl::Status ParseStrikes(const Value& value, ReportInput& input) {
  VN_ASSIGN_OR_RETURN(const std::vector<std::string> strikes, Strings(value, "strike"));
  for (const std::string& strike : strikes) {
    if (strike == "deputy") {
      input.strike_deputy = true;
    } else if (strike == "reserve") {
      input.strike_reserve = true;
    } else if (strike == "duty") {
      input.strike_duty = true;
    } else {
      return BadInput(kInputBadKey, "strike");
    }
  }
  return absl::OkStatus();
}

absl::Status ParsePeople(const google::protobuf::Struct& object, const bundle::v1::Bundle& bundle,
                         ReportInput& input) {
  if (const Value* exclude = Find(object, "exclude")) {
    VN_ASSIGN_OR_RETURN(const std::vector<std::string> names, Strings(*exclude, "exclude"));
    for (const std::string& name : names) {
      VN_ASSIGN_OR_RETURN(const contract::PrincipalId person, FindPerson(bundle, name));
      input.excluded.insert(person);
    }
  }
  VN_ASSIGN_OR_RETURN(const std::string lead, Text(object, "lead"));
  if (!lead.empty()) {
    VN_ASSIGN_OR_RETURN(input.lead, FindPerson(bundle, lead));
  }
  if (const Value* strike = Find(object, "strike")) {
    VN_RETURN_IF_ERROR(ParseStrikes(*strike, input));
  }
  return absl::OkStatus();
}

absl::Status ParseCheckCard(const google::protobuf::Struct& object, session::Answers& answers) {
  VN_ASSIGN_OR_RETURN(const std::string organisation, Text(object, "organisation"));
  SetInputText(answers, session::question::kOrganisation, organisation);
  VN_ASSIGN_OR_RETURN(const std::string must_not_see, Text(object, "must_not_see"));
  SetInputText(answers, session::question::kMustNotSee, must_not_see);
  if (const Value* parties = Find(object, "parties")) {
    VN_ASSIGN_OR_RETURN(const std::vector<std::string> names, Strings(*parties, "parties"));
    std::string lines;
    for (const std::string& name : names) absl::StrAppend(&lines, name, "\n");
    SetInputText(answers, session::question::kParties, lines);
  }
  return absl::OkStatus();
}

absl::Status ParseHeader(const google::protobuf::Struct& object, session::Language language,
                         ReportInput& input) {
  if (const Value* urgency = Find(object, "urgency")) {
    const std::string code =
        IsSmallNumber(*urgency) ? absl::StrCat(urgency->number_value()) : urgency->string_value();
    const std::optional<record::v1::Urgency> parsed = FromCode<record::v1::Urgency>(code);
    if (!parsed.has_value()) return BadInput(kInputBadKey, "urgency");
    input.wanted_urgency = *parsed;
  }
  input.language = session::LanguageOf(input.answers, language == session::Language::kDutch
                                                          ? record::v1::LANGUAGE_DUTCH
                                                          : record::v1::LANGUAGE_ENGLISH);
  if (Find(object, "language") != nullptr) {
    VN_ASSIGN_OR_RETURN(const std::string chosen, Text(object, "language"));
    const auto parsed = FromCode<record::v1::Language>(chosen);
    if (!parsed.has_value()) return BadInput(kInputBadKey, "language");
    input.language = *parsed;
  }
  return absl::OkStatus();
}

// The calendar is needed before times are read: from its own key, else from the answers
// to `area` and `role`, which hold no time.
absl::StatusOr<record::v1::Calendar> ParseCalendar(const google::protobuf::Struct& object,
                                                   const google::protobuf::Struct& answers,
                                                   const bundle::v1::Bundle& bundle) {
  if (Find(object, "calendar") != nullptr) {
    VN_ASSIGN_OR_RETURN(const std::string calendar, Text(object, "calendar"));
    const auto parsed = FromCode<record::v1::Calendar>(calendar);
    if (!parsed.has_value()) return BadInput(kInputBadKey, "calendar");
    return *parsed;
  }
  session::Answers first;
  for (const std::string_view code : {session::question::kArea, session::question::kRole}) {
    const bundle::v1::Question* question = session::FindQuestion(bundle, code);
    const Value* value = Find(answers, std::string(code).c_str());
    if (question == nullptr || value == nullptr) continue;
    VN_ASSIGN_OR_RETURN(first[std::string(code)],
                        ParseAnswer(*question, *value, record::v1::CALENDAR_AMSTERDAM));
  }
  return session::CalendarOf(first);
}

}  // namespace

absl::StatusOr<ReportInput> ParseReportJson(const std::string& text,
                                            const bundle::v1::Bundle& bundle,
                                            session::Language language, bool complete) {
  VN_ASSIGN_OR_RETURN(const Value value, ParseJson(text));
  if (!value.has_struct_value()) return BadInput(kNoObject, "");
  const google::protobuf::Struct& object = value.struct_value();
  for (const auto& [key, ignored] : object.fields()) {
    (void)ignored;
    if (std::find(std::begin(kInputKeys), std::end(kInputKeys), key) == std::end(kInputKeys)) {
      return BadInput(kUnknownKey, absl::StrJoin(kInputKeys, ", "));
    }
  }
  const Value* answers = Find(object, "answers");
  if (answers == nullptr || !answers->has_struct_value()) return BadInput(kInputBadKey, "answers");
  ReportInput input;
  VN_ASSIGN_OR_RETURN(input.calendar, ParseCalendar(object, answers->struct_value(), bundle));
  VN_RETURN_IF_ERROR(
      ParseAnswerFields(answers->struct_value(), bundle, input.calendar, input.answers));
  VN_RETURN_IF_ERROR(ParseCheckCard(object, input.answers));
  VN_RETURN_IF_ERROR(ParsePeople(object, bundle, input));
  VN_RETURN_IF_ERROR(ParseHeader(object, language, input));
  VN_RETURN_IF_ERROR(session::CheckAnswers(bundle, input.answers));
  const std::vector<const bundle::v1::Question*> missing =
      session::MissingRequired(bundle, input.answers);
  if (complete && !missing.empty()) return BadInput(kMissing, missing.front()->code());
  return input;
}

}  // namespace vangnet::cli
