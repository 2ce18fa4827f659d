// Whether a client may believe a bundle (SPEC.md section 4). Pure but for Ed25519: the
// time comes in, what the client trusts already comes in, and goes out renewed.
#ifndef VANGNET_CLIENTS_SEALING_BUNDLE_VERIFY_H_
#define VANGNET_CLIENTS_SEALING_BUNDLE_VERIFY_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::sealing {

// What a client trusts before it sees a bundle; kept between runs, public.
struct TrustAnchor {
  contract::OrganisationId organisation_id;
  // Who may sign the next bundle: the pinned set, or the one of the last bundle seen.
  bundle::v1::SignerSet signers;
  // Of the last bundle seen; 0 and nothing while none was.
  std::uint32_t highest_version = 0;
  std::optional<contract::Hash> newest_hash;
};

enum class BundleOutcome {
  kGood,
  kExpired,              // Read with it, never seal with it; show the telephone.
  kOlder,                // Below the highest version seen.
  kNotEnoughSignatures,  // Some of the trusted signers, but fewer than the threshold.
  kStrangers,            // None of the trusted signers.
  kUpdateClient,         // A higher format, or this client is below minimum_client.
  kOtherOrganisation,
  kOtherHistory,  // Another bundle of the version seen last, or the next one
                  // does not name the hash of the one seen last.
  kMalformed,     // Not canonical, or content that SPEC.md section 4 refuses.
};
// "good", "expired", "older" ...: for vectors, logs and --json.
std::string_view NameOf(BundleOutcome outcome);

struct BundleVerdict;

// A bundle that VerifyBundle accepted; nothing else makes one.
class VerifiedBundle {
 public:
  const contract::ParsedBundle& parsed() const { return parsed_; }
  const bundle::v1::Bundle& bundle() const { return parsed_.bundle; }
  std::uint32_t version() const { return parsed_.bundle.version(); }
  // Sealing asks this each time: a program may run for days.
  bool ExpiredAt(absl::Time now) const;
  // To be kept instead of the anchor it was verified with.
  TrustAnchor NextAnchor() const;

 private:
  friend BundleVerdict VerifyBundle(std::string_view, const TrustAnchor&, absl::Time,
                                    std::string_view);
  explicit VerifiedBundle(contract::ParsedBundle parsed) : parsed_(std::move(parsed)) {}
  contract::ParsedBundle parsed_;
};

struct BundleVerdict {
  BundleOutcome outcome = BundleOutcome::kMalformed;
  // With kGood and kExpired; with kUpdateClient when only minimum_client was too high,
  // so that its telephone numbers can be shown.
  std::optional<VerifiedBundle> bundle;
};

// `client_version` is "major.minor.patch". A bundle more than one version above
// `anchor` is accepted when the anchor's signers signed it; where the signers changed in
// between, it is kStrangers or kNotEnoughSignatures and the versions between are to be
// fetched and verified one by one, each with the anchor of the one before.
BundleVerdict VerifyBundle(std::string_view signed_bundle, const TrustAnchor& anchor,
                           absl::Time now, std::string_view client_version);

// For `vangnet join`: pins the organisation whose fingerprint was typed. INVALID_ARGUMENT:
// mistyped, or the file is no bundle. FAILED_PRECONDITION: the fingerprint is of another
// organisation, or the file's signer set is not the first one of the organisation (then
// join with the first bundle and walk from there).
absl::StatusOr<TrustAnchor> AnchorFromFingerprint(std::string_view signed_bundle,
                                                  std::string_view typed_fingerprint);

// Organisation's bundle built into a client or known by its id alone; the same rule.
absl::StatusOr<TrustAnchor> AnchorFromOrganisationId(
    std::string_view signed_bundle, const contract::OrganisationId& organisation_id);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_BUNDLE_VERIFY_H_
