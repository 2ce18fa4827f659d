// What a fold answers.
#include <algorithm>
#include <string>

#include "proto/contract/case_fold.h"

namespace vangnet::contract {

using record::v1::CaseRole;
using record::v1::CompartmentKind;

CaseFold::Chain& CaseFold::ChainOf(const std::string& compartment_key) {
  Chain& chain = chains_[compartment_key];
  if (chain.heads.empty()) chain.heads.push_back(ChainStart(hash_, case_id_, compartment_key));
  return chain;
}

const CaseFold::Chain* CaseFold::FindChain(const std::string& compartment_key) const {
  const auto found = chains_.find(compartment_key);
  return found == chains_.end() ? nullptr : &found->second;
}

caseview::v1::CaseState CaseFold::state() const {
  if (withdrawn_) return caseview::v1::CASE_STATE_WITHDRAWN;
  if (closed_) return caseview::v1::CASE_STATE_CLOSED;
  if (lead_.has_value()) return caseview::v1::CASE_STATE_ACKNOWLEDGED;
  return Rungs().empty() ? caseview::v1::CASE_STATE_UNHELD : caseview::v1::CASE_STATE_ASSIGNED;
}

const CasePerson* CaseFold::Find(const PrincipalId& principal) const {
  const auto found = std::find_if(persons_.begin(), persons_.end(), [&](const CasePerson& person) {
    return person.principal == principal;
  });
  return found == persons_.end() ? nullptr : &*found;
}

CaseRole CaseFold::RoleOf(const CasePerson& person) const {
  if (!person.present) return record::v1::CASE_ROLE_UNSPECIFIED;
  if (person.principal == lead_) return record::v1::CASE_ROLE_LEAD;
  return person.principal == deputy_ ? record::v1::CASE_ROLE_DEPUTY : person.role;
}

CaseRole CaseFold::RoleOf(const PrincipalId& principal) const {
  if (principal.view() == case_id_.view()) return record::v1::CASE_ROLE_REPORTER;
  const CasePerson* person = Find(principal);
  return person == nullptr ? record::v1::CASE_ROLE_UNSPECIFIED : RoleOf(*person);
}

// The first in the order of rungs who is present as `role`.
const CasePerson* CaseFold::FindPresent(CaseRole role, const PrincipalId& but_not) const {
  const auto found = std::find_if(persons_.begin(), persons_.end(), [&](const CasePerson& person) {
    return person.principal != but_not && RoleOf(person) == role;
  });
  return found == persons_.end() ? nullptr : &*found;
}

bool CaseFold::IsCoordinator(const PrincipalId& principal) const {
  return std::find(filing_.coordinators().begin(), filing_.coordinators().end(),
                   principal.view()) != filing_.coordinators().end();
}

std::vector<PrincipalId> CaseFold::Rungs() const {
  std::vector<PrincipalId> rungs;
  if (lead_.has_value() || closed()) return rungs;
  for (const CasePerson& person : persons_) {
    if (person.present) rungs.push_back(person.principal);
  }
  return rungs;
}

AccessList CaseFold::Access(CompartmentKind kind) const {
  AccessList access;
  if (kind == record::v1::COMPARTMENT_KIND_CASEFILE) {
    if (lead_.has_value()) access.push_back(*lead_);
  } else if (kind == record::v1::COMPARTMENT_KIND_CHECK ||
             kind == record::v1::COMPARTMENT_KIND_CONVERSATION) {
    access.push_back(ReporterPrincipal(case_id_));
    for (const CasePerson& person : persons_) {
      if (person.present) access.push_back(person.principal);
    }
    std::sort(access.begin(), access.end());
  }
  return access;
}

AccessList CaseFold::Moment::AccessTo(CompartmentKind kind) const {
  if (kind != record::v1::COMPARTMENT_KIND_CASEFILE) return access;
  return lead.has_value() ? AccessList{*lead} : AccessList();
}

Hash CaseFold::Moment::ChangeOf(CompartmentKind kind) const {
  return kind == record::v1::COMPARTMENT_KIND_CASEFILE ? lead_change : access_change;
}

bool CaseFold::MayRead(CompartmentKind kind, const PrincipalId& principal) const {
  const AccessList access = Access(kind);
  return std::binary_search(access.begin(), access.end(), principal);
}

Hash CaseFold::Head(const std::string& compartment_key) const {
  const Chain* chain = FindChain(compartment_key);
  return chain == nullptr ? ChainStart(hash_, case_id_, compartment_key) : chain->heads.back();
}

std::uint32_t CaseFold::Length(const std::string& compartment_key) const {
  const Chain* chain = FindChain(compartment_key);
  return chain == nullptr ? 0 : static_cast<std::uint32_t>(chain->heads.size() - 1);
}

std::uint32_t CaseFold::NextAuthorSeq(const std::string& compartment_key,
                                      const PrincipalId& author) const {
  const Chain* chain = FindChain(compartment_key);
  if (chain == nullptr) return 1;
  const auto found = chain->author_seq.find(author);
  return found == chain->author_seq.end() ? 1 : found->second + 1;
}

const EpochState* CaseFold::NewestEpoch(const std::string& compartment_key) const {
  const Chain* chain = FindChain(compartment_key);
  return chain == nullptr || chain->epochs.empty() ? nullptr : &chain->epochs.back();
}

const EpochState* CaseFold::FindEpoch(const std::string& compartment_key,
                                      std::uint32_t number) const {
  const Chain* chain = FindChain(compartment_key);  // Numbers are 1, 2, 3 ...
  if (chain == nullptr || number == 0 || number > chain->epochs.size()) return nullptr;
  return &chain->epochs[number - 1];
}

bool CaseFold::EpochIsCurrent(CompartmentKind kind,
                              const std::map<PrincipalId, BoxKey>& keys) const {
  const EpochState* newest = NewestEpoch(CompartmentKey(kind));
  if (newest == nullptr) return false;
  auto member = newest->members.begin();
  for (const PrincipalId& principal : Access(kind)) {
    const auto known = keys.find(principal);
    const bool is_reporter = principal.view() == case_id_.view();
    if (!is_reporter && known == keys.end()) continue;  // Counts as removed.
    const BoxKey& key = is_reporter ? reporter_box_key_ : known->second;
    if (member == newest->members.end() || member->principal() != principal.view() ||
        member->box_key() != key.view()) {
      return false;
    }
    ++member;
  }
  return member == newest->members.end();
}

Hash CaseFold::LatestAccessChange(CompartmentKind kind) const {
  return kind == record::v1::COMPARTMENT_KIND_DEPLOYMENT ? Hash() : Now().ChangeOf(kind);
}

Hash CaseFold::AccessChangeBefore(CompartmentKind kind, const EpochState& epoch) const {
  return moments_[epoch.check_length - 1].ChangeOf(kind);
}

}  // namespace vangnet::contract
