// `vangnet cases accept|decline|answer|note|add|remove|close`.
#include <memory>
#include <string>

#include "clients/cli/cases_flags.h"
#include "clients/cli/check_card.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/progress.h"
#include "clients/cli/reader_acts.h"
#include "clients/cli/staff_case.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kCaseSending{"Verzegelen en versturen", "Sealing and sending"};
constexpr Words kAcceptQuestion{
    "Aanvaardt u deze zaak? U wordt dan de eerste; de melder ziet uw naam.",
    "Do you accept this case? You become the lead; the reporter sees your name."};
constexpr Words kCaseAccepted{"Aanvaard. Lees met `vangnet cases read`.",
                              "Accepted. Read with `vangnet cases read`."};
constexpr Words kDeclined{"Afgewezen. De volgende wordt gevraagd; u ziet deze zaak niet meer.",
                          "Declined. The next person is asked; you do not see this case again."};
constexpr Words kAnswered{"Verstuurd.", "Sent."};
constexpr Words kNoted{"Genoteerd; alleen u kunt dit lezen.", "Noted; only you can read this."};
constexpr Words kCaseAdded{"$0 is toegevoegd.", "$0 was added."};
constexpr Words kCaseRemoved{"$0 is verwijderd.", "$0 was removed."};
constexpr Words kCloseQuestion{
    "Sluiten betekent: er kan niets meer bij, ook niet door de melder. Is nazorg besproken? Wilt u "
    "sluiten?",
    "Closing means: nothing can be added, not by the reporter either. Was aftercare discussed? Do "
    "you want to close?"};
constexpr Words kCaseClosed{"Gesloten.", "Closed."};
constexpr Words kBadCode{"$0: kies uit $1.", "$0: choose from $1."};

void CaseDone(Context& context, const StaffCase& opened, const char* what, const Words& words,
              const std::string& argument = "") {
  if (context.json) {
    context.Print(
        Json::Object().Set("case_id", session::ToHex(opened.case_id().view())).Set("done", what));
  } else {
    context.Say(words, {argument});
  }
}

// With damage: what is wrong is shown before the refusal says so.
absl::Status WriteCase(Context& context, StaffCase& opened, const CasesFlags& flags,
                       session::ReadExtent extent, const session::CaseAct& act) {
  absl::Status written;
  {
    const Progress progress(context, kCaseSending);
    written = opened.Write({extent, flags.despite_damage}, act);
  }
  if (contract::ReasonOf(written) == session::client_reason::kDamaged) {
    const absl::StatusOr<session::CaseReading> reading = opened.Read(extent);
    if (reading.ok()) WarnOfFindings(context, reading->view.findings);
  }
  return written;
}

absl::StatusOr<std::unique_ptr<StaffCase>> Open(Context& context, const CasesFlags& flags) {
  return StaffCase::Open(context, flags.identity, flags.named);
}

bool Asks(const Context& context, const CasesFlags& flags) {
  return !flags.yes && !context.json && context.terminal.traits().asks;
}

}  // namespace

absl::Status CasesAccept(Context& context, const CasesFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened, Open(context, flags));
  if (Asks(context, flags)) {
    VN_ASSIGN_OR_RETURN(const session::CaseReading reading,
                        opened->Read(session::ReadExtent::kCheckOnly));
    WarnOfFindings(context, reading.view.findings);
    ShowCheckCard(context, opened->ReaderOf(reading), reading.view);
    VN_RETURN_IF_ERROR(context.Confirm(kAcceptQuestion, "--yes"));
  }
  VN_RETURN_IF_ERROR(WriteCase(context, *opened, flags, session::ReadExtent::kCheckOnly,
                               [](sealing::RecordWriter& writer) { return writer.Acknowledge(); }));
  CaseDone(context, *opened, "accept", kCaseAccepted);
  return absl::OkStatus();
}

