// Signed bundles, as the server publishes them and as clients accept them. Mode 0: the
// bytes as they are. 1: the bundle within is signed by two signers of its organisation.
// 2: by one signer. 3: by two, and its content is put in order first, the organisation's id
// included.
#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "services/cryptography/sha256.h"
#include "services/directory/next_bundle_rules.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

using contract::ParsedBundle;
using sealing::BundleOutcome;

absl::Status Parse(std::string_view bytes) {
  return contract::ParseBundle(&cryptography::Sha256, bytes).status();
}

void CheckFields(const ParsedBundle& parsed, std::string_view bytes) {
  bundle::v1::SignedBundle outer;
  outer.set_format(1);
  outer.set_bundle(contract::SerializeCanonical(parsed.bundle));
  for (const auto& [key, signature] : parsed.signatures) {
    bundle::v1::BundleSignature& added = *outer.add_signatures();
    added.set_signer_key(key.ToBytes());
    added.set_signature(signature.ToBytes());
  }
  Require(contract::SerializeCanonical(outer) == bytes && parsed.signed_bundle == bytes,
          "what parses serialises to the same bytes");
  const int staff = parsed.bundle.staff_size();
  Require(contract::BoxKeysOf(parsed.bundle).size() == static_cast<std::size_t>(staff),
          "every member of the staff has a box key");
  Require(parsed.bundle.signers().threshold() >= 1 &&
              static_cast<int>(parsed.bundle.signers().threshold()) <=
                  parsed.bundle.signers().signer_keys_size(),
          "the threshold can be reached");
}

// What the server would publish as the first bundle a client that pinned these signers
// accepts, and the other way round, but for what only one of them looks at.
void CheckSameVerdict(const ParsedBundle& parsed, const sealing::TrustAnchor& anchor) {
  const auto verdict =
      sealing::VerifyBundle(parsed.signed_bundle, anchor, World().now(), sealing::kClientVersion);
  Require(verdict.outcome != BundleOutcome::kMalformed, "what parses is not malformed");
  if (parsed.organisation_id != anchor.organisation_id) {
    Require(verdict.outcome == BundleOutcome::kOtherOrganisation, "of another organisation");
    return;
  }
  const bool enough = directory::CountSigners(anchor.signers, parsed) >= anchor.signers.threshold();
  const bool refused = verdict.outcome == BundleOutcome::kStrangers ||
                       verdict.outcome == BundleOutcome::kNotEnoughSignatures;
  Require(enough != refused, "server and client count the same signers");
  Require(refused != verdict.bundle.has_value(), "only a bundle that was signed is given on");
  if (!verdict.bundle.has_value()) return;
  Require(
      verdict.bundle->ExpiredAt(World().now()) == (verdict.outcome == BundleOutcome::kExpired) ||
          verdict.outcome == BundleOutcome::kUpdateClient,
      "an expired bundle is never good");
}

void CheckHouse(const ParsedBundle& parsed, const sealing::TrustAnchor& anchor) {
  const directory::HouseRules rules{World().log_identity().key(), true};
  const absl::Status first = directory::CheckFirstBundle(parsed, rules, World().now());
  if (first.ok()) {
    Require(parsed.bundle.version() == 1 && parsed.bundle.expires_time() > 0 &&
                parsed.organisation_id ==
                    contract::OrganisationIdOf(sealing::Sha256, parsed.bundle.signers()),
            "the first bundle is of its own signers");
    if (parsed.organisation_id == anchor.organisation_id) {
      Require(sealing::AnchorFromOrganisationId(parsed.signed_bundle, anchor.organisation_id).ok(),
              "what is published can be joined");
    }
  } else {
    RequireGoodMessage(first, {absl::StatusCode::kFailedPrecondition});
  }
}

void Check(std::string_view bytes) {
  const auto server = contract::ParseBundle(&cryptography::Sha256, bytes);
  const auto client = contract::ParseBundle(sealing::Sha256, bytes);
  Require(server.status() == client.status(), "server and client agree on a bundle");
  static const auto* const anchor = new sealing::TrustAnchor(World().pinned());
  if (!server.ok()) {
    RequireGoodRefusal(server.status(), bytes,
                       {absl::StatusCode::kInvalidArgument, absl::StatusCode::kFailedPrecondition},
                       Parse);
    const auto verdict =
        sealing::VerifyBundle(bytes, *anchor, World().now(), sealing::kClientVersion);
    Require(!verdict.bundle.has_value(), "nothing of a refused bundle is given on");
    return;
  }
  Require(server->bundle_hash == client->bundle_hash, "server and client hash alike");
  CheckFields(*server, bytes);
  CheckSameVerdict(*server, *anchor);
  CheckHouse(*server, *anchor);
}

std::string Signed(std::string_view bytes, std::size_t signers, bool in_order) {
  bundle::v1::SignedBundle outer;
  (void)outer.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size()));
  std::string within = outer.bundle();
  if (in_order) {
    bundle::v1::Bundle bundle;
    (void)bundle.ParsePartialFromString(within);
    if (bundle.version() == 1) {
      bundle.set_organisation_id(sealing::NewOrganisationId(bundle.signers()).ToBytes());
    }
    const auto frozen = sealing::FreezeBundle(bundle);
    if (frozen.ok()) within = *frozen;
  }
  outer.set_bundle(within);
  outer.clear_signatures();
  std::map<std::string, bundle::v1::BundleSignature> sorted;
  for (std::size_t i = 0; i < signers; ++i) {
    const auto signature = sealing::SignBundle(within, World().signer(i));
    sorted[signature.signer_key()] = signature;
  }
  for (const auto& [key, signature] : sorted) *outer.add_signatures() = signature;
  return contract::SerializeCanonical(outer);
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  static const auto* const good = [] {
    auto* bundle = new bundle::v1::SignedBundle;
    Require(bundle->ParseFromString(World().Bundle1().parsed().signed_bundle),
            "the target can be set up");
    return bundle;
  }();
  return *good;
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const int mode = input.Byte() % 4;
  const std::string bytes(input.Rest());
  Check(mode == 0 ? bytes : Signed(bytes, mode == 2 ? 1 : 2, mode == 3));
  return 0;
}
