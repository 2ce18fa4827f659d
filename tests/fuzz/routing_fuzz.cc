// The availability that a server gives, and what a client draws from it. Mode: what the
// report asks for.
#include <algorithm>
#include <set>

#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "proto/contract/routing_rules.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

using contract::PrincipalId;

contract::RoutingRequest RequestOf(std::uint8_t mode) {
  contract::RoutingRequest request;
  request.category = static_cast<record::v1::Category>(mode % 4 + 1);
  request.urgency = static_cast<record::v1::Urgency>(mode / 4 % 4 + 1);
  request.language = mode & 0x40 ? record::v1::LANGUAGE_ENGLISH : record::v1::LANGUAGE_DUTCH;
  if (mode & 0x10) request.excluded = {World().principal("anna"), World().principal("dina")};
  request.needs_conduct = (mode & 0x20) != 0;
  request.now = contract::ToSeconds(World().now());
  return request;
}

std::set<PrincipalId> AwayIn(const bundle::v1::Availability& availability) {
  std::set<PrincipalId> away;
  for (const auto& staff : World().first_bundle().staff()) {
    const auto& persons = availability.persons();
    const bool here = std::any_of(persons.begin(), persons.end(), [&](const auto& person) {
      return person.principal() == staff.principal() && person.taking_cases();
    });
    if (!here) away.insert(*PrincipalId::Parse(staff.principal()));
  }
  return away;
}

void CheckCandidates(const contract::CandidateList& list, const contract::RoutingRequest& request) {
  for (const auto& candidate : list.candidates) {
    Require(candidate.weight > 0 && request.excluded.count(candidate.principal) == 0,
            "nobody who was excluded is a candidate");
  }
  Require(std::is_sorted(list.candidates.begin(), list.candidates.end(),
                         [](const auto& a, const auto& b) { return a.principal < b.principal; }),
          "candidates are sorted");
}

void CheckRouting(const contract::Routing& routing, const bundle::v1::Availability& availability,
                  const contract::RoutingRequest& request) {
  std::set<PrincipalId> everybody = {routing.lead};
  std::size_t count = 1;
  for (const auto& one : {routing.deputy, routing.reserve}) {
    if (!one.has_value()) continue;
    everybody.insert(*one);
    ++count;
  }
  everybody.insert(routing.duty.begin(), routing.duty.end());
  everybody.insert(routing.coordinators.begin(), routing.coordinators.end());
  Require(everybody.size() == count + routing.duty.size() + routing.coordinators.size(),
          "nobody has two parts");
  for (const PrincipalId& person : everybody) {
    Require(request.excluded.count(person) == 0, "nobody who was excluded is drawn");
  }
  record::v1::FilingAct filing;
  filing.set_category(request.category);
  filing.set_urgency(request.urgency);
  for (const auto& person : contract::PersonsOf(routing)) *filing.add_persons() = person;
  for (const auto& one : routing.coordinators) filing.add_coordinators(one.ToBytes());
  Require(contract::CheckFilingPersons(World().first_bundle(), AwayIn(availability), filing).ok(),
          "the server takes what the client draws");
}

void Check(const bundle::v1::Availability& availability, std::uint8_t mode) {
  const contract::RoutingRequest request = RequestOf(mode);
  const bundle::v1::Bundle& bundle = World().first_bundle();
  const auto leads = contract::LeadCandidates(bundle, availability, request);
  CheckCandidates(leads, request);
  CheckCandidates(contract::ReserveCandidates(bundle, availability, request), request);
  std::uint64_t number = availability.made_time();
  const auto random = [&number] { return number = number * 6364136223846793005u + 1; };
  const auto routing = contract::DrawRouting(bundle, availability, request, random);
  Require(routing.ok() != leads.candidates.empty(), "a lead is drawn where there is one");
  if (routing.ok()) {
    CheckRouting(*routing, availability, request);
  } else {
    RequireGoodMessage(routing.status(), {absl::StatusCode::kFailedPrecondition});
  }
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  return bundle::v1::Availability::default_instance();
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const std::uint8_t mode = input.Byte();
  vangnet::bundle::v1::Availability availability;
  if (vangnet::contract::ParseCanonical(input.Rest(), 256 * 1024, availability).ok()) {
    Check(availability, mode);
  }
  return 0;
}
