#include "clients/cli/reader_acts.h"

#include <algorithm>
#include <map>
#include <vector>

#include "clients/cli/case_words.h"
#include "clients/cli/context.h"
#include "clients/cli/names.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kBadRole{"--role: kies uit deputy, reserve, lead.",
                                  "--role: choose from deputy, reserve, lead."};

}  // namespace

absl::StatusOr<record::v1::CaseRole> RoleToAdd(const contract::CaseFold& fold,
                                               const std::string& role) {
  if (role.empty()) {
    if (!fold.lead().has_value() && fold.Rungs().empty()) return record::v1::CASE_ROLE_LEAD;
    const bool has_deputy =
        std::any_of(fold.persons().begin(), fold.persons().end(), [&](const auto& person) {
          return person.present && fold.RoleOf(person.principal) == record::v1::CASE_ROLE_DEPUTY;
        });
    return has_deputy ? record::v1::CASE_ROLE_RESERVE : record::v1::CASE_ROLE_DEPUTY;
  }
  const auto parsed = FromCode<record::v1::CaseRole>(role);
  if (!parsed.has_value() || *parsed > record::v1::CASE_ROLE_RESERVE) {
    return UsageFailure(kBadRole);
  }
  return *parsed;
}

absl::Status CheckMayBeAdded(const sealing::CaseView& view, const bundle::v1::Bundle& bundle,
                             const contract::PrincipalId& person) {
  const bundle::v1::Staff* staff = contract::FindStaff(bundle, person);
  for (const content::v1::CheckCard* card : CheckCards(view)) {
    const auto& excluded = card->excluded_principals();
    const bool is_excluded =
        std::find(excluded.begin(), excluded.end(), person.view()) != excluded.end();
    const std::string organisation = contract::OrganisationCode(card->organisation());
    const bool has_conflict =
        staff != nullptr && !organisation.empty() &&
        std::find(staff->conflict_codes().begin(), staff->conflict_codes().end(), organisation) !=
            staff->conflict_codes().end();
    if (is_excluded || has_conflict) {
      return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                       session::client_reason::kExcludedPerson, "excluded");
    }
  }
  return absl::OkStatus();
}

absl::Status AddPerson(sealing::RecordWriter& writer, const contract::PrincipalId& person,
                       const std::string& role, bool with_history,
                       const sealing::Keyring& keyring) {
  VN_ASSIGN_OR_RETURN(const record::v1::CaseRole case_role, RoleToAdd(writer.fold(), role));
  std::map<record::v1::CompartmentKind, std::vector<std::uint32_t>> opens;
  if (with_history) {
    for (const auto kind :
         {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION}) {
      const std::vector<std::uint32_t> epochs = keyring.Epochs(contract::CompartmentKey(kind));
      if (!epochs.empty()) opens[kind] = epochs;
    }
  }
  return writer.AddReader(person, case_role, opens);
}

}  // namespace vangnet::cli
