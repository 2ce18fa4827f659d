#include "tests/support/hand_made_record.h"

#include <map>
#include <utility>

#include "absl/time/clock.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/random_source.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/chain.h"
#include "proto/contract/status_macros.h"

namespace vangnet::testing {
namespace {

using record::v1::CompartmentKind;
using record::v1::RecordHeader;

// What the server cannot tell from a sealed body of the smallest size.
constexpr std::size_t kSealedSize = 4096 + 16;

class Hand {
 public:
  Hand(const contract::CaseFold& fold, const Person& person, const contract::CaseId& case_id,
       const bundle::v1::Bundle& bundle, const contract::PrincipalId& newcomer)
      : fold_(fold),
        author_(person.identity()),
        case_id_(case_id),
        bundle_(bundle),
        newcomer_(newcomer) {}

  absl::StatusOr<sealing::Batch> Make(record::v1::RecordKind kind) {
    if (kind == record::v1::RECORD_KIND_ENTRY) {
      VN_RETURN_IF_ERROR(AddEntry());
    } else {
      RecordHeader header = NewHeader(record::v1::COMPARTMENT_KIND_CHECK, kind);
      if (kind == record::v1::RECORD_KIND_ACKNOWLEDGE) {
        header.mutable_acknowledge()->set_filing_record_hash(fold_.filing_record_hash().ToBytes());
      }
      if (kind == record::v1::RECORD_KIND_DECLINE) {
        header.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER);
      }
      if (kind == record::v1::RECORD_KIND_ADD_READER) {
        const bool nobody = !fold_.lead().has_value() && fold_.Rungs().empty();
        header.mutable_add_reader()->set_principal(newcomer_.ToBytes());
        header.mutable_add_reader()->set_role(nobody ? record::v1::CASE_ROLE_LEAD
                                                     : record::v1::CASE_ROLE_DEPUTY);
      }
      if (kind == record::v1::RECORD_KIND_REMOVE_READER) {
        VN_ASSIGN_OR_RETURN(const contract::PrincipalId deputy, NamedDeputy());
        header.mutable_remove_reader()->set_principal(deputy.ToBytes());
        header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_LEFT);
      }
      Add(header, "", "");
    }
    return std::move(batch_);
  }

 private:
  RecordHeader NewHeader(CompartmentKind compartment, record::v1::RecordKind kind) {
    const std::string key = contract::CompartmentKey(compartment);
    RecordHeader header;
    header.set_suite(1);
    header.set_organisation_id(fold_.organisation_id().ToBytes());
    header.set_case_id(case_id_.ToBytes());
    header.mutable_compartment()->set_kind(compartment);
    header.set_record_id(random_id<contract::RecordId>().ToBytes());
    header.set_kind(kind);
    header.set_author(Principal().ToBytes());
    header.set_author_key(author_.signing_key().ToBytes());
    header.set_author_seq(fold_.NextAuthorSeq(key, Principal()) + added_);
    header.set_seen((added_ == 0 ? fold_.Head(key) : head_).ToBytes());
    header.set_bundle_version(bundle_.version());
    return header;
  }

  absl::StatusOr<contract::PrincipalId> NamedDeputy() const {
    for (const record::v1::Person& person : fold_.filing().persons()) {
      if (person.role() == record::v1::CASE_ROLE_DEPUTY) {
        return contract::PrincipalId::Parse(person.principal());
      }
    }
    return absl::InternalError("a case without a deputy");
  }

  // The reporter's principal is the case id: that of the case that is addressed.
  contract::PrincipalId Addressed(const contract::PrincipalId& principal) const {
    const bool reporter = principal == contract::ReporterPrincipal(fold_.case_id());
    return reporter ? contract::ReporterPrincipal(case_id_) : principal;
  }
  contract::PrincipalId Principal() const { return Addressed(author_.principal()); }

  absl::Status AddEntry() {
    const auto kind = record::v1::COMPARTMENT_KIND_CONVERSATION;
    std::map<contract::PrincipalId, contract::BoxKey> keys = contract::BoxKeysOf(bundle_);
    keys[contract::ReporterPrincipal(fold_.case_id())] = fold_.reporter_box_key();
    const contract::EpochState* newest = fold_.NewestEpoch(contract::CompartmentKey(kind));
    if (newest == nullptr) return absl::InternalError("a case without an epoch");
    std::uint32_t epoch = newest->number;
    if (!fold_.EpochIsCurrent(kind, keys)) VN_RETURN_IF_ERROR(AddEpoch(++epoch, *newest, keys));
    RecordHeader header = NewHeader(kind, record::v1::RECORD_KIND_ENTRY);
    header.set_epoch(epoch);
    Add(header, sealing::RandomBytes(sealing::SystemRandom(), 24),
        sealing::RandomBytes(sealing::SystemRandom(), kSealedSize));
    return absl::OkStatus();
  }

