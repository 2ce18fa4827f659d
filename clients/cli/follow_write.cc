#include "clients/cli/follow_write.h"

#include <memory>
#include <optional>

#include "absl/strings/str_join.h"
#include "clients/cli/case_words.h"
#include "clients/cli/form_dialogue.h"
#include "clients/cli/people.h"
#include "clients/cli/progress.h"
#include "clients/cli/reader_acts.h"
#include "clients/cli/report_input.h"
#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr std::size_t kFollowAnswersLimit = 1024 * 1024;
constexpr Words kFollowSending{"Verzegelen en versturen", "Sealing and sending"};
constexpr Words kWritten{"Verstuurd. Alleen wie uw melding mag openen kan dit lezen.",
                         "Sent. Only who may open your report can read this."};
constexpr Words kCompleted{"Toegevoegd aan uw melding.", "Added to your report."};
constexpr Words kNothingAdded{"Er is niets toegevoegd.", "Nothing was added."};
constexpr Words kFollowRemoved{
    "$0 kan vanaf nu niets nieuws meer openen. Wat al gelezen is kan niet ongelezen worden.",
    "$0 can open nothing new from now on. What was read already cannot be unread."};
constexpr Words kFollowAdded{"$0 is toegevoegd.", "$0 was added."};
constexpr Words kRemoveQuestion{
    "Wilt u $0 uit uw melding halen? Die komt er dan niet meer in terug.",
    "Do you want to take $0 out of your report? They do not come back."};
constexpr Words kWithdrawQuestion{
    "Intrekken betekent: uw melding wordt gesloten en niemand werkt er meer aan. Er kan niets meer "
    "bij. Wat al gelezen is kan niet ongelezen worden. De inhoud blijft verzegeld bewaard tot de organisatie haar "
    "vernietigt. U kunt altijd opnieuw melden. Wilt u intrekken?",
    "Withdrawing means: your report is closed and nobody works on it any more. Nothing can be "
    "added. What was read already cannot be unread. The content stays sealed until the organisation destroys it. "
    "You can always report again. Do you want to withdraw?"};
constexpr Words kFollowWithdrawn{
    "Uw melding is ingetrokken. U kunt altijd opnieuw melden of bellen.",
    "Your report was withdrawn. You can always report again or call."};

void FollowDone(Context& context, const contract::CaseId& case_id, const char* what,
                const Words& words, const std::string& argument = "") {
  if (context.json) {
    context.Print(Json::Object().Set("case_id", session::ToHex(case_id.view())).Set("done", what));
  } else {
    context.Say(words, {argument});
  }
}

void SetFollowText(session::Answers& answers, std::string_view question, const std::string& text) {
  if (text.empty()) return;
  content::v1::Answer& answer = answers[std::string(question)];
  answer.set_question(std::string(question));
  answer.set_text(text);
}

// The forms once more, with what is there; what is new or changed comes back.
absl::StatusOr<session::Answers> AskForMore(Context& context, FollowSession& follow) {
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading, follow.Read());
  const session::Answers before = AnsweredSoFar(reading.view);
  session::Answers answers = before;
  VN_RETURN_IF_ERROR(AskForms(context, follow.bundle(), answers));
  std::erase_if(answers, [&](const auto& entry) {
    const auto known = before.find(entry.first);
    return known != before.end() &&
           known->second.SerializeAsString() == entry.second.SerializeAsString();
  });
  return answers;
}

// With damage: what is wrong is shown before the refusal says so.
absl::Status WriteFollow(Context& context, FollowSession& follow, const FollowWriteFlags& flags,
                         const session::CaseAct& act) {
  absl::Status written;
  {
    const Progress progress(context, kFollowSending);
    written = follow.Write(flags.follow, act);
  }
  if (contract::ReasonOf(written) == session::client_reason::kDamaged) {
    const absl::StatusOr<session::CaseReading> reading = follow.Read();
    if (reading.ok()) WarnOfFindings(context, reading->view.findings);
  }
  return written;
}

}  // namespace

session::Answers AnsweredSoFar(const sealing::CaseView& view) {
  session::Answers answers;
  for (const sealing::CaseRecord& record : view.records) {
    const bool own = record.author.view() == record.header.case_id();
    if (!record.verified || !own || !record.body.has_account()) continue;
    for (const content::v1::Answer& answer : record.body.account().answers()) {
      answers.insert_or_assign(answer.question(), answer);
    }
  }
  for (const content::v1::CheckCard* card : CheckCards(view)) {
    SetFollowText(answers, session::question::kOrganisation, card->organisation());
    SetFollowText(answers, session::question::kParties, absl::StrJoin(card->parties(), "\n"));
    SetFollowText(answers, session::question::kMustNotSee, card->must_not_see());
  }
  return answers;
}

