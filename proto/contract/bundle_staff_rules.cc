#include <algorithm>
#include <set>
#include <string>

#include "proto/contract/bundle_checks.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/ids.h"
#include "proto/contract/limits.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;
using bundle::v1::Staff;
using bundle::v1::StaffKeys;

constexpr int kMaxStaff = 500;
constexpr std::size_t kMaxStaffName = 100;
constexpr std::size_t kMaxRegion = 40;

bool IsStaffRole(int role) {
  return role == policy::v1::ROLE_TRUSTED_PERSON || role == policy::v1::ROLE_SUPPORT_TEAM ||
         role == policy::v1::ROLE_COORDINATOR || role == policy::v1::ROLE_ADMINISTRATOR ||
         role == policy::v1::ROLE_AUDITOR;
}

absl::Status CheckRoles(const Staff& staff) {
  const auto& roles = staff.roles();
  VN_RETURN_IF_ERROR(Require(
      !roles.empty() && IsAscending(roles) && std::all_of(roles.begin(), roles.end(), IsStaffRole),
      "staff.roles", "roles of staff, ascending, each once"));
  const bool watches = HasRole(staff, policy::v1::ROLE_COORDINATOR) ||
                       HasRole(staff, policy::v1::ROLE_ADMINISTRATOR) ||
                       HasRole(staff, policy::v1::ROLE_AUDITOR);
  return Require(!(watches && HandlesCases(staff)), "staff.roles",
                 "who watches or administers handles no cases");
}

absl::Status CheckKeys(const Bundle& bundle, const Staff& staff) {
  const StaffKeys& keys = staff.keys();
  VN_RETURN_IF_ERROR(Require(keys.generation() >= 1, "staff.keys", "a generation"));
  VN_RETURN_IF_ERROR(ParseIdField<SigningKey>("staff.keys", keys.signing_key()).status());
  VN_RETURN_IF_ERROR(ParseIdField<BoxKey>("staff.keys", keys.box_key()).status());
  const std::uint64_t published = keys.first_published_time();
  return Require(published > 0 && published % 60 == 0 && published <= bundle.issued_time(),
                 "staff.keys", "first published at a full minute, not after the bundle");
}

absl::Status CheckConflictCodes(const Staff& staff) {
  // A code in any other form would never match what a reporter types, and so let a
  // conflict of interest through in silence.
  for (const std::string& code : staff.conflict_codes()) {
    VN_RETURN_IF_ERROR(Require(!code.empty() && OrganisationCode(code) == code,
                               "staff.conflict_codes", "codes as OrganisationCode makes them"));
  }
  return Require(IsAscending(staff.conflict_codes()), "staff.conflict_codes", "sorted, each once");
}

absl::Status CheckPerson(const Bundle& bundle, const Staff& staff) {
  VN_RETURN_IF_ERROR(ParseIdField<PrincipalId>("staff.principal", staff.principal()).status());
  VN_RETURN_IF_ERROR(Require(!staff.name().empty() && staff.name().size() <= kMaxStaffName,
                             "staff.name", "1 to 100 bytes"));
  VN_RETURN_IF_ERROR(CheckRoles(staff));
  VN_RETURN_IF_ERROR(CheckKeys(bundle, staff));
  VN_RETURN_IF_ERROR(
      Require(IsAscending(staff.competences()), "staff.competences", "ascending, each once"));
  VN_RETURN_IF_ERROR(
      Require(IsAscending(staff.languages()), "staff.languages", "ascending, each once"));
  VN_RETURN_IF_ERROR(Require(!HandlesCases(staff) || !staff.languages().empty(), "staff.languages",
                             "one for who handles cases"));
  VN_RETURN_IF_ERROR(
      Require(staff.region().size() <= kMaxRegion, "staff.region", "at most 40 bytes"));
  return CheckConflictCodes(staff);
}

}  // namespace

absl::Status CheckSigners(const bundle::v1::SignerSet& signers) {
  const int count = signers.signer_keys_size();
  VN_RETURN_IF_ERROR(Require(count >= 1 && count <= 16, "signers", "1 to 16"));
  for (const std::string& key : signers.signer_keys()) {
    VN_RETURN_IF_ERROR(ParseIdField<SigningKey>("signers", key).status());
  }
  VN_RETURN_IF_ERROR(Require(IsAscending(signers.signer_keys()), "signers", "sorted, each once"));
  return Require(signers.threshold() >= 1 && static_cast<int>(signers.threshold()) <= count,
                 "signers.threshold", "1 to the number of keys");
}

absl::Status CheckStaff(const Bundle& bundle) {
  VN_RETURN_IF_ERROR(
      Require(!bundle.staff().empty() && bundle.staff_size() <= kMaxStaff, "staff", "1 to 500"));
  std::set<std::string> signing_keys;
  std::set<std::string> box_keys;
  for (const Staff& staff : bundle.staff()) {
    VN_RETURN_IF_ERROR(CheckPerson(bundle, staff));
    VN_RETURN_IF_ERROR(Require(signing_keys.insert(staff.keys().signing_key()).second &&
                                   box_keys.insert(staff.keys().box_key()).second,
                               "staff.keys", "of one person only"));
  }
  return Require(IsAscending(bundle.staff(), [](const Staff& staff) { return staff.principal(); }),
                 "staff", "sorted by principal, each once");
}

}  // namespace vangnet::contract
