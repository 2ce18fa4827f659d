// The organisation that this client is joined to: its newest verified bundle, how it is
// renewed, and the older ones that records were written under.
#ifndef VANGNET_CLIENTS_SESSION_ORGANISATION_H_
#define VANGNET_CLIENTS_SESSION_ORGANISATION_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/sealing/bundle_history.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/session/home.h"

namespace vangnet::session {

// "major.minor.patch" of this program.
extern const char kClientVersion[];

// GetBundle of a version (0: the newest); NOT_FOUND when the server has none.
using FetchBundle = std::function<absl::StatusOr<std::string>(std::uint32_t version)>;

// Thread-compatible.
class Organisation {
 public:
  // Pins the organisation of `signed_bundle` when its fingerprint is what was typed.
  // INVALID_ARGUMENT/MISTYPED, FAILED_PRECONDITION/OTHER_ORGANISATION or a bundle reason.
  // Joined to the same one already: takes the bundle when it is newer.
  static absl::StatusOr<Organisation> Join(const Home& home, std::string_view signed_bundle,
                                           std::string_view typed_fingerprint, absl::Time now);
  // What was pinned, verified again. FAILED_PRECONDITION/NOT_JOINED.
  static absl::StatusOr<Organisation> Load(const Home& home, absl::Time now);

  const sealing::VerifiedBundle& newest() const { return newest_; }
  const bundle::v1::Bundle& bundle() const { return newest_.bundle(); }
  const contract::OrganisationId& id() const { return anchor_.organisation_id; }
  bool ExpiredAt(absl::Time now) const { return newest_.ExpiredAt(now); }

  // Asks for the newest bundle and takes it when it is good; steps through the versions
  // between where the signers changed, and keeps those of them that are good. True when it
  // is newer than what was known. On failure nothing else changes: a server that offers a bad
  // bundle is told of with FAILED_PRECONDITION/BUNDLE_REFUSED in words, and the pinned one stays.
  // An older one is such a bad one as well. UPDATE_CLIENT when this program is too old.
  absl::StatusOr<bool> Renew(const FetchBundle& fetch, absl::Time now);

  // The bundles from the newest back to `oldest`; what is not on disk is fetched, checked
  // by hash and kept. What cannot be had is left out: VerifyCase then says so.
  sealing::BundleHistory History(std::uint32_t oldest, const FetchBundle& fetch) const;

 private:
  Organisation(const Home& home, sealing::TrustAnchor anchor, sealing::VerifiedBundle newest)
      : home_(home), anchor_(std::move(anchor)), newest_(std::move(newest)) {}
  // Verifies and, when it is newer, remembers.
  absl::StatusOr<bool> Take(std::string_view signed_bundle, absl::Time now);

  Home home_;
  sealing::TrustAnchor anchor_;  // For the next bundle: newest_.NextAnchor().
  sealing::VerifiedBundle newest_;
};

// A verdict other than good and expired, as a failure in words.
absl::Status RefusalOf(sealing::BundleOutcome outcome);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_ORGANISATION_H_
