// The gate itself: HTTP/1.1 with gRPC-Web on one UNIX socket, gRPC on the other.
//
// One request a connection, then it is closed: nginx makes a new one for each, and nothing
// of a request can be left over for the next. Every answer has status 200; how the call
// ended stands in its last frame (answer.h). What is no HTTP, and what comes too slowly, gets
// no answer: nginx makes one.
//
// While an answer is on its way, what the caller sends is watched: when it goes, the call is
// cancelled, also while the server says nothing. There is no limit for how long a stream is
// quiet but the call's own deadline.
#ifndef VANGNET_SERVICES_WEBGATE_BRIDGE_H_
#define VANGNET_SERVICES_WEBGATE_BRIDGE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/webgate/allow_list.h"
#include "services/webgate/configuration.h"

namespace vangnet::webgate {

class Bridge {
 public:
  // Listens on `instance.listen`, one thread beside gRPC's. Fails as
  // server::PrepareSocketPath, or with kSocketRefused. The server need not be there yet.
  static absl::StatusOr<std::unique_ptr<Bridge>> Start(const Instance& instance,
                                                       const Limits& limits, AllowList allowed);

  // Takes no more connections, gives calls under way the time of `limits.drain`, cancels the
  // rest, and waits for their end.
  ~Bridge();
  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;

  // Connections under way.
  std::size_t connections() const;

 private:
  class Gate;
  class Session;
  explicit Bridge(std::unique_ptr<Gate> gate);

  std::unique_ptr<Gate> gate_;
};

}  // namespace vangnet::webgate

#endif  // VANGNET_SERVICES_WEBGATE_BRIDGE_H_
