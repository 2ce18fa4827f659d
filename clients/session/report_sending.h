// Sending a report until it is accepted, and finishing one that was cut off. What could
// not be sent stays sealed in memory and is tried again as it is, under the same case id.
#ifndef VANGNET_CLIENTS_SESSION_REPORT_SENDING_H_
#define VANGNET_CLIENTS_SESSION_REPORT_SENDING_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/outbox.h"
#include "clients/sealing/receipt.h"
#include "clients/session/connection.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::session {

struct Accepted {
  std::string proof;  // Canonical FilingProof, verified.
  record::v1::FilingProofStatement statement;
  // It had been accepted before: a repeat, or a filing that was cut off.
  bool already_there = false;
  int attempts = 0;
  // When already_there: the filing that stands, verified. It may name others than were
  // drawn last.
  record::v1::FilingAct filing = {};
};

// How the sender speaks with the person.
struct SendingHooks {
  // The server cannot be reached; the next try is after `wait`. False: stop.
  std::function<bool(int attempt, absl::Duration wait)> keep_trying;
  // `away`: lead or deputy takes no cases any more; else the bundle was renewed, and
  // somebody of the routing may have left. Draw again into `draft`. A failure ends it.
  std::function<absl::Status(sealing::FilingDraft& draft, bool away)> draw_again;
  // The bundle was renewed, or newly drawn: the report is being sealed again.
  std::function<void(bool bundle_renewed)> sealed_again;
  // May be left out. What was just sealed, before any of it is sent: to be kept, since from
  // here on it may arrive. A failure ends it, and nothing of this was sent.
  std::function<absl::Status(const sealing::BuiltFiling& filing)> before_sending = nullptr;
};

// Seals `draft` and sends it. With `earlier`, what was sealed for this case before: first
// that, as it is, since it may have arrived; `draft` counts only when the server will not
// have it any more. DATA_LOSS/PROOF_REFUSED when the server says OK without a good proof;
// INVALID_ARGUMENT/REPORT_REFUSED when it does not take what was sealed here.
// UNAVAILABLE/UNREACHABLE when the person stopped; `draft` can be sent again later with the
// same keys, since nothing tells whether the last try arrived.
absl::StatusOr<Accepted> SendReport(
    Connection& connection, const sealing::ReporterKeys& reporter, sealing::FilingDraft& draft,
    const SendingHooks& hooks, const std::optional<sealing::KeptFiling>& earlier = std::nullopt);

// Signs in with the receipt and looks whether the filing arrived. Absent: it did not.
// DATA_LOSS/PROOF_REFUSED or /DAMAGED when the case is there and not as it should be.
absl::StatusOr<std::optional<Accepted>> FindFiling(Connection& connection,
                                                   const sealing::ReporterKeys& reporter);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_REPORT_SENDING_H_
