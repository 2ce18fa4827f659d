// One small organisation with invented people, the same in every run: what the tests of
// sealing and the vectors are made from. Clearly no real keys.
#ifndef VANGNET_TESTS_CLIENTS_SEALING_SAMPLE_WORLD_H_
#define VANGNET_TESTS_CLIENTS_SEALING_SAMPLE_WORLD_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/sealing/bundle_history.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/receipt.h"
#include "tests/clients/sealing/counting_random.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

inline constexpr char kClientVersion[] = "0.1.0";

contract::SecretBytes Repeated(std::size_t size, int byte);
// The receipt printed in SPEC.md.
Receipt SampleReceipt();
Receipt OtherReceipt();

class SampleWorld {
 public:
  explicit SampleWorld(const std::string& name = "sample");

  absl::Time now() const { return now_; }
  RandomSource& random() { return random_; }

  // anna, bo and cees are trusted persons, dina and ed of the support team, fay and
  // gijs coordinators, hanna administrator.
  const Identity& person(const std::string& name) const { return people_.at(name); }
  const contract::PrincipalId& principal(const std::string& name) const {
    return people_.at(name).principal();
  }
  // 0 to 2 sign bundles, 3 and 4 are strangers.
  const SigningIdentity& signer(std::size_t index) const { return signers_[index]; }
  const SigningIdentity& log_identity() const { return log_identity_; }

  // Version 1 before anybody changed it.
  const bundle::v1::Bundle& first_bundle() const { return first_bundle_; }
  // Signed by the named signers; ends the test when the content is refused.
  std::string Sign(const bundle::v1::Bundle& bundle, const std::vector<std::size_t>& by) const;
  TrustAnchor pinned() const;
  VerifiedBundle Verified(const std::string& signed_bundle, const TrustAnchor& anchor) const;
  // Version 1, and version 2 in which bo has new keys and cees has left.
  VerifiedBundle Bundle1() const;
  VerifiedBundle Bundle2() const;
  bundle::v1::Bundle SecondBundle() const;
  // Versions 1 and 2.
  BundleHistory History() const;
  const Identity& renewed_bo() const { return people_.at("bo-2"); }

  // Lead anna, deputy bo, reserve dina, duty ed, coordinator fay.
  FilingDraft Draft() const;
  // What the server states of a filing with these facts that it accepts now.
  record::v1::FilingProofStatement StatementOf(const FilingFacts& facts) const;

 private:
  absl::Time now_;
  CountingRandom random_;
  std::map<std::string, Identity> people_;
  std::vector<SigningIdentity> signers_;
  SigningIdentity log_identity_;
  bundle::v1::Bundle first_bundle_;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_TESTS_CLIENTS_SEALING_SAMPLE_WORLD_H_
