#include "clients/cli/follow_status.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/bundle_words.h"
#include "clients/cli/follow_write.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/removals.h"
#include "clients/cli/report_result.h"
#include "clients/cli/table.h"
#include "clients/cli/time_words.h"
#include "clients/session/acknowledge_deadline.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"

namespace vangnet::cli {
namespace {

using session::Words;
using FollowUpStub = followup::v1::FollowUpService::Stub;

constexpr Words kStatusWaiting{
    "$0 is gevraagd uw melding te bevestigen, uiterlijk $1. Kan die persoon niet, dan wordt de "
    "volgende gevraagd. Is het later dan dat, of kan het niet wachten: bel.",
    "$0 was asked to accept your report, by $1 at the latest. A person who cannot passes it on to "
    "the next. If it is later than that, or cannot wait: call."};
constexpr Words kLate{
    "Niemand heeft uw melding op tijd bevestigd (dat moest uiterlijk $0). Dat ligt niet aan u. Bel "
    "het ondersteuningsteam.",
    "Nobody accepted your report in time (it was due by $0). That is not your doing. Call the "
    "support team."};
constexpr Words kStatusAccepted{
    "$0 heeft uw melding aanvaard. U hoort binnen drie werkdagen iets, en binnen drie maanden wat "
    "er met uw melding is gedaan.",
    "$0 has accepted your report. You will hear something within three working days, and within "
    "three months what came of it."};
constexpr Words kUnheld{
    "Uw melding ligt nu bij niemand. Bel het ondersteuningsteam, of voeg zelf iemand toe.",
    "Your report is with nobody now. Call the support team, or add somebody yourself."};
constexpr Words kStatusClosed{
    "De zaak is afgesloten. Is er weer iets, meld dan opnieuw of bel.",
    "The case is closed. If anything happens again, report anew or call."};
constexpr Words kStatusWithdrawn{"U heeft de melding ingetrokken. U kunt altijd opnieuw melden.",
                                 "You have withdrawn the report. You can always report again."};
constexpr Words kStatusState{"Stand: $0. Hoe dringend: $1.", "State: $0. How urgent: $1."};
constexpr Words kMayOpen{"Wie dit kan openen", "Who can open this"};
constexpr Words kOpened{"Wie iets opende, per dag (te zien vanaf de dag erna)",
                        "Who opened what, by day (from the next day on)"};
constexpr Words kCardMeans{
    "De controlekaart wordt als eerste gelezen: uw organisatie, wie erbij betrokken is en wie het "
    "niet mag zien. Zo kan iemand die er te dicht bij staat meteen opzij stappen.",
    "The check card is read first: your organisation, who is involved and who must not see it. So "
    "somebody who is too close to it can step aside at once."};
constexpr Words kNobodyOpened{"Nog niemand, of alleen vandaag.", "Nobody yet, or only today."};
constexpr Words kStatusName{"Naam", "Name"};
constexpr Words kStatusRole{"Rol", "Role"};
constexpr Words kStatusNow{"Nu", "Now"};
constexpr Words kYes{"ja", "yes"};
constexpr Words kNo{"nee", "no"};
constexpr Words kWhenTurn{"pas als het zover is", "only when it is their turn"};
constexpr Words kCardOnly{"alleen de controlekaart", "the check card only"};
constexpr Words kStatusDay{"Dag", "Day"};
constexpr Words kPart{"Deel", "Part"};
constexpr Words kStatusCall{"Telefoon:", "Telephone:"};

// What the reporter said of the area; without it the calendar still tells the islands.
bundle::v1::Territory TerritoryOf(const sealing::CaseView& view, record::v1::Calendar calendar) {
  const bundle::v1::Territory answered = session::TerritoryOf(AnsweredSoFar(view));
  if (answered != bundle::v1::TERRITORY_NETHERLANDS) return answered;
  return calendar == record::v1::CALENDAR_AST ? bundle::v1::TERRITORY_BONAIRE : answered;
}

absl::Status Unverifiable() {
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, session::client_reason::kDamaged,
                                   "the filing does not verify");
}

// Without a fold there is nothing to show but what is wrong.
absl::Status RequireFoldForStatus(Context& context, const session::CaseReading& reading) {
  WarnOfFindings(context, reading.view.findings);
  return reading.view.fold.has_value() ? absl::OkStatus() : Unverifiable();
}

std::string Opens(Context& context, const contract::CaseFold& fold,
                  const contract::CasePerson& person) {
  if (!person.present) return context.In(kNo);
  const std::vector<contract::CasePerson>& all = fold.persons();
  const auto asked = std::find_if(all.begin(), all.end(),
                                  [](const contract::CasePerson& one) { return one.present; });
  if (fold.lead().value_or(asked->principal) == person.principal) return context.In(kYes);
  // With these urgencies the check card is open to who is on duty from the filing on.
  const bool is_urgent = fold.filing().urgency() <= record::v1::URGENCY_HIGH;
  if (is_urgent && !fold.lead().has_value() && !fold.closed() &&
      person.role == record::v1::CASE_ROLE_DUTY) {
    return context.In(kCardOnly);
  }
  return context.In(fold.closed() ? kNo : kWhenTurn);  // After the end no turn comes.
}

void ShowPersons(Context& context, const CaseReader& reader, const contract::CaseFold& fold) {
  Table table({context.In(kStatusName), context.In(kStatusRole), context.In(kStatusNow)});
  for (const contract::CasePerson& person : fold.persons()) {
    table.AddRow(
        {NameOfPerson(reader.bundle, person.principal, context.language),
         WordOf(person.present ? fold.RoleOf(person.principal) : person.role, context.language),
         Opens(context, fold, person)});
  }
  context.terminal.Heading(context.In(kMayOpen));
  context.terminal.Lines(table.ToText());
}

Json PersonsOfCase(Context& context, const CaseReader& reader, const contract::CaseFold& fold) {
  Json persons = Json::Array();
  for (const contract::CasePerson& person : fold.persons()) {
    Json entry = PersonJson(reader.bundle, person.principal, context.language);
    entry.Set("role", CodeOf(person.present ? fold.RoleOf(person.principal) : person.role))
        .Set("present", person.present)
        .Set("left", person.left);
    persons.Add(entry);
  }
  return persons;
}

}  // namespace

