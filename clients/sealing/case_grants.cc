#include "clients/sealing/case_grants.h"

#include <algorithm>

#include "absl/status/status.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/labels.h"

namespace vangnet::sealing {

CaseGrants::CaseGrants(const CaseMaterial& material, const CaseRecords& records)
    : material_(material), records_(records) {
  // Authentic is enough: after a damage the rest of the case is still to be read. The
  // first epoch of a number is the one that counts, as it is for the server.
  for (const ReadRecord& record : records.records()) {
    if (!record.authentic) continue;
    const record::v1::RecordHeader& header = record.parsed->header;
    if (header.has_epoch_start()) {
      Epoch epoch;
      for (const record::v1::Member& member : header.epoch_start().members()) {
        epoch.members.emplace(member.principal(), member.box_key());
      }
      epoch.commitment = header.epoch_start().key_commitment();
      epochs_.emplace(EpochName(record.parsed->compartment_key, header.epoch_start().number()),
                      std::move(epoch));
    }
    if (header.has_add_reader()) {
      for (const record::v1::CompartmentEpochs& opens : header.add_reader().opens()) {
        for (const std::uint32_t epoch : opens.epochs()) {
          opened_.emplace(header.add_reader().principal(),
                          contract::CompartmentKey(opens.compartment()), epoch);
        }
      }
    }
  }
}

bool CaseGrants::MayRead(std::string_view principal, const EpochName& name,
                         const Epoch& epoch) const {
  const std::string who(principal);
  if (epoch.members.contains(who)) return true;
  return opened_.contains({who, name.first, name.second});
}

std::optional<FindingClass> CaseGrants::CheckRight(const contract::ParsedGrant& grant) const {
  if (!VerifySignature(grant.granter_key, contract::label::kGrant, grant.signed_message,
                       grant.signature) ||
      !records_.IsSigningKeyOf(grant.granter, grant.granter_key, grant.header.bundle_version(),
                               /*may_coordinate=*/false)) {
    return FindingClass::kGrantForged;
  }
  for (const std::uint32_t number : grant.header.epochs()) {
    const EpochName name(grant.compartment_key, number);
    const auto epoch = epochs_.find(name);
    if (epoch == epochs_.end()) return FindingClass::kGhostGrant;
    if (!MayRead(grant.recipient.view(), name, epoch->second)) return FindingClass::kGhostGrant;
    if (!MayRead(grant.granter.view(), name, epoch->second)) return FindingClass::kGrantForged;
  }
  if (!records_.IsBoxKeyOf(grant.recipient, grant.recipient_key, grant.header.bundle_version())) {
    return FindingClass::kGhostGrant;  // A name of the case, with somebody else's key.
  }
  return std::nullopt;
}

// CheckRight has found each epoch of the header, and OpenGrant gives keys of these alone.
bool CaseGrants::FitsCommitments(const contract::ParsedGrant& grant, const EpochKeys& keys) const {
  return std::all_of(keys.begin(), keys.end(), [&](const auto& key) {
    const Epoch& epoch = epochs_.at(EpochName(grant.compartment_key, key.first));
    return epoch.commitment == key.second.Commitment().view();
  });
}

void CaseGrants::Read(std::string_view bytes, const Identity& reader, Keyring& keyring,
                      std::vector<Finding>& findings) const {
  const auto report = [&findings](FindingClass what, record::v1::CompartmentKind compartment,
                                  std::string detail) {
    findings.push_back({.what = what,
                        .compartment = compartment,
                        .record_number = 0,
                        .detail = std::move(detail)});
  };
  const absl::StatusOr<contract::ParsedGrant> grant = contract::ParseGrant(Sha256, bytes);
  if (!grant.ok()) {
    return report(FindingClass::kNotCanonical, record::v1::COMPARTMENT_KIND_UNSPECIFIED, "grant");
  }
  const record::v1::CompartmentKind compartment = grant->header.compartment().kind();
  if (grant->case_id != material_.case_id || grant->organisation_id != material_.organisation_id) {
    return report(FindingClass::kOtherCase, compartment, "grant");
  }
  // A chain that was not given cannot speak for or against its grants.
  const bool given = std::any_of(
      material_.chains.begin(), material_.chains.end(),
      [compartment](const ChainMaterial& chain) { return chain.compartment == compartment; });
  if (!given) return;
  const std::optional<FindingClass> wrong = CheckRight(*grant);
  if (wrong.has_value()) {
    // Without a FILING no right can be judged; that has a finding of its own.
    if (records_.knows_reporter()) report(*wrong, compartment, "grant");
    return;
  }
  absl::StatusOr<EpochKeys> keys = OpenGrant(*grant, reader);
  if (absl::IsNotFound(keys.status())) return;
  if (!keys.ok()) {
    return report(FindingClass::kGrantDamaged, compartment, std::string(keys.status().message()));
  }
  if (!FitsCommitments(*grant, *keys)) {
    return report(FindingClass::kGrantDamaged, compartment, "grant: key_commitment");
  }
  for (auto& [epoch, key] : *keys) {
    keyring.Add(grant->compartment_key, epoch, key.Clone());
  }
}

}  // namespace vangnet::sealing
