#include "clients/session/organisation.h"

#include <utility>

#include "clients/session/client_reason.h"
#include "clients/session/words.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::session {
namespace {

using sealing::BundleOutcome;

constexpr Words kMistyped{
    "Er zit een typefout in de vingerafdruk, of het bestand is geen gegevensbestand van een "
    "organisatie. Kijk de code uit uw brief na.",
    "There is a typing error in the fingerprint, or the file is not an organisation's bundle. "
    "Check the code in your letter."};
constexpr Words kOther{
    "De vingerafdruk hoort niet bij dit bestand. Gebruik het niet; vraag het bestand opnieuw aan.",
    "The fingerprint does not belong to this file. Do not use it; ask for the file again."};
constexpr Words kJoinedElsewhere{
    "Deze map hoort al bij een andere organisatie. Gebruik --home met een eigen map voor elke "
    "organisatie.",
    "This folder belongs to another organisation already. Use --home with a folder of its own for "
    "each organisation."};
constexpr Words kOlder{
    "De server toont een oudere lijst van de organisatie dan u al zag. Dat hoort nooit. De nieuwere "
    "blijft gelden; er is niets verstuurd. Bel het ondersteuningsteam.",
    "The server shows an older list of the organisation than you saw before. That should never "
    "happen. The newer one stays in force; nothing was sent. Call the support team."};
constexpr Words kShort{
    "De gegevens van de organisatie zijn door te weinig ondertekenaars getekend en worden niet "
    "gebruikt. Bel het ondersteuningsteam, op het nummer dat u al had.",
    "The organisation's details are signed by too few of its signers and are not used. Call the "
    "support team, on the number that you had before."};
constexpr Words kStrangers{
    "De gegevens van de organisatie zijn door onbekenden getekend en worden niet gebruikt. Bel het "
    "ondersteuningsteam, op het nummer dat u al had.",
    "The organisation's details are signed by strangers and are not used. Call the support team, on "
    "the number that you had before."};
constexpr Words kOtherHistory{
    "De server toont u een andere lijst van de organisatie dan eerder onder hetzelfde nummer. Ze "
    "wordt niet gebruikt. Bel het ondersteuningsteam.",
    "The server shows you another list of the organisation than before under the same number. It is "
    "not used. Call the support team."};
constexpr Words kMalformed{
    "Dit zijn geen geldige gegevens van een organisatie; ze worden niet gebruikt. Bel het "
    "ondersteuningsteam, op het nummer dat u al had.",
    "These are no valid details of an organisation; they are not used. Call the support team, on "
    "the number that you had before."};
constexpr Words kUpdate{
    "Dit programma is te oud voor deze organisatie. Werk het bij. Heeft u nu hulp nodig: bel het "
    "ondersteuningsteam.",
    "This program is too old for this organisation. Update it. If you need help now: call the "
    "support team."};

absl::Status Refused(const Words& words) {
  return Failure(absl::StatusCode::kFailedPrecondition, contract::reason::kBundleRefused, words);
}

bool SignersMayHaveChanged(BundleOutcome outcome) {
  return outcome == BundleOutcome::kStrangers || outcome == BundleOutcome::kNotEnoughSignatures;
}

}  // namespace

const char kClientVersion[] = "0.1.0";

absl::Status RefusalOf(BundleOutcome outcome) {
  switch (outcome) {
    case BundleOutcome::kGood:
      return absl::OkStatus();
    case BundleOutcome::kExpired:
      return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                       contract::reason::kBundleExpired, "the bundle has expired");
    case BundleOutcome::kOlder:
      return Refused(kOlder);
    case BundleOutcome::kNotEnoughSignatures:
      return Refused(kShort);
    case BundleOutcome::kStrangers:
      return Refused(kStrangers);
    case BundleOutcome::kUpdateClient:
      return Failure(absl::StatusCode::kFailedPrecondition, client_reason::kUpdateClient, kUpdate);
    case BundleOutcome::kOtherOrganisation:
      return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                       client_reason::kOtherOrganisation, "another organisation");
    case BundleOutcome::kOtherHistory:
      return Refused(kOtherHistory);
    case BundleOutcome::kMalformed:
      return Refused(kMalformed);
  }
  return Refused(kMalformed);
}

