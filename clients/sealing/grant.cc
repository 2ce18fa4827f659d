#include "clients/sealing/grant.h"

#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::size_t kHash = 32;
constexpr std::size_t kKey = 32;
constexpr std::size_t kNumber = 4;

// H(header) || u8 n || n * (u32 epoch || K)
contract::SecretBytes BoxContent(const contract::Hash& header_hash, const EpochKeys& keys) {
  contract::SecretBytes content(kHash + 1 + keys.size() * (kNumber + kKey));
  std::uint8_t* out = content.mutable_data();
  std::memcpy(out, header_hash.data(), kHash);
  out[kHash] = static_cast<std::uint8_t>(keys.size());
  out += kHash + 1;
  for (const auto& [epoch, key] : keys) {
    for (int shift = 24; shift >= 0; shift -= 8) *out++ = static_cast<std::uint8_t>(epoch >> shift);
    std::memcpy(out, key.bytes().data(), kKey);
    out += kKey;
  }
  return content;
}

absl::StatusOr<EpochKeys> ReadBoxContent(const contract::SecretBytes& content,
                                         const contract::ParsedGrant& grant) {
  const std::size_t count = static_cast<std::size_t>(grant.header.epochs_size());
  if (content.size() != kHash + 1 + count * (kNumber + kKey) || content.data()[kHash] != count) {
    return absl::DataLossError("grant: size of the box");
  }
  if (std::memcmp(content.data(), grant.header_hash.data(), kHash) != 0) {
    return absl::DataLossError("grant: the box belongs to another header");
  }
  EpochKeys keys;
  const std::uint8_t* in = content.data() + kHash + 1;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t epoch = 0;
    for (std::size_t byte = 0; byte < kNumber; ++byte) epoch = epoch << 8 | *in++;
    if (epoch != grant.header.epochs(static_cast<int>(i))) {
      return absl::DataLossError("grant: epochs of box and header differ");
    }
    contract::SecretBytes bytes(kKey);
    std::memcpy(bytes.mutable_data(), in, kKey);
    in += kKey;
    keys.emplace(epoch, EpochKey::FromBytes(std::move(bytes)).value());
  }
  return keys;
}

}  // namespace

absl::StatusOr<std::string> SealGrant(const GrantTerms& terms, const EpochKeys& keys,
                                      const Identity& granter) {
  if (keys.empty() || keys.size() > contract::limit::kEpochsPerGrant) {
    return contract::BadField("epochs", "1 to 64");
  }
  record::v1::GrantHeader header;
  header.set_suite(contract::limit::kSuite);
  header.set_organisation_id(terms.organisation_id.ToBytes());
  header.set_case_id(terms.case_id.ToBytes());
  *header.mutable_compartment() = terms.compartment;
  for (const auto& [epoch, key] : keys) header.add_epochs(epoch);
  header.set_recipient(terms.recipient.ToBytes());
  header.set_recipient_key(terms.recipient_key.ToBytes());
  header.set_granter(granter.principal().ToBytes());
  header.set_granter_key(granter.signing_key().ToBytes());
  header.set_bundle_version(terms.bundle_version);
  header.set_role(terms.role);

  record::v1::Grant grant;
  grant.set_header(contract::SerializeCanonical(header));
  const contract::Hash header_hash = Sha256(grant.header());
  VN_ASSIGN_OR_RETURN(std::string box, SealBox(BoxContent(header_hash, keys), terms.recipient_key));
  std::string message(header_hash.view());
  message.append(Sha256(box).view());
  grant.set_box(std::move(box));
  grant.set_signature(granter.Sign(contract::label::kGrant, message).ToBytes());
  return contract::SerializeCanonical(grant);
}

absl::StatusOr<EpochKeys> OpenGrant(const contract::ParsedGrant& grant, const Identity& identity) {
  if (grant.recipient_key != identity.box_key()) {
    return absl::NotFoundError("grant: for another key");
  }
  if (!VerifySignature(grant.granter_key, contract::label::kGrant, grant.signed_message,
                       grant.signature)) {
    return absl::DataLossError("grant: signature");
  }
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes content, identity.OpenBox(grant.box));
  return ReadBoxContent(content, grant);
}

}  // namespace vangnet::sealing
