#include "clients/cli/caseload_remove.h"

#include <utility>

#include "clients/cli/caseload_rows.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/staff_session.h"
#include "clients/cli/time_words.h"
#include "clients/sealing/coordinator_record.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"

namespace vangnet::cli {
namespace {

using caseload::v1::CaseloadRow;
using session::Words;
using CaseloadStub = caseload::v1::CaseloadService::Stub;
constexpr int kAttempts = 4;
constexpr std::size_t kShownDigits = 12;

constexpr Words kMeans{
    "$0 gaat van zaak $1 af. Dat is voorgoed: wie van een zaak af is, komt er niet op terug. "
    "$0 kan er daarna niets meer van openen; wat al gelezen is, blijft bekend. De melder ziet dat "
    "u dit deed, en waarom: $2.",
    "$0 is taken off case $1. That is for good: nobody who left a case comes back to it. $0 can "
    "open nothing of it after that; what was read stays known. The reporter sees that you did "
    "this, and why: $2."};
constexpr Words kTurnMoves{
    "Nu is $0 aan zet. De volgende wordt meteen gevraagd, met een nieuwe termijn.",
    "It is $0's turn now. The next person is asked at once, with a new deadline."};
constexpr Words kNobodyLeft{
    "Voor zover u kunt zien, kan daarna niemand deze zaak nog aannemen. De melder krijgt het "
    "telefoonnummer te zien en kan zelf iemand toevoegen; u kunt dat niet.",
    "As far as you can see, nobody can accept this case after that. The reporter is shown the "
    "telephone and can add somebody; you cannot."};
constexpr Words kStaysWith{"De zaak blijft bij $0.", "The case stays with $0."};
constexpr Words kRemoveQuestion{"Wilt u dit?", "Do you want this?"};
constexpr Words kRemoveDone{
    "$0 is van de zaak af. Wie hierna schrijft, begint met een nieuwe sleutel: wat dan geschreven "
    "wordt, kan $0 niet openen.",
    "$0 is off the case. Whoever writes next starts with a new key: what is written then, $0 "
    "cannot open."};
constexpr Words kNowAsked{"Nu is $0 gevraagd, uiterlijk $1.",
                          "Now $0 is asked, by $1 at the latest."};
constexpr Words kNobodyNow{
    "Niemand houdt de zaak nu vast. De melder ziet het telefoonnummer. Bel het ondersteuningsteam.",
    "Nobody holds the case now. The reporter sees the telephone. Call the support team."};
constexpr Words kBadReason{"--reason: kies uit conflict, task-done, left.",
                           "--reason: choose from conflict, task-done, left."};

struct RemoveFlags {
  std::string named;
  std::string person;
  std::string reason;
  bool yes = false;
};

std::string NameOfHolder(const Context& context, const bundle::v1::Bundle& bundle,
                         const CaseloadRow& row) {
  const auto holder = contract::PrincipalId::Parse(row.holder());
  return holder.ok() ? NameOfPerson(bundle, *holder, context.language) : "";
}

absl::Status Send(StaffSession& staff, const CaseloadRow& row, const contract::PrincipalId& person,
                  record::v1::RemovalReason reason) {
  sealing::Removal removal;
  VN_ASSIGN_OR_RETURN(removal.case_id, contract::CaseId::Parse(row.case_id()));
  VN_ASSIGN_OR_RETURN(removal.check_head, contract::Hash::Parse(row.check_head()));
  removal.author_seq = row.next_author_seq();
  removal.person = person;
  removal.reason = reason;
  caseload::v1::AppendCoordinatorRecordsRequest request;
  request.set_case_id(row.case_id());
  VN_ASSIGN_OR_RETURN(
      *request.add_records(),
      sealing::SignRemoval(removal, *staff.identity, staff.connection->organisation().newest(),
                           staff.connection->now(), sealing::SystemRandom()));
  return staff.session->Call(&CaseloadStub::AppendCoordinatorRecords, request).status();
}

absl::StatusOr<CaseloadRow> FetchRow(StaffSession& staff, const std::string& named) {
  VN_ASSIGN_OR_RETURN(const Caseload caseload, FetchCaseload(*staff.session));
  return FindRow(caseload, named);
}

// Again with a new row when somebody else wrote in between, as long as the person is there.
absl::Status Remove(Context& context, StaffSession& staff, CaseloadRow row,
                    const contract::PrincipalId& person, record::v1::RemovalReason reason) {
  const bundle::v1::Bundle& bundle = staff.connection->organisation().bundle();
  for (int attempt = 1;; ++attempt) {
    absl::Status sent = Send(staff, row, person, reason);
    if (contract::ReasonOf(sent) != contract::reason::kChainMoved || attempt == kAttempts) {
      return sent;
    }
    VN_ASSIGN_OR_RETURN(row, FetchRow(staff, session::ToHex(row.case_id())));
    VN_RETURN_IF_ERROR(
        FindPersonOfRow(row, bundle, session::ToHex(person.view()), context.language).status());
  }
}

// `after` is not there when it could not be read any more: the removal stands all the same.
void Tell(Context& context, const bundle::v1::Bundle& bundle, const CaseloadRow& before,
          const contract::PrincipalId& person, const absl::StatusOr<CaseloadRow>& after) {
  if (context.json) {
    Json done = Json::Object()
                    .Set("case_id", session::ToHex(before.case_id()))
                    .Set("done", "remove")
                    .Set("person", PersonJson(bundle, person, context.language));
    if (after.ok()) {
      const auto holder = contract::PrincipalId::Parse(after->holder());
      done.Set("holder", holder.ok() ? PersonJson(bundle, *holder, context.language) : Json())
          .Set("acknowledge_by", after->acknowledge_by_time());
    }
    context.Print(done);
    return;
  }
  context.Say(kRemoveDone, {NameOfPerson(bundle, person, context.language)});
  if (!after.ok()) return;
  const std::string holder = NameOfHolder(context, bundle, *after);
  if (holder.empty()) {
    context.Say(kNobodyNow);
  } else if (after->holder() == before.holder()) {
    context.Say(kStaysWith, {holder});
  } else {
    context.Say(kNowAsked, {holder, TimeWords(after->acknowledge_by_time(),
                                              record::v1::CALENDAR_AMSTERDAM, context.language)});
  }
}

absl::Status RemoveFromCase(Context& context, const IdentityFlags& identity,
                            const RemoveFlags& flags) {
  const auto reason = FromCode<record::v1::RemovalReason>(flags.reason);
  if (!reason.has_value() || *reason == record::v1::REMOVAL_REASON_REPORTER_WISH) {
    return UsageFailure(kBadReason);
  }
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, identity));
  VN_ASSIGN_OR_RETURN(const CaseloadRow row, FetchRow(staff, flags.named));
  const bundle::v1::Bundle& bundle = staff.connection->organisation().bundle();
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId person,
                      FindPersonOfRow(row, bundle, flags.person, context.language));
  if (!flags.yes) {
    context.Say(kMeans, {NameOfPerson(bundle, person, context.language),
                         session::ToHex(row.case_id()).substr(0, kShownDigits),
                         WordOf(*reason, context.language)});
    context.terminal.Say(WhatFollows(context, bundle, row, person));
    VN_RETURN_IF_ERROR(context.Confirm(kRemoveQuestion, "--yes"));
  }
  VN_RETURN_IF_ERROR(Remove(context, staff, row, person, *reason));
  Tell(context, bundle, row, person, FetchRow(staff, session::ToHex(row.case_id())));
  return absl::OkStatus();
}

}  // namespace