  absl::Status AddEpoch(std::uint32_t number, const contract::EpochState& newest,
                        const std::map<contract::PrincipalId, contract::BoxKey>& keys) {
    const auto kind = record::v1::COMPARTMENT_KIND_CONVERSATION;
    RecordHeader header = NewHeader(kind, record::v1::RECORD_KIND_EPOCH);
    record::v1::EpochAct& act = *header.mutable_epoch_start();
    act.set_number(number);
    act.set_previous_epoch_hash(newest.record_hash.ToBytes());
    const sealing::EpochKey key = sealing::EpochKey::Generate(sealing::SystemRandom());
    sealing::EpochKeys granted;
    granted.emplace(number, key.Clone());
    // Sorted again, since the reporter of a case that does not exist sorts elsewhere.
    std::map<contract::PrincipalId, contract::PrincipalId> readers;
    for (const contract::PrincipalId& principal : fold_.Access(kind)) {
      readers.emplace(Addressed(principal), principal);
    }
    for (const auto& [reader, principal] : readers) {
      record::v1::Member& member = *act.add_members();
      member.set_principal(reader.ToBytes());
      member.set_box_key(keys.at(principal).ToBytes());
      VN_RETURN_IF_ERROR(AddGrant(principal, keys.at(principal), granted));
    }
    act.set_key_commitment(key.Commitment().ToBytes());
    act.set_cause(fold_.LatestAccessChange(kind).ToBytes());
    act.set_check_head(
        fold_.Head(contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK)).ToBytes());
    Add(header, "", "");
    return absl::OkStatus();
  }

  absl::Status AddGrant(const contract::PrincipalId& recipient, const contract::BoxKey& key,
                        const sealing::EpochKeys& granted) {
    sealing::GrantTerms terms;
    terms.organisation_id = fold_.organisation_id();
    terms.case_id = case_id_;
    terms.compartment.set_kind(record::v1::COMPARTMENT_KIND_CONVERSATION);
    terms.recipient = Addressed(recipient);
    terms.recipient_key = key;
    terms.role = recipient == contract::ReporterPrincipal(fold_.case_id())
                     ? record::v1::CASE_ROLE_REPORTER
                     : fold_.RoleOf(recipient);
    terms.bundle_version = bundle_.version();
    VN_ASSIGN_OR_RETURN(std::string grant, sealing::SealGrant(terms, granted, author_));
    batch_.grants.push_back(std::move(grant));
    return absl::OkStatus();
  }

  void Add(const RecordHeader& header, const std::string& nonce, const std::string& sealed) {
    batch_.records.push_back(
        sealing::SignRecordBytes(contract::SerializeCanonical(header), nonce, sealed, author_));
    const auto parsed = contract::ParseRecord(sealing::Sha256, batch_.records.back());
    if (parsed.ok()) {
      const contract::Hash before = *contract::Hash::Parse(header.seen());
      head_ = contract::ChainNext(sealing::Sha256, before, parsed->record_hash);
    }
    ++added_;
  }

  template <typename Id>
  Id random_id() {
    return sealing::RandomId<Id>(sealing::SystemRandom());
  }

  const contract::CaseFold& fold_;
  const sealing::Identity& author_;
  const contract::CaseId case_id_;
  const bundle::v1::Bundle& bundle_;
  const contract::PrincipalId newcomer_;
  sealing::Batch batch_;
  std::uint32_t added_ = 0;
  contract::Hash head_;
};

}  // namespace

absl::StatusOr<sealing::Batch> HandMadeBatch(record::v1::RecordKind kind, const Person& person,
                                             const contract::CaseId& case_id, Reporter& reporter,
                                             const Organisation& organisation) {
  VN_ASSIGN_OR_RETURN(const sealing::CaseView view, reporter.Read(reporter.case_id()));
  if (!view.fold.has_value()) return absl::InternalError("the reporter's case does not verify");
  const sealing::VerifiedBundle bundle = organisation.Verified(absl::Now());
  contract::PrincipalId newcomer;
  if (kind == record::v1::RECORD_KIND_ADD_READER) newcomer = organisation.principal("daan");
  return Hand(*view.fold, person, case_id, bundle.bundle(), newcomer).Make(kind);
}

std::string Resigned(const std::string& record, const sealing::Identity& author,
                     const std::function<void(record::v1::RecordHeader&)>& change) {
  record::v1::Record parsed;
  parsed.ParseFromString(record);
  record::v1::RecordHeader header;
  header.ParseFromString(parsed.header());
  change(header);
  return sealing::SignRecordBytes(contract::SerializeCanonical(header), parsed.nonce(),
                                  parsed.sealed(), author);
}

}  // namespace vangnet::testing
