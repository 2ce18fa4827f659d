#include "clients/cli/bundle_before.h"

#include "clients/cli/bundle_draft.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/session/organisation.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using sealing::BundleOutcome;
using session::Organisation;
using session::Words;

constexpr Words kAnother{
    "De vorige lijst is niet die waarop dit concept volgt. Teken niet; vraag de beheerder waar het "
    "bestand vandaan komt, en een andere ondertekenaar wat die ziet.",
    "The bundle before is not the one that this draft follows on. Do not sign; ask the "
    "administrator where the file comes from, and another signer what they see."};
constexpr Words kFirstAgain{
    "Deze organisatie heeft al een lijst. Een tweede eerste lijst hoort er nooit te zijn; teken "
    "niet.",
    "This organisation has a list already. There should never be a second first one; do not sign."};

absl::Status Refused(const Words& words) {
  return session::Failure(absl::StatusCode::kFailedPrecondition, contract::reason::kBundleRefused,
                          words);
}

// What this client has pinned of the draft's organisation, if anything.
std::optional<Organisation> PinnedOf(Context& context, const bundle::v1::Bundle& draft) {
  const absl::StatusOr<session::Home> home = context.OpenHome();
  if (!home.ok()) return std::nullopt;
  absl::StatusOr<Organisation> pinned = Organisation::Load(*home, context.clock());
  if (!pinned.ok() || pinned->bundle().organisation_id() != draft.organisation_id()) {
    return std::nullopt;
  }
  return *std::move(pinned);
}

// Without a pin there is nobody to believe but the file's own signers; a file that they did
// not sign is refused all the same.
sealing::TrustAnchor AnchorFor(const std::optional<Organisation>& pinned,
                               const contract::ParsedBundle& before) {
  if (pinned.has_value()) return pinned->newest().NextAnchor();
  sealing::TrustAnchor anchor;
  anchor.organisation_id = before.organisation_id;
  anchor.signers = before.bundle.signers();
  return anchor;
}

absl::Status CheckBefore(const contract::ParsedBundle& before, const bundle::v1::Bundle& draft,
                         const std::optional<Organisation>& pinned, absl::Time now) {
  if (before.bundle_hash.view() != draft.previous_bundle_hash() ||
      before.bundle.organisation_id() != draft.organisation_id() ||
      before.bundle.version() + 1 != draft.version()) {
    return Refused(kAnother);
  }
  const BundleOutcome outcome =
      sealing::VerifyBundle(before.signed_bundle, AnchorFor(pinned, before), now,
                            session::kClientVersion)
          .outcome;
  return outcome == BundleOutcome::kExpired ? absl::OkStatus() : session::RefusalOf(outcome);
}

}  // namespace

absl::StatusOr<std::optional<bundle::v1::Bundle>> BundleBefore(Context& context,
                                                               const std::string& file,
                                                               const bundle::v1::Bundle& draft) {
  const std::optional<Organisation> pinned = PinnedOf(context, draft);
  if (draft.version() == 1) {
    // Signed by a few of several at a time: the pinned one may be this very bundle.
    if (pinned.has_value() &&
        contract::SerializeCanonical(pinned->bundle()) != contract::SerializeCanonical(draft)) {
      return Refused(kFirstAgain);
    }
    return std::optional<bundle::v1::Bundle>();
  }
  if (file.empty() && !pinned.has_value()) return Missing("--previous");
  contract::ParsedBundle before;
  if (file.empty()) {
    before = pinned->newest().parsed();
  } else {
    VN_ASSIGN_OR_RETURN(before, ReadSignedBundle(file));
  }
  VN_RETURN_IF_ERROR(CheckBefore(before, draft, pinned, context.clock()));
  return std::optional(before.bundle);
}

}  // namespace vangnet::cli
