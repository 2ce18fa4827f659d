#include "clients/cli/reader_acts.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_split.h"
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

constexpr session::Words kUnknownExclusions{
    "Wie de melder niet wil laten meekijken staat op de controlekaart, en die kunt u niet (helemaal) "
    "openen. Laat de melder zelf iemand toevoegen, of iemand die de kaart kan lezen.",
    "Whom the reporter wants to keep out stands on the check card, which you cannot open, or not all "
    "of it. Let the reporter add somebody, or somebody who can read the card."};

constexpr session::Words kThereAlready{"Deze persoon staat al op de lijst van deze zaak.",
                                       "This person is on the list of this case already."};

constexpr session::Words kHasLeft{
    "Deze persoon heeft deze zaak verlaten of is eraf gehaald, en kan niet terugkomen. Kies iemand "
    "anders.",
    "This person has left this case or was taken off it, and cannot come back. Choose somebody "
    "else."};

// A card that is held back from this reader may name the very person who is to be added.
bool KnowsEveryCard(const sealing::CaseView& view) {
  bool any = false;
  for (const sealing::CaseRecord& record : view.records) {
    if (!record.verified || record.compartment != record::v1::COMPARTMENT_KIND_CHECK ||
        record.header.kind() != record::v1::RECORD_KIND_ENTRY) {
      continue;
    }
    if (!record.body.has_check_card()) return false;
    any = true;
  }
  return any;
}

// By lines, as the first routing takes what was typed.
bool HasConflict(const bundle::v1::Staff& staff, const std::string& organisations) {
  const auto& codes = staff.conflict_codes();
  for (const absl::string_view line : absl::StrSplit(organisations, '\n', absl::SkipWhitespace())) {
    const std::string code = contract::OrganisationCode({line.data(), line.size()});
    if (!code.empty() && std::find(codes.begin(), codes.end(), code) != codes.end()) return true;
  }
  return false;
}

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
  if (!KnowsEveryCard(view)) {
    return session::Failure(absl::StatusCode::kFailedPrecondition,
                            session::client_reason::kExcludedPerson, kUnknownExclusions);
  }
  const bundle::v1::Staff* staff = contract::FindStaff(bundle, person);
  for (const content::v1::CheckCard* card : CheckCards(view)) {
    const auto& excluded = card->excluded_principals();
    const bool is_excluded =
        std::find(excluded.begin(), excluded.end(), person.view()) != excluded.end();
    if (is_excluded || (staff != nullptr && HasConflict(*staff, card->organisation()))) {
      return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                       session::client_reason::kExcludedPerson, "excluded");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckNotNamedYet(const contract::CaseFold& fold, const contract::PrincipalId& person) {
  const contract::CasePerson* named = fold.Find(person);
  if (named == nullptr || (!named->present && !named->left)) return absl::OkStatus();
  return session::Failure(absl::StatusCode::kFailedPrecondition,
                          session::client_reason::kExcludedPerson,
                          named->left ? kHasLeft : kThereAlready);
}

absl::Status AddPerson(sealing::RecordWriter& writer, const contract::PrincipalId& person,
                       const std::string& role, bool with_history,
                       const sealing::Keyring& keyring) {
  VN_RETURN_IF_ERROR(CheckNotNamedYet(writer.fold(), person));
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
