#include "clients/cli/outbox_send.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "clients/cli/json.h"
#include "clients/cli/names.h"
#include "clients/cli/outbox_keep.h"
#include "clients/cli/outbox_report.h"
#include "clients/cli/people.h"
#include "clients/cli/report_result.h"
#include "clients/cli/report_routing.h"
#include "clients/cli/routing_dialogue.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/outbox.h"
#include "clients/sealing/random_source.h"
#include "clients/session/client_reason.h"
#include "clients/session/report_sending.h"
#include "clients/session/triage_rules.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

namespace client_reason = session::client_reason;
using session::Words;

constexpr int kOutboxTries = 3;

constexpr Words kOutboxWhole{
    "Bestand $0 is een bewaarde melding en het is heel. Van wie ze is, voor wie en wat erin staat, is "
    "alleen met de ontvangstcode te zien. Of ze al is aangekomen, zegt het bestand niet. Versturen: "
    "`vangnet outbox send BESTAND`; wat al was aangekomen, wordt niet verdubbeld.",
    "File $0 is a kept report, and it is whole. Whose it is, for whom and what it says can be seen with "
    "the receipt only. Whether it has arrived already, the file does not tell. To send it: `vangnet "
    "outbox send FILE`; what had arrived already is not doubled."};
constexpr Words kOutboxSending{"Uw melding wordt verstuurd zoals ze werd bewaard.",
                               "Your report is being sent as it was kept."};
constexpr Words kOutboxWaiting{
    "De server is niet bereikbaar; poging $0, de volgende over $1 s. Het bestand blijft zoals het is.",
    "The server cannot be reached; attempt $0, the next in $1 s. The file stays as it is."};
constexpr Words kOutboxAway{
    "Iemand voor wie uw melding was verzegeld, kan er niet meer bij. Ze moet opnieuw worden verzegeld, "
    "met dezelfde ontvangstcode. Hier is een nieuw voorstel.",
    "Somebody for whom your report was sealed has become unavailable. It must be sealed again, with the "
    "same receipt. Here is a new proposal."};
constexpr Words kOutboxRenewed{
    "Sinds uw melding werd bewaard, zijn de gegevens van de organisatie vernieuwd, en de server neemt "
    "haar zo niet meer aan. Ze moet opnieuw worden verzegeld, met dezelfde ontvangstcode. Hier is een "
    "nieuw voorstel.",
    "Since your report was kept the organisation's details were renewed, and the server does not take "
    "it like this any more. It must be sealed again, with the same receipt. Here is a new proposal."};
constexpr Words kNotDrawn{
    "Toen uw melding werd bewaard, kon nog niet worden gekozen wie haar krijgt. Hier is een voorstel.",
    "When your report was kept, nobody could be chosen yet to get it. Here is a proposal."};
constexpr Words kNeedsYes{
    "De melding moet opnieuw worden verzegeld, voor wie er nu is, en er is niemand om dat aan te vragen. "
    "Er is niets veranderd; het bestand is er nog. Geef --yes, of doe het in een terminal.",
    "The report must be sealed again, for those who are there now, and there is nobody to ask. Nothing "
    "was changed; the file is still there. Give --yes, or do it in a terminal."};
constexpr Words kOutboxSealedAgain{
    "Uw melding wordt opnieuw verzegeld, met dezelfde ontvangstcode.",
    "Your report is being sealed again, with the same receipt."};
constexpr Words kStays{
    "Bestand $0 is er nog, en er is geen bevestiging dat de melding is aangekomen. Probeer het later "
    "opnieuw.",
    "File $0 is still there, and there is no word that the report has arrived. Try again later."};
constexpr Words kAnotherStands{
    "Onder deze ontvangstcode ligt al een melding vast, en die is niet precies wat in $0 staat. Kijk met "
    "`vangnet follow` of er iets aan ontbreekt. Wilt u het bestand nu weghalen?",
    "A report is on record under this receipt already, and it is not exactly what is in $0. Look with "
    "`vangnet follow` whether anything is missing in it. Do you want to take the file away now?"};
constexpr Words kOutboxLeft{"Bestand $0 is er nog.", "File $0 is still there."};

// One run of `outbox send`.
struct Sending {
  Context& context;
  const OutboxFlags& flags;
  session::OutboxFile file;
  sealing::ReporterKeys keys;
  reportoutbox::v1::OutboxReport report;
  std::unique_ptr<session::Connection> connection;
  ReportInput input;

  // Of the last time that it was drawn here; empty: never.
  session::Triage triage = {};
  contract::RoutingRequest request = {};
  bundle::v1::Availability availability = {};
  std::optional<contract::Routing> routing = std::nullopt;
  std::vector<std::string> notes = {};

