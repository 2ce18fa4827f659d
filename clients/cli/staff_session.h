// What every staff command begins with: key file, connection, session.
#ifndef VANGNET_CLIENTS_CLI_STAFF_SESSION_H_
#define VANGNET_CLIENTS_CLI_STAFF_SESSION_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/context.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/bundle_difference.h"
#include "clients/session/connection.h"
#include "clients/session/session.h"

namespace vangnet::cli {

struct StaffSession {
  std::unique_ptr<sealing::Identity> identity;
  std::unique_ptr<session::Connection> connection;
  std::unique_ptr<session::Session> session;  // Last: it refers to the others.
  // Since this person looked last; shown on stderr already.
  std::vector<sealing::BundleChange> bundle_changes;
};

// Shows what changed in the bundle since this person looked last.
absl::StatusOr<StaffSession> BeginStaffSession(Context& context, const IdentityFlags& flags);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_STAFF_SESSION_H_