absl::Status CasesDecline(Context& context, const CasesFlags& flags) {
  const auto reason = FromCode<record::v1::DeclineReason>(flags.reason);
  if (!reason.has_value()) {
    return UsageFailure(kBadCode, {"--reason", AllCodes<record::v1::DeclineReason>()});
  }
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened, Open(context, flags));
  VN_RETURN_IF_ERROR(
      WriteCase(context, *opened, flags, session::ReadExtent::kCheckOnly,
                [&](sealing::RecordWriter& writer) { return writer.Decline(*reason); }));
  CaseDone(context, *opened, "decline", kDeclined);
  return absl::OkStatus();
}

absl::Status CasesAnswer(Context& context, const CasesFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::string text, ReadText(context, flags.text));
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened, Open(context, flags));
  content::v1::EntryBody body;
  body.mutable_message()->set_text(text);
  VN_RETURN_IF_ERROR(WriteCase(context, *opened, flags, session::ReadExtent::kAllThatIsOpen,
                               [&](sealing::RecordWriter& writer) {
                                 return session::WriteEntryOrStartEpoch(
                                     writer, record::v1::COMPARTMENT_KIND_CONVERSATION, body);
                               }));
  CaseDone(context, *opened, "answer", kAnswered);
  return absl::OkStatus();
}

absl::Status CasesNote(Context& context, const CasesFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::string text, ReadText(context, flags.text));
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened, Open(context, flags));
  content::v1::EntryBody body;
  body.mutable_note()->set_text(text);
  VN_RETURN_IF_ERROR(WriteCase(context, *opened, flags, session::ReadExtent::kAllThatIsOpen,
                               [&](sealing::RecordWriter& writer) {
                                 return session::WriteEntryOrStartEpoch(
                                     writer, record::v1::COMPARTMENT_KIND_CASEFILE, body);
                               }));
  CaseDone(context, *opened, "note", kNoted);
  return absl::OkStatus();
}

absl::Status CasesAdd(Context& context, const CasesFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened, Open(context, flags));
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId person,
                      FindPerson(opened->bundle(), flags.person));
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading,
                      opened->Read(session::ReadExtent::kAllThatIsOpen));
  VN_RETURN_IF_ERROR(CheckMayBeAdded(reading.view, opened->bundle(), person));
  VN_RETURN_IF_ERROR(WriteCase(context, *opened, flags, session::ReadExtent::kAllThatIsOpen,
                               [&](sealing::RecordWriter& writer) {
                                 return AddPerson(writer, person, flags.role, flags.with_history,
                                                  reading.view.keyring);
                               }));
  CaseDone(context, *opened, "add", kCaseAdded,
           NameOfPerson(opened->bundle(), person, context.language));
  return absl::OkStatus();
}

absl::Status CasesRemove(Context& context, const CasesFlags& flags) {
  const auto reason =
      FromCode<record::v1::RemovalReason>(flags.reason.empty() ? "task-done" : flags.reason);
  if (!reason.has_value() || *reason == record::v1::REMOVAL_REASON_REPORTER_WISH) {
    return UsageFailure(kBadCode, {"--reason", "conflict, task-done, left"});
  }
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened, Open(context, flags));
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId person,
                      FindPerson(opened->bundle(), flags.person));
  VN_RETURN_IF_ERROR(WriteCase(
      context, *opened, flags, session::ReadExtent::kAllThatIsOpen,
      [&](sealing::RecordWriter& writer) { return writer.RemoveReader(person, *reason); }));
  CaseDone(context, *opened, "remove", kCaseRemoved,
           NameOfPerson(opened->bundle(), person, context.language));
  return absl::OkStatus();
}

absl::Status CasesClose(Context& context, const CasesFlags& flags) {
  if (!flags.yes) VN_RETURN_IF_ERROR(context.Confirm(kCloseQuestion, "--yes"));
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened, Open(context, flags));
  VN_RETURN_IF_ERROR(WriteCase(context, *opened, flags, session::ReadExtent::kAllThatIsOpen,
                               [](sealing::RecordWriter& writer) { return writer.Close(); }));
  CaseDone(context, *opened, "close", kCaseClosed);
  return absl::OkStatus();
}

}  // namespace vangnet::cli
