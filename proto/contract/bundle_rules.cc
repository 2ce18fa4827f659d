#include "proto/contract/bundle_rules.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "proto/contract/bundle_checks.h"
#include "proto/contract/canonical.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;
using bundle::v1::SignedBundle;

constexpr std::uint32_t kFormat = 1;
constexpr std::uint64_t kMaxLifetime = 60ull * 24 * 60 * 60;
constexpr std::size_t kMaxOrganisationName = 200;
constexpr std::size_t kMaxHost = 255;

// The format alone, of bytes that may hold fields which this program does not know.
absl::Status CheckFormat(std::string_view bytes) {
  SignedBundle outer;
  const bool parsed = bytes.size() <= limit::kSignedBundle &&
                      outer.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  if (!parsed || outer.format() <= kFormat) return absl::OkStatus();  // ParseCanonical tells.
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason::kBundleRefused, "format");
}

absl::Status ReadSignatures(const SignedBundle& outer, ParsedBundle& parsed) {
  VN_RETURN_IF_ERROR(Require(!outer.signatures().empty() && outer.signatures_size() <= 16,
                             "signatures", "1 to 16"));
  VN_RETURN_IF_ERROR(
      Require(IsAscending(outer.signatures(), [](const auto& s) { return s.signer_key(); }),
              "signatures", "sorted by key, each once"));
  for (const bundle::v1::BundleSignature& signature : outer.signatures()) {
    VN_ASSIGN_OR_RETURN(const SigningKey key,
                        ParseIdField<SigningKey>("signer_key", signature.signer_key()));
    VN_ASSIGN_OR_RETURN(const Signature bytes,
                        ParseField<Signature>("signature", signature.signature()));
    parsed.signatures.emplace_back(key, bytes);
  }
  return absl::OkStatus();
}

absl::Status CheckEndpoint(std::string_view field, const bundle::v1::Endpoint& endpoint) {
  const std::string& host = endpoint.host();
  const bool is_host = std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':';
  });
  return Require(!host.empty() && host.size() <= kMaxHost && is_host && endpoint.port() >= 1 &&
                     endpoint.port() <= 65535,
                 field, "a host and a port");
}

bool IsVersionOfClient(const std::string& version) {
  int dots = 0;
  char before = '.';
  for (const char c : version) {
    if (c == '.' ? before == '.' : c < '0' || c > '9') return false;
    dots += c == '.' ? 1 : 0;
    before = c;
  }
  return dots == 2 && before != '.' && version.size() <= 32;
}

absl::Status CheckOrigin(HashFunction hash, const Bundle& bundle) {
  VN_ASSIGN_OR_RETURN(const OrganisationId id,
                      ParseIdField<OrganisationId>("organisation_id", bundle.organisation_id()));
  VN_RETURN_IF_ERROR(Require(bundle.version() >= 1, "version", "1 or more"));
  VN_RETURN_IF_ERROR(CheckSigners(bundle.signers()));
  if (bundle.version() > 1) {
    return ParseField<Hash>("previous_bundle_hash", bundle.previous_bundle_hash()).status();
  }
  VN_RETURN_IF_ERROR(Require(bundle.previous_bundle_hash().empty(), "previous_bundle_hash",
                             "empty for the first bundle"));
  return Require(id == OrganisationIdOf(hash, bundle.signers()), "organisation_id",
                 "the hash of the first signer set");
}

absl::Status CheckDates(const Bundle& bundle) {
  VN_RETURN_IF_ERROR(Require(bundle.issued_time() > 0, "issued_time", "a time"));
  return Require(bundle.expires_time() > bundle.issued_time() &&
                     bundle.expires_time() - bundle.issued_time() <= kMaxLifetime,
                 "expires_time", "after issued_time, by at most 60 days");
}

