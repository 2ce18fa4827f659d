#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "proto/contract/error.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;
using bundle::v1::Staff;
using record::v1::CaseRole;
using record::v1::Person;

Person PersonOf(const PrincipalId& principal, CaseRole role) {
  Person person;
  person.set_principal(principal.ToBytes());
  person.set_role(role);
  return person;
}

bool IsLeadOrDeputy(const Person& person) {
  return person.role() == record::v1::CASE_ROLE_LEAD ||
         person.role() == record::v1::CASE_ROLE_DEPUTY;
}

absl::Status CheckPerson(const Bundle& bundle, const Person& person,
                         record::v1::Category category) {
  VN_ASSIGN_OR_RETURN(const PrincipalId principal,
                      ParseIdField<PrincipalId>("persons", person.principal()));
  const Staff* staff = FindStaff(bundle, principal);
  VN_RETURN_IF_ERROR(Require(staff != nullptr, "persons", "staff of the bundle"));
  if (!IsLeadOrDeputy(person)) {
    return Require(HasRole(*staff, policy::v1::ROLE_SUPPORT_TEAM), "persons",
                   "members of the support team as reserve and duty officers");
  }
  VN_RETURN_IF_ERROR(Require(HasRole(*staff, policy::v1::ROLE_TRUSTED_PERSON), "persons",
                             "trusted persons as lead and deputy"));
  return Require(HandlesCategory(*staff, category), "persons",
                 "lead and deputy with competence for the category");
}

}  // namespace

std::vector<Person> PersonsOf(const Routing& routing) {
  std::vector<Person> persons = {PersonOf(routing.lead, record::v1::CASE_ROLE_LEAD)};
  if (routing.deputy.has_value()) {
    persons.push_back(PersonOf(*routing.deputy, record::v1::CASE_ROLE_DEPUTY));
  }
  if (routing.reserve.has_value()) {
    persons.push_back(PersonOf(*routing.reserve, record::v1::CASE_ROLE_RESERVE));
  }
  for (const PrincipalId& officer : routing.duty) {
    persons.push_back(PersonOf(officer, record::v1::CASE_ROLE_DUTY));
  }
  std::sort(persons.begin(), persons.end(),
            [](const Person& a, const Person& b) { return a.principal() < b.principal(); });
  return persons;
}

absl::Status CheckFilingPersons(const Bundle& bundle, const std::set<PrincipalId>& away,
                                const record::v1::FilingAct& filing) {
  const auto leads =
      std::count_if(filing.persons().begin(), filing.persons().end(),
                    [](const Person& p) { return p.role() == record::v1::CASE_ROLE_LEAD; });
  VN_RETURN_IF_ERROR(Require(leads == 1, "persons", "one lead"));
  for (const Person& person : filing.persons()) {
    VN_RETURN_IF_ERROR(CheckPerson(bundle, person, filing.category()));
  }
  for (const std::string& coordinator : filing.coordinators()) {
    VN_ASSIGN_OR_RETURN(const PrincipalId principal,
                        ParseIdField<PrincipalId>("coordinators", coordinator));
    const Staff* staff = FindStaff(bundle, principal);
    VN_RETURN_IF_ERROR(Require(staff != nullptr && HasRole(*staff, policy::v1::ROLE_COORDINATOR),
                               "coordinators", "coordinators of the bundle"));
  }
  for (const Person& person : filing.persons()) {
    if (IsLeadOrDeputy(person) && away.count(*PrincipalId::Parse(person.principal())) == 1) {
      return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason::kHandlerAway,
                             "persons: lead and deputy who take cases");
    }
  }
  return absl::OkStatus();
}

}  // namespace vangnet::contract
