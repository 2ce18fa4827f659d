// bundle.json, key_file.json.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/key_file.h"
#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

Json AnchorJson(const TrustAnchor& anchor) {
  Json keys = Json::List();
  for (const std::string& key : anchor.signers.signer_keys()) keys.Add(Json::Text(Hex(key)));
  Json sample;
  sample.SetBytes("organisation_id", anchor.organisation_id.view());
  sample.Set("signer_keys", keys).SetNumber("threshold", anchor.signers.threshold());
  sample.SetNumber("highest_version", anchor.highest_version);
  return sample.SetBytes("newest_hash",
                         anchor.newest_hash.has_value() ? anchor.newest_hash->view() : "");
}

class BundleSamples {
 public:
  void Add(const std::string& name, const std::string& signed_bundle, const TrustAnchor& anchor,
           BundleOutcome outcome, absl::Duration after = absl::ZeroDuration(),
           const std::string& client = kClientVersion) {
    Json sample;
    sample.SetText("name", name).SetBytes("signed_bundle", signed_bundle);
    sample.Set("anchor", AnchorJson(anchor));
    sample.SetNumber("now", contract::ToSeconds(world_.now() + after));
    sample.SetText("client_version", client);
    list_.Add(sample.SetText("outcome", NameOf(outcome)));
  }
  // Version 2, changed, signed by those named.
  std::string Second(const std::vector<std::size_t>& by,
                     const std::function<void(bundle::v1::Bundle&)>& change = nullptr) {
    bundle::v1::Bundle bundle = world_.SecondBundle();
    if (change) change(bundle);
    return world_.Sign(bundle, by);
  }
  const SampleWorld& world() const { return world_; }
  Json list() const { return list_; }

 private:
  SampleWorld world_;
  Json list_ = Json::List();
};

// The outer message, changed after signing.
std::string Spoil(const std::string& signed_bundle,
                  const std::function<void(bundle::v1::SignedBundle&)>& change) {
  bundle::v1::SignedBundle outer;
  outer.ParseFromString(signed_bundle);
  change(outer);
  return contract::SerializeCanonical(outer);
}

void AddAccepted(BundleSamples& samples) {
  const SampleWorld& world = samples.world();
  const std::string first = world.Bundle1().parsed().signed_bundle;
  const TrustAnchor pinned = world.pinned();
  const TrustAnchor seen_first = world.Bundle1().NextAnchor();
  samples.Add("the first, pinned", first, pinned, BundleOutcome::kGood);
  samples.Add("the same again", first, seen_first, BundleOutcome::kGood);
  samples.Add("the next", samples.Second({1, 2}), seen_first, BundleOutcome::kGood);
  samples.Add("the next, first time seen", samples.Second({1, 2}), pinned, BundleOutcome::kGood);
  samples.Add("three signers", samples.Second({0, 1, 2}), seen_first, BundleOutcome::kGood);
  samples.Add("two signers and a stranger", samples.Second({0, 1, 3}), seen_first,
              BundleOutcome::kGood);
  samples.Add(
      "one second before it expires", first, pinned, BundleOutcome::kGood,
      absl::FromUnixSeconds(static_cast<std::int64_t>(world.first_bundle().expires_time())) -
          world.now() - absl::Seconds(1));
  samples.Add("expired", first, pinned, BundleOutcome::kExpired, absl::Hours(24 * 60));
  samples.Add("another signer set, signed by the old one",
              samples.Second({0, 2},
                             [&world](bundle::v1::Bundle& bundle) {
                               *bundle.mutable_signers() =
                                   MakeSignerSet({world.signer(3).key(), world.signer(4).key()}, 2);
                             }),
              seen_first, BundleOutcome::kGood);
  samples.Add("version 7 from version 1",
              samples.Second({0, 1}, [](bundle::v1::Bundle& bundle) { bundle.set_version(7); }),
              seen_first, BundleOutcome::kGood);
}

