#include "tests/support/organisation.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/key_file.h"
#include "clients/sealing/random_source.h"
#include "clients/sealing/sha256.h"
#include "google/protobuf/text_format.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "tests/support/child_process.h"

namespace vangnet::testing {
namespace {

constexpr std::uint64_t kDays60 = 60 * contract::kSecondsPerDay;

[[noreturn]] void GiveUp(const char* what, const absl::Status& status) {
  std::fprintf(stderr, "organisation: %s: %s\n", what, status.ToString().c_str());
  std::abort();
}

StaffTerms WithRole(policy::v1::Role role, bool handles_cases) {
  StaffTerms terms;
  terms.roles = {role};
  if (handles_cases) {
    terms.competences = {bundle::v1::COMPETENCE_INTIMIDATION, bundle::v1::COMPETENCE_INTEGRITY,
                         bundle::v1::COMPETENCE_CRISIS, bundle::v1::COMPETENCE_CONDUCT};
  }
  return terms;
}

}  // namespace

StaffTerms TrustedPerson() { return WithRole(policy::v1::ROLE_TRUSTED_PERSON, true); }
StaffTerms SupportTeam() { return WithRole(policy::v1::ROLE_SUPPORT_TEAM, true); }
StaffTerms Coordinator() { return WithRole(policy::v1::ROLE_COORDINATOR, false); }
StaffTerms Administrator() { return WithRole(policy::v1::ROLE_ADMINISTRATOR, false); }
StaffTerms Auditor() { return WithRole(policy::v1::ROLE_AUDITOR, false); }

Organisation::Organisation(absl::Time now) {
  const std::string path =
      std::string(VANGNET_SOURCE_ROOT) + "/deploy/organisation/organisation.textproto";
  if (!google::protobuf::TextFormat::ParseFromString(ReadFile(path), &draft_)) {
    GiveUp("text", absl::InternalError("organisation.textproto"));
  }
  std::vector<contract::SigningKey> keys;
  for (int i = 0; i < 3; ++i) {
    auto signer =
        sealing::SigningIdentity::FromSeed(sealing::RandomSecret(sealing::SystemRandom(), 32));
    if (!signer.ok()) GiveUp("signer", signer.status());
    keys.push_back(signer->key());
    signers_.push_back(*std::move(signer));
  }
  *draft_.mutable_signers() = sealing::MakeSignerSet(keys, 2);
  anchor_.organisation_id = sealing::NewOrganisationId(draft_.signers());
  anchor_.signers = draft_.signers();
  draft_.set_organisation_id(anchor_.organisation_id.ToBytes());
  draft_.set_name("Voorbeeldvereniging (demonstratie)");
  draft_.set_demonstration(true);
  draft_.mutable_public_endpoint()->set_host("localhost");
  draft_.mutable_public_endpoint()->set_port(8443);
  draft_.mutable_staff_endpoint()->set_host("localhost");
  draft_.mutable_staff_endpoint()->set_port(8444);
  draft_.set_ca_certificate("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
  draft_.set_version(1);
  draft_.set_issued_time(contract::ToSeconds(now));
  draft_.set_expires_time(contract::ToSeconds(now) + kDays60);
  if (draft_.minimum_client().empty()) draft_.set_minimum_client("0.1.0");
}

const contract::PrincipalId& Organisation::AddStaff(const std::string& handle,
                                                    const StaffTerms& terms) {
  sealing::RandomSource& random = sealing::SystemRandom();
  contract::SecretBytes seed = sealing::GenerateIdentitySeed(random);
  auto identity = sealing::IdentityFromSeed(sealing::RandomId<contract::PrincipalId>(random), seed);
  if (!identity.ok()) GiveUp("identity", identity.status());
  bundle::v1::Staff& staff = *draft_.add_staff();
  staff.set_principal(identity->principal().ToBytes());
  staff.set_name(handle);
  for (const policy::v1::Role role : terms.roles) staff.add_roles(role);
  for (const bundle::v1::Competence competence : terms.competences) {
    staff.add_competences(competence);
  }
  for (const record::v1::Language language : terms.languages) staff.add_languages(language);
  for (const std::string& code : terms.conflict_codes) staff.add_conflict_codes(code);
  staff.mutable_keys()->set_generation(1);
  staff.mutable_keys()->set_signing_key(identity->signing_key().ToBytes());
  staff.mutable_keys()->set_box_key(identity->box_key().ToBytes());
  staff.mutable_keys()->set_first_published_time(contract::RoundToMinute(draft_.issued_time()));
  staff_seeds_.insert_or_assign(handle, std::move(seed));
  return staff_.emplace(handle, *std::move(identity)).first->second.principal();
}

void Organisation::AddLogKey(const contract::SigningKey& key) {
  bundle::v1::LogKey& log_key = *draft_.add_log_keys();
  log_key.set_key(key.ToBytes());
  log_key.set_valid_from_time(contract::RoundToDay(draft_.issued_time()));
}

std::string Organisation::Sign(bundle::v1::Bundle bundle,
                               const std::vector<std::size_t>& signers) const {
  const absl::StatusOr<std::string> bytes = sealing::FreezeBundle(std::move(bundle));
  if (!bytes.ok()) GiveUp("freeze", bytes.status());
  std::vector<bundle::v1::BundleSignature> signatures;
  for (const std::size_t signer : signers) {
    signatures.push_back(sealing::SignBundle(*bytes, signers_[signer]));
  }
  absl::StatusOr<std::string> joined = sealing::JoinSignatures(*bytes, std::move(signatures));
  if (!joined.ok()) GiveUp("sign", joined.status());
  return *std::move(joined);
}

std::string Organisation::SignUnchecked(const bundle::v1::Bundle& bundle,
                                        const std::vector<std::size_t>& signers) const {
  bundle::v1::SignedBundle outer;
  outer.set_format(1);
  outer.set_bundle(contract::SerializeCanonical(bundle));
  for (const std::size_t signer : signers) {
    *outer.add_signatures() = sealing::SignBundle(outer.bundle(), signers_[signer]);
  }
  auto& signatures = *outer.mutable_signatures();
  std::sort(signatures.begin(), signatures.end(),
            [](const auto& a, const auto& b) { return a.signer_key() < b.signer_key(); });
  return contract::SerializeCanonical(outer);
}

const std::string& Organisation::Publish(const std::vector<std::size_t>& signers) {
  newest_ = Sign(draft_, signers);
  const auto parsed = contract::ParseBundle(sealing::Sha256, newest_);
  if (!parsed.ok()) GiveUp("parse", parsed.status());
  draft_ = sealing::NextBundle(*parsed);
  draft_.set_issued_time(parsed->bundle.issued_time());
  draft_.set_expires_time(parsed->bundle.expires_time());
  return newest_;
}

sealing::VerifiedBundle Organisation::Verified(absl::Time now) const {
  sealing::BundleVerdict verdict = sealing::VerifyBundle(newest_, anchor_, now, "0.1.0");
  if (!verdict.bundle.has_value()) {
    GiveUp("verify", absl::InternalError(std::string(sealing::NameOf(verdict.outcome))));
  }
  return *std::move(verdict.bundle);
}

const sealing::Identity& Organisation::identity(const std::string& handle) const {
  const auto found = staff_.find(handle);
  if (found == staff_.end()) GiveUp("no such person", absl::NotFoundError(handle));
  return found->second;
}

std::string Organisation::KeyFileOf(const std::string& handle,
                                    const std::string& passphrase) const {
  sealing::KeyFileContent content;
  content.purpose = identity::v1::KEY_PURPOSE_IDENTITY;
  content.principal = identity(handle).principal();
  content.seed = staff_seeds_.at(handle).Clone();
  absl::StatusOr<std::string> file = sealing::SealKeyFile(
      content, contract::SecretBytes::CopyOf(passphrase), {}, sealing::SystemRandom());
  if (!file.ok()) GiveUp("key file", file.status());
  return *std::move(file);
}

}  // namespace vangnet::testing
