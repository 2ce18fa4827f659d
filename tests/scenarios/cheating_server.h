// A server that cheats. It listens where nginx looks for vangnetd, hands every call on to
// the real one, and lets one cheat change what comes back, or keep the call from it.
// It holds all that a server holds, and nobody's key. One call at a time for each door.
#ifndef VANGNET_TESTS_SCENARIOS_CHEATING_SERVER_H_
#define VANGNET_TESTS_SCENARIOS_CHEATING_SERVER_H_

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/server.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::testing {

// One unary call of a client and what it is answered.
struct Exchange {
  std::string path;  // "/vangnet.followup.v1.FollowUpService/GetCase"
  std::string request;
  grpc::Status status;
  std::string response;  // With an OK status.

  bool IsOf(const std::string& method) const { return path.ends_with("/" + method); }
};

class CheatingServer {
 public:
  // Fills in status and response. `ask` asks the real server and fills them in as it says.
  using Cheat = std::function<void(Exchange& exchange, const std::function<void()>& ask)>;

  // Listens from here on.
  CheatingServer();
  ~CheatingServer();

  Sockets sockets() const { return {folder_ / "public.sock", folder_ / "staff.sock"}; }
  // Until then nobody may call.
  void HandOnTo(const Sockets& real);

  void Begin(Cheat cheat);
  void BeHonest();
  // How often clients called `method` since the last Begin or BeHonest.
  int Calls(const std::string& method) const;

 private:
  struct Door {
    grpc::AsyncGenericService service;
    std::unique_ptr<grpc::ServerCompletionQueue> queue;
    std::unique_ptr<grpc::Server> server;
    std::shared_ptr<grpc::Channel> real;
    std::thread thread;
  };

  void Open(Door& door, const std::string& socket);
  void Serve(Door& door);
  void Answer(Door& door, const grpc::ServerContext& context, Exchange& exchange);
  static void Close(Door& door);

  TemporaryFolder folder_;
  mutable std::mutex mutex_;
  Cheat cheat_;
  std::vector<std::string> paths_;
  Door public_;
  Door staff_;
};

// Changes a response of `method` after the real server gave it.
template <typename Response>
CheatingServer::Cheat Change(const std::string& method,
                             const std::function<void(Response&)>& change) {
  return [=](Exchange& exchange, const std::function<void()>& ask) {
    ask();
    if (!exchange.IsOf(method) || !exchange.status.ok()) return;
    Response response;
    response.ParseFromString(exchange.response);
    change(response);
    exchange.response = response.SerializeAsString();
  };
}

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_CHEATING_SERVER_H_
