// Who makes a call, as the gate found out. Handlers get nothing else: no metadata, no
// address, no name.
#ifndef VANGNET_SERVICES_GATE_CALLER_H_
#define VANGNET_SERVICES_GATE_CALLER_H_

#include <set>

#include "absl/time/time.h"
#include "proto/contract/ids.h"
#include "vangnet/policy/v1/options.pb.h"

namespace vangnet::gate {

// A value. For an anonymous call (a method with ROLE_ANYONE) principal and key are zero,
// also when a token was sent along: it was not looked at.
struct Caller {
  // Staff principal, or for a reporter the id of the one case (contract::ReporterPrincipal).
  contract::PrincipalId principal;
  // The key that signed the login. It still stood in the newest bundle, or with the case,
  // when the call was let in.
  contract::SigningKey key;
  // ROLE_ANYONE alone; ROLE_REPORTER alone; or ROLE_STAFF and the roles that the newest
  // bundle gives.
  std::set<policy::v1::Role> roles;
  // When the call was let in. The only clock that a handler needs.
  absl::Time now;

  bool Has(policy::v1::Role role) const { return roles.count(role) > 0; }
};

}  // namespace vangnet::gate

#endif  // VANGNET_SERVICES_GATE_CALLER_H_
