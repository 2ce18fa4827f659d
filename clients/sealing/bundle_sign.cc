#include "clients/sealing/bundle_sign.h"

#include <algorithm>
#include <utility>

#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::uint32_t kFormat = 1;

// Sorts a repeated field and drops what stands in it twice.
template <typename Field>
void SortOnce(Field& field) {
  std::sort(field.begin(), field.end());
  field.erase(std::unique(field.begin(), field.end()), field.end());
}

std::string SignedBytesOf(std::string_view bundle_bytes,
                          const std::vector<bundle::v1::BundleSignature>& signatures) {
  bundle::v1::SignedBundle outer;
  outer.set_format(kFormat);
  outer.set_bundle(std::string(bundle_bytes));
  for (const bundle::v1::BundleSignature& signature : signatures) {
    *outer.add_signatures() = signature;
  }
  return contract::SerializeCanonical(outer);
}

// ParseBundle wants at least one signature; its rules for the content are what is asked
// here, so a signature that counts for nothing stands in.
absl::Status CheckContent(std::string_view bundle_bytes) {
  bundle::v1::BundleSignature nobody;
  nobody.set_signer_key(std::string(32, '\x01'));
  nobody.set_signature(std::string(64, '\0'));
  return contract::ParseBundle(Sha256, SignedBytesOf(bundle_bytes, {nobody})).status();
}

}  // namespace

bundle::v1::SignerSet MakeSignerSet(std::vector<contract::SigningKey> keys,
                                    std::uint32_t threshold) {
  std::sort(keys.begin(), keys.end());
  bundle::v1::SignerSet signers;
  for (const contract::SigningKey& key : keys) signers.add_signer_keys(key.ToBytes());
  signers.set_threshold(threshold);
  return signers;
}

contract::OrganisationId NewOrganisationId(const bundle::v1::SignerSet& signers) {
  return contract::OrganisationIdOf(Sha256, signers);
}

bundle::v1::Bundle NextBundle(const contract::ParsedBundle& previous) {
  bundle::v1::Bundle next = previous.bundle;
  next.set_version(previous.bundle.version() + 1);
  next.set_previous_bundle_hash(previous.bundle_hash.ToBytes());
  return next;
}

absl::StatusOr<std::string> FreezeBundle(bundle::v1::Bundle bundle) {
  auto& staff = *bundle.mutable_staff();
  std::sort(staff.begin(), staff.end(),
            [](const auto& a, const auto& b) { return a.principal() < b.principal(); });
  for (bundle::v1::Staff& person : staff) {
    SortOnce(*person.mutable_roles());
    SortOnce(*person.mutable_competences());
    SortOnce(*person.mutable_languages());
    SortOnce(*person.mutable_conflict_codes());
  }
  std::string bytes = contract::SerializeCanonical(bundle);
  VN_RETURN_IF_ERROR(CheckContent(bytes));
  return bytes;
}

bundle::v1::BundleSignature SignBundle(std::string_view bundle_bytes,
                                       const SigningIdentity& signer) {
  bundle::v1::BundleSignature signature;
  signature.set_signer_key(signer.key().ToBytes());
  signature.set_signature(signer.Sign(contract::label::kBundle, bundle_bytes).ToBytes());
  return signature;
}

absl::StatusOr<std::string> JoinSignatures(std::string_view bundle_bytes,
                                           std::vector<bundle::v1::BundleSignature> signatures) {
  for (const bundle::v1::BundleSignature& signature : signatures) {
    const auto key = contract::SigningKey::Parse(signature.signer_key());
    const auto bytes = contract::Signature::Parse(signature.signature());
    if (!key.ok() || !bytes.ok() ||
        !VerifySignature(*key, contract::label::kBundle, bundle_bytes, *bytes)) {
      return contract::ErrorWithReason(absl::StatusCode::kInvalidArgument,
                                       contract::reason::kBadSignature,
                                       "signatures: not over this bundle");
    }
  }
  std::sort(signatures.begin(), signatures.end(),
            [](const auto& a, const auto& b) { return a.signer_key() < b.signer_key(); });
  std::string bytes = SignedBytesOf(bundle_bytes, signatures);
  VN_RETURN_IF_ERROR(contract::ParseBundle(Sha256, bytes).status());
  return bytes;
}

}  // namespace vangnet::sealing
