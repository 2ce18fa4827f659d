// `vangnet report`, step by step.
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/bundle_words.h"
#include "clients/cli/form_dialogue.h"
#include "clients/cli/guided_step.h"
#include "clients/cli/names.h"
#include "clients/cli/outbox_keep.h"
#include "clients/cli/outbox_report.h"
#include "clients/cli/people.h"
#include "clients/cli/receipt_dialogue.h"
#include "clients/cli/report_flags.h"
#include "clients/cli/report_input.h"
#include "clients/cli/report_result.h"
#include "clients/cli/report_routing.h"
#include "clients/cli/review_dialogue.h"
#include "clients/cli/routing_dialogue.h"
#include "clients/cli/time_words.h"
#include "clients/session/report_sending.h"
#include "clients/session/triage_rules.h"
#include "proto/contract/deadline_rules.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kCutOff{
    "Heeft u al een ontvangstcode van een melding die werd afgebroken? Typ dan \"ja\"; anders Enter.",
    "Do you have a receipt of a report that was cut off? Then type \"yes\"; otherwise Enter."};
constexpr Words kGuidedPrompt{">", ">"};
constexpr Words kGuidedUrgency{
    "Hoe dringend: $0. Reden: $1. Uiterlijk $2 moet iemand uw melding bevestigen.",
    "How urgent: $0. Reason: $1. Somebody must accept your report by $2."};
constexpr Words kGuidedNext{
    "Nu wordt $0 gevraagd uw melding te bevestigen, uiterlijk $1. Kan die persoon niet, dan wordt "
    "de volgende gevraagd. Is het later dan dat, of kan het niet wachten: bel.",
    "Now $0 is asked to accept your report, by $1. A person who cannot passes it on to the next. "
    "If it is later than that, or cannot wait: call."};
constexpr Words kSooner{
    "Wilt u sneller contact? Typ 1 (acuut) of 2 (hoog). Lager kan niet. Enter: zo is het goed.",
    "Do you want contact sooner? Type 1 (urgent) or 2 (high). Lower is not possible. Enter: this "
    "is good."};
constexpr Words kGuidedSending{"Verzegelen en versturen", "Sealing and sending"};
constexpr Words kGuidedWaiting{
    "De server is niet bereikbaar. Uw melding blijft verzegeld en wordt over $0 seconden opnieuw "
    "geprobeerd (poging $1). Stoppen: Ctrl-C. Later afmaken met dezelfde code: `vangnet report "
    "--finish`. Haast: bel.",
    "The server cannot be reached. Your report stays sealed and is tried again in $0 seconds (attempt "
    "$1). To stop: Ctrl-C. To finish later with the same receipt: `vangnet report --finish`. In a "
    "hurry: call."};
constexpr Words kAskingAgain{
    "De server is niet bereikbaar; er is nog niets verstuurd. Over $0 seconden weer geprobeerd. Stoppen: "
    "Ctrl-C. Haast: bel een van de nummers hierboven.",
    "The server cannot be reached; nothing was sent yet. Trying again in $0 seconds. To stop: Ctrl-C. In "
    "a hurry: call one of the numbers above."};
constexpr Words kGuidedAway{
    "Iemand uit het voorstel kan er net niet meer bij. Hier is een nieuw voorstel.",
    "Somebody of the proposal has just become unavailable. Here is a new proposal."};
constexpr Words kGuidedSealedAgain{
    "Uw melding wordt opnieuw verzegeld, met dezelfde ontvangstcode.",
    "Your report is being sealed again, with the same receipt."};
constexpr Words kGuidedRenewed{
    "De gegevens van de organisatie zijn net vernieuwd. Kijk nog een keer wie kan openen.",
    "The organisation's details were just renewed. Look once more at who can open it."};
constexpr Words kSaveProof{
    "Bewijs ook bewaren in een bestand? Typ een naam, of Enter om het te laten.",
    "Keep the proof in a file as well? Type a name, or Enter to leave it."};
constexpr Words kLater{"Aanvullen kan later: `vangnet follow`.",
                       "You can complete it later: `vangnet follow`."};

// By then a short break is over, and the person still looks at the screen.
constexpr int kTriesBeforeOffer = 3;

