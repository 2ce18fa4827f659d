// `vangnet report --from`: no person is asked anything.
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/bundle_words.h"
#include "clients/cli/follow_session.h"
#include "clients/cli/follow_write.h"
#include "clients/cli/names.h"
#include "clients/cli/outbox_keep.h"
#include "clients/cli/outbox_report.h"
#include "clients/cli/people.h"
#include "clients/cli/report_flags.h"
#include "clients/cli/report_input.h"
#include "clients/cli/report_result.h"
#include "clients/cli/report_routing.h"
#include "clients/cli/secret_input.h"
#include "clients/session/file.h"
#include "clients/session/report_sending.h"
#include "clients/session/triage_rules.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr std::size_t kMachineAnswersLimit = 1024 * 1024;
constexpr session::Words kMachineWaiting{
    "De server is niet bereikbaar; poging $0, de volgende over $1 s. De melding blijft verzegeld.",
    "The server cannot be reached; attempt $0, the next in $1 s. The report stays sealed."};

constexpr session::Words kAddNow{"Wilt u er nu nog iets aan toevoegen?",
                                 "Do you want to add anything to it now?"};

// One run: what was asked for, and what came of it.
struct MachineRun {
  ReportInput input;
  session::Triage triage;
  contract::RoutingRequest request;
  bundle::v1::Availability availability;
  contract::Routing routing;
  std::vector<std::string> notes;
};

// `refused`: the routing that the server would not take, or null.
absl::Status DrawAgain(session::Connection& connection, const contract::Routing* refused,
                       MachineRun& run) {
  run.request.now = contract::ToSeconds(connection.now());
  VN_ASSIGN_OR_RETURN(run.availability, connection.FetchAvailability());
  if (refused != nullptr) {
    run.availability =
        WithoutLeadOf(*refused, connection.organisation().bundle(), run.availability, run.request);
  }
  VN_ASSIGN_OR_RETURN(run.routing,
                      DrawFor(connection.organisation().bundle(), run.availability, run.input,
                              run.request, sealing::RandomNumbers(sealing::SystemRandom())));
  return absl::OkStatus();
}

// All but the draw, for which the server must be there.
absl::StatusOr<MachineRun> PrepareMachine(Context& context, session::Connection& connection,
                                          const std::string& from) {
  if (connection.organisation().ExpiredAt(context.clock())) {
    return session::RefusalOf(sealing::BundleOutcome::kExpired);
  }
  VN_ASSIGN_OR_RETURN(const std::string text, ReadInput(from, kMachineAnswersLimit));
  MachineRun run;
  VN_ASSIGN_OR_RETURN(
      run.input, ParseReportJson(text, connection.organisation().bundle(), context.language, true));
  run.triage = session::RaisedTo(session::TriageOf(run.input.answers, context.clock()),
                                 run.input.wanted_urgency);
  run.request = RoutingRequestOf(run.input, run.triage, context.clock());
  return run;
}

// Whom a filing names. A server that answers with an earlier attempt must not be able to
// have the persons of a later one shown.
contract::Routing RoutingOf(const record::v1::FilingAct& filing) {
  contract::Routing routing;
  for (const record::v1::Person& person : filing.persons()) {
    const auto principal = contract::PrincipalId::Parse(person.principal());
    if (!principal.ok()) continue;
    if (person.role() == record::v1::CASE_ROLE_LEAD) routing.lead = *principal;
    if (person.role() == record::v1::CASE_ROLE_DEPUTY) routing.deputy = *principal;
    if (person.role() == record::v1::CASE_ROLE_RESERVE) routing.reserve = *principal;
    if (person.role() == record::v1::CASE_ROLE_DUTY) routing.duty.push_back(*principal);
  }
  for (const std::string& bytes : filing.coordinators()) {
    const auto coordinator = contract::PrincipalId::Parse(bytes);
    if (coordinator.ok()) routing.coordinators.push_back(*coordinator);
  }
  return routing;
}

