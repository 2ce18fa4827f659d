// What the gate asks about a token. services/session answers; the gate knows no session.
#ifndef VANGNET_SERVICES_GATE_AUTHENTICATOR_H_
#define VANGNET_SERVICES_GATE_AUTHENTICATOR_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gate/caller.h"
#include "storage/snapshot.h"

namespace vangnet::gate {

// One a surface: a token of another surface is not known here. Thread-safe.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // Whose token it is, `now`. Memory only: never blocks. UNAUTHENTICATED/NO_SESSION for a
  // token that is unknown, ended, or whose key the newest bundle no longer holds.
  virtual absl::StatusOr<Caller> Authenticate(std::string_view token, absl::Time now) = 0;

  // Asked again in the very view of the store in which the call acts: does the caller's
  // key still stand there? UNAUTHENTICATED/NO_SESSION when not.
  virtual absl::Status Confirm(const Caller& caller, const storage::Snapshot& snapshot) = 0;
};

}  // namespace vangnet::gate

#endif  // VANGNET_SERVICES_GATE_AUTHENTICATOR_H_