absl::StatusOr<session::Triage> AgreeOnUrgency(Context& context, const bundle::v1::Bundle& bundle,
                                               const ReportInput& input) {
  session::Triage triage = session::TriageOf(input.answers, context.clock());
  const auto show = [&] {
    std::vector<std::string> why;
    for (const std::string& rule : triage.rules) {
      why.push_back(session::WordsForRule(rule).In(context.language));
    }
    const std::uint64_t by = contract::AcknowledgeBy(bundle.deadlines(), triage.urgency,
                                                     input.calendar, context.clock());
    context.Say(kGuidedUrgency, {WordOf(triage.urgency, context.language), absl::StrJoin(why, "; "),
                                 TimeWords(by, input.calendar, context.language)});
  };
  show();
  if (triage.urgency == record::v1::URGENCY_URGENT) return triage;
  context.Say(kSooner);
  const std::string typed = AskLine(context, kGuidedPrompt);
  if (StepOf(typed) == Step::kStop) return Stopped();
  const auto wanted = FromCode<record::v1::Urgency>(typed);
  if (wanted.has_value() && *wanted < triage.urgency) {
    triage = session::RaisedTo(triage, *wanted);
    show();
  }
  return triage;
}

// All that is decided before a receipt exists.
struct Prepared {
  ReportInput input;
  session::Triage triage;
  contract::Routing routing;
  // Where it is to be kept, because the server is away; empty: nowhere.
  std::string outbox;
};

// `refused`: the routing that the server would not take, or null. UNAVAILABLE only when the
// report is to be kept instead.
absl::StatusOr<contract::Routing> Route(Context& context, session::Connection& connection,
                                        const contract::Routing* refused, Prepared& prepared) {
  absl::StatusOr<bundle::v1::Availability> availability = connection.FetchAvailability();
  // What was answered is not given up because the server is away for a while.
  for (int attempt = 1; absl::IsUnavailable(availability.status()); ++attempt) {
    if (attempt == kTriesBeforeOffer) {
      if (prepared.outbox.empty()) prepared.outbox = AskForOutbox(context);
      if (!prepared.outbox.empty()) return availability.status();
    }
    const absl::Duration wait = session::BackoffBefore(attempt + 1);
    context.Say(kAskingAgain, {absl::StrCat(absl::ToInt64Seconds(wait) + 1)});
    connection.Wait(wait);
    availability = connection.FetchAvailability();
  }
  VN_RETURN_IF_ERROR(availability.status());
  const bundle::v1::Bundle& bundle = connection.organisation().bundle();
  if (refused != nullptr) {
    availability =
        WithoutLeadOf(*refused, bundle, *availability,
                      RoutingRequestOf(prepared.input, prepared.triage, connection.now()));
  }
  return AgreeOnRouting(context, bundle, *availability, prepared.input, prepared.triage,
                        sealing::RandomNumbers(sealing::SystemRandom()));
}

// Until the person finds it good; what was chosen stays when they go back.
absl::Status PrepareGuided(Context& context, session::Connection& connection, Prepared& prepared) {
  const bundle::v1::Bundle& bundle = connection.organisation().bundle();
  Step step = Step::kBack;
  while (step == Step::kBack) {
    VN_RETURN_IF_ERROR(AskForms(context, bundle, prepared.input.answers));
    prepared.input.calendar = session::CalendarOf(prepared.input.answers);
    prepared.input.language =
        session::LanguageOf(prepared.input.answers, context.language == session::Language::kDutch
                                                        ? record::v1::LANGUAGE_DUTCH
                                                        : record::v1::LANGUAGE_ENGLISH);
    VN_ASSIGN_OR_RETURN(prepared.triage, AgreeOnUrgency(context, bundle, prepared.input));
    VN_ASSIGN_OR_RETURN(prepared.routing, Route(context, connection, nullptr, prepared));
    step = ReviewReport(context, bundle, prepared.input, prepared.routing);
  }
  return step == Step::kStop ? Stopped() : absl::OkStatus();
}

// Whom it was sent to and until when that person has, so that nobody waits in doubt.
void SayWhatComesNext(Context& context, const bundle::v1::Bundle& bundle,
                      const Prepared& prepared) {
  const std::uint64_t by = contract::AcknowledgeBy(bundle.deadlines(), prepared.triage.urgency,
                                                   prepared.input.calendar, context.clock());
  context.Say(kGuidedNext, {NameOfPerson(bundle, prepared.routing.lead, context.language),
                            TimeWords(by, prepared.input.calendar, context.language)});
  context.terminal.Lines(NumberLines(
      NumbersOf(bundle, session::TerritoryOf(prepared.input.answers)), context.language));
}

session::SendingHooks GuidedHooks(Context& context, session::Connection& connection,
                                  Prepared& prepared, ReportOutbox& outbox) {
  session::SendingHooks hooks;
  hooks.before_sending = [&outbox](const auto& filing) { return outbox.Keep(filing); };
  hooks.keep_trying = [&context, &outbox](int attempt, absl::Duration wait) {
    if (attempt == 1) outbox.TellKept();
    if (attempt == kTriesBeforeOffer && outbox.Offer()) return false;
    context.Say(kGuidedWaiting,
                {absl::StrCat(absl::ToInt64Seconds(wait) + 1), absl::StrCat(attempt)});
    return true;
  };
  hooks.draw_again = [&context, &connection, &prepared](sealing::FilingDraft& draft,
                                                        bool away) -> absl::Status {
    context.Say(away ? kGuidedAway : kGuidedRenewed);
    const contract::Routing refused = prepared.routing;
    VN_ASSIGN_OR_RETURN(prepared.routing,
                        Route(context, connection, away ? &refused : nullptr, prepared));
    draft = FilingDraftOf(prepared.input, prepared.triage, prepared.routing);
    return absl::OkStatus();
  };
  hooks.sealed_again = [&context](bool) { context.Say(kGuidedSealedAgain); };
  return hooks;
}

