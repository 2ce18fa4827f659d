// Who a report goes to (SPEC.md section 5): the client draws, the
// server only checks. Integer arithmetic, no clock, no randomness of its own: the same
// bytes give the same draw in C++ and TypeScript. Thread-safe.
#ifndef VANGNET_PROTO_CONTRACT_ROUTING_RULES_H_
#define VANGNET_PROTO_CONTRACT_ROUTING_RULES_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// What routing may know of a report. Never leaves the client.
struct RoutingRequest {
  record::v1::Category category = record::v1::CATEGORY_UNSPECIFIED;
  record::v1::Urgency urgency = record::v1::URGENCY_UNSPECIFIED;
  record::v1::Language language = record::v1::LANGUAGE_UNSPECIFIED;
  // Codes (OrganisationCode) of the organisations that the reporter typed.
  std::set<std::string> organisation_codes;
  std::set<PrincipalId> excluded;
  // Inappropriate conduct asks for a certified person; water authority and islands for
  // somebody who knows them.
  bool needs_conduct = false;
  bool needs_water_authority = false;
  bool needs_islands = false;
  // Seconds: which duty periods count (now to 24 hours later).
  std::uint64_t now = 0;
};

// The rule by which somebody fell away, in the order in which the rules run.
enum class FallenBy {
  kExcluded,
  kConflict,
  kRole,
  kCompetence,
  kLanguage,
  kAway,
};

struct Candidate {
  PrincipalId principal;
  std::uint32_t weight = 0;  // By load band; what the draw uses.
  bundle::v1::Load load = bundle::v1::LOAD_UNSPECIFIED;
};

struct Fallen {
  PrincipalId principal;
  FallenBy rule;
};

struct CandidateList {
  std::vector<Candidate> candidates;  // Sorted by principal.
  std::vector<Fallen> fallen;         // Sorted by principal; staff who handle cases only.
};

// The same rules for both lists; only the role differs. Somebody of whom `availability`
// says nothing counts as away, and an unknown load as full.
// For lead and deputy: trusted persons.
CandidateList LeadCandidates(const bundle::v1::Bundle& bundle,
                             const bundle::v1::Availability& availability,
                             const RoutingRequest& request);
// For the reserve: members of the support team.
CandidateList ReserveCandidates(const bundle::v1::Bundle& bundle,
                                const bundle::v1::Availability& availability,
                                const RoutingRequest& request);
// Duty officers of the next 24 hours who are neither excluded nor in conflict, sorted;
// when there are more than 13, those whose duty starts first. Empty unless urgency is 1
// or 2 or the category is crisis.
std::vector<PrincipalId> DutyOfficers(const bundle::v1::Bundle& bundle,
                                      const bundle::v1::Availability& availability,
                                      const RoutingRequest& request);
// Coordinators who are neither excluded nor in conflict, sorted, at most 16.
std::vector<PrincipalId> Coordinators(const bundle::v1::Bundle& bundle,
                                      const RoutingRequest& request);

// 8 bytes from a source of randomness, big-endian, as a number.
using RandomNumber = std::function<std::uint64_t()>;

// Draws one candidate with probability weight / total: numbers at or above the largest
// multiple of the total are rejected and drawn again; the candidate is the one in whose
// share the number modulo the total falls, in the order given. NOT_FOUND when there is
// none; INTERNAL when 64 numbers in a row were rejected.
absl::StatusOr<Candidate> Draw(const std::vector<Candidate>& candidates,
                               const RandomNumber& random);

struct Routing {
  PrincipalId lead;
  std::optional<PrincipalId> deputy;
  std::optional<PrincipalId> reserve;
  std::vector<PrincipalId> duty;  // Without those who are lead, deputy or reserve.
  std::vector<PrincipalId> coordinators;
};

// Draws lead, then deputy from the rest, then reserve from those not drawn yet.
// FAILED_PRECONDITION when nobody can be lead; LeadCandidates tells which rule emptied
// the pool.
absl::StatusOr<Routing> DrawRouting(const bundle::v1::Bundle& bundle,
                                    const bundle::v1::Availability& availability,
                                    const RoutingRequest& request, const RandomNumber& random);

// The persons of a filing act, sorted by principal.
std::vector<record::v1::Person> PersonsOf(const Routing& routing);

// The server's check of a filing's persons and coordinators (SPEC.md section 5): one
// lead; all in the bundle with the right role; competence and availability of lead and
// deputy only. INVALID_ARGUMENT/BAD_FIELD, or FAILED_PRECONDITION/HANDLER_AWAY.
// `away` holds the principals that take no cases now.
absl::Status CheckFilingPersons(const bundle::v1::Bundle& bundle, const std::set<PrincipalId>& away,
                                const record::v1::FilingAct& filing);

// A typed organisation as a conflict code: lower case, letters folded to ASCII where
// that is one to one (accents dropped; the ligature ij becomes two letters), everything
// else between letters and digits a single hyphen, and leading kinds of organisation
// (gemeente, provincie, waterschap, openbaar-lichaam) dropped. A code is its own code.
// "Gemeente Súdwest-Fryslân" gives "sudwest-fryslan".
std::string OrganisationCode(std::string_view typed);

// The staff entry of `principal`, or null.
const bundle::v1::Staff* FindStaff(const bundle::v1::Bundle& bundle, const PrincipalId& principal);
// The staff entry whose present signing key is `key`, or null.
const bundle::v1::Staff* FindStaffByKey(const bundle::v1::Bundle& bundle, const SigningKey& key);
bool HasRole(const bundle::v1::Staff& staff, policy::v1::Role role);
// Is a trusted person or of the support team: who can be drawn, or let into a case and its
// epochs. Nobody else can (SPEC.md sections 5 and 7).
bool HandlesCases(const bundle::v1::Staff& staff);
// Has the competence for the category; for CATEGORY_NOT_SURE any of the three will do.
bool HandlesCategory(const bundle::v1::Staff& staff, record::v1::Category category);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_ROUTING_RULES_H_
