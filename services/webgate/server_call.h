// One call to vangnetd by the bytes of its messages.
#ifndef VANGNET_SERVICES_WEBGATE_SERVER_CALL_H_
#define VANGNET_SERVICES_WEBGATE_SERVER_CALL_H_

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "services/webgate/request_check.h"

namespace vangnet::webgate {

// A way to `socket`, shared by all calls. A server that comes back is found at once.
std::shared_ptr<grpc::Channel> ConnectTo(const std::string& socket);

// Lives until the call has ended, whoever lets go of it. Once what `Events` holds is gone, it
// holds `channel` no more. Thread-safe.
class ServerCall {
 public:
  struct Events {
    // Both on threads of gRPC's, one after the other. A message, for which was asked.
    std::function<void(std::string message)> on_message;
    // Once, and nothing after it: the last frame of the answer (answer.h).
    std::function<void(std::string trailer_frame)> on_end;
  };

  // Sends `message`, and no more, and asks for the first message of the answer.
  static std::shared_ptr<ServerCall> Start(const std::shared_ptr<grpc::Channel>& channel,
                                           const Call& call, std::string_view message,
                                           Events events);
  virtual ~ServerCall() = default;

  // After on_message: asks for the next one, so that a caller who takes nothing makes the
  // server wait and not this process grow.
  virtual void ReadNext() = 0;
  // The server sees it at once. on_end still comes.
  virtual void Cancel() = 0;
};

}  // namespace vangnet::webgate

#endif  // VANGNET_SERVICES_WEBGATE_SERVER_CALL_H_