void AddRefused(BundleSamples& samples) {
  const SampleWorld& world = samples.world();
  const std::string first = world.Bundle1().parsed().signed_bundle;
  const TrustAnchor pinned = world.pinned();
  const TrustAnchor seen_first = world.Bundle1().NextAnchor();
  const TrustAnchor seen_second = world.Bundle2().NextAnchor();
  samples.Add("older", first, seen_second, BundleOutcome::kOlder);
  samples.Add("one signer", samples.Second({0}), seen_first, BundleOutcome::kNotEnoughSignatures);
  samples.Add("one signer and two strangers", samples.Second({0, 3, 4}), seen_first,
              BundleOutcome::kNotEnoughSignatures);
  samples.Add("strangers", samples.Second({3, 4}), seen_first, BundleOutcome::kStrangers);
  const auto other_set = [&world](bundle::v1::Bundle& bundle) {
    *bundle.mutable_signers() = MakeSignerSet({world.signer(3).key(), world.signer(4).key()}, 2);
  };
  samples.Add("another signer set, signed by itself", samples.Second({3, 4}, other_set), seen_first,
              BundleOutcome::kStrangers);
  samples.Add("another signer set, one of the old signers", samples.Second({0, 3, 4}, other_set),
              seen_first, BundleOutcome::kNotEnoughSignatures);
  const auto change_bundle = [](bundle::v1::SignedBundle& outer) {
    bundle::v1::Bundle bundle;
    bundle.ParseFromString(outer.bundle());
    bundle.mutable_telephone_numbers(4)->set_number("070 999 99 99");
    outer.set_bundle(contract::SerializeCanonical(bundle));
  };
  samples.Add("telephone changed after signing", Spoil(samples.Second({0, 1}), change_bundle),
              seen_first, BundleOutcome::kStrangers);
  const auto swap_key = [&world](bundle::v1::SignedBundle& outer) {
    bundle::v1::Bundle bundle;
    bundle.ParseFromString(outer.bundle());
    bundle.mutable_staff(0)->mutable_keys()->set_box_key(world.person("bo").box_key().ToBytes());
    outer.set_bundle(contract::SerializeCanonical(bundle));
  };
  samples.Add("a key swapped after signing", Spoil(samples.Second({0, 1}), swap_key), seen_first,
              BundleOutcome::kStrangers);
  samples.Add("one signature broken",
              Spoil(samples.Second({0, 1}),
                    [](bundle::v1::SignedBundle& outer) {
                      outer.mutable_signatures(0)->mutable_signature()->back() ^= 1;
                    }),
              seen_first, BundleOutcome::kNotEnoughSignatures);
  samples.Add("another hash for the version seen",
              samples.Second({0, 1}, [](bundle::v1::Bundle& bundle) { bundle.set_name("X"); }),
              seen_second, BundleOutcome::kOtherHistory);
  const auto require_more = [](bundle::v1::SignedBundle& outer) {
    bundle::v1::Bundle bundle;
    bundle.ParseFromString(outer.bundle());
    bundle.mutable_forms(1)->mutable_questions(0)->set_required(true);
    outer.set_bundle(contract::SerializeCanonical(bundle));
  };
  samples.Add("a sixth required question", Spoil(samples.Second({0, 1}), require_more), seen_first,
              BundleOutcome::kMalformed);
  samples.Add("does not name the bundle seen last",
              samples.Second({0, 1},
                             [](bundle::v1::Bundle& bundle) {
                               bundle.set_previous_bundle_hash(std::string(32, 'h'));
                             }),
              seen_first, BundleOutcome::kOtherHistory);
  TrustAnchor elsewhere = pinned;
  elsewhere.organisation_id = *contract::OrganisationId::Parse(std::string(32, 'o'));
  samples.Add("another organisation", first, elsewhere, BundleOutcome::kOtherOrganisation);
}

void AddUnread(BundleSamples& samples) {
  const SampleWorld& world = samples.world();
  const std::string first = world.Bundle1().parsed().signed_bundle;
  const TrustAnchor pinned = world.pinned();
  samples.Add("a higher format",
              Spoil(first, [](bundle::v1::SignedBundle& outer) { outer.set_format(2); }), pinned,
              BundleOutcome::kUpdateClient);
  samples.Add("this client is too old",
              samples.Second(
                  {0, 1}, [](bundle::v1::Bundle& bundle) { bundle.set_minimum_client("0.2.0"); }),
              pinned, BundleOutcome::kUpdateClient, absl::ZeroDuration(), "0.1.9");
  samples.Add("this client is new enough, 10 is more than 9",
              samples.Second(
                  {0, 1}, [](bundle::v1::Bundle& bundle) { bundle.set_minimum_client("0.9.0"); }),
              pinned, BundleOutcome::kGood, absl::ZeroDuration(), "0.10.0");
  samples.Add("nothing", "", pinned, BundleOutcome::kMalformed);
  samples.Add("cut off", first.substr(0, first.size() - 1), pinned, BundleOutcome::kMalformed);
  samples.Add("bytes behind it", first + std::string("\x78\x01", 2), pinned,
              BundleOutcome::kMalformed);
  samples.Add("signatures not sorted",
              Spoil(first,
                    [](bundle::v1::SignedBundle& outer) {
                      outer.mutable_signatures()->SwapElements(0, 1);
                    }),
              pinned, BundleOutcome::kMalformed);
  samples.Add("the same signature twice",
              Spoil(first,
                    [](bundle::v1::SignedBundle& outer) {
                      *outer.mutable_signatures(1) = outer.signatures(0);
                    }),
              pinned, BundleOutcome::kMalformed);
  samples.Add("a coordinator who handles cases",
              Spoil(first,
                    [](bundle::v1::SignedBundle& outer) {
                      bundle::v1::Bundle bundle;
                      bundle.ParseFromString(outer.bundle());
                      bundle.mutable_staff(0)->add_roles(policy::v1::ROLE_COORDINATOR);
                      outer.set_bundle(contract::SerializeCanonical(bundle));
                    }),
              pinned, BundleOutcome::kMalformed);
}

