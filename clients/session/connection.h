// The pinned organisation together with one of its two addresses: what every command
// that speaks to the server begins with.
#ifndef VANGNET_CLIENTS_SESSION_CONNECTION_H_
#define VANGNET_CLIENTS_SESSION_CONNECTION_H_

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/session/home.h"
#include "clients/session/organisation.h"
#include "clients/session/server.h"
#include "proto/contract/clock.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::session {

enum class Door { kPublic, kStaff };

// Thread-compatible.
class Connection {
 public:
  // Loads what is pinned; no call yet. FAILED_PRECONDITION/NOT_JOINED.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const Home& home, Door door,
                                                          contract::Clock clock, Sleep sleep);
  // For tests: any server.
  Connection(Organisation organisation, std::unique_ptr<Server> server, contract::Clock clock,
             Sleep sleep)
      : organisation_(std::move(organisation)),
        server_(std::move(server)),
        clock_(std::move(clock)),
        sleep_(std::move(sleep)) {}

  Organisation& organisation() { return organisation_; }
  Server& server() { return *server_; }
  absl::Time now() const { return clock_(); }
  void Wait(absl::Duration duration) const { sleep_(duration); }
  FetchBundle fetch_bundle();

  // True when a newer bundle was taken.
  absl::StatusOr<bool> Renew() { return organisation_.Renew(fetch_bundle(), now()); }
  // The server's word, not signed; well-formed at least.
  absl::StatusOr<bundle::v1::Availability> FetchAvailability();

 private:
  Organisation organisation_;
  std::unique_ptr<Server> server_;
  contract::Clock clock_;
  Sleep sleep_;
};

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_CONNECTION_H_
