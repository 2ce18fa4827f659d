#include "proto/contract/routing_rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "proto/contract/clock.h"
#include "proto/contract/limits.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Availability;
using bundle::v1::Bundle;
using bundle::v1::Competence;
using bundle::v1::PersonAvailability;
using bundle::v1::Staff;

// Room for lead, deputy and reserve in a filing's persons.
constexpr std::size_t kMaxDuty = limit::kPersons - 3;

bool IsExcluded(const Staff& staff, const RoutingRequest& request) {
  const auto principal = PrincipalId::Parse(staff.principal());
  return !principal.ok() || request.excluded.count(*principal) == 1;
}

bool HasConflict(const Staff& staff, const RoutingRequest& request) {
  return std::any_of(
      staff.conflict_codes().begin(), staff.conflict_codes().end(),
      [&](const std::string& code) { return request.organisation_codes.count(code) == 1; });
}

bool HasCompetence(const Staff& staff, Competence competence) {
  return std::find(staff.competences().begin(), staff.competences().end(), competence) !=
         staff.competences().end();
}

bool HasAllCompetences(const Staff& staff, const RoutingRequest& request) {
  return HandlesCategory(staff, request.category) &&
         (!request.needs_conduct || HasCompetence(staff, bundle::v1::COMPETENCE_CONDUCT)) &&
         (!request.needs_water_authority ||
          HasCompetence(staff, bundle::v1::COMPETENCE_WATER_AUTHORITY)) &&
         (!request.needs_islands || HasCompetence(staff, bundle::v1::COMPETENCE_ISLANDS));
}

bool SpeaksLanguage(const Staff& staff, record::v1::Language language) {
  return language == record::v1::LANGUAGE_OTHER ||
         std::find(staff.languages().begin(), staff.languages().end(), language) !=
             staff.languages().end();
}

const PersonAvailability* FindAvailability(const Availability& availability,
                                           const std::string& principal) {
  const auto found = std::find_if(
      availability.persons().begin(), availability.persons().end(),
      [&](const PersonAvailability& person) { return person.principal() == principal; });
  return found == availability.persons().end() ? nullptr : &*found;
}

// The first rule by which somebody falls away, or nothing.
std::optional<FallenBy> FallsBy(const Staff& staff, const PersonAvailability* available,
                                policy::v1::Role role, const RoutingRequest& request) {
  if (IsExcluded(staff, request)) return FallenBy::kExcluded;
  if (HasConflict(staff, request)) return FallenBy::kConflict;
  if (!HasRole(staff, role)) return FallenBy::kRole;
  if (!HasAllCompetences(staff, request)) return FallenBy::kCompetence;
  if (!SpeaksLanguage(staff, request.language)) return FallenBy::kLanguage;
  // Who is not in the list is not known to take cases.
  if (available == nullptr || !available->taking_cases()) return FallenBy::kAway;
  return std::nullopt;
}

std::uint32_t WeightOf(bundle::v1::Load load, const bundle::v1::RoutingPolicy& policy) {
  switch (load) {
    case bundle::v1::LOAD_FREE:
      return policy.free_weight();
    case bundle::v1::LOAD_NORMAL:
      return policy.normal_weight();
    default:
      return policy.full_weight();
  }
}

CandidateList CandidatesFor(policy::v1::Role role, const Bundle& bundle,
                            const Availability& availability, const RoutingRequest& request) {
  CandidateList list;
  for (const Staff& staff : bundle.staff()) {
    const auto principal = PrincipalId::Parse(staff.principal());
    if (!principal.ok() || !HandlesCases(staff)) continue;
    const PersonAvailability* available = FindAvailability(availability, staff.principal());
    const std::optional<FallenBy> rule = FallsBy(staff, available, role, request);
    if (rule.has_value()) {
      list.fallen.push_back({.principal = *principal, .rule = *rule});
    } else {
      list.candidates.push_back({.principal = *principal,
                                 .weight = WeightOf(available->load(), bundle.routing()),
                                 .load = available->load()});
    }
  }
  const auto by_principal = [](const auto& a, const auto& b) { return a.principal < b.principal; };
  std::sort(list.candidates.begin(), list.candidates.end(), by_principal);
  std::sort(list.fallen.begin(), list.fallen.end(), by_principal);
  return list;
}

