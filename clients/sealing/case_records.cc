#include "clients/sealing/case_records.h"

#include <algorithm>
#include <utility>

#include "clients/sealing/ed25519.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/routing_rules.h"

namespace vangnet::sealing {
namespace {

using record::v1::RECORD_KIND_ADD_READER;
using record::v1::RECORD_KIND_EPOCH;
using record::v1::RECORD_KIND_FILING;
using record::v1::RECORD_KIND_REMOVE_READER;

Finding FindingAt(FindingClass what, const ReadRecord& record, std::string detail) {
  return {.what = what,
          .compartment = record.shown.compartment,
          .record_number = record.shown.number,
          .detail = std::move(detail)};
}

// What a refusal by the fold means to a reader. CaseFold names places ABORTED, rights
// NOT_FOUND and PERMISSION_DENIED, and fields INVALID_ARGUMENT.
// EPOCH_STALE is said of an epoch that is over, and of an author who is no member.
FindingClass ClassOf(const absl::Status& refused, bool uses_newest_epoch) {
  const std::string reason = contract::ReasonOf(refused);
  if (refused.code() == absl::StatusCode::kAborted) return FindingClass::kOutOfPlace;
  if (reason == contract::reason::kEpochStale) {
    return uses_newest_epoch ? FindingClass::kNotAllowed : FindingClass::kOutOfPlace;
  }
  if (reason == contract::reason::kBundleStale) return FindingClass::kWrongMembers;
  if (refused.code() == absl::StatusCode::kInvalidArgument) {
    const absl::string_view message = refused.message();
    const auto names = [message](absl::string_view field) {
      return message.substr(0, field.size()) == field;
    };
    if (names("members")) return FindingClass::kWrongMembers;
    if (names("author_seq") || names("cause")) return FindingClass::kOutOfPlace;
  }
  return FindingClass::kNotAllowed;
}

}  // namespace

struct CaseRecords::Chain {
  record::v1::CompartmentKind compartment;
  std::string compartment_key;
  std::vector<contract::Hash> heads;  // heads[n] after n records.
  std::uint32_t bundle_version = 0;   // Of the record before.
  bool broken = false;                // Nothing after a finding is taken as in place.
};

CaseRecords::CaseRecords(const CaseMaterial& material, const BundleHistory& history)
    : material_(material), history_(history) {}

bool CaseRecords::IsSigningKeyOf(const contract::PrincipalId& principal,
                                 const contract::SigningKey& key, std::uint32_t version,
                                 bool may_coordinate) const {
  if (principal.view() == material_.case_id.view()) return reporter_key_ == key;
  const contract::ParsedBundle* bundle = history_.Find(version);
  if (bundle == nullptr) return false;
  const bundle::v1::Staff* staff = contract::FindStaff(bundle->bundle, principal);
  if (staff == nullptr || staff->keys().signing_key() != key.view()) return false;
  return contract::HandlesCases(*staff) ||
         (may_coordinate && contract::HasRole(*staff, policy::v1::ROLE_COORDINATOR));
}

bool CaseRecords::IsBoxKeyOf(const contract::PrincipalId& principal, const contract::BoxKey& key,
                             std::uint32_t version) const {
  if (principal.view() == material_.case_id.view()) return reporter_box_key_ == key;
  const contract::ParsedBundle* bundle = history_.Find(version);
  if (bundle == nullptr) return false;
  const bundle::v1::Staff* staff = contract::FindStaff(bundle->bundle, principal);
  return staff != nullptr && staff->keys().box_key() == key.view();
}

// The reporter's keys are those that hash to the case id; nobody can swap them.
void CaseRecords::LearnReporter(const contract::ParsedRecord& filing) {
  // ParseRecord takes no FILING with a key of another size.
  const contract::BoxKey box_key =
      contract::BoxKey::Parse(filing.header.filing().reporter_box_key()).value();
  if (contract::CaseIdOf(Sha256, filing.author_key, box_key) != material_.case_id) return;
  reporter_key_ = filing.author_key;
  reporter_box_key_ = box_key;
}

std::optional<Finding> CaseRecords::CheckAlone(const Chain& chain, ReadRecord& record) {
  const auto finding = [&record](FindingClass what, std::string detail) {
    return FindingAt(what, record, std::move(detail));
  };
  if (!record.parsed.has_value()) return finding(FindingClass::kNotCanonical, "record");
  const contract::ParsedRecord& parsed = *record.parsed;
  if (parsed.case_id != material_.case_id || parsed.organisation_id != material_.organisation_id ||
      parsed.compartment_key != chain.compartment_key) {
    return finding(FindingClass::kOtherCase, "organisation, case or compartment");
  }
  if (parsed.kind() == RECORD_KIND_FILING && !reporter_key_.has_value()) LearnReporter(parsed);
  if (!VerifySignature(parsed.author_key, contract::label::kRecord, parsed.signed_message,
                       parsed.signature)) {
    return finding(FindingClass::kBadSignature, "signature");
  }
  const std::uint32_t version = parsed.header.bundle_version();
  if (history_.Find(version) == nullptr) return finding(FindingClass::kMissingBundle, "bundle");
  if (!IsSigningKeyOf(parsed.author, parsed.author_key, version,
                      parsed.kind() == RECORD_KIND_REMOVE_READER)) {
    return finding(FindingClass::kUnknownAuthor, "author_key");
  }
  record.authentic = true;
  if (version < chain.bundle_version) return finding(FindingClass::kVersionFell, "bundle_version");
  return std::nullopt;
}

// `check` is read first and whole, so that a record of another chain meets a state that
// may be later than the one it was written in: hence ApplyHistoric.
absl::Status CaseRecords::Fold(const contract::ParsedRecord& record) {
  if (!fold_.has_value()) {
    absl::StatusOr<contract::CaseFold> begun = contract::CaseFold::Begin(Sha256, record);
    if (!begun.ok()) return begun.status();
    fold_ = *std::move(begun);
    return absl::OkStatus();
  }
  if (record.kind() != RECORD_KIND_EPOCH) return fold_->ApplyHistoric(record);
  const contract::ParsedBundle* bundle = history_.Find(record.header.bundle_version());
  return fold_->ApplyHistoric(record, contract::BoxKeysOf(bundle->bundle));
}

// The fold cannot know a bundle's hash; what it lets pass as one is held against the
// bundle here.
bool CaseRecords::IsCauseKnown(const contract::ParsedRecord& epoch) const {
  const std::string& cause = epoch.header.epoch_start().cause();
  // CheckAlone has found it.
  if (cause == history_.Find(epoch.header.bundle_version())->bundle_hash.view()) return true;
  const contract::EpochState& folded = *fold_->NewestEpoch(epoch.compartment_key);
  return cause == fold_->AccessChangeBefore(epoch.header.compartment().kind(), folded).view();
}

bool CaseRecords::MayBeAdded(const contract::ParsedRecord& addition) const {
  const contract::ParsedBundle& bundle = *history_.Find(addition.header.bundle_version());
  // ParseRecord takes no ADD_READER with a principal of another size.
  const contract::PrincipalId principal =
      contract::PrincipalId::Parse(addition.header.add_reader().principal()).value();
  const bundle::v1::Staff* staff = contract::FindStaff(bundle.bundle, principal);
  return staff != nullptr && contract::HandlesCases(*staff);
}

std::optional<Finding> CaseRecords::CheckBesideFold(const ReadRecord& record) {
  const contract::ParsedRecord& parsed = *record.parsed;
  if (!record_ids_.insert(parsed.record_id).second) {
    return FindingAt(FindingClass::kOutOfPlace, record, "record_id");
  }
  if (parsed.kind() == RECORD_KIND_EPOCH && !IsCauseKnown(parsed)) {
    return FindingAt(FindingClass::kOutOfPlace, record, "cause");
  }
  if (parsed.kind() == RECORD_KIND_ADD_READER && !MayBeAdded(parsed)) {
    return FindingAt(FindingClass::kNotAllowed, record, "principal");
  }
  return std::nullopt;
}

bool CaseRecords::UsesNewestEpoch(const contract::ParsedRecord& record) const {
  const contract::EpochState* newest =
      fold_.has_value() ? fold_->NewestEpoch(record.compartment_key) : nullptr;
  return newest != nullptr && newest->number == record.header.epoch();
}

std::optional<Finding> CaseRecords::CheckPlace(Chain& chain, const ReadRecord& record) {
  const absl::Status folded = Fold(*record.parsed);
  if (folded.ok()) return CheckBesideFold(record);
  // A record that does not follow on the head before it is out of place, whatever else
  // a later state makes of it. (ENTRY and ACKNOWLEDGE may have seen less.)
  const bool knows_place =
      std::find(chain.heads.begin(), chain.heads.end(), record.parsed->seen) != chain.heads.end();
  return FindingAt(
      knows_place ? ClassOf(folded, UsesNewestEpoch(*record.parsed)) : FindingClass::kOutOfPlace,
      record, std::string(folded.message()));
}

void CaseRecords::ReadChain(const ChainMaterial& material) {
  Chain chain = {.compartment = material.compartment,
                 .compartment_key = contract::CompartmentKey(material.compartment),
                 .heads = {}};
  chain.heads.push_back(contract::ChainStart(Sha256, material_.case_id, chain.compartment_key));
  // Without a FILING nothing has a place; the finding for that lies in `check`.
  chain.broken = material.compartment != record::v1::COMPARTMENT_KIND_CHECK && !fold_.has_value();
  std::uint32_t number = 0;
  for (const caseview::v1::StoredRecord& stored : material.records) {
    ReadRecord record;
    record.shown.compartment = material.compartment;
    record.shown.number = ++number;
    record.shown.received_time = stored.received_time();
    absl::StatusOr<contract::ParsedRecord> parsed = contract::ParseRecord(Sha256, stored.record());
    if (parsed.ok()) {
      record.shown.header = parsed->header;
      record.shown.author = parsed->author;
      record.shown.record_hash = parsed->record_hash;
      record.parsed = *std::move(parsed);
    }
    std::optional<Finding> finding = CheckAlone(chain, record);
    if (!finding.has_value() && !chain.broken) {
      finding = stored.position() == number
                    ? CheckPlace(chain, record)
                    : FindingAt(FindingClass::kOutOfPlace, record, "position");
    }
    if (finding.has_value()) {
      findings_.push_back(*std::move(finding));
      chain.broken = true;
    }
    record.shown.verified = !chain.broken;
    if (record.parsed.has_value()) {
      chain.bundle_version = std::max(chain.bundle_version, record.parsed->header.bundle_version());
      chain.heads.push_back(
          contract::ChainNext(Sha256, chain.heads.back(), record.parsed->record_hash));
    }
    records_.push_back(std::move(record));
  }
  CheckHeads(material, chain);
}

// A chain that was not given, or that has a finding of its own, cannot speak against it.
bool CaseRecords::HadBegun(const record::v1::CompartmentEpochs& epochs,
                           std::uint32_t check_record) const {
  const bool known = std::any_of(verified_heads_.begin(), verified_heads_.end(),
                                 [&epochs](const caseview::v1::CompartmentHead& head) {
                                   return head.compartment().kind() == epochs.compartment().kind();
                                 });
  if (!known) return true;
  const contract::EpochState* last = fold_->FindEpoch(
      contract::CompartmentKey(epochs.compartment()), epochs.epochs(epochs.epochs_size() - 1));
  return last != nullptr && last->check_length < check_record;
}

void CaseRecords::CheckOpenedEpochs() {
  for (const ReadRecord& record : records_) {
    if (!record.shown.verified) continue;
    const auto& opens = record.shown.header.add_reader().opens();
    const bool begun = std::all_of(opens.begin(), opens.end(), [&](const auto& epochs) {
      return HadBegun(epochs, record.shown.number);
    });
    if (!begun) findings_.push_back(FindingAt(FindingClass::kNotAllowed, record, "opens"));
  }
}

// A chain that is broken has its finding already; its heads say nothing more.
void CaseRecords::CheckHeads(const ChainMaterial& material, const Chain& chain) {
  if (chain.broken) return;
  const auto holds = [&chain](const caseview::v1::CompartmentHead& head) {
    return head.length() < chain.heads.size() && chain.heads[head.length()].view() == head.head();
  };
  const auto report = [&](std::string detail) {
    findings_.push_back({.what = FindingClass::kHeadDiffers,
                         .compartment = chain.compartment,
                         .record_number = 0,
                         .detail = std::move(detail)});
  };
  if (material.claimed.has_value() &&
      (!holds(*material.claimed) || material.claimed->length() + 1 != chain.heads.size())) {
    return report("claimed");
  }
  for (const caseview::v1::CompartmentHead& head : material_.remembered) {
    const std::string compartment_key = contract::CompartmentKey(head.compartment());
    if (compartment_key == chain.compartment_key && !holds(head)) return report("remembered");
  }
  caseview::v1::CompartmentHead verified;
  verified.mutable_compartment()->set_kind(chain.compartment);
  verified.set_length(static_cast<std::uint32_t>(chain.heads.size() - 1));
  verified.set_head(chain.heads.back().ToBytes());
  verified_heads_.push_back(std::move(verified));
}

}  // namespace vangnet::sealing
