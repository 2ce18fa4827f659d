// An organisation in memory, made with the same sealing code that `vangnet admin` uses:
// three signers of whom two must sign, and whatever staff a test adds. Identities are
// held open, so that no test waits for a passphrase.
#ifndef VANGNET_TESTS_SUPPORT_ORGANISATION_H_
#define VANGNET_TESTS_SUPPORT_ORGANISATION_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/identity.h"
#include "proto/contract/secret_bytes.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::testing {

struct StaffTerms {
  std::vector<policy::v1::Role> roles;
  std::vector<bundle::v1::Competence> competences;
  std::vector<record::v1::Language> languages = {record::v1::LANGUAGE_DUTCH,
                                                 record::v1::LANGUAGE_ENGLISH};
  std::vector<std::string> conflict_codes;
};

// Roles and competences of a trusted person who may take anything.
StaffTerms TrustedPerson();
StaffTerms SupportTeam();
StaffTerms Coordinator();
StaffTerms Administrator();
StaffTerms Auditor();

class Organisation {
 public:
  // The forms, numbers and policies of deploy/organisation, as a demonstration.
  explicit Organisation(absl::Time now);

  const contract::PrincipalId& AddStaff(const std::string& handle, const StaffTerms& terms);
  void AddLogKey(const contract::SigningKey& key);
  // To be changed by a test before the next Publish.
  bundle::v1::Bundle& draft() { return draft_; }

  // Freezes the draft, signed by signers 0 and 1 (or those given); the next draft has the
  // next version. Returns canonical SignedBundle.
  const std::string& Publish(const std::vector<std::size_t>& signers = {0, 1});
  // The same, without becoming the newest: for bundles that must be refused.
  std::string Sign(bundle::v1::Bundle bundle, const std::vector<std::size_t>& signers) const;
  // The same, whatever it holds: for bundles whose content must be refused.
  std::string SignUnchecked(const bundle::v1::Bundle& bundle,
                            const std::vector<std::size_t>& signers) const;

  const std::string& newest() const { return newest_; }
  // As a client that pinned the organisation accepts it.
  sealing::VerifiedBundle Verified(absl::Time now) const;
  const sealing::TrustAnchor& anchor() const { return anchor_; }
  const contract::OrganisationId& id() const { return anchor_.organisation_id; }

  const sealing::Identity& identity(const std::string& handle) const;
  // A key file of that identity, for a client in a process of its own. Takes Argon2id's time.
  std::string KeyFileOf(const std::string& handle, const std::string& passphrase) const;
  const contract::PrincipalId& principal(const std::string& handle) const {
    return identity(handle).principal();
  }

 private:
  std::vector<sealing::SigningIdentity> signers_;
  std::map<std::string, sealing::Identity> staff_;
  std::map<std::string, contract::SecretBytes> staff_seeds_;
  bundle::v1::Bundle draft_;
  std::string newest_;
  sealing::TrustAnchor anchor_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_ORGANISATION_H_
