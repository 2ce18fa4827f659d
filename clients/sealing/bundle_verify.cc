#include "clients/sealing/bundle_verify.h"

#include <array>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/clock.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

// "major.minor.patch"; what is not of that form counts as 0.0.0.
std::array<std::uint32_t, 3> VersionNumbers(std::string_view version) {
  std::array<std::uint32_t, 3> numbers = {};
  const std::vector<std::string> parts =
      absl::StrSplit(absl::string_view(version.data(), version.size()), '.');
  for (std::size_t i = 0; i < numbers.size() && i < parts.size(); ++i) {
    if (!absl::SimpleAtoi(parts[i], &numbers[i])) return {};
  }
  return numbers;
}

// How many of the trusted signers signed these bytes. A signature by anybody else, or a
// bad one, is as if it were not there.
std::uint32_t CountSigners(const contract::ParsedBundle& parsed,
                           const bundle::v1::SignerSet& trusted) {
  std::uint32_t count = 0;
  for (const std::string& signer : trusted.signer_keys()) {
    for (const auto& [key, signature] : parsed.signatures) {
      if (key.view() == signer &&
          VerifySignature(key, contract::label::kBundle, parsed.bundle_bytes, signature)) {
        ++count;
        break;
      }
    }
  }
  return count;
}

bool ContinuesHistory(const contract::ParsedBundle& parsed, const TrustAnchor& anchor) {
  if (!anchor.newest_hash.has_value()) return true;
  if (parsed.bundle.version() == anchor.highest_version) {
    return parsed.bundle_hash == *anchor.newest_hash;
  }
  return parsed.bundle.version() > anchor.highest_version + 1 ||
         parsed.bundle.previous_bundle_hash() == anchor.newest_hash->view();
}

absl::StatusOr<contract::ParsedBundle> FirstSignerBundle(std::string_view signed_bundle) {
  absl::StatusOr<contract::ParsedBundle> parsed = contract::ParseBundle(Sha256, signed_bundle);
  if (!parsed.ok()) return parsed;
  if (contract::OrganisationIdOf(Sha256, parsed->bundle.signers()) != parsed->organisation_id) {
    return absl::FailedPreconditionError(
        "the signers have changed since the first bundle: join with the first one");
  }
  return parsed;
}

TrustAnchor AnchorOf(const contract::ParsedBundle& parsed) {
  TrustAnchor anchor;
  anchor.organisation_id = parsed.organisation_id;
  anchor.signers = parsed.bundle.signers();
  return anchor;
}

}  // namespace

std::string_view NameOf(BundleOutcome outcome) {
  switch (outcome) {
    case BundleOutcome::kGood:
      return "good";
    case BundleOutcome::kExpired:
      return "expired";
    case BundleOutcome::kOlder:
      return "older";
    case BundleOutcome::kNotEnoughSignatures:
      return "not-enough-signatures";
    case BundleOutcome::kStrangers:
      return "strangers";
    case BundleOutcome::kUpdateClient:
      return "update-client";
    case BundleOutcome::kOtherOrganisation:
      return "other-organisation";
    case BundleOutcome::kOtherHistory:
      return "other-history";
    case BundleOutcome::kMalformed:
      return "malformed";
  }
  return "unknown";
}

bool VerifiedBundle::ExpiredAt(absl::Time now) const {
  return contract::ToSeconds(now) >= parsed_.bundle.expires_time();
}

TrustAnchor VerifiedBundle::NextAnchor() const {
  TrustAnchor anchor = AnchorOf(parsed_);
  anchor.highest_version = parsed_.bundle.version();
  anchor.newest_hash = parsed_.bundle_hash;
  return anchor;
}

BundleVerdict VerifyBundle(std::string_view signed_bundle, const TrustAnchor& anchor,
                           absl::Time now, std::string_view client_version) {
  absl::StatusOr<contract::ParsedBundle> parsed = contract::ParseBundle(Sha256, signed_bundle);
  if (!parsed.ok()) {
    const bool newer_format = parsed.status().code() == absl::StatusCode::kFailedPrecondition;
    return {newer_format ? BundleOutcome::kUpdateClient : BundleOutcome::kMalformed, {}};
  }
  if (parsed->organisation_id != anchor.organisation_id) {
    return {BundleOutcome::kOtherOrganisation, {}};
  }
  if (parsed->bundle.version() < anchor.highest_version) return {BundleOutcome::kOlder, {}};
  const std::uint32_t signers = CountSigners(*parsed, anchor.signers);
  if (signers == 0) return {BundleOutcome::kStrangers, {}};
  if (signers < anchor.signers.threshold()) return {BundleOutcome::kNotEnoughSignatures, {}};
  if (!ContinuesHistory(*parsed, anchor)) return {BundleOutcome::kOtherHistory, {}};

  VerifiedBundle bundle(*std::move(parsed));
  if (VersionNumbers(client_version) < VersionNumbers(bundle.bundle().minimum_client())) {
    return {BundleOutcome::kUpdateClient, std::move(bundle)};
  }
  const bool expired = bundle.ExpiredAt(now);
  return {expired ? BundleOutcome::kExpired : BundleOutcome::kGood, std::move(bundle)};
}

absl::StatusOr<TrustAnchor> AnchorFromFingerprint(std::string_view signed_bundle,
                                                  std::string_view typed_fingerprint) {
  VN_ASSIGN_OR_RETURN(const contract::ParsedBundle parsed, FirstSignerBundle(signed_bundle));
  VN_RETURN_IF_ERROR(
      CheckFingerprint(typed_fingerprint, OrganisationFingerprint(parsed.organisation_id)));
  return AnchorOf(parsed);
}

absl::StatusOr<TrustAnchor> AnchorFromOrganisationId(
    std::string_view signed_bundle, const contract::OrganisationId& organisation_id) {
  VN_ASSIGN_OR_RETURN(const contract::ParsedBundle parsed, FirstSignerBundle(signed_bundle));
  if (parsed.organisation_id != organisation_id) {
    return absl::FailedPreconditionError("the bundle is of another organisation");
  }
  return AnchorOf(parsed);
}

}  // namespace vangnet::sealing
