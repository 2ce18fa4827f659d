#include "services/directory/next_bundle_rules.h"

#include <set>
#include <string>
#include <string_view>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/ed25519.h"
#include "services/cryptography/sha256.h"

namespace vangnet::directory {
namespace {

absl::Status Refuse(std::string_view why) {
  return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                   contract::reason::kBundleRefused, why);
}

bool IsLoopback(const bundle::v1::Endpoint& endpoint) {
  const std::string& host = endpoint.host();
  return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

absl::Status CheckSigned(const bundle::v1::SignerSet& signers,
                         const contract::ParsedBundle& bundle) {
  if (CountSigners(signers, bundle) < signers.threshold()) {
    return Refuse("signatures: too few of the signers that must sign");
  }
  return absl::OkStatus();
}

}  // namespace

std::uint32_t CountSigners(const bundle::v1::SignerSet& signers,
                           const contract::ParsedBundle& bundle) {
  const std::set<std::string> keys(signers.signer_keys().begin(), signers.signer_keys().end());
  std::set<contract::SigningKey> signed_well;
  for (const auto& [key, signature] : bundle.signatures) {
    if (keys.count(key.ToBytes()) > 0 &&
        cryptography::Verify(key, contract::label::kBundle, bundle.bundle_bytes, signature)) {
      signed_well.insert(key);
    }
  }
  return static_cast<std::uint32_t>(signed_well.size());
}

bool HoldsLogKey(const bundle::v1::Bundle& bundle, const contract::SigningKey& key,
                 absl::Time now) {
  for (const bundle::v1::LogKey& log_key : bundle.log_keys()) {
    if (log_key.key() == key.view() && log_key.valid_from_time() <= contract::ToSeconds(now)) {
      return true;
    }
  }
  return false;
}

absl::Status CheckDemonstration(const bundle::v1::Bundle& bundle, const HouseRules& rules) {
  if (!bundle.demonstration()) return absl::OkStatus();
  if (!rules.demonstration) return Refuse("demonstration: not served here");
  if (!IsLoopback(bundle.public_endpoint()) || !IsLoopback(bundle.staff_endpoint())) {
    return Refuse("demonstration: only with endpoints on loopback");
  }
  return absl::OkStatus();
}

absl::Status CheckHouseRules(const contract::ParsedBundle& parsed, const HouseRules& rules,
                             absl::Time now) {
  const bundle::v1::Bundle& bundle = parsed.bundle;
  if (bundle.expires_time() <= contract::ToSeconds(now)) {
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     contract::reason::kBundleExpired, "expires_time: passed");
  }
  VN_RETURN_IF_ERROR(CheckDemonstration(bundle, rules));
  if (!HoldsLogKey(bundle, rules.log_key, now)) {
    return Refuse("log_keys: must hold this server's log key, valid now");
  }
  return absl::OkStatus();
}

absl::Status CheckFirstBundle(const contract::ParsedBundle& bundle, const HouseRules& rules,
                              absl::Time now) {
  if (bundle.bundle.version() != 1) return Refuse("version: the first bundle is 1");
  const contract::OrganisationId wanted =
      contract::OrganisationIdOf(&cryptography::Sha256, bundle.bundle.signers());
  if (bundle.organisation_id != wanted) {
    return Refuse("organisation_id: not that of the signers");
  }
  VN_RETURN_IF_ERROR(CheckSigned(bundle.bundle.signers(), bundle));
  return CheckHouseRules(bundle, rules, now);
}

absl::Status CheckNextBundle(const contract::ParsedBundle& newest,
                             const contract::ParsedBundle& bundle, const HouseRules& rules,
                             absl::Time now) {
  if (bundle.organisation_id != newest.organisation_id) {
    return Refuse("organisation_id: another organisation");
  }
  if (bundle.bundle.version() != newest.bundle.version() + 1) {
    return Refuse("version: the newest + 1 is wanted");
  }
  if (bundle.bundle.previous_bundle_hash() != newest.bundle_hash.view()) {
    return Refuse("previous_bundle_hash: the newest bundle's is wanted");
  }
  VN_RETURN_IF_ERROR(CheckSigned(newest.bundle.signers(), bundle));
  return CheckHouseRules(bundle, rules, now);
}

}  // namespace vangnet::directory