absl::Status FollowWrite(Context& context, FollowSession& follow, const FollowWriteFlags& flags) {
  if (flags.text.file.empty()) VN_RETURN_IF_ERROR(follow.RefuseDamage(context, flags.follow));
  VN_ASSIGN_OR_RETURN(const std::string text, ReadText(context, flags.text));
  content::v1::EntryBody body;
  body.mutable_message()->set_text(text);
  VN_RETURN_IF_ERROR(WriteFollow(context, follow, flags, [&](sealing::RecordWriter& writer) {
    return session::WriteEntryOrStartEpoch(writer, record::v1::COMPARTMENT_KIND_CONVERSATION, body);
  }));
  FollowDone(context, follow.case_id(), "write", kWritten);
  return absl::OkStatus();
}

absl::Status FollowComplete(Context& context, FollowSession& follow,
                            const FollowWriteFlags& flags) {
  session::Answers added;
  if (!flags.from.empty()) {
    VN_ASSIGN_OR_RETURN(const std::string text, ReadInput(flags.from, kFollowAnswersLimit));
    VN_ASSIGN_OR_RETURN(const ReportInput input,
                        ParseReportJson(text, follow.bundle(), context.language, false));
    added = input.answers;
  } else if (context.terminal.traits().asks) {
    VN_RETURN_IF_ERROR(follow.RefuseDamage(context, flags.follow));
    VN_ASSIGN_OR_RETURN(added, AskForMore(context, follow));
  } else {
    return Missing("--from");
  }
  if (added.empty()) {
    context.Say(kNothingAdded);
    return absl::OkStatus();
  }
  content::v1::EntryBody account;
  *account.mutable_account() = session::AccountOf(added);
  content::v1::EntryBody card;
  *card.mutable_check_card() = session::CheckCardOf(added);
  const content::v1::CheckCard& typed = card.check_card();
  const bool has_card =
      !typed.organisation().empty() || !typed.parties().empty() || !typed.must_not_see().empty();
  VN_RETURN_IF_ERROR(
      WriteFollow(context, follow, flags, [&](sealing::RecordWriter& writer) -> absl::Status {
        if (has_card) {
          VN_RETURN_IF_ERROR(
              session::WriteEntryOrStartEpoch(writer, record::v1::COMPARTMENT_KIND_CHECK, card));
        }
        if (account.account().answers().empty()) return absl::OkStatus();
        return session::WriteEntryOrStartEpoch(writer, record::v1::COMPARTMENT_KIND_CONVERSATION,
                                               account);
      }));
  FollowDone(context, follow.case_id(), "complete", kCompleted);
  return absl::OkStatus();
}

absl::Status FollowRemove(Context& context, FollowSession& follow, const FollowWriteFlags& flags) {
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId person,
                      FindPerson(follow.bundle(), flags.person));
  const std::string name = NameOfPerson(follow.bundle(), person, context.language);
  if (!flags.yes && context.terminal.traits().asks) {
    const std::string question = context.In(kRemoveQuestion, {name});
    VN_RETURN_IF_ERROR(context.Confirm(Words(question.c_str(), question.c_str()), "--yes"));
  }
  VN_RETURN_IF_ERROR(WriteFollow(context, follow, flags, [&](sealing::RecordWriter& writer) {
    return writer.RemoveReader(person, record::v1::REMOVAL_REASON_REPORTER_WISH);
  }));
  FollowDone(context, follow.case_id(), "remove", kFollowRemoved, name);
  return absl::OkStatus();
}

absl::Status FollowAdd(Context& context, FollowSession& follow, const FollowWriteFlags& flags) {
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId person,
                      FindPerson(follow.bundle(), flags.person));
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading, follow.Read());
  VN_RETURN_IF_ERROR(WriteFollow(context, follow, flags, [&](sealing::RecordWriter& writer) {
    return AddPerson(writer, person, flags.role, flags.with_history, reading.view.keyring);
  }));
  FollowDone(context, follow.case_id(), "add", kFollowAdded,
             NameOfPerson(follow.bundle(), person, context.language));
  return absl::OkStatus();
}

absl::Status FollowWithdraw(Context& context, FollowSession& follow,
                            const FollowWriteFlags& flags) {
  if (!flags.yes) VN_RETURN_IF_ERROR(context.Confirm(kWithdrawQuestion, "--yes"));
  // A damaged case can be withdrawn as well: nobody is kept in by a server's fault.
  FollowWriteFlags despite = flags;
  despite.follow.despite_damage = true;
  VN_RETURN_IF_ERROR(WriteFollow(context, follow, despite,
                                 [](sealing::RecordWriter& writer) { return writer.Withdraw(); }));
  FollowDone(context, follow.case_id(), "withdraw", kFollowWithdrawn);
  return absl::OkStatus();
}

}  // namespace vangnet::cli
