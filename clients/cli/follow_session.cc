#include "clients/cli/follow_session.h"

#include "clients/cli/progress.h"
#include "clients/cli/secret_input.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kFollowConnecting{"Verbinden met de server", "Connecting to the server"};

}  // namespace

absl::StatusOr<std::unique_ptr<FollowSession>> FollowSession::Begin(Context& context,
                                                                    const FollowFlags& flags) {
  VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
  VN_RETURN_IF_ERROR(home.LoadPin().status());
  VN_ASSIGN_OR_RETURN(const sealing::Receipt receipt, ReadReceipt(context, flags.receipt_file));
  return BeginWith(context, receipt);
}

absl::StatusOr<std::unique_ptr<FollowSession>> FollowSession::BeginWith(
    Context& context, const sealing::Receipt& receipt) {
  std::unique_ptr<FollowSession> follow(new FollowSession(sealing::DeriveReporterKeys(receipt)));
  const Progress progress(context, kFollowConnecting);
  VN_ASSIGN_OR_RETURN(follow->connection_, context.Connect(session::Door::kPublic));
  VN_ASSIGN_OR_RETURN(follow->session_,
                      session::Session::Begin(follow->connection_->server(), follow->keys_.identity,
                                              follow->connection_->organisation().id(),
                                              sealing::Audience::kReporter));
  follow->port_ = std::make_unique<session::ReporterCasePort>(*follow->session_, follow->case_id());
  return follow;
}

absl::StatusOr<session::CaseReading> FollowSession::Read() {
  return session::ReadCase(*port_, *connection_, keys_.identity,
                           session::ReadExtent::kAllThatIsOpen, {});
}

absl::Status FollowSession::RefuseDamage(Context& context, const FollowFlags& flags) {
  if (flags.despite_damage) return absl::OkStatus();
  VN_ASSIGN_OR_RETURN(const session::CaseReading reading, Read());
  if (reading.view.writable()) return absl::OkStatus();
  WarnOfFindings(context, reading.view.findings);
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, session::client_reason::kDamaged,
                                   "the case is damaged");
}

absl::Status FollowSession::Write(const FollowFlags& flags, const session::CaseAct& act) {
  return session::WriteToCase(*port_, *connection_, keys_.identity,
                              {session::ReadExtent::kAllThatIsOpen, flags.despite_damage}, {}, act)
      .status();
}

CaseReader FollowSession::ReaderOf(const session::CaseReading& reading) {
  CaseReader reader{bundle(), contract::ReporterPrincipal(case_id())};
  if (reading.view.fold.has_value()) reader.calendar = reading.view.fold->filing().calendar();
  return reader;
}

}  // namespace vangnet::cli