  const bundle::v1::Bundle& bundle() const { return connection->organisation().bundle(); }
};

struct Opened {
  sealing::ReporterKeys keys;
  reportoutbox::v1::OutboxReport report;
};

// Asks again after another receipt where somebody types it.
absl::StatusOr<Opened> OpenWithReceipt(Context& context, const OutboxFlags& flags,
                                       const session::OutboxFile& file) {
  for (int i = 1;; ++i) {
    VN_ASSIGN_OR_RETURN(const sealing::Receipt receipt, ReadReceipt(context, flags.receipt_file));
    sealing::ReporterKeys keys = sealing::DeriveReporterKeys(receipt);
    absl::StatusOr<reportoutbox::v1::OutboxReport> report = OpenOutboxFile(file, keys);
    if (report.ok()) return Opened{std::move(keys), *std::move(report)};
    const bool typed = flags.receipt_file.empty();
    if (!absl::IsUnauthenticated(report.status()) || !typed || i == kOutboxTries)
      return report.status();
    context.terminal.Warn(session::Explain(report.status(), context.language));
  }
}

// Nobody gets a report of whom its reporter did not know: asks, unless told not to.
absl::Status Draw(Sending& sending, const Words& why, const contract::Routing* refused) {
  Context& context = sending.context;
  const bool asks = context.terminal.traits().asks && !sending.flags.yes;
  if (!asks && !sending.flags.yes) return UsageFailure(kNeedsYes);
  context.Say(why);
  sending.triage = session::RaisedTo(session::TriageOf(sending.input.answers, context.clock()),
                                     sending.input.wanted_urgency);
  sending.request = RoutingRequestOf(sending.input, sending.triage, context.clock());
  VN_ASSIGN_OR_RETURN(sending.availability, sending.connection->FetchAvailability());
  if (refused != nullptr) {
    sending.availability =
        WithoutLeadOf(*refused, sending.bundle(), sending.availability, sending.request);
  }
  const contract::RandomNumber random = sealing::RandomNumbers(sealing::SystemRandom());
  if (asks) {
    VN_ASSIGN_OR_RETURN(sending.routing,
                        AgreeOnRouting(context, sending.bundle(), sending.availability,
                                       sending.input, sending.triage, random));
  } else {
    VN_ASSIGN_OR_RETURN(sending.routing, DrawFor(sending.bundle(), sending.availability,
                                                 sending.input, sending.request, random));
  }
  return absl::OkStatus();
}

sealing::FilingDraft DraftOf(const Sending& sending) {
  return FilingDraftOf(sending.input, sending.triage, *sending.routing);
}

// Whom what lies in the file was sealed for: lead and deputy, of whom one is away.
contract::Routing RoutingOfKept(const std::string& filing_bytes) {
  contract::Routing routing;
  record::v1::Filing filing;
  record::v1::Record record;
  record::v1::RecordHeader header;
  if (!filing.ParseFromString(filing_bytes) || filing.records().empty() ||
      !record.ParseFromString(filing.records(0)) || !header.ParseFromString(record.header())) {
    return routing;
  }
  for (const record::v1::Person& person : header.filing().persons()) {
    const auto principal = contract::PrincipalId::Parse(person.principal());
    if (!principal.ok()) continue;
    if (person.role() == record::v1::CASE_ROLE_LEAD) routing.lead = *principal;
    if (person.role() == record::v1::CASE_ROLE_DEPUTY) routing.deputy = *principal;
  }
  return routing;
}

session::SendingHooks OutboxHooks(Sending& sending) {
  session::SendingHooks hooks;
  hooks.keep_trying = [&sending](int attempt, absl::Duration wait) {
    if (sending.flags.attempts != 0 && attempt >= sending.flags.attempts) return false;
    sending.context.terminal.Warn(sending.context.In(
        kOutboxWaiting, {std::to_string(attempt), std::to_string(absl::ToInt64Seconds(wait) + 1)}));
    return true;
  };
  hooks.draw_again = [&sending](sealing::FilingDraft& draft, bool away) -> absl::Status {
    const contract::Routing refused =
        sending.routing.value_or(RoutingOfKept(sending.report.filing()));
    VN_RETURN_IF_ERROR(
        Draw(sending, away ? kOutboxAway : kOutboxRenewed, away ? &refused : nullptr));
    draft = DraftOf(sending);
    return absl::OkStatus();
  };
  hooks.sealed_again = [&sending](bool renewed) {
    sending.notes.push_back(renewed ? "bundle-renewed" : "drawn-again");
    sending.context.Say(kOutboxSealedAgain);
  };
  // Ended in the middle of sending, the next run must send these very bytes.
  hooks.before_sending = [&sending](const sealing::BuiltFiling& filing) -> absl::Status {
    sending.report = OutboxReportOf(sending.connection->organisation().id(), sending.input,
                                    sending.triage.urgency);
    sending.report.set_filing(filing.bytes);
    VN_ASSIGN_OR_RETURN(const std::string bytes,
                        sealing::SealOutbox(sending.report, sending.keys, sealing::SystemRandom()));
    return sending.file.Replace(bytes);
  };
  return hooks;
}

