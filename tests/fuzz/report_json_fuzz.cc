// A report as JSON, as machines give it to `vangnet report --from`.
#include "clients/cli/json.h"
#include "clients/cli/report_input.h"
#include "clients/sealing/body_seal.h"
#include "clients/session/client_reason.h"
#include "clients/session/form_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "tests/fuzz/forms.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

using google::protobuf::Value;

absl::Status Parse(std::string_view text) {
  return cli::ParseReportJson(std::string(text), Forms(), session::Language::kEnglish, true)
      .status();
}

// What people wrote must arrive or be refused: nothing is dropped because of its type.
void CheckTypes(const std::string& text) {
  const auto json = cli::ParseJson(text);
  Require(json.ok() && json->has_struct_value(), "a report is a JSON object");
  for (const auto& [key, value] : json->struct_value().fields()) {
    if (value.has_null_value()) continue;
    const bool string = value.kind_case() == Value::kStringValue;
    if (key == "answers") {
      Require(value.has_struct_value(), "answers are an object");
    } else if (key == "organisation" || key == "must_not_see" || key == "lead" ||
               key == "calendar" || key == "language") {
      Require(string, "a text is a text");
    } else if (key == "urgency") {
      Require(string || value.kind_case() == Value::kNumberValue, "an urgency is a number");
    } else {
      Require(key == "parties" || key == "exclude" || key == "strike", "every key is known");
      Require(string || value.has_list_value(), "a list is a list");
    }
  }
}

// A time of the Caribbean islands that is read as a Dutch one is five hours off.
void CheckCalendar(const std::string& text, const cli::ReportInput& input) {
  const auto json = cli::ParseJson(text);
  const auto& fields = json->struct_value().fields();
  const auto calendar = fields.find("calendar");
  if (calendar != fields.end() && !calendar->second.has_null_value()) return;
  Require(input.calendar == session::CalendarOf(input.answers),
          "the calendar is that of the answers, unless it is given");
}

// As BuildFiling cleans and seals them.
void CheckSealable(const session::Answers& answers) {
  content::v1::EntryBody account;
  *account.mutable_account() = session::AccountOf(answers);
  Require(sealing::CheckBody(account, record::v1::COMPARTMENT_KIND_CONVERSATION).ok(),
          "what is accepted can be sealed and is read");
  content::v1::EntryBody card;
  *card.mutable_check_card() = session::CheckCardOf(answers);
  for (std::string& party : *card.mutable_check_card()->mutable_parties()) {
    party = contract::CleanText(party);
  }
  Require(sealing::CheckBody(card, record::v1::COMPARTMENT_KIND_CHECK).ok(),
          "what is accepted can be sealed and is read");
}

void Check(const std::string& text, bool complete) {
  const auto input = cli::ParseReportJson(text, Forms(), session::Language::kEnglish, complete);
  if (!input.ok()) {
    RequireGoodRefusal(input.status(), text, {absl::StatusCode::kInvalidArgument}, Parse);
    const std::string reason = contract::ReasonOf(input.status());
    Require(reason == session::client_reason::kBadFile ||
                reason == session::client_reason::kBadAnswers ||
                reason == session::client_reason::kUnknownPerson,
            "BAD_FILE, BAD_ANSWERS or UNKNOWN_PERSON");
    return;
  }
  CheckTypes(text);
  Require(session::CheckAnswers(Forms(), input->answers).ok(), "accepted answers are good");
  Require(!complete || session::MissingRequired(Forms(), input->answers).empty(),
          "a complete report misses nothing");
  Require(input->language != record::v1::LANGUAGE_UNSPECIFIED &&
              input->calendar != record::v1::CALENDAR_UNSPECIFIED,
          "a report has a language and a calendar");
  for (const contract::PrincipalId& person : input->excluded) {
    Require(contract::FindStaff(Forms(), person) != nullptr, "who is excluded is in the bundle");
  }
  CheckCalendar(text, *input);
  CheckSealable(input->answers);
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  vangnet::fuzz::Check(text, true);
  vangnet::fuzz::Check(text, false);
  return 0;
}
