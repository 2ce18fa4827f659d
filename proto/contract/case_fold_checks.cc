// A record's place in its chain, and what its act says.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "proto/contract/case_fold.h"
#include "proto/contract/error.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

absl::Status ChainMoved(std::string_view wanted) {
  return ErrorWithReason(absl::StatusCode::kAborted, reason::kChainMoved, wanted);
}

absl::Status EpochStale() {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason::kEpochStale,
                         "epoch: the newest, by one of its members");
}

bool SamePrincipals(const std::vector<record::v1::Member>& before,
                    const record::v1::EpochAct& epoch) {
  return std::equal(before.begin(), before.end(), epoch.members().begin(), epoch.members().end(),
                    [](const record::v1::Member& a, const record::v1::Member& b) {
                      return a.principal() == b.principal();
                    });
}

}  // namespace

absl::Status CaseFold::CheckPlace(const ParsedRecord& record) const {
  const Hash head = Head(record.compartment_key);
  const bool may_lag = record.kind() == record::v1::RECORD_KIND_ENTRY ||
                       record.kind() == record::v1::RECORD_KIND_ACKNOWLEDGE;
  const bool lags = record.seen != head;
  if (lags) {
    const Chain* chain = FindChain(record.compartment_key);
    const bool known =
        may_lag && chain != nullptr &&
        std::find(chain->heads.rbegin(), chain->heads.rend(), record.seen) != chain->heads.rend();
    if (!known) return ChainMoved("seen: the head of the chain");
  }
  const std::uint32_t next = NextAuthorSeq(record.compartment_key, record.author);
  if (record.header.author_seq() == next) return absl::OkStatus();
  // The author wrote from two places at once: to be tried again, not a fault.
  if (lags && record.header.author_seq() < next)
    return ChainMoved("seen: the author's own records");
  return BadField("author_seq", "the next of the author");
}

absl::Status CaseFold::CheckAct(const ParsedRecord& record, MemberRule rule) const {
  switch (record.kind()) {
    case record::v1::RECORD_KIND_ENTRY:
      return CheckEntry(record);
    case record::v1::RECORD_KIND_EPOCH:
      if (record.header.epoch_start().check_head() !=
          Head(CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK)).view()) {
        return ChainMoved("check_head: the head of check");
      }
      return CheckEpoch(record, static_cast<std::uint32_t>(moments_.size()), rule);
    case record::v1::RECORD_KIND_ACKNOWLEDGE:
      return Require(record.header.acknowledge().filing_record_hash() == filing_record_hash_.view(),
                     "filing_record_hash", "that of the FILING");
    case record::v1::RECORD_KIND_ADD_READER:
      return CheckAddReader(record.header.add_reader(), rule);
    case record::v1::RECORD_KIND_REMOVE_READER:
      return CheckRemoveReader(record.header.remove_reader());
    default:
      return absl::OkStatus();
  }
}

absl::Status CaseFold::CheckEntry(const ParsedRecord& record) const {
  const EpochState* newest = NewestEpoch(record.compartment_key);
  if (newest == nullptr || record.header.epoch() != newest->number) return EpochStale();
  const bool is_member = std::any_of(
      newest->members.begin(), newest->members.end(),
      [&](const record::v1::Member& member) { return member.principal() == record.author.view(); });
  return is_member ? absl::OkStatus() : EpochStale();
}

absl::Status CaseFold::CheckEpoch(const ParsedRecord& record, std::uint32_t check_length,
                                  MemberRule rule) const {
  const record::v1::EpochAct& epoch = record.header.epoch_start();
  const EpochState* newest = NewestEpoch(record.compartment_key);
  const std::uint32_t number = newest == nullptr ? 1 : newest->number + 1;
  const std::string previous = newest == nullptr ? "" : newest->record_hash.ToBytes();
  if (epoch.number() != number) return ChainMoved("number: the next of the compartment");
  if (epoch.previous_epoch_hash() != previous) {
    return ChainMoved("previous_epoch_hash: that of the epoch before");
  }
  const Moment& moment = moments_[check_length - 1];
  VN_RETURN_IF_ERROR(
      CheckMembers(epoch, moment.AccessTo(record.header.compartment().kind()), rule));
  return CheckCause(record, moment);
}

