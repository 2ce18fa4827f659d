#include "clients/sealing/record_seal.h"

#include <algorithm>
#include <utility>

#include "clients/sealing/body_seal.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

using record::v1::CompartmentKind;
using record::v1::RecordHeader;

absl::Status Stale(std::string_view message) {
  return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                   contract::reason::kBundleStale, message);
}

bool HasAuthorsKeys(const contract::CaseFold& fold, const bundle::v1::Bundle& bundle,
                    const Identity& author) {
  if (author.principal() == contract::ReporterPrincipal(fold.case_id())) {
    return author.signing_key() == fold.reporter_key() &&
           author.box_key() == fold.reporter_box_key();
  }
  const bundle::v1::Staff* staff = contract::FindStaff(bundle, author.principal());
  return staff != nullptr && staff->keys().signing_key() == author.signing_key().view() &&
         staff->keys().box_key() == author.box_key().view();
}

}  // namespace

absl::StatusOr<RecordWriter> RecordWriter::Create(const CaseView& view, const Identity& author,
                                                  const VerifiedBundle& bundle, absl::Time now,
                                                  RandomSource& random) {
  if (!view.fold.has_value()) {
    return absl::FailedPreconditionError("case: its filing does not verify");
  }
  if (bundle.ExpiredAt(now)) {
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     contract::reason::kBundleExpired, "bundle: expired");
  }
  if (!HasAuthorsKeys(*view.fold, bundle.bundle(), author)) {
    return Stale("author: keys are not those of the bundle");
  }
  for (const CaseRecord& record : view.records) {
    if (record.header.bundle_version() > bundle.version()) {
      return Stale("bundle: the case was written under a newer one");
    }
  }
  return RecordWriter(view, author, bundle, random);
}

RecordWriter::RecordWriter(const CaseView& view, const Identity& author,
                           const VerifiedBundle& bundle, RandomSource& random)
    : fold_(*view.fold),
      compartments_(view.compartments),
      keyring_(view.keyring.Clone()),
      author_(&author),
      bundle_(&bundle),
      random_(&random),
      box_keys_(contract::BoxKeysOf(bundle.bundle())) {
  box_keys_[contract::ReporterPrincipal(fold_.case_id())] = fold_.reporter_box_key();
}

RecordHeader RecordWriter::NewHeader(CompartmentKind compartment,
                                     record::v1::RecordKind kind) const {
  const std::string compartment_key = contract::CompartmentKey(compartment);
  RecordHeader header;
  header.set_suite(contract::limit::kSuite);
  header.set_organisation_id(fold_.organisation_id().ToBytes());
  header.set_case_id(fold_.case_id().ToBytes());
  header.mutable_compartment()->set_kind(compartment);
  header.set_record_id(RandomId<contract::RecordId>(*random_).ToBytes());
  header.set_kind(kind);
  header.set_author(author_->principal().ToBytes());
  header.set_author_key(author_->signing_key().ToBytes());
  header.set_author_seq(fold_.NextAuthorSeq(compartment_key, author_->principal()));
  header.set_seen(fold_.Head(compartment_key).ToBytes());
  header.set_bundle_version(bundle_->version());
  return header;
}

std::vector<record::v1::Member> RecordWriter::MembersNow(CompartmentKind compartment) const {
  std::vector<record::v1::Member> members;
  for (const contract::PrincipalId& principal : fold_.Access(compartment)) {
    const auto key = box_keys_.find(principal);
    if (key == box_keys_.end()) continue;  // Left the bundle: counts as removed.
    record::v1::Member member;
    member.set_principal(principal.ToBytes());
    member.set_box_key(key->second.ToBytes());
    members.push_back(std::move(member));
  }
  return members;
}

contract::Hash RecordWriter::CauseOfEpoch(CompartmentKind compartment) const {
  const contract::EpochState* newest = fold_.NewestEpoch(contract::CompartmentKey(compartment));
  if (newest == nullptr) return fold_.LatestAccessChange(compartment);
  const std::vector<record::v1::Member> now = MembersNow(compartment);
  const contract::AccessList access = fold_.Access(compartment);
  const bool same_persons =
      std::equal(access.begin(), access.end(), newest->members.begin(), newest->members.end(),
                 [](const contract::PrincipalId& principal, const record::v1::Member& member) {
                   return principal.view() == member.principal();
                 });
  const bool same_members =
      std::equal(now.begin(), now.end(), newest->members.begin(), newest->members.end(),
                 [](const record::v1::Member& a, const record::v1::Member& b) {
                   return a.principal() == b.principal() && a.box_key() == b.box_key();
                 });
  return same_persons && !same_members ? bundle_->parsed().bundle_hash
                                       : fold_.LatestAccessChange(compartment);
}