absl::StatusOr<Organisation> Organisation::Join(const Home& home, std::string_view signed_bundle,
                                                std::string_view typed_fingerprint,
                                                absl::Time now) {
  absl::StatusOr<sealing::TrustAnchor> anchor =
      sealing::AnchorFromFingerprint(signed_bundle, typed_fingerprint);
  if (absl::IsFailedPrecondition(anchor.status())) {
    return Failure(absl::StatusCode::kFailedPrecondition, client_reason::kOtherOrganisation,
                   kOther);
  }
  if (!anchor.ok()) {
    return Failure(absl::StatusCode::kInvalidArgument, client_reason::kMistyped, kMistyped);
  }
  absl::StatusOr<Organisation> joined = Load(home, now);
  if (joined.ok()) {
    if (joined->id() != anchor->organisation_id) {
      return Failure(absl::StatusCode::kFailedPrecondition, client_reason::kOtherOrganisation,
                     kJoinedElsewhere);
    }
    VN_RETURN_IF_ERROR(joined->Take(signed_bundle, now).status());
    return joined;
  }
  sealing::BundleVerdict verdict =
      sealing::VerifyBundle(signed_bundle, *anchor, now, kClientVersion);
  VN_RETURN_IF_ERROR(RefusalOf(verdict.outcome));
  VN_RETURN_IF_ERROR(home.Remember({*anchor, verdict.bundle->version()}, signed_bundle));
  sealing::TrustAnchor next = verdict.bundle->NextAnchor();
  return Organisation(home, std::move(next), *std::move(verdict.bundle));
}

absl::StatusOr<Organisation> Organisation::Load(const Home& home, absl::Time now) {
  VN_ASSIGN_OR_RETURN(const Pin pin, home.LoadPin());
  VN_ASSIGN_OR_RETURN(const std::string signed_bundle, home.LoadBundle(pin.newest_version));
  sealing::BundleVerdict verdict =
      sealing::VerifyBundle(signed_bundle, pin.anchor, now, kClientVersion);
  if (verdict.outcome != BundleOutcome::kExpired) {
    VN_RETURN_IF_ERROR(RefusalOf(verdict.outcome));
  }
  sealing::TrustAnchor next = verdict.bundle->NextAnchor();
  return Organisation(home, std::move(next), *std::move(verdict.bundle));
}

absl::StatusOr<bool> Organisation::Take(std::string_view signed_bundle, absl::Time now) {
  sealing::BundleVerdict verdict =
      sealing::VerifyBundle(signed_bundle, anchor_, now, kClientVersion);
  if (verdict.outcome != BundleOutcome::kExpired) {
    VN_RETURN_IF_ERROR(RefusalOf(verdict.outcome));
  }
  if (verdict.bundle->version() <= newest_.version()) return false;
  VN_RETURN_IF_ERROR(home_.Remember({anchor_, verdict.bundle->version()}, signed_bundle));
  newest_ = *std::move(verdict.bundle);
  anchor_ = newest_.NextAnchor();
  return true;
}

absl::StatusOr<bool> Organisation::Renew(const FetchBundle& fetch, absl::Time now) {
  VN_ASSIGN_OR_RETURN(const std::string offered, fetch(0));
  if (offered == newest_.parsed().signed_bundle) return false;
  sealing::BundleVerdict verdict = sealing::VerifyBundle(offered, anchor_, now, kClientVersion);
  if (!SignersMayHaveChanged(verdict.outcome)) return Take(offered, now);
  // Perhaps the signers changed in a version between; each of these must be signed by
  // the signers of the one before it. What was offered is the last of them, or it is refused.
  while (true) {
    const absl::StatusOr<std::string> between = fetch(newest_.version() + 1);
    if (absl::IsUnavailable(between.status())) return between.status();
    if (!between.ok()) return RefusalOf(verdict.outcome);
    VN_ASSIGN_OR_RETURN(const bool taken, Take(*between, now));
    if (!taken) return RefusalOf(verdict.outcome);
    if (*between == offered) return true;
  }
}

sealing::BundleHistory Organisation::History(std::uint32_t oldest, const FetchBundle& fetch) const {
  sealing::BundleHistory history(newest_);
  while (history.oldest_version() > oldest && history.oldest_version() > 1) {
    const std::uint32_t wanted = history.oldest_version() - 1;
    absl::StatusOr<std::string> bytes = home_.LoadBundle(wanted);
    if (bytes.ok() && history.AddOlder(*bytes).ok()) continue;
    bytes = fetch(wanted);
    if (!bytes.ok() || !history.AddOlder(*bytes).ok()) break;
    (void)home_.RememberBundle(wanted, *bytes);  // Only a cache: it is checked by hash.
  }
  return history;
}

}  // namespace vangnet::session