Json OpenSample(const std::string& name, const std::string& file, const std::string& passphrase,
                const std::string& outcome) {
  Json sample;
  sample.SetText("name", name).SetBytes("file", file).SetText("passphrase", passphrase);
  return sample.SetText("outcome", outcome);
}

std::string SpoilHeader(const std::string& file,
                        const std::function<void(identity::v1::KeyFileHeader&)>& change) {
  identity::v1::KeyFile outer;
  outer.ParseFromString(file);
  identity::v1::KeyFileHeader header;
  header.ParseFromString(outer.header());
  change(header);
  outer.set_header(contract::SerializeCanonical(header));
  return contract::SerializeCanonical(outer);
}

Json CostSamples(const std::string& file, const std::string& passphrase) {
  using Header = identity::v1::KeyFileHeader;
  Json list = Json::List();
  const auto refuse = [&](const std::string& name, const std::function<void(Header&)>& change) {
    list.Add(OpenSample(name, SpoilHeader(file, change), passphrase, "refused"));
  };
  refuse("two passes", [](Header& header) { header.set_passes(2); });
  refuse("17 passes", [](Header& header) { header.set_passes(17); });
  refuse("memory below 256 MiB", [](Header& header) { header.set_memory_kib(262143); });
  refuse("memory above 1 GiB", [](Header& header) { header.set_memory_kib(1048577); });
  refuse("another suite", [](Header& header) { header.set_suite(2); });
  refuse("no purpose", [](Header& header) { header.clear_purpose(); });
  refuse("no principal", [](Header& header) { header.clear_principal(); });
  refuse("short salt", [](Header& header) { header.mutable_salt()->pop_back(); });
  refuse("no generation", [](Header& header) { header.clear_generation(); });
  list.Add(OpenSample("cut off", file.substr(0, file.size() - 1), passphrase, "refused"));
  list.Add(OpenSample("nothing", "", passphrase, "refused"));
  return list;
}

}  // namespace

Json BundleVectors() {
  BundleSamples samples;
  AddAccepted(samples);
  AddRefused(samples);
  AddUnread(samples);
  Json file;
  file.SetText("about",
               "SPEC.md section 4. `outcome` is what a client with this anchor says at "
               "`now`.");
  return file.Set("bundles", samples.list());
}

Json KeyFileVectors() {
  CountingRandom random("key-file");
  const SampleWorld world;
  const std::string passphrase = "correct horse battery staple";
  KeyFileContent identity;
  identity.purpose = identity::v1::KEY_PURPOSE_IDENTITY;
  identity.principal = world.principal("anna");
  identity.seed = Repeated(32, 0x10);
  const std::string file =
      *SealKeyFile(identity, contract::SecretBytes::CopyOf(passphrase), {}, random);
  KeyFileContent signer;
  signer.purpose = identity::v1::KEY_PURPOSE_SIGNER;
  signer.seed = Repeated(32, 0x01);
  const std::string signer_file =
      *SealKeyFile(signer, contract::SecretBytes::CopyOf("wachtwoord \xc3\xa9"), {}, random);

  Json good = Json::List();
  good.Add(OpenSample("identity", file, passphrase, "opened")
               .SetBytes("principal", identity.principal->view())
               .SetBytes("seed", identity.seed.Expose()));
  good.Add(OpenSample("signer", signer_file, "wachtwoord \xc3\xa9", "opened")
               .SetBytes("principal", "")
               .SetBytes("seed", signer.seed.Expose()));
  std::string flipped = file;
  flipped.back() = static_cast<char>(flipped.back() ^ 1);
  Json bad = Json::List();
  bad.Add(OpenSample("wrong passphrase", file, "correct horse battery stapler", "not opened"));
  bad.Add(OpenSample("seal changed", flipped, passphrase, "not opened"));
  bad.Add(OpenSample("generation changed",
                     SpoilHeader(file, [](auto& header) { header.set_generation(2); }), passphrase,
                     "not opened"));
  bad.Add(
      OpenSample("principal changed",
                 SpoilHeader(file, [](auto& header) { header.mutable_principal()->back() ^= 1; }),
                 passphrase, "not opened"));
  Json out;
  out.SetText("about",
              "SPEC.md section 3. `refused` files are refused before any memory is taken; "
              "for `not opened` nobody can tell a wrong passphrase from a changed file.");
  return out.Set("good", good).Set("bad", bad).Set("refused", CostSamples(file, passphrase));
}

}  // namespace vangnet::sealing