absl::Status RecordWriter::Append(const RecordHeader& header, const std::string& nonce,
                                  const std::string& sealed) {
  VN_ASSIGN_OR_RETURN(contract::ParsedRecord record, SignRecord(header, nonce, sealed, *author_));
  VN_RETURN_IF_ERROR(fold_.Apply(record, box_keys_));
  batch_.records.push_back(std::move(record.bytes));
  return absl::OkStatus();
}

absl::Status RecordWriter::AllOrNothing(const std::function<absl::Status()>& act) {
  contract::CaseFold fold = fold_;
  Keyring keyring = keyring_.Clone();
  const std::size_t records = batch_.records.size();
  const std::size_t grants = batch_.grants.size();
  absl::Status status = act();
  if (!status.ok()) {
    fold_ = std::move(fold);
    keyring_ = std::move(keyring);
    batch_.records.resize(records);
    batch_.grants.resize(grants);
  }
  return status;
}

absl::Status RecordWriter::CheckRead(CompartmentKind compartment) const {
  if (compartments_.contains(compartment)) return absl::OkStatus();
  return absl::FailedPreconditionError("compartment: read it before writing");
}

absl::Status RecordWriter::AppendGrant(const record::v1::Compartment& compartment,
                                       const contract::PrincipalId& recipient,
                                       record::v1::CaseRole role, const EpochKeys& keys) {
  const auto recipient_key = box_keys_.find(recipient);
  if (recipient_key == box_keys_.end()) return Stale("recipient: not in the bundle");
  const GrantTerms terms = {.organisation_id = fold_.organisation_id(),
                            .case_id = fold_.case_id(),
                            .compartment = compartment,
                            .recipient = recipient,
                            .recipient_key = recipient_key->second,
                            .role = role,
                            .bundle_version = bundle_->version()};
  VN_ASSIGN_OR_RETURN(std::string grant, SealGrant(terms, keys, *author_));
  batch_.grants.push_back(std::move(grant));
  return absl::OkStatus();
}

absl::Status RecordWriter::AppendEpoch(CompartmentKind compartment) {
  VN_RETURN_IF_ERROR(CheckRead(compartment));
  const std::string compartment_key = contract::CompartmentKey(compartment);
  const contract::EpochState* newest = fold_.NewestEpoch(compartment_key);
  const std::vector<record::v1::Member> members = MembersNow(compartment);
  EpochKey key = EpochKey::Generate(*random_);

  RecordHeader header = NewHeader(compartment, record::v1::RECORD_KIND_EPOCH);
  record::v1::EpochAct& act = *header.mutable_epoch_start();
  const std::uint32_t number = newest == nullptr ? 1 : newest->number + 1;
  act.set_number(number);
  if (newest != nullptr) act.set_previous_epoch_hash(newest->record_hash.ToBytes());
  for (const record::v1::Member& member : members) *act.add_members() = member;
  act.set_key_commitment(key.Commitment().ToBytes());
  act.set_cause(CauseOfEpoch(compartment).ToBytes());
  act.set_check_head(
      fold_.Head(contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK)).ToBytes());
  VN_RETURN_IF_ERROR(Append(header, "", ""));

  EpochKeys keys;
  keys.emplace(number, key.Clone());
  for (const record::v1::Member& member : members) {
    // Written by MembersNow, from an id.
    const contract::PrincipalId recipient =
        contract::PrincipalId::Parse(member.principal()).value();
    const record::v1::CaseRole role = recipient == contract::ReporterPrincipal(fold_.case_id())
                                          ? record::v1::CASE_ROLE_REPORTER
                                          : fold_.RoleOf(recipient);
    VN_RETURN_IF_ERROR(AppendGrant(header.compartment(), recipient, role, keys));
  }
  keyring_.Add(compartment_key, number, std::move(key));
  return absl::OkStatus();
}