std::string NextStep(Context& context, const CaseReader& reader, const contract::CaseFold& fold,
                     std::uint64_t acknowledge_by) {
  switch (fold.state()) {
    case caseview::v1::CASE_STATE_ASSIGNED: {
      const std::string by = TimeWords(acknowledge_by, reader.calendar, context.language);
      if (acknowledge_by != 0 && acknowledge_by < contract::ToSeconds(context.clock())) {
        return context.In(kLate, {by});
      }
      const std::vector<contract::PrincipalId> rungs = fold.Rungs();
      const std::string who =
          rungs.empty() ? "" : NameOfPerson(reader.bundle, rungs.front(), context.language);
      return context.In(kStatusWaiting, {who, by});
    }
    case caseview::v1::CASE_STATE_ACKNOWLEDGED:
      return context.In(
          kStatusAccepted,
          {fold.lead().has_value() ? NameOfPerson(reader.bundle, *fold.lead(), context.language)
                                   : ""});
    case caseview::v1::CASE_STATE_CLOSED:
      return context.In(kStatusClosed);
    case caseview::v1::CASE_STATE_WITHDRAWN:
      return context.In(kStatusWithdrawn);
    default:
      return context.In(kUnheld);
  }
}

absl::Status FollowStatus(Context& context, FollowSession& follow) {
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading, follow.Read());
  VN_RETURN_IF_ERROR(RequireFoldForStatus(context, reading));
  const CaseReader reader = follow.ReaderOf(reading);
  const contract::CaseFold& fold = *reading.view.fold;
  const std::uint64_t acknowledge_by = session::AcknowledgeDeadline(
      reading.view, reader.bundle.deadlines(), reading.standing.acknowledge_by_time);
  const std::string next = NextStep(context, reader, fold, acknowledge_by);
  if (context.json) {
    const std::string proof = reading.standing.filing_proof.value_or("");
    Json object = Json::Object();
    object.Set("case_id", session::ToHex(follow.case_id().view()))
        .Set("state", CodeOf(fold.state()))
        .Set("category", CodeOf(fold.filing().category()))
        .Set("urgency", static_cast<int>(fold.filing().urgency()))
        .Set("calendar", CodeOf(fold.filing().calendar()))
        .Set("lead", fold.lead().has_value()
                         ? PersonJson(reader.bundle, *fold.lead(), context.language)
                         : Json())
        .Set("acknowledge_by", acknowledge_by)
        .Set("persons", PersonsOfCase(context, reader, fold))
        .Set("removals", RemovalsJson(context, reader, reading.view))
        .Set("next", next)
        .Set("bundle_version", reader.bundle.version())
        .Set("findings", FindingsJson(reading.view.findings, context.language))
        .Set("proof", session::ToHex(proof))
        .Set("proof_code", ProofCode(proof));
    context.Print(object);
    return absl::OkStatus();
  }
  context.Say(kStatusState, {WordOf(fold.state(), context.language),
                             WordOf(fold.filing().urgency(), context.language)});
  context.terminal.Say(next);
  ShowPersons(context, reader, fold);
  ShowRemovals(context, reader, reading.view);
  context.terminal.Lines("\n" + context.In(kStatusCall));
  context.terminal.Lines(NumberLines(
      NumbersOf(reader.bundle, TerritoryOf(reading.view, reader.calendar)), context.language));
  return absl::OkStatus();
}

