// `vangnet cases list|check|read|notes`.
#include <algorithm>
#include <string>

#include "clients/cli/bundle_words.h"
#include "clients/cli/cases_flags.h"
#include "clients/cli/check_card.h"
#include "clients/cli/names.h"
#include "clients/cli/progress.h"
#include "clients/cli/staff_case.h"
#include "clients/cli/table.h"
#include "clients/cli/time_words.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kCasesEmpty{"Er liggen geen zaken voor u.", "There are no cases for you."};
constexpr Words kCasesName{"Zaak", "Case"};
constexpr Words kCasesUrgency{"Dringend", "Urgency"};
constexpr Words kAbout{"Over", "About"};
constexpr Words kCasesRole{"U bent", "You are"};
constexpr Words kCasesState{"Stand", "State"};
constexpr Words kAcceptBy{"Bevestig voor", "Accept by"};
constexpr Words kHow{
    "Kijk eerst met `vangnet cases check ZAAK`; aanvaard of wijs af; daarna kunt u lezen.",
    "First look with `vangnet cases check CASE`; accept or decline; then you can read."};
constexpr Words kReading{"Openen en nakijken", "Opening and verifying"};

Json SummaryJson(const casework::v1::CaseSummary& summary) {
  return Json::Object()
      .Set("case_id", session::ToHex(summary.case_id()))
      .Set("category", CodeOf(summary.category()))
      .Set("urgency", static_cast<int>(summary.urgency()))
      .Set("state", CodeOf(summary.state()))
      .Set("role", CodeOf(summary.role()))
      .Set("conversation_open", summary.conversation_open())
      .Set("acknowledge_by", summary.acknowledge_by_time())
      .Set("filed", summary.filed_time())
      .Set("last_activity_day", summary.last_activity_day())
      .Set("language", CodeOf(summary.language()))
      .Set("calendar", CodeOf(summary.calendar()));
}

void ShowList(Context& context, const std::vector<casework::v1::CaseSummary>& cases) {
  if (cases.empty()) return context.Say(kCasesEmpty);
  Table table({context.In(kCasesName), context.In(kCasesUrgency), context.In(kAbout),
               context.In(kCasesRole), context.In(kCasesState), context.In(kAcceptBy)});
  for (const casework::v1::CaseSummary& summary : cases) {
    const std::uint64_t by = summary.acknowledge_by_time();
    table.AddRow(
        {session::ToHex(summary.case_id()).substr(0, 12),
         WordOf(summary.urgency(), context.language), WordOf(summary.category(), context.language),
         WordOf(summary.role(), context.language), WordOf(summary.state(), context.language),
         by == 0 ? "" : TimeWords(by, record::v1::CALENDAR_AMSTERDAM, context.language)});
  }
  context.terminal.Lines(table.ToText());
  context.Say(kHow);
}

absl::StatusOr<session::CaseReading> ReadWithProgress(Context& context, StaffCase& opened,
                                                      session::ReadExtent extent) {
  const Progress progress(context, kReading);
  return opened.Read(extent);
}

absl::Status Damaged(std::string_view what) {
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, session::client_reason::kDamaged,
                                   what);
}

absl::Status RequireFoldForCase(const session::CaseReading& reading) {
  return reading.view.fold.has_value() ? absl::OkStatus() : Damaged("the filing does not verify");
}

bool IsOpen(const session::CaseReading& reading, record::v1::CompartmentKind kind) {
  const auto& heads = reading.standing.heads;
  return std::any_of(heads.begin(), heads.end(),
                     [&](const auto& head) { return head.compartment().kind() == kind; });
}

absl::Status ReadCompartment(Context& context, const CasesFlags& flags,
                             record::v1::CompartmentKind kind) {
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened,
                      StaffCase::Open(context, flags.identity, flags.named));
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading,
                      ReadWithProgress(context, *opened, session::ReadExtent::kAllThatIsOpen));
  WarnOfFindings(context, reading.view.findings);
  VN_RETURN_IF_ERROR(RequireFoldForCase(reading));
  if (!IsOpen(reading, record::v1::COMPARTMENT_KIND_CONVERSATION)) {
    // Who accepted the case and is not shown it is not told to accept it.
    if (!reading.view.writable()) return Damaged("the conversation is held back");
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     contract::reason::kNotAcknowledged, "not open yet");
  }
  const CaseReader reader = opened->ReaderOf(reading);
  if (context.json) {
    context.Print(Json::Object()
                      .Set("case_id", session::ToHex(opened->case_id().view()))
                      .Set("entries", EntriesJson(context, reader, reading.view, kind))
                      .Set("findings", FindingsJson(reading.view.findings, context.language)));
  } else {
    ShowEntries(context, reader, reading.view, kind);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CasesList(Context& context, const CasesFlags& flags) {
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, flags.identity));
  VN_ASSIGN_OR_RETURN(const std::vector<casework::v1::CaseSummary> cases,
                      ListAllCases(*staff.session));
  if (!context.json) {
    ShowList(context, cases);
    return absl::OkStatus();
  }
  Json rows = Json::Array();
  for (const casework::v1::CaseSummary& summary : cases) rows.Add(SummaryJson(summary));
  context.Print(
      Json::Object().Set("cases", rows).Set("bundle_changes", ChangesJson(staff.bundle_changes)));
  return absl::OkStatus();
}

absl::Status CasesCheck(Context& context, const CasesFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<StaffCase> opened,
                      StaffCase::Open(context, flags.identity, flags.named));
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading,
                      ReadWithProgress(context, *opened, session::ReadExtent::kCheckOnly));
  WarnOfFindings(context, reading.view.findings);
  VN_RETURN_IF_ERROR(RequireFoldForCase(reading));
  const CaseReader reader = opened->ReaderOf(reading);
  if (context.json) {
    Json object = Json::Object();
    object.Set("case_id", session::ToHex(opened->case_id().view()));
    AddCheckCard(context, reader, reading.view, object);
    object.Set("findings", FindingsJson(reading.view.findings, context.language));
    context.Print(object);
  } else {
    ShowCheckCard(context, reader, reading.view);
  }
  return absl::OkStatus();
}

absl::Status CasesRead(Context& context, const CasesFlags& flags) {
  return ReadCompartment(context, flags, record::v1::COMPARTMENT_KIND_CONVERSATION);
}

absl::Status CasesNotes(Context& context, const CasesFlags& flags) {
  return ReadCompartment(context, flags, record::v1::COMPARTMENT_KIND_CASEFILE);
}

}  // namespace vangnet::cli