absl::Status RecordWriter::AppendEntry(CompartmentKind compartment,
                                       const content::v1::EntryBody& body, std::size_t at_least) {
  VN_RETURN_IF_ERROR(CheckRead(compartment));
  VN_RETURN_IF_ERROR(CheckBody(body, compartment));
  if (!fold_.EpochIsCurrent(compartment, box_keys_)) VN_RETURN_IF_ERROR(AppendEpoch(compartment));
  const std::string compartment_key = contract::CompartmentKey(compartment);
  const std::uint32_t epoch = fold_.NewestEpoch(compartment_key)->number;
  const EpochKey* key = keyring_.Find(compartment_key, epoch);
  if (key == nullptr) return absl::FailedPreconditionError("epoch: its key is not held");

  RecordHeader header = NewHeader(compartment, record::v1::RECORD_KIND_ENTRY);
  header.set_epoch(epoch);
  const contract::Hash header_hash = Sha256(contract::SerializeCanonical(header));
  VN_ASSIGN_OR_RETURN(const SealedBody sealed,
                      SealBody(body, at_least, *key, header_hash, *random_));
  return Append(header, sealed.nonce, sealed.sealed);
}

absl::Status RecordWriter::WriteEntry(CompartmentKind compartment,
                                      const content::v1::EntryBody& body, std::size_t at_least) {
  return AllOrNothing([&] { return AppendEntry(compartment, body, at_least); });
}

absl::Status RecordWriter::StartEpoch(CompartmentKind compartment) {
  return AllOrNothing([&] { return AppendEpoch(compartment); });
}

absl::Status RecordWriter::Acknowledge() {
  RecordHeader header =
      NewHeader(record::v1::COMPARTMENT_KIND_CHECK, record::v1::RECORD_KIND_ACKNOWLEDGE);
  header.mutable_acknowledge()->set_filing_record_hash(fold_.filing_record_hash().ToBytes());
  return Append(header, "", "");
}

absl::Status RecordWriter::Decline(record::v1::DeclineReason reason) {
  RecordHeader header =
      NewHeader(record::v1::COMPARTMENT_KIND_CHECK, record::v1::RECORD_KIND_DECLINE);
  header.mutable_decline()->set_reason(reason);
  return Append(header, "", "");
}

absl::Status RecordWriter::AddReader(
    const contract::PrincipalId& principal, record::v1::CaseRole role,
    const std::map<CompartmentKind, std::vector<std::uint32_t>>& opens) {
  return AllOrNothing([&]() -> absl::Status {
    RecordHeader header =
        NewHeader(record::v1::COMPARTMENT_KIND_CHECK, record::v1::RECORD_KIND_ADD_READER);
    record::v1::AddReaderAct& act = *header.mutable_add_reader();
    act.set_principal(principal.ToBytes());
    act.set_role(role);
    for (const auto& [compartment, epochs] : opens) {
      record::v1::CompartmentEpochs& past = *act.add_opens();
      past.mutable_compartment()->set_kind(compartment);
      past.mutable_epochs()->Add(epochs.begin(), epochs.end());
    }
    VN_RETURN_IF_ERROR(Append(header, "", ""));
    for (const record::v1::CompartmentEpochs& past : act.opens()) {
      EpochKeys keys;
      for (const std::uint32_t epoch : past.epochs()) {
        const EpochKey* key = keyring_.Find(contract::CompartmentKey(past.compartment()), epoch);
        if (key == nullptr) return absl::FailedPreconditionError("opens: a key is not held");
        keys.emplace(epoch, key->Clone());
      }
      VN_RETURN_IF_ERROR(AppendGrant(past.compartment(), principal, role, keys));
    }
    return absl::OkStatus();
  });
}

absl::Status RecordWriter::RemoveReader(const contract::PrincipalId& principal,
                                        record::v1::RemovalReason reason) {
  RecordHeader header =
      NewHeader(record::v1::COMPARTMENT_KIND_CHECK, record::v1::RECORD_KIND_REMOVE_READER);
  header.mutable_remove_reader()->set_principal(principal.ToBytes());
  header.mutable_remove_reader()->set_reason(reason);
  return Append(header, "", "");
}

absl::Status RecordWriter::Withdraw() {
  return Append(NewHeader(record::v1::COMPARTMENT_KIND_CHECK, record::v1::RECORD_KIND_WITHDRAW), "",
                "");
}

absl::Status RecordWriter::Close() {
  return Append(NewHeader(record::v1::COMPARTMENT_KIND_CHECK, record::v1::RECORD_KIND_CLOSE), "",
                "");
}

Batch RecordWriter::Take() { return std::exchange(batch_, Batch()); }

}  // namespace vangnet::sealing
