// Being signed in, as the reporter of one case or as a member of the staff. The token
// lets its holder read and knock; it is kept in memory only. A server that forgot it
// (restart, fifteen quiet minutes) is answered with a new login, silently.
#ifndef VANGNET_CLIENTS_SESSION_SESSION_H_
#define VANGNET_CLIENTS_SESSION_SESSION_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/login.h"
#include "clients/session/server.h"
#include "proto/contract/ids.h"

namespace vangnet::session {

// `server` and `identity` must outlive it. Thread-compatible.
class Session {
 public:
  // NOT_FOUND/UNKNOWN_RECEIPT for a reporter whom the server does not know,
  // UNAUTHENTICATED/NOT_ENROLLED for staff.
  static absl::StatusOr<std::unique_ptr<Session>> Begin(
      Server& server, const sealing::Identity& identity,
      const contract::OrganisationId& organisation_id, sealing::Audience audience);
  // Ends the session at the server; a failure is of no matter, tokens end by themselves.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const sealing::Identity& identity() const { return identity_; }
  Server& server() { return server_; }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    absl::StatusOr<Response> response = server_.Call(method, request, token_);
    if (!absl::IsUnauthenticated(response.status())) return response;
    if (const absl::Status again = SignIn(); !again.ok()) return again;
    return server_.Call(method, request, token_);
  }

 private:
  Session(Server& server, const sealing::Identity& identity,
          const contract::OrganisationId& organisation_id, sealing::Audience audience)
      : server_(server),
        identity_(identity),
        organisation_id_(organisation_id),
        audience_(audience) {}
  absl::Status SignIn();
  absl::StatusOr<std::string> ReporterToken();
  absl::StatusOr<std::string> StaffToken();

  Server& server_;
  const sealing::Identity& identity_;
  contract::OrganisationId organisation_id_;
  sealing::Audience audience_;
  std::string token_;  // 64 hexadecimal digits.
};

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_SESSION_H_
