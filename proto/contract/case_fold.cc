#include "proto/contract/case_fold.h"

#include <algorithm>
#include <string>
#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

const std::string& CheckKey() {
  static const std::string key = CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK);
  return key;
}

// In the order of rungs; the act has them by principal.
std::vector<CasePerson> PersonsInOrder(const record::v1::FilingAct& filing) {
  std::vector<CasePerson> persons;
  for (const record::v1::Person& person : filing.persons()) {
    persons.push_back(
        {.principal = *PrincipalId::Parse(person.principal()), .role = person.role()});
  }
  std::stable_sort(persons.begin(), persons.end(),
                   [](const CasePerson& a, const CasePerson& b) { return a.role < b.role; });
  return persons;
}

}  // namespace

absl::StatusOr<CaseFold> CaseFold::Begin(HashFunction hash, const ParsedRecord& filing) {
  VN_RETURN_IF_ERROR(
      Require(filing.kind() == record::v1::RECORD_KIND_FILING, "kind", "FILING first"));
  VN_RETURN_IF_ERROR(Require(filing.by_reporter(), "author", "the reporter"));
  VN_RETURN_IF_ERROR(Require(filing.header.author_seq() == 1, "author_seq", "1"));
  VN_ASSIGN_OR_RETURN(
      const BoxKey box_key,
      ParseField<BoxKey>("reporter_box_key", filing.header.filing().reporter_box_key()));
  VN_RETURN_IF_ERROR(Require(CaseIdOf(hash, filing.author_key, box_key) == filing.case_id,
                             "case_id", "the hash of the reporter's keys"));
  VN_RETURN_IF_ERROR(Require(filing.seen == ChainStart(hash, filing.case_id, CheckKey()), "seen",
                             "the start of the chain"));
  CaseFold fold;
  fold.hash_ = hash;
  fold.case_id_ = filing.case_id;
  fold.organisation_id_ = filing.organisation_id;
  fold.reporter_key_ = filing.author_key;
  fold.reporter_box_key_ = box_key;
  fold.filing_ = filing.header.filing();
  fold.filing_record_hash_ = filing.record_hash;
  fold.persons_ = PersonsInOrder(fold.filing_);
  fold.Advance(filing);
  return fold;
}

absl::Status CaseFold::Apply(const ParsedRecord& record) { return ApplyWith(record, {}); }

absl::Status CaseFold::Apply(const ParsedRecord& record, const BoxKeys& keys) {
  return ApplyWith(record, {.keys = &keys});
}

absl::Status CaseFold::ApplyStored(const ParsedRecord& record) {
  return ApplyWith(record, {.staff_may_miss = true});
}

absl::Status CaseFold::ApplyHistoric(const ParsedRecord& record) {
  return ApplyHistoricWith(record, {});
}

absl::Status CaseFold::ApplyHistoric(const ParsedRecord& record, const BoxKeys& keys) {
  return ApplyHistoricWith(record, {.keys = &keys});
}

absl::Status CaseFold::ApplyWith(const ParsedRecord& record, MemberRule rule) {
  VN_RETURN_IF_ERROR(CheckBelongs(record));
  VN_RETURN_IF_ERROR(CheckRight(record));
  VN_RETURN_IF_ERROR(CheckPlace(record));
  VN_RETURN_IF_ERROR(CheckAct(record, rule));
  Advance(record);
  return absl::OkStatus();
}

absl::Status CaseFold::ApplyHistoricWith(const ParsedRecord& record, MemberRule rule) {
  if (record.compartment_key == CheckKey()) {
    rule.check_comes_first = true;
    return ApplyWith(record, rule);
  }
  VN_RETURN_IF_ERROR(CheckBelongs(record));
  if (!record.by_reporter() && Find(record.author) == nullptr) return NotFound();
  VN_RETURN_IF_ERROR(CheckPlace(record));
  if (record.kind() == record::v1::RECORD_KIND_EPOCH) {
    const std::uint32_t check_length = CheckLengthAt(record.header.epoch_start().check_head());
    const EpochState* newest = NewestEpoch(record.compartment_key);
    if (check_length == 0 || (newest != nullptr && check_length < newest->check_length)) {
      return ErrorWithReason(absl::StatusCode::kAborted, reason::kChainMoved,
                             "check_head: at or after that of the epoch before");
    }
    VN_RETURN_IF_ERROR(CheckMayWrite(record, moments_[check_length - 1]));
    VN_RETURN_IF_ERROR(CheckEpoch(record, check_length, rule));
  } else {
    VN_RETURN_IF_ERROR(CheckEntry(record));
    VN_RETURN_IF_ERROR(CheckMayHaveWritten(record));
  }
  Advance(record);
  return absl::OkStatus();
}

