#include "clients/cli/case_words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/time_words.h"
#include "clients/session/form_rules.h"
#include "clients/session/home.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kYou{"u", "you"};
constexpr Words kReporter{"de melder", "the reporter"};
constexpr Words kNotForYou{"(niet voor u verzegeld)", "(not sealed for you)"};
constexpr Words kCannotOpen{"(kan niet worden geopend)", "(cannot be opened)"};
constexpr Words kAccount{"de melding", "the report"};
constexpr Words kNothing{"Hier staat nog niets.", "There is nothing here yet."};

// The label of an option; its code where the newest bundle does not know it any more.
std::string OptionLabel(const bundle::v1::Question* question, const std::string& code,
                        session::Language language) {
  if (question == nullptr) return code;
  for (const bundle::v1::Option& option : question->options()) {
    if (option.code() == code) return session::In(language, option.label());
  }
  return code;
}

std::string ValueOf(const CaseReader& reader, const bundle::v1::Question* question,
                    const content::v1::Answer& answer, session::Language language) {
  std::vector<std::string> parts;
  for (const std::string& option : answer.options()) {
    parts.push_back(OptionLabel(question, option, language));
  }
  if (answer.scale_plus_one() > 0) parts.push_back(absl::StrCat(answer.scale_plus_one() - 1));
  if (answer.time() > 0) parts.push_back(MomentWords(answer.time(), reader.calendar, language));
  if (!answer.text().empty()) parts.push_back(answer.text());
  return absl::StrJoin(parts, "; ");
}

// As the forms ask them; what the newest forms do not know comes last.
std::vector<const content::v1::Answer*> InOrderOfForms(const bundle::v1::Bundle& bundle,
                                                       const content::v1::Account& account) {
  std::vector<const content::v1::Answer*> ordered;
  std::vector<const content::v1::Answer*> left;
  for (const content::v1::Answer& answer : account.answers()) left.push_back(&answer);
  for (const bundle::v1::Form& form : bundle.forms()) {
    for (const bundle::v1::Question& question : form.questions()) {
      const auto found = std::find_if(left.begin(), left.end(), [&](const auto* answer) {
        return answer->question() == question.code();
      });
      if (found == left.end()) continue;
      ordered.push_back(*found);
      left.erase(found);
    }
  }
  ordered.insert(ordered.end(), left.begin(), left.end());
  return ordered;
}

std::string TextOfEntry(const CaseReader& reader, const sealing::CaseRecord& record,
                        session::Language language) {
  if (record.reading == sealing::EntryReading::kNotForMe) return kNotForYou.In(language);
  if (record.reading == sealing::EntryReading::kDamaged) return kCannotOpen.In(language);
  switch (record.body.content_case()) {
    case content::v1::EntryBody::kMessage:
      return record.body.message().text();
    case content::v1::EntryBody::kNote:
      return record.body.note().text();
    case content::v1::EntryBody::kAccount: {
      std::string lines = absl::StrCat("[", kAccount.In(language), "]\n");
      for (const content::v1::Answer* answer :
           InOrderOfForms(reader.bundle, record.body.account())) {
        absl::StrAppend(&lines, AnswerLines(reader, *answer, language), "\n");
      }
      lines.pop_back();
      return lines;
    }
    default:
      return "";
  }
}

const char* KindCode(const sealing::CaseRecord& record) {
  if (record.reading == sealing::EntryReading::kNotForMe) return "not-for-me";
  if (record.reading == sealing::EntryReading::kDamaged) return "damaged";
  switch (record.body.content_case()) {
    case content::v1::EntryBody::kMessage:
      return "message";
    case content::v1::EntryBody::kNote:
      return "note";
    case content::v1::EntryBody::kAccount:
      return "account";
    case content::v1::EntryBody::kCheckCard:
      return "check-card";
    default:
      return "unknown";
  }
}