// True when the file is gone.
bool RemoveOrLeave(Sending& sending, const session::Accepted& accepted) {
  Context& context = sending.context;
  // What stands is of other bytes: perhaps of other answers too.
  if (accepted.already_there) {
    const std::string question = context.In(kAnotherStands, {sending.file.path()});
    const bool remove =
        sending.flags.yes || context.Confirm(Words(question.c_str(), question.c_str()), "").ok();
    if (!remove) {
      context.terminal.Warn(context.In(kOutboxLeft, {sending.file.path()}));
      return false;
    }
  }
  RemoveAccepted(context, sending.file);
  return session::OutboxFile::CheckNothingAt(sending.file.path()).ok();
}

absl::Status Finish(Sending& sending, const session::Accepted& accepted) {
  Context& context = sending.context;
  absl::Status saved = SaveProof(sending.flags.proof_file, accepted);
  if (!context.json) SayAccepted(context, accepted);
  const bool removed = RemoveOrLeave(sending, accepted);
  if (context.json) {
    Json object = Json::Object();
    AddAccepted(object, sending.keys.case_id, accepted, sending.notes)
        .Set("outbox", removed ? "removed" : "left");
    if (sending.routing.has_value() && !accepted.already_there) {
      object.Set("urgency", static_cast<int>(sending.triage.urgency))
          .Set("persons", PersonsJson(sending.bundle(), sending.availability, sending.input,
                                      sending.request, *sending.routing, context.language));
    }
    context.Print(object);
  } else if (sending.routing.has_value() && !accepted.already_there) {
    for (const record::v1::Person& person : InOrderOfRungs(*sending.routing)) {
      const auto principal = contract::PrincipalId::Parse(person.principal());
      if (!principal.ok()) continue;
      context.terminal.Lines("  " + WordOf(person.role(), context.language) + ": " +
                             NameOfPerson(sending.bundle(), *principal, context.language));
    }
  }
  return saved;
}

}  // namespace

absl::Status SendOutbox(Context& context, const OutboxFlags& flags) {
  VN_ASSIGN_OR_RETURN(session::OutboxFile file, session::OutboxFile::Open(flags.file));
  VN_RETURN_IF_ERROR(CheckOutboxFile(file));
  VN_ASSIGN_OR_RETURN(Opened opened, OpenWithReceipt(context, flags, file));
  VN_ASSIGN_OR_RETURN(std::unique_ptr<session::Connection> connection,
                      context.Connect(session::Door::kPublic));
  if (opened.report.organisation_id() != connection->organisation().id().view()) {
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     client_reason::kOtherOrganisation, "another organisation's");
  }
  Sending sending{context,
                  flags,
                  std::move(file),
                  std::move(opened.keys),
                  opened.report,
                  std::move(connection),
                  InputOf(opened.report)};
  std::optional<sealing::KeptFiling> earlier;
  sealing::FilingDraft draft;
  absl::Status ready;
  if (opened.report.filing().empty()) {
    ready = Draw(sending, kNotDrawn, nullptr);
    if (ready.ok()) draft = DraftOf(sending);
  } else {
    VN_ASSIGN_OR_RETURN(earlier, sealing::FilingOf(opened.report, sending.keys));
    context.Say(kOutboxSending);
  }
  const absl::StatusOr<session::Accepted> accepted =
      ready.ok() ? session::SendReport(*sending.connection, sending.keys, draft,
                                       OutboxHooks(sending), earlier)
                 : ready;
  if (accepted.ok()) return Finish(sending, *accepted);
  WarnWithNumbers(context, sending.bundle(), session::TerritoryOf(sending.input.answers));
  context.terminal.Warn(context.In(kStays, {flags.file}));
  return accepted.status();
}

absl::Status ShowOutbox(Context& context, const OutboxFlags& flags) {
  VN_ASSIGN_OR_RETURN(const session::OutboxFile file, session::OutboxFile::Open(flags.file));
  VN_RETURN_IF_ERROR(CheckOutboxFile(file));
  if (context.json) {
    context.Print(Json::Object().Set("kind", "kept-report").Set("whole", true));
  } else {
    context.Say(kOutboxWhole, {flags.file});
  }
  return absl::OkStatus();
}

}  // namespace vangnet::cli
