#include <algorithm>
#include <limits>
#include <optional>

#include "absl/status/status.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

// A source that gave so many numbers to be rejected is broken: with a sound one even a
// single rejection is rarer than one in 2^40.
constexpr int kMaxRejections = 64;

// A number below `total`, each equally likely.
absl::StatusOr<std::uint64_t> Below(std::uint64_t total, const RandomNumber& random) {
  // 2^64 mod total: so many numbers at the top do not fill a whole multiple.
  const std::uint64_t excess = (std::numeric_limits<std::uint64_t>::max() % total + 1) % total;
  for (int i = 0; i < kMaxRejections; ++i) {
    const std::uint64_t number = random();
    if (excess == 0 || number < std::numeric_limits<std::uint64_t>::max() - excess + 1) {
      return number % total;
    }
  }
  return absl::InternalError("random numbers: a working source");
}

void Remove(std::vector<Candidate>& candidates, const PrincipalId& principal) {
  candidates.erase(
      std::remove_if(candidates.begin(), candidates.end(),
                     [&](const Candidate& candidate) { return candidate.principal == principal; }),
      candidates.end());
}

// Draws one, or nobody when there is no candidate.
absl::StatusOr<std::optional<PrincipalId>> DrawIfAny(const std::vector<Candidate>& candidates,
                                                     const RandomNumber& random) {
  const absl::StatusOr<Candidate> drawn = Draw(candidates, random);
  if (absl::IsNotFound(drawn.status())) return std::optional<PrincipalId>();
  VN_RETURN_IF_ERROR(drawn.status());
  return std::make_optional(drawn->principal);
}

}  // namespace

absl::StatusOr<Candidate> Draw(const std::vector<Candidate>& candidates,
                               const RandomNumber& random) {
  std::uint64_t total = 0;
  for (const Candidate& candidate : candidates) total += candidate.weight;
  if (total == 0) return absl::NotFoundError("candidates: at least one");
  VN_ASSIGN_OR_RETURN(std::uint64_t left, Below(total, random));
  for (const Candidate& candidate : candidates) {
    if (left < candidate.weight) return candidate;
    left -= candidate.weight;
  }
  return absl::InternalError("draw: past the total");
}

absl::StatusOr<Routing> DrawRouting(const bundle::v1::Bundle& bundle,
                                    const bundle::v1::Availability& availability,
                                    const RoutingRequest& request, const RandomNumber& random) {
  Routing routing;
  std::vector<Candidate> candidates = LeadCandidates(bundle, availability, request).candidates;
  VN_ASSIGN_OR_RETURN(const std::optional<PrincipalId> lead, DrawIfAny(candidates, random));
  if (!lead.has_value()) return absl::FailedPreconditionError("lead: nobody can take this report");
  routing.lead = *lead;
  Remove(candidates, routing.lead);
  VN_ASSIGN_OR_RETURN(routing.deputy, DrawIfAny(candidates, random));
  std::vector<Candidate> reserves = ReserveCandidates(bundle, availability, request).candidates;
  Remove(reserves, routing.lead);
  if (routing.deputy.has_value()) Remove(reserves, *routing.deputy);
  VN_ASSIGN_OR_RETURN(routing.reserve, DrawIfAny(reserves, random));
  for (const PrincipalId& officer : DutyOfficers(bundle, availability, request)) {
    if (officer != routing.lead && officer != routing.deputy && officer != routing.reserve) {
      routing.duty.push_back(officer);
    }
  }
  routing.coordinators = Coordinators(bundle, request);
  return routing;
}

}  // namespace vangnet::contract
