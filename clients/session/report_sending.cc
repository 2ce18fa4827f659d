#include "clients/session/report_sending.h"

#include <memory>
#include <utility>

#include "clients/session/case_port.h"
#include "clients/session/case_reading.h"
#include "clients/session/client_reason.h"
#include "clients/session/session.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"

namespace vangnet::session {
namespace {

using IntakeStub = intake::v1::IntakeService::Stub;

// How often a report is drawn or sealed anew before the person is told to call.
constexpr int kMaxRenewals = 5;

absl::Status ProofRefused() {
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, client_reason::kProofRefused,
                                   "the filing proof is not right");
}

// What was sealed here was made by this program, of answers that it had held to the form:
// nothing that the person could look over again, but its length.
absl::Status AsToldToThePerson(const absl::Status& refusal) {
  if (!absl::IsInvalidArgument(refusal) ||
      contract::ReasonOf(refusal) == contract::reason::kTooLarge) {
    return refusal;
  }
  return contract::ErrorWithReason(absl::StatusCode::kInvalidArgument,
                                   client_reason::kReportRefused,
                                   "the server does not take what was sealed here");
}

// A proof may be signed by a log key that only a newer bundle lists.
absl::StatusOr<Accepted> CheckProof(Connection& connection, const std::string& proof,
                                    const sealing::FilingFacts& facts) {
  for (const bool renewed : {false, true}) {
    if (renewed && !connection.Renew().ok()) break;
    absl::StatusOr<record::v1::FilingProofStatement> statement =
        sealing::VerifyFilingProof(proof, connection.organisation().bundle(), facts);
    if (statement.ok()) return Accepted{proof, *std::move(statement), false, 0};
  }
  return ProofRefused();
}

absl::StatusOr<std::string> SendBytes(Connection& connection, const std::string& filing) {
  intake::v1::FileReportRequest request;
  request.set_filing(filing);
  VN_ASSIGN_OR_RETURN(const intake::v1::FileReportResponse response,
                      connection.server().Call(&IntakeStub::FileReport, request));
  return response.filing_proof();
}

// Makes `draft` good again after a refusal of what was sealed under bundle `version`. The
// status itself when it cannot be mended.
absl::Status Mend(Connection& connection, const absl::Status& refusal, std::uint32_t version,
                  sealing::FilingDraft& draft, const SendingHooks& hooks) {
  const std::string reason = contract::ReasonOf(refusal);
  if (reason == contract::reason::kHandlerAway) {
    VN_RETURN_IF_ERROR(hooks.draw_again(draft, true));
    hooks.sealed_again(false);
    return absl::OkStatus();
  }
  if (reason == contract::reason::kBundleStale || reason == contract::reason::kBundleExpired) {
    VN_RETURN_IF_ERROR(connection.Renew().status());
    if (connection.organisation().newest().version() <= version) return refusal;
    VN_RETURN_IF_ERROR(hooks.draw_again(draft, false));
    hooks.sealed_again(true);
    return absl::OkStatus();
  }
  return refusal;
}

absl::StatusOr<sealing::BuiltFiling> Seal(Connection& connection,
                                          const sealing::ReporterKeys& reporter,
                                          const sealing::FilingDraft& draft,
                                          const SendingHooks& hooks) {
  VN_ASSIGN_OR_RETURN(sealing::BuiltFiling filing,
                      sealing::BuildFiling(reporter, connection.organisation().newest(), draft,
                                           connection.now(), sealing::SystemRandom()));
  if (hooks.before_sending) VN_RETURN_IF_ERROR(hooks.before_sending(filing));
  return filing;
}

}  // namespace

absl::StatusOr<Accepted> SendReport(Connection& connection, const sealing::ReporterKeys& reporter,
                                    sealing::FilingDraft& draft, const SendingHooks& hooks,
                                    const std::optional<sealing::KeptFiling>& earlier) {
  int attempts = 0;
  for (int renewals = 0; renewals <= kMaxRenewals; ++renewals) {
    absl::Status refusal;
    std::uint32_t version = connection.organisation().newest().version();
    absl::StatusOr<sealing::BuiltFiling> filing = absl::UnknownError("not sealed");
    if (renewals == 0 && earlier.has_value()) {
      filing = earlier->filing;
      version = earlier->bundle_version;
    } else {
      filing = Seal(connection, reporter, draft, hooks);
    }
    refusal = filing.status();
    while (filing.ok()) {
      ++attempts;
      const absl::StatusOr<std::string> proof = SendBytes(connection, filing->bytes);
      if (proof.ok()) {
        VN_ASSIGN_OR_RETURN(Accepted accepted, CheckProof(connection, *proof, filing->facts));
        accepted.attempts = attempts;
        return accepted;
      }
      refusal = AsToldToThePerson(proof.status());
      if (!absl::IsUnavailable(refusal)) break;
      const absl::Duration wait = BackoffBefore(attempts + 1);
      if (!hooks.keep_trying(attempts, wait)) return refusal;
      connection.Wait(wait);
    }
    if (contract::ReasonOf(refusal) == contract::reason::kCaseExists) {
      VN_ASSIGN_OR_RETURN(std::optional<Accepted> found, FindFiling(connection, reporter));
      if (!found.has_value()) return refusal;
      found->attempts = attempts;
      return *std::move(found);
    }
    VN_RETURN_IF_ERROR(Mend(connection, refusal, version, draft, hooks));
  }
  return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                   client_reason::kNobodyFits, "drawn too often");
}

absl::StatusOr<std::optional<Accepted>> FindFiling(Connection& connection,
                                                   const sealing::ReporterKeys& reporter) {
  absl::StatusOr<std::unique_ptr<Session>> session =
      Session::Begin(connection.server(), reporter.identity, connection.organisation().id(),
                     sealing::Audience::kReporter);
  if (absl::IsNotFound(session.status())) return std::optional<Accepted>();
  VN_RETURN_IF_ERROR(session.status());
  ReporterCasePort port(**session, reporter.case_id);
  VN_ASSIGN_OR_RETURN(const CaseReading reading, ReadCase(port, connection, reporter.identity,
                                                          ReadExtent::kAllThatIsOpen, {}));
  const absl::StatusOr<sealing::FilingFacts> facts = sealing::FactsOf(reading.view);
  if (!facts.ok()) {
    return contract::ErrorWithReason(absl::StatusCode::kDataLoss, client_reason::kDamaged,
                                     "the filing does not verify");
  }
  VN_ASSIGN_OR_RETURN(Accepted accepted,
                      CheckProof(connection, reading.standing.filing_proof.value_or(""), *facts));
  accepted.already_there = true;
  accepted.filing = reading.view.fold->filing();
  return std::optional<Accepted>(std::move(accepted));
}

}  // namespace vangnet::session
