#include "clients/cli/people.h"

#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "proto/contract/routing_rules.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kPeopleUnknown{
    "Iemand die u noemt staat niet in de lijst van de organisatie, of die naam komt vaker voor. "
    "`vangnet admin show-bundle` toont de lijst.",
    "Somebody you name is not in the organisation's list, or the name is there more than once. "
    "`vangnet admin show-bundle` shows the list."};
constexpr session::Words kPeopleLeft{"(niet meer in de lijst)", "(no longer in the list)"};

}  // namespace

absl::StatusOr<contract::PrincipalId> FindPerson(const bundle::v1::Bundle& bundle,
                                                 std::string_view named) {
  const bundle::v1::Staff* found = nullptr;
  int matches = 0;
  for (const bundle::v1::Staff& staff : bundle.staff()) {
    if (staff.name() == named || session::ToHex(staff.principal()) == named) {
      found = &staff;
      ++matches;
    }
  }
  if (matches != 1) {
    return session::Failure(absl::StatusCode::kInvalidArgument,
                            session::client_reason::kUnknownPerson, kPeopleUnknown);
  }
  return contract::PrincipalId::Parse(found->principal());
}

std::string NameOfPerson(const bundle::v1::Bundle& bundle, const contract::PrincipalId& principal,
                         session::Language language) {
  const bundle::v1::Staff* staff = contract::FindStaff(bundle, principal);
  return staff != nullptr ? staff->name() : std::string(kPeopleLeft.In(language));
}

Json PersonJson(const bundle::v1::Bundle& bundle, const contract::PrincipalId& principal,
                session::Language language) {
  return Json::Object()
      .Set("principal", session::ToHex(principal.view()))
      .Set("name", NameOfPerson(bundle, principal, language));
}

}  // namespace vangnet::cli
