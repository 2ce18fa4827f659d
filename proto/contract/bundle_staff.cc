#include <algorithm>

#include "proto/contract/routing_rules.h"

namespace vangnet::contract {

using bundle::v1::Staff;

const Staff* FindStaff(const bundle::v1::Bundle& bundle, const PrincipalId& principal) {
  for (const Staff& staff : bundle.staff()) {
    if (staff.principal() == principal.view()) return &staff;
  }
  return nullptr;
}

const Staff* FindStaffByKey(const bundle::v1::Bundle& bundle, const SigningKey& key) {
  for (const Staff& staff : bundle.staff()) {
    if (staff.keys().signing_key() == key.view()) return &staff;
  }
  return nullptr;
}

bool HasRole(const Staff& staff, policy::v1::Role role) {
  return std::find(staff.roles().begin(), staff.roles().end(), role) != staff.roles().end();
}

bool HandlesCases(const Staff& staff) {
  return HasRole(staff, policy::v1::ROLE_TRUSTED_PERSON) ||
         HasRole(staff, policy::v1::ROLE_SUPPORT_TEAM);
}

}  // namespace vangnet::contract