absl::Status FollowRead(Context& context, FollowSession& follow) {
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading, follow.Read());
  VN_RETURN_IF_ERROR(RequireFoldForStatus(context, reading));
  const CaseReader reader = follow.ReaderOf(reading);
  if (context.json) {
    context.Print(Json::Object()
                      .Set("case_id", session::ToHex(follow.case_id().view()))
                      .Set("entries", EntriesJson(context, reader, reading.view,
                                                  record::v1::COMPARTMENT_KIND_CONVERSATION))
                      .Set("findings", FindingsJson(reading.view.findings, context.language)));
    return absl::OkStatus();
  }
  ShowEntries(context, reader, reading.view, record::v1::COMPARTMENT_KIND_CONVERSATION);
  return absl::OkStatus();
}

absl::Status FollowAccess(Context& context, FollowSession& follow) {
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading, follow.Read());
  VN_RETURN_IF_ERROR(RequireFoldForStatus(context, reading));
  VN_ASSIGN_OR_RETURN(
      const followup::v1::ListAccessResponse access,
      follow.session().Call(&FollowUpStub::ListAccess, followup::v1::ListAccessRequest()));
  const CaseReader reader = follow.ReaderOf(reading);
  const contract::CaseFold& fold = *reading.view.fold;
  Json may_open = Json::Array();
  for (const contract::CasePerson& person : fold.persons()) {
    if (!person.present) continue;
    Json parts = Json::Array();
    for (const auto kind :
         {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION}) {
      if (fold.MayRead(kind, person.principal)) parts.Add(CodeOf(kind));
    }
    Json entry = PersonJson(reader.bundle, person.principal, context.language);
    entry.Set("role", CodeOf(fold.RoleOf(person.principal))).Set("part", parts);
    may_open.Add(entry);
  }
  Json opened = Json::Array();
  Table table({context.In(kStatusDay), context.In(kStatusName), context.In(kPart)});
  for (const followup::v1::AccessDay& day : access.days()) {
    const absl::StatusOr<contract::PrincipalId> who = contract::PrincipalId::Parse(day.principal());
    if (!who.ok()) continue;
    Json entry = PersonJson(reader.bundle, *who, context.language);
    entry.Set("day", day.day()).Set("part", CodeOf(day.compartment()));
    opened.Add(entry);
    table.AddRow({DayWords(day.day(), context.language),
                  NameOfPerson(reader.bundle, *who, context.language),
                  WordOf(day.compartment(), context.language)});
  }
  if (context.json) {
    context.Print(Json::Object()
                      .Set("case_id", session::ToHex(follow.case_id().view()))
                      .Set("may_open", may_open)
                      .Set("opened", opened)
                      .Set("findings", FindingsJson(reading.view.findings, context.language)));
    return absl::OkStatus();
  }
  ShowPersons(context, reader, fold);
  context.terminal.Heading(context.In(kOpened));
  if (table.empty()) {
    context.Say(kNobodyOpened);
  } else {
    context.terminal.Lines(table.ToText());
    context.Say(kCardMeans);
  }
  return absl::OkStatus();
}

}  // namespace vangnet::cli
