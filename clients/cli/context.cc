#include "clients/cli/context.h"

#include "absl/strings/ascii.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

namespace client_reason = session::client_reason;
using session::Words;

constexpr Words kNoHome{"Waar mag dit programma onthouden? Geef --home MAP.",
                        "Where may this program remember? Give --home DIR."};
constexpr Words kMissingFlag{"Er ontbreekt iets: geef $0.", "Something is missing: give $0."};
constexpr Words kNotRenewed{
    "De server is niet bereikbaar; de laatst bekende gegevens van de organisatie gelden.",
    "The server cannot be reached; the organisation's details known last are used."};
constexpr Words kContextDemonstration{
    "DEMONSTRATIE: \"$0\" is een voorbeeldorganisatie. Meld hier niets echts.",
    "DEMONSTRATION: \"$0\" is an example organisation. Report nothing real here."};
constexpr Words kExpiresSoon{
    "De gegevens van de organisatie verlopen binnen 30 dagen. Laat de beheerder ze vernieuwen.",
    "The organisation's details expire within 30 days. Have the administrator renew them."};
constexpr Words kTypeYes{"Typ \"ja\" om door te gaan:", "Type \"yes\" to go on:"};

}  // namespace

absl::Status UsageFailure(const Words& words, const std::vector<std::string>& arguments) {
  return session::Failure(absl::StatusCode::kInvalidArgument, client_reason::kUsage, words,
                          arguments);
}

absl::Status Missing(const std::string& flag) { return UsageFailure(kMissingFlag, {flag}); }

absl::StatusOr<session::Home> Context::OpenHome() const {
  const std::string folder = home_folder.empty() ? session::Home::DefaultFolder() : home_folder;
  if (folder.empty()) return UsageFailure(kNoHome);
  return session::Home::Open(folder);
}

absl::StatusOr<std::unique_ptr<session::Connection>> Context::Connect(session::Door door) {
  VN_ASSIGN_OR_RETURN(const session::Home home, OpenHome());
  VN_ASSIGN_OR_RETURN(std::unique_ptr<session::Connection> connection,
                      session::Connection::Open(home, door, clock, sleep));
  const absl::StatusOr<bool> renewed = connection->Renew();
  if (absl::IsUnavailable(renewed.status())) {
    terminal.Warn(In(kNotRenewed));
  } else if (!renewed.ok()) {
    return renewed.status();
  }
  const bundle::v1::Bundle& bundle = connection->organisation().bundle();
  if (bundle.demonstration() && !json) terminal.Warn(In(kContextDemonstration, {bundle.name()}));
  const bool expires_soon =
      contract::ToSeconds(clock() + absl::Hours(24 * 30)) >= bundle.expires_time();
  if (door == session::Door::kStaff && expires_soon) terminal.Warn(In(kExpiresSoon));
  return connection;
}

absl::Status Context::Confirm(const Words& question, const std::string& flag) {
  if (!terminal.traits().asks) return Missing(flag);
  Say(question);
  const std::optional<std::string> answer = terminal.Ask(In(kTypeYes));
  const std::string typed =
      absl::AsciiStrToLower(std::string(absl::StripAsciiWhitespace(answer.value_or(""))));
  if (typed == "ja" || typed == "yes") return absl::OkStatus();
  return contract::ErrorWithReason(absl::StatusCode::kCancelled, client_reason::kNo,
                                   "the person said no");
}

}  // namespace vangnet::cli