absl::Status SaveByChoice(Context& context, const ReportFlags& flags,
                          const session::Accepted& accepted) {
  if (!flags.proof_file.empty()) return SaveProof(flags.proof_file, accepted);
  context.Say(kSaveProof);
  const std::string name = AskLine(context, kGuidedPrompt);
  if (StepOf(name) != Step::kAnswer) return absl::OkStatus();
  const absl::Status saved = SaveProof(name, accepted);
  // The report is on record in any case; a file that cannot be written changes nothing.
  if (!saved.ok()) context.terminal.Warn(session::Explain(saved, context.language));
  return absl::OkStatus();
}

}  // namespace

absl::Status ReportGuidedWith(Context& context, const ReportFlags& flags,
                              session::Connection& connection, const sealing::Receipt* receipt) {
  const bundle::v1::Bundle& bundle = connection.organisation().bundle();
  if (connection.organisation().ExpiredAt(context.clock())) {
    WarnWithNumbers(context, bundle, bundle::v1::TERRITORY_NETHERLANDS);
    return session::RefusalOf(sealing::BundleOutcome::kExpired);
  }
  if (!flags.outbox.empty()) {
    VN_RETURN_IF_ERROR(session::OutboxFile::CheckNothingAt(flags.outbox));
  }
  Prepared prepared;
  prepared.outbox = flags.outbox;
  absl::Status ready = PrepareGuided(context, connection, prepared);
  const bool keeps = absl::IsUnavailable(ready) && !prepared.outbox.empty();
  if (!ready.ok() && !keeps) {
    WarnWithNumbers(context, bundle, bundle::v1::TERRITORY_NETHERLANDS);
    return ready;
  }
  std::optional<sealing::Receipt> made;
  if (receipt == nullptr) {
    VN_ASSIGN_OR_RETURN(made, MakeAndConfirmReceipt(context, flags.receipt_file));
    receipt = &*made;
  }
  const sealing::ReporterKeys keys = sealing::DeriveReporterKeys(*receipt);
  ReportOutbox outbox(context, keys, prepared.outbox, [&connection, &prepared] {
    return OutboxReportOf(connection.organisation().id(), prepared.input, prepared.triage.urgency);
  });
  absl::StatusOr<session::Accepted> accepted = absl::UnavailableError("not sent");
  if (keeps) {
    VN_RETURN_IF_ERROR(outbox.KeepWithoutFiling());
  } else {
    sealing::FilingDraft draft = FilingDraftOf(prepared.input, prepared.triage, prepared.routing);
    context.Say(kGuidedSending);
    accepted = session::SendReport(connection, keys, draft,
                                   GuidedHooks(context, connection, prepared, outbox));
  }
  if (!accepted.ok()) {
    WarnWithNumbers(context, bundle, session::TerritoryOf(prepared.input.answers));
    // Named while a new proposal was waited for.
    if (absl::IsUnavailable(accepted.status()) && !outbox.kept() && !prepared.outbox.empty()) {
      VN_RETURN_IF_ERROR(outbox.KeepIn(prepared.outbox));
    }
    return outbox.AfterFailure(accepted.status());
  }
  SayAccepted(context, *accepted);
  outbox.AfterAcceptance();
  if (!accepted->already_there) SayWhatComesNext(context, bundle, prepared);
  context.Say(kLater);
  return SaveByChoice(context, flags, *accepted);
}

absl::Status ReportGuided(Context& context, const ReportFlags& flags) {
  // The numbers to call come from what is pinned, before anything is asked of the server.
  VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
  VN_ASSIGN_OR_RETURN(const session::Organisation pinned,
                      session::Organisation::Load(home, context.clock()));
  ShowEmergencyScreen(context, pinned.bundle());
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<session::Connection> connection,
                      context.Connect(session::Door::kPublic));
  ShowWhatThisIs(context);
  context.Say(kCutOff);
  const std::string typed = absl::AsciiStrToLower(AskLine(context, kGuidedPrompt));
  if (StepOf(typed) == Step::kStop) return Stopped();
  if (typed == "ja" || typed == "yes") return FinishReport(context, flags);
  return ReportGuidedWith(context, flags, *connection, nullptr);
}

}  // namespace vangnet::cli