Json Summary(Context& context, const bundle::v1::Bundle& bundle, const MachineRun& run) {
  Json coordinators = Json::Array();
  for (const contract::PrincipalId& coordinator : run.routing.coordinators) {
    coordinators.Add(PersonJson(bundle, coordinator, context.language));
  }
  return Json::Object()
      .Set("urgency", static_cast<int>(run.triage.urgency))
      .Set("urgency_rules", JsonArray(run.triage.rules))
      .Set("category", CodeOf(run.request.category))
      .Set("language", CodeOf(run.input.language))
      .Set("calendar", CodeOf(run.input.calendar))
      .Set("persons", PersonsJson(bundle, run.availability, run.input, run.request, run.routing,
                                  context.language))
      .Set("coordinators", coordinators)
      .Set("bundle_version", bundle.version())
      .Set("telephone", NumbersJson(NumbersOf(bundle, session::TerritoryOf(run.input.answers)),
                                    context.language));
}

session::SendingHooks MachineHooks(Context& context, session::Connection& connection,
                                   MachineRun& run, int attempts) {
  session::SendingHooks hooks;
  hooks.keep_trying = [&context, attempts](int attempt, absl::Duration wait) {
    if (attempts != 0 && attempt >= attempts) return false;
    context.terminal.Warn(
        context.In(kMachineWaiting,
                   {std::to_string(attempt), std::to_string(absl::ToInt64Seconds(wait) + 1)}));
    return true;
  };
  hooks.draw_again = [&connection, &run](sealing::FilingDraft& draft, bool away) -> absl::Status {
    const contract::Routing refused = run.routing;
    VN_RETURN_IF_ERROR(DrawAgain(connection, away ? &refused : nullptr, run));
    draft.routing = run.routing;
    return absl::OkStatus();
  };
  hooks.sealed_again = [&run](bool bundle_renewed) {
    run.notes.push_back(bundle_renewed ? "bundle-renewed" : "drawn-again");
  };
  return hooks;
}

void ShowMachine(Context& context, const bundle::v1::Bundle& bundle, const MachineRun& run,
                 const session::Accepted& accepted) {
  for (const record::v1::Person& person : InOrderOfRungs(run.routing)) {
    const auto principal = contract::PrincipalId::Parse(person.principal());
    if (!principal.ok()) continue;
    context.terminal.Lines(
        "  " + WordOf(person.role(), context.language) + ": " +
        NameOfPerson(bundle, *principal, context.language) + " (" +
        WhyWords(WhyProposed(bundle, run.availability, run.input, run.request, person),
                 context.language) +
        ")");
  }
  SayAccepted(context, accepted);
}

ReportOutbox OutboxFor(Context& context, session::Connection& connection, const MachineRun& run,
                       const sealing::ReporterKeys& keys, const ReportFlags& flags) {
  return ReportOutbox(context, keys, flags.outbox, [&connection, &run] {
    return OutboxReportOf(connection.organisation().id(), run.input, run.triage.urgency);
  });
}

// Nobody could be drawn: the answers alone are kept, under a receipt that is there already.
absl::Status KeepUndrawn(Context& context, session::Connection& connection, const MachineRun& run,
                         const sealing::Receipt& receipt, const ReportFlags& flags,
                         const absl::Status& failure) {
  const sealing::ReporterKeys keys = sealing::DeriveReporterKeys(receipt);
  ReportOutbox outbox = OutboxFor(context, connection, run, keys, flags);
  VN_RETURN_IF_ERROR(outbox.KeepWithoutFiling());
  WarnWithNumbers(context, connection.organisation().bundle(),
                  session::TerritoryOf(run.input.answers));
  return outbox.AfterFailure(failure);
}