std::string WhatFollows(const Context& context, const bundle::v1::Bundle& bundle,
                        const CaseloadRow& row, const contract::PrincipalId& person) {
  if (row.persons_size() <= 1) return context.In(kNobodyLeft);
  const std::string holder = NameOfHolder(context, bundle, row);
  return context.In(row.holder() == person.view() ? kTurnMoves : kStaysWith, {holder});
}

void AddCaseloadRemove(const Command& caseload, std::shared_ptr<IdentityFlags> identity) {
  auto flags = std::make_shared<RemoveFlags>();
  const Command remove = caseload.Add(
      "remove", Words("Iemand van een zaak halen", "Take somebody off a case"),
      "  vangnet caseload remove 6b5a4792 \"Bo Jansen\" --reason conflict --identity karin.key");
  remove
      .Positional(flags->named, value::kCase,
                  Words("32 tekens, of de eerste 4 of meer", "32 digits, or the first 4 or more"))
      .Required();
  remove
      .Positional(flags->person, value::kPerson,
                  Words("Naam zoals in de lijst, of kenmerk", "Name as in the list, or principal"))
      .Required();
  remove
      .Option("--reason", flags->reason, value::kCode,
              Words("Reden, die de melder ziet: conflict, task-done of left",
                    "Reason, which the reporter sees: conflict, task-done or left"))
      .Required();
  remove.Flag("--yes", flags->yes, Words("Niet vragen", "Do not ask"));
  remove.Runs([&context = caseload.context(), identity, flags] {
    return RemoveFromCase(context, *identity, *flags);
  });
}

}  // namespace vangnet::cli
