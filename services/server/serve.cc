#include <memory>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "proto/contract/status_macros.h"
#include "services/server/commands.h"
#include "services/server/process.h"
#include "services/server/server.h"
#include "spdlog/spdlog.h"

namespace vangnet::server {

absl::Status Serve(const Configuration& configuration, const contract::Clock& clock) {
  const absl::Time began = absl::Now();
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<Server> server, Server::Start(configuration, clock));
  spdlog::info("serving: ready after {} ms", absl::ToInt64Milliseconds(absl::Now() - began));
  WaitForStop();
  spdlog::info("stopping: calls under way are finished first");
  server->Drain();
  spdlog::info("stopped");
  return absl::OkStatus();
}

}  // namespace vangnet::server