Json AnswersJson(const content::v1::Account& account) {
  Json answers = Json::Object();
  for (const content::v1::Answer& answer : account.answers()) {
    Json entry = Json::Object();
    if (!answer.options().empty()) entry.Set("options", JsonArray(answer.options()));
    if (!answer.text().empty()) entry.Set("text", answer.text());
    if (answer.scale_plus_one() > 0) entry.Set("scale", answer.scale_plus_one() - 1);
    if (answer.time() > 0) entry.Set("time", answer.time());
    // A question's code is a canonical string of somebody else: quoted as one.
    const std::string key = Json(answer.question()).ToText();
    answers.Set(std::string_view(key).substr(1, key.size() - 2), entry);
  }
  return answers;
}

bool IsEntryOf(const sealing::CaseRecord& record, record::v1::CompartmentKind compartment) {
  return record.compartment == compartment && record.header.kind() == record::v1::RECORD_KIND_ENTRY;
}

}  // namespace

std::string NameInCase(const CaseReader& reader, const contract::CaseId& case_id,
                       const contract::PrincipalId& principal, session::Language language) {
  if (principal == reader.self) return kYou.In(language);
  if (principal == contract::ReporterPrincipal(case_id)) return kReporter.In(language);
  return NameOfPerson(reader.bundle, principal, language);
}

std::string AnswerLines(const CaseReader& reader, const content::v1::Answer& answer,
                        session::Language language) {
  const bundle::v1::Question* question = session::FindQuestion(reader.bundle, answer.question());
  const std::string prompt =
      question != nullptr ? session::In(language, question->prompt()) : answer.question();
  return absl::StrCat(prompt, " ", ValueOf(reader, question, answer, language));
}

void ShowEntries(Context& context, const CaseReader& reader, const sealing::CaseView& view,
                 record::v1::CompartmentKind compartment) {
  bool any = false;
  for (const sealing::CaseRecord& record : view.records) {
    if (!IsEntryOf(record, compartment)) continue;
    any = true;
    const absl::StatusOr<contract::CaseId> case_id =
        contract::CaseId::Parse(record.header.case_id());
    const std::string name =
        case_id.ok() ? NameInCase(reader, *case_id, record.author, context.language) : "?";
    context.terminal.Heading(absl::StrCat(record.number, ". ", name, ", ",
                                          DayWords(DayOf(record.received_time), context.language),
                                          record.verified ? "" : " (!)"));
    context.terminal.Quote(TextOfEntry(reader, record, context.language));
  }
  if (!any) context.Say(kNothing);
}

Json EntriesJson(Context& context, const CaseReader& reader, const sealing::CaseView& view,
                 record::v1::CompartmentKind compartment) {
  Json entries = Json::Array();
  for (const sealing::CaseRecord& record : view.records) {
    if (!IsEntryOf(record, compartment)) continue;
    const absl::StatusOr<contract::CaseId> case_id =
        contract::CaseId::Parse(record.header.case_id());
    Json entry = Json::Object();
    entry.Set("position", record.number)
        .Set("author", session::ToHex(record.author.view()))
        .Set("name",
             case_id.ok() ? NameInCase(reader, *case_id, record.author, context.language) : "")
        .Set("role", view.fold.has_value() ? CodeOf(view.fold->RoleOf(record.author)) : "unknown")
        .Set("day", DayOf(record.received_time))
        .Set("kind", KindCode(record))
        .Set("verified", record.verified)
        .Set("text", TextOfEntry(reader, record, context.language));
    if (record.body.has_account()) entry.Set("answers", AnswersJson(record.body.account()));
    entries.Add(entry);
  }
  return entries;
}

std::vector<const content::v1::CheckCard*> CheckCards(const sealing::CaseView& view) {
  std::vector<const content::v1::CheckCard*> cards;
  for (const sealing::CaseRecord& record : view.records) {
    if (record.verified && record.body.has_check_card()) cards.push_back(&record.body.check_card());
  }
  return cards;
}

}  // namespace vangnet::cli