absl::Status CheckLogKeys(const Bundle& bundle) {
  VN_RETURN_IF_ERROR(
      Require(!bundle.log_keys().empty() && bundle.log_keys_size() <= 8, "log_keys", "1 to 8"));
  for (int i = 0; i < bundle.log_keys_size(); ++i) {
    const bundle::v1::LogKey& log_key = bundle.log_keys(i);
    VN_RETURN_IF_ERROR(ParseIdField<SigningKey>("log_keys", log_key.key()).status());
    VN_RETURN_IF_ERROR(Require(log_key.valid_from_time() > 0, "log_keys", "a time"));
    for (int j = 0; j < i; ++j) {
      VN_RETURN_IF_ERROR(
          Require(bundle.log_keys(j).key() != log_key.key(), "log_keys", "each once"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckBundle(HashFunction hash, const Bundle& bundle) {
  VN_RETURN_IF_ERROR(CheckOrigin(hash, bundle));
  VN_RETURN_IF_ERROR(Require(!bundle.name().empty() && bundle.name().size() <= kMaxOrganisationName,
                             "name", "1 to 200 bytes"));
  VN_RETURN_IF_ERROR(CheckEndpoint("public_endpoint", bundle.public_endpoint()));
  VN_RETURN_IF_ERROR(CheckEndpoint("staff_endpoint", bundle.staff_endpoint()));
  VN_RETURN_IF_ERROR(Require(bundle.demonstration() || bundle.ca_certificate().empty(),
                             "ca_certificate", "empty outside of a demonstration"));
  VN_RETURN_IF_ERROR(CheckDates(bundle));
  VN_RETURN_IF_ERROR(CheckStaff(bundle));
  VN_RETURN_IF_ERROR(CheckLogKeys(bundle));
  VN_RETURN_IF_ERROR(CheckForms(bundle));
  VN_RETURN_IF_ERROR(CheckTelephoneNumbers(bundle));
  VN_RETURN_IF_ERROR(CheckPolicies(bundle));
  VN_RETURN_IF_ERROR(Require(
      bundle.web_manifest_hash().empty() || bundle.web_manifest_hash().size() == Hash::kSize,
      "web_manifest_hash", "32 bytes or none"));
  return Require(IsVersionOfClient(bundle.minimum_client()), "minimum_client", "major.minor.patch");
}

}  // namespace

absl::StatusOr<ParsedBundle> ParseBundle(HashFunction hash, std::string_view signed_bundle) {
  VN_RETURN_IF_ERROR(CheckFormat(signed_bundle));
  VN_ASSIGN_OR_RETURN(SignedBundle outer,
                      ParseCanonicalAs<SignedBundle>(signed_bundle, limit::kSignedBundle));
  VN_RETURN_IF_ERROR(Require(outer.format() == kFormat, "format", "1"));
  ParsedBundle parsed;
  VN_RETURN_IF_ERROR(ReadSignatures(outer, parsed));
  VN_RETURN_IF_ERROR(ParseCanonical(outer.bundle(), limit::kBundle, parsed.bundle));
  VN_RETURN_IF_ERROR(CheckBundle(hash, parsed.bundle));
  parsed.organisation_id = *OrganisationId::Parse(parsed.bundle.organisation_id());
  parsed.bundle_hash = BundleHash(hash, outer.bundle());
  parsed.bundle_bytes = std::move(*outer.mutable_bundle());
  parsed.signed_bundle = std::string(signed_bundle);
  return parsed;
}

OrganisationId OrganisationIdOf(HashFunction hash, const bundle::v1::SignerSet& signers) {
  const Hash digest = hash(SignedBytes(label::kOrganisation, SerializeCanonical(signers)));
  return *OrganisationId::Parse(digest.view());
}

std::map<PrincipalId, BoxKey> BoxKeysOf(const Bundle& bundle) {
  std::map<PrincipalId, BoxKey> keys;
  for (const bundle::v1::Staff& staff : bundle.staff()) {
    const absl::StatusOr<PrincipalId> principal = PrincipalId::Parse(staff.principal());
    const absl::StatusOr<BoxKey> key = BoxKey::Parse(staff.keys().box_key());
    if (principal.ok() && key.ok()) keys.emplace(*principal, *key);
  }
  return keys;
}

}  // namespace vangnet::contract
