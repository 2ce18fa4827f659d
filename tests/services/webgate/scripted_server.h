// A gRPC server in the place of vangnetd, whose methods do what a test wants them to.
#ifndef VANGNET_TESTS_SERVICES_WEBGATE_SCRIPTED_SERVER_H_
#define VANGNET_TESTS_SERVICES_WEBGATE_SCRIPTED_SERVER_H_

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "services/webgate/allow_list.h"

namespace vangnet::webgate {

// The last part of the path says what happens, with one message of the caller's:
//   Echo     the message, then OK
//   Told     the names of the metadata that came along, then OK
//   Refuse   ABORTED with details, a message that is not printable, and trailers
//   Hidden   INTERNAL without details, as gRPC itself says it
//   Count    as many messages as the caller's says, "0", "1", ..., then OK
//   Broken   four messages, then ABORTED
//   Quiet    one message, and then nothing until the call is cancelled
//   Silent   nothing at all until then
class ScriptedServer : public grpc::CallbackGenericService {
 public:
  explicit ScriptedServer(const std::string& socket);
  ~ScriptedServer() override;

  // Under a service that the front knows, each with a limit of 200,000 bytes.
  static std::vector<AllowedMethod> Methods();
  static std::string Path(const std::string& name);

  // Calls that are under way, and those that were cancelled before they ended.
  int calls() const { return calls_; }
  int cancelled() const { return cancelled_; }

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

 private:
  class Script;

  std::atomic<int> calls_{0};
  std::atomic<int> cancelled_{0};
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace vangnet::webgate

#endif  // VANGNET_TESTS_SERVICES_WEBGATE_SCRIPTED_SERVER_H_