absl::Status CaseFold::CheckMembers(const record::v1::EpochAct& epoch, const AccessList& access,
                                    MemberRule rule) const {
  std::map<std::string_view, std::string_view> key_of;
  for (const record::v1::Member& member : epoch.members()) {
    key_of[member.principal()] = member.box_key();
  }
  std::size_t members_on_list = 0;
  for (const PrincipalId& principal : access) members_on_list += key_of.count(principal.view());
  VN_RETURN_IF_ERROR(
      Require(members_on_list == key_of.size(), "members", "nobody beside the access list"));
  for (const PrincipalId& principal : access) {
    const auto member = key_of.find(principal.view());
    if (member == key_of.end()) {
      VN_RETURN_IF_ERROR(Require(MayMiss(principal, rule), "members", "all of the access list"));
    } else {
      VN_RETURN_IF_ERROR(CheckMemberKey(principal, member->second, rule));
    }
  }
  return absl::OkStatus();
}

bool CaseFold::MayMiss(const PrincipalId& principal, MemberRule rule) const {
  if (principal.view() == case_id_.view()) return false;
  return rule.keys == nullptr ? rule.staff_may_miss : rule.keys->count(principal) == 0;
}

absl::Status CaseFold::CheckMemberKey(const PrincipalId& principal, std::string_view key,
                                      MemberRule rule) const {
  if (principal.view() == case_id_.view()) {
    return Require(key == reporter_box_key_.view(), "members", "the reporter's key");
  }
  if (rule.keys == nullptr) return absl::OkStatus();
  const auto known = rule.keys->find(principal);
  if (known != rule.keys->end() && known->second.view() == key) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason::kBundleStale,
                         "members: the keys of the newest bundle");
}

absl::Status CaseFold::CheckCause(const ParsedRecord& record, const Moment& moment) const {
  const record::v1::CompartmentKind kind = record.header.compartment().kind();
  const record::v1::EpochAct& epoch = record.header.epoch_start();
  if (epoch.cause() == moment.ChangeOf(kind).view()) return absl::OkStatus();
  const EpochState* newest = NewestEpoch(record.compartment_key);
  const bool by_bundle = newest != nullptr && (SamePrincipals(newest->members, epoch) ||
                                               moments_[newest->check_length - 1].AccessTo(kind) ==
                                                   moment.AccessTo(kind));
  return Require(by_bundle, "cause", "the latest change of access");
}

absl::Status CaseFold::CheckAddReader(const record::v1::AddReaderAct& add, MemberRule rule) const {
  const PrincipalId principal = *PrincipalId::Parse(add.principal());
  const CasePerson* person = Find(principal);
  const bool known = person != nullptr && (person->present || person->left);
  VN_RETURN_IF_ERROR(Require(!known && principal.view() != case_id_.view(), "principal",
                             "somebody who is not there and did not leave"));
  VN_RETURN_IF_ERROR(Require(!IsCoordinator(principal), "principal", "no coordinator"));
  const bool any_present =
      std::any_of(persons_.begin(), persons_.end(), [](const CasePerson& p) { return p.present; });
  const bool is_free = FindPresent(add.role(), principal) == nullptr;
  switch (add.role()) {
    case record::v1::CASE_ROLE_LEAD:
      VN_RETURN_IF_ERROR(Require(!any_present, "role", "lead only when nobody is left"));
      break;
    case record::v1::CASE_ROLE_RESERVE:
      VN_RETURN_IF_ERROR(Require(!lead_.has_value() && is_free, "role",
                                 "reserve only before an acknowledgement, and one"));
      break;
    default:
      VN_RETURN_IF_ERROR(Require(add.role() == record::v1::CASE_ROLE_DEPUTY && is_free, "role",
                                 "deputy only while there is none"));
      break;
  }
  for (const record::v1::CompartmentEpochs& opens : add.opens()) {
    const bool in_check = opens.compartment().kind() == record::v1::COMPARTMENT_KIND_CHECK;
    if (rule.check_comes_first && !in_check) continue;
    const EpochState* newest = NewestEpoch(CompartmentKey(opens.compartment()));
    VN_RETURN_IF_ERROR(
        Require(newest != nullptr && opens.epochs(opens.epochs_size() - 1) <= newest->number,
                "opens", "epochs that there are"));
  }
  return absl::OkStatus();
}

absl::Status CaseFold::CheckRemoveReader(const record::v1::RemoveReaderAct& remove) const {
  const CasePerson* person = Find(*PrincipalId::Parse(remove.principal()));
  return Require(person != nullptr && person->present, "principal",
                 "a member of the staff on the access list");
}

std::uint32_t CaseFold::CheckLengthAt(std::string_view head) const {
  const Chain* check = FindChain(CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK));
  if (check == nullptr) return 0;
  const auto found = std::find_if(check->heads.rbegin(), check->heads.rend(),
                                  [head](const Hash& h) { return h.view() == head; });
  return static_cast<std::uint32_t>(check->heads.rend() - found) -
         (found == check->heads.rend() ? 0 : 1);
}

}  // namespace vangnet::contract
