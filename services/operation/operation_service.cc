#include "services/operation/operation_service.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

namespace vangnet::operation {
namespace {

std::uint64_t SizeOf(const std::string& path) {
  struct stat file = {};
  return stat(path.c_str(), &file) == 0 ? static_cast<std::uint64_t>(file.st_size) : 0;
}

}  // namespace

grpc::ServerUnaryReactor* OperationService::GetMetrics(grpc::CallbackServerContext* context,
                                                       const v1::GetMetricsRequest* request,
                                                       v1::GetMetricsResponse* response) {
  return gate_.Answer(context, request, response, [this, response](const gate::Caller& caller) {
    response->set_server_version(VANGNET_VERSION);
    response->set_text(MetricsText(State(), shown_.At(caller.now, [this] { return Measure(); })));
    return absl::OkStatus();
  });
}

Activity OperationService::Measure() const {
  return {sources_.calls(),
          sources_.writes.commits(),
          sources_.writes.operations_committed(),
          sources_.reporter_sessions(),
          sources_.staff_sessions(),
          SizeOf(sources_.store_path),
          SizeOf(sources_.store_path + "-wal")};
}

Machine OperationService::State() const {
  Machine machine;
  machine.started = sources_.started;
  machine.writing = sources_.writes.health().serving;
  machine.content = sources_.store_content();
  machine.calls = sources_.calls();
  machine.waiting_writes = sources_.writes.waiting();
  struct statvfs disk = {};
  if (statvfs(sources_.store_path.c_str(), &disk) == 0) {
    machine.disk_free_bytes = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  }
  return machine;
}

}  // namespace vangnet::operation
