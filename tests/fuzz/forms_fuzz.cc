// Answers to the forms of an organisation, as a reporter's client checks them before they
// are sealed. Byte of mode: not used; then an Account.
#include "clients/sealing/body_seal.h"
#include "clients/session/answers.h"
#include "clients/session/client_reason.h"
#include "clients/session/form_rules.h"
#include "clients/session/triage_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "tests/fuzz/forms.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "vangnet/content/v1/content.pb.h"

namespace vangnet::fuzz {
namespace {

using session::Answers;

Answers AnswersOf(const content::v1::Account& account) {
  Answers answers;
  for (const auto& answer : account.answers()) answers.insert_or_assign(answer.question(), answer);
  return answers;
}

void CheckKept(const Answers& given) {
  Answers kept = given;
  session::DropUnasked(Forms(), kept);
  Require(session::CheckAnswers(Forms(), kept).ok(), "what is kept is asked for and good");
  for (const auto& [code, answer] : kept) {
    const auto* question = session::FindQuestion(Forms(), code);
    Require(question != nullptr, "what is kept is a question of the forms");
    Require(!question->about_health() || session::ConsentsToHealth(kept),
            "nothing about health without consent");
  }
  if (!session::CheckAnswers(Forms(), given).ok()) return;
  Require(kept.size() == given.size(), "good answers are all kept");
}

void CheckMeaning(const Answers& answers) {
  const session::Triage triage = session::TriageOf(answers, absl::FromUnixSeconds(1790000000));
  Require(record::v1::Urgency_IsValid(triage.urgency) &&
              triage.urgency != record::v1::URGENCY_UNSPECIFIED && !triage.rules.empty(),
          "every set of answers has an urgency and says why");
  for (const std::string& rule : triage.rules) (void)session::WordsForRule(rule);
  Require(session::CategoryOf(answers) != record::v1::CATEGORY_UNSPECIFIED &&
              session::CalendarOf(answers) != record::v1::CALENDAR_UNSPECIFIED &&
              session::TerritoryOf(answers) != bundle::v1::TERRITORY_UNSPECIFIED,
          "every set of answers has a category, a calendar and a territory");
  content::v1::EntryBody body;
  *body.mutable_account() = session::AccountOf(answers);
  if (!session::CheckAnswers(Forms(), answers).ok() || !contract::CheckStrict(body).ok()) return;
  Require(sealing::CheckBody(body, record::v1::COMPARTMENT_KIND_CONVERSATION).ok(),
          "good answers can be sealed and are read");
}

void CheckRefusal(const Answers& answers) {
  const absl::Status status = session::CheckAnswers(Forms(), answers);
  if (status.ok()) return;
  RequireGoodMessage(status, {absl::StatusCode::kInvalidArgument});
  Require(contract::ReasonOf(status) == session::client_reason::kBadAnswers, "BAD_ANSWERS");
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  return content::v1::Account::default_instance();
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  (void)input.Byte();
  vangnet::content::v1::Account account;
  if (!vangnet::contract::ParseCanonical(input.Rest(), 64 * 1024, account).ok()) return 0;
  const auto answers = AnswersOf(account);
  CheckRefusal(answers);
  CheckKept(answers);
  CheckMeaning(answers);
  return 0;
}