absl::Status SendRun(Context& context, session::Connection& connection, MachineRun& run,
                     const sealing::Receipt& receipt, const ReportFlags& flags) {
  const sealing::ReporterKeys keys = sealing::DeriveReporterKeys(receipt);
  ReportOutbox outbox = OutboxFor(context, connection, run, keys, flags);
  sealing::FilingDraft draft = FilingDraftOf(run.input, run.triage, run.routing);
  session::SendingHooks hooks = MachineHooks(context, connection, run, flags.attempts);
  hooks.before_sending = [&outbox](const auto& filing) { return outbox.Keep(filing); };
  absl::StatusOr<session::Accepted> accepted = session::SendReport(connection, keys, draft, hooks);
  const bundle::v1::Bundle& bundle = connection.organisation().bundle();
  if (!accepted.ok()) {
    WarnWithNumbers(context, bundle, session::TerritoryOf(run.input.answers));
    if (absl::IsUnavailable(accepted.status())) (void)outbox.Offer();
    return outbox.AfterFailure(accepted.status());
  }
  if (accepted->already_there) run.routing = RoutingOf(accepted->filing);
  VN_RETURN_IF_ERROR(SaveProof(flags.proof_file, *accepted));
  if (context.json) {
    Json summary = Summary(context, bundle, run);
    context.Print(AddAccepted(summary, keys.case_id, *accepted, run.notes));
  } else {
    ShowMachine(context, bundle, run, *accepted);
  }
  outbox.AfterAcceptance();
  return absl::OkStatus();
}

// A filing that arrived after all may lack what its reporter still wanted to say.
absl::Status OfferToAdd(Context& context, const sealing::Receipt& receipt) {
  if (context.json || !context.terminal.traits().asks) return absl::OkStatus();
  if (!context.Confirm(kAddNow, "").ok()) return absl::OkStatus();
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<FollowSession> follow,
                      FollowSession::BeginWith(context, receipt));
  return FollowComplete(context, *follow, {});
}

}  // namespace

absl::Status ReportFromFile(Context& context, const ReportFlags& flags) {
  if (flags.receipt_file.empty() && !flags.dry_run) return Missing("--receipt-file");
  // Before there is a receipt, or anything else to be left behind.
  if (!flags.outbox.empty()) {
    VN_RETURN_IF_ERROR(session::OutboxFile::CheckNothingAt(flags.outbox));
  }
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<session::Connection> connection,
                      context.Connect(session::Door::kPublic));
  VN_ASSIGN_OR_RETURN(MachineRun run, PrepareMachine(context, *connection, flags.from));
  absl::Status drawn = DrawAgain(*connection, nullptr, run);
  const bool keeps = absl::IsUnavailable(drawn) && !flags.outbox.empty() && !flags.dry_run;
  if (!drawn.ok() && !keeps) return drawn;
  if (flags.dry_run) {
    Json summary = Summary(context, connection->organisation().bundle(), run);
    summary.Set("result", "dry-run");
    context.Print(summary);
    return absl::OkStatus();
  }
  const sealing::Receipt receipt = sealing::Receipt::Generate(sealing::SystemRandom());
  const contract::SecretBytes text = receipt.ToText();
  VN_RETURN_IF_ERROR(session::WriteNewFile(flags.receipt_file, std::string(text.Expose()) + "\n"));
  if (keeps) return KeepUndrawn(context, *connection, run, receipt, flags, drawn);
  return SendRun(context, *connection, run, receipt, flags);
}

absl::Status FinishReport(Context& context, const ReportFlags& flags) {
  VN_ASSIGN_OR_RETURN(const sealing::Receipt receipt, ReadReceipt(context, flags.receipt_file));
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<session::Connection> connection,
                      context.Connect(session::Door::kPublic));
  const sealing::ReporterKeys keys = sealing::DeriveReporterKeys(receipt);
  VN_ASSIGN_OR_RETURN(const std::optional<session::Accepted> found,
                      session::FindFiling(*connection, keys));
  if (found.has_value()) {
    VN_RETURN_IF_ERROR(SaveProof(flags.proof_file, *found));
    if (context.json) {
      Json object = Json::Object();
      context.Print(AddAccepted(object, keys.case_id, *found, {}));
    } else {
      SayAccepted(context, *found);
    }
    return OfferToAdd(context, receipt);
  }
  if (flags.from.empty()) {
    if (context.terminal.traits().asks)
      return ReportGuidedWith(context, flags, *connection, &receipt);
    return Missing("--from");
  }
  VN_ASSIGN_OR_RETURN(MachineRun run, PrepareMachine(context, *connection, flags.from));
  VN_RETURN_IF_ERROR(DrawAgain(*connection, nullptr, run));
  return SendRun(context, *connection, run, receipt, flags);
}

}  // namespace vangnet::cli