void CaseFold::PassEntry(const std::string& compartment_key, const PrincipalId& author,
                         const Hash& head_after) {
  Chain& chain = ChainOf(compartment_key);
  chain.heads.push_back(head_after);
  ++chain.author_seq[author];
  if (compartment_key == CheckKey()) moments_.push_back(moments_.back());
}

void CaseFold::Advance(const ParsedRecord& record) {
  Chain& chain = ChainOf(record.compartment_key);
  if (record.kind() == record::v1::RECORD_KIND_EPOCH) {
    const record::v1::EpochAct& act = record.header.epoch_start();
    chain.epochs.push_back({.number = act.number(),
                            .record_hash = record.record_hash,
                            .members = {act.members().begin(), act.members().end()},
                            .key_commitment = *Hash::Parse(act.key_commitment()),
                            .check_length = CheckLengthAt(act.check_head())});
  }
  chain.heads.push_back(ChainNext(hash_, chain.heads.back(), record.record_hash));
  chain.author_seq[record.author] = record.header.author_seq();
  if (record.compartment_key != CheckKey()) return;
  TakeEffect(record);
  RememberMoment(record.record_hash);
}

void CaseFold::TakeEffect(const ParsedRecord& record) {
  switch (record.kind()) {
    case record::v1::RECORD_KIND_ACKNOWLEDGE:
      return ApplyAcknowledge(record.author);
    case record::v1::RECORD_KIND_DECLINE:
      return Leave(record.author);
    case record::v1::RECORD_KIND_ADD_READER:
      return ApplyAddReader(record.header.add_reader());
    case record::v1::RECORD_KIND_REMOVE_READER:
      return Leave(*PrincipalId::Parse(record.header.remove_reader().principal()));
    case record::v1::RECORD_KIND_WITHDRAW:
      withdrawn_ = true;
      return;
    case record::v1::RECORD_KIND_CLOSE:
      closed_ = true;
      return;
    default:
      return;
  }
}

// An ACKNOWLEDGE narrows the access list and never widens it: only somebody who is
// present can be the deputy, or an ACKNOWLEDGE after a lead has left would bring back a
// person whom nobody added.
void CaseFold::ApplyAcknowledge(const PrincipalId& author) {
  const CasePerson* deputy = FindPresent(record::v1::CASE_ROLE_DEPUTY, author);
  if (deputy == nullptr) deputy = FindPresent(record::v1::CASE_ROLE_LEAD, author);
  deputy_ = deputy == nullptr ? std::nullopt : std::make_optional(deputy->principal);
  lead_ = author;
  for (CasePerson& person : persons_) {
    person.present = person.principal == lead_ || person.principal == deputy_;
  }
}

void CaseFold::ApplyAddReader(const record::v1::AddReaderAct& add) {
  const PrincipalId principal = *PrincipalId::Parse(add.principal());
  persons_.erase(std::remove_if(persons_.begin(), persons_.end(),
                                [&](const CasePerson& p) { return p.principal == principal; }),
                 persons_.end());
  persons_.push_back({.principal = principal, .role = add.role()});
  if (lead_.has_value()) deputy_ = principal;  // A lead adds a deputy and nobody else.
}

void CaseFold::Leave(const PrincipalId& principal) {
  for (CasePerson& person : persons_) {
    if (person.principal != principal) continue;
    person.left = true;
    person.present = false;
  }
  if (lead_ == principal) lead_ = std::nullopt;
  if (deputy_ == principal) deputy_ = std::nullopt;
}

void CaseFold::RememberMoment(const Hash& record_hash) {
  Moment moment = {.access = Access(record::v1::COMPARTMENT_KIND_CHECK),
                   .lead = lead_,
                   .deputy = deputy_,
                   .closed = closed(),
                   .access_change = record_hash,
                   .lead_change = Hash()};
  if (!moments_.empty()) {
    const Moment& before = moments_.back();
    if (moment.access == before.access) moment.access_change = before.access_change;
    moment.lead_change = moment.lead == before.lead ? before.lead_change : record_hash;
  }
  moments_.push_back(std::move(moment));
}

}  // namespace vangnet::contract