bool WantsDuty(const RoutingRequest& request) {
  return request.urgency == record::v1::URGENCY_URGENT ||
         request.urgency == record::v1::URGENCY_HIGH ||
         request.category == record::v1::CATEGORY_CRISIS;
}

}  // namespace

bool HandlesCategory(const Staff& staff, record::v1::Category category) {
  const bool intimidation = HasCompetence(staff, bundle::v1::COMPETENCE_INTIMIDATION);
  const bool integrity = HasCompetence(staff, bundle::v1::COMPETENCE_INTEGRITY);
  const bool crisis = HasCompetence(staff, bundle::v1::COMPETENCE_CRISIS);
  switch (category) {
    case record::v1::CATEGORY_INTIMIDATION:
      return intimidation;
    case record::v1::CATEGORY_INTEGRITY:
      return integrity;
    case record::v1::CATEGORY_CRISIS:
      return crisis;
    case record::v1::CATEGORY_NOT_SURE:
      return intimidation || integrity || crisis;
    default:
      return false;
  }
}

CandidateList LeadCandidates(const Bundle& bundle, const Availability& availability,
                             const RoutingRequest& request) {
  return CandidatesFor(policy::v1::ROLE_TRUSTED_PERSON, bundle, availability, request);
}

CandidateList ReserveCandidates(const Bundle& bundle, const Availability& availability,
                                const RoutingRequest& request) {
  return CandidatesFor(policy::v1::ROLE_SUPPORT_TEAM, bundle, availability, request);
}

std::vector<PrincipalId> DutyOfficers(const Bundle& bundle, const Availability& availability,
                                      const RoutingRequest& request) {
  std::vector<PrincipalId> officers;
  if (!WantsDuty(request)) return officers;
  std::map<PrincipalId, std::uint64_t> first_start;
  for (const bundle::v1::DutyPeriod& period : availability.duty()) {
    const bool counts =
        period.end_time() > request.now && period.start_time() < request.now + kSecondsPerDay;
    const auto principal = PrincipalId::Parse(period.principal());
    if (!counts || !principal.ok()) continue;
    const Staff* staff = FindStaff(bundle, *principal);
    if (staff == nullptr || !HasRole(*staff, policy::v1::ROLE_SUPPORT_TEAM) ||
        IsExcluded(*staff, request) || HasConflict(*staff, request)) {
      continue;
    }
    const auto known = first_start.emplace(*principal, period.start_time()).first;
    known->second = std::min(known->second, period.start_time());
  }
  std::vector<std::pair<std::uint64_t, PrincipalId>> by_start;
  by_start.reserve(first_start.size());
  for (const auto& [principal, start] : first_start) by_start.emplace_back(start, principal);
  std::sort(by_start.begin(), by_start.end());
  if (by_start.size() > kMaxDuty) by_start.resize(kMaxDuty);
  for (const auto& [start, principal] : by_start) officers.push_back(principal);
  std::sort(officers.begin(), officers.end());
  return officers;
}

std::vector<PrincipalId> Coordinators(const Bundle& bundle, const RoutingRequest& request) {
  std::vector<PrincipalId> coordinators;
  for (const Staff& staff : bundle.staff()) {
    const auto principal = PrincipalId::Parse(staff.principal());
    if (principal.ok() && HasRole(staff, policy::v1::ROLE_COORDINATOR) &&
        !IsExcluded(staff, request) && !HasConflict(staff, request)) {
      coordinators.push_back(*principal);
    }
  }
  std::sort(coordinators.begin(), coordinators.end());
  if (coordinators.size() > limit::kPersons) coordinators.resize(limit::kPersons);
  return coordinators;
}

}  // namespace vangnet::contract
