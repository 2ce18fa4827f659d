// The server's own numbers, for whoever runs it.
#ifndef VANGNET_SERVICES_OPERATION_OPERATION_SERVICE_H_
#define VANGNET_SERVICES_OPERATION_OPERATION_SERVICE_H_

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "services/gate/gate.h"
#include "services/health/store_content.h"
#include "services/operation/metrics.h"
#include "vangnet/operation/v1/operation_service.grpc.pb.h"

namespace vangnet::operation {

// Where the numbers come from. All of it outlives the service.
struct Sources {
  const storage::WriteQueue& writes;
  std::string store_path;
  absl::Time started;
  std::function<Calls()> calls;
  std::function<std::size_t()> reporter_sessions;
  std::function<std::size_t()> staff_sessions;
  std::function<health::StoreContent()> store_content;
};

class OperationService final : public v1::OperationService::CallbackService {
 public:
  OperationService(gate::Gate& gate, Sources sources)
      : gate_(gate), sources_(std::move(sources)), shown_(sources_.started) {}

  grpc::ServerUnaryReactor* GetMetrics(grpc::CallbackServerContext* context,
                                       const v1::GetMetricsRequest* request,
                                       v1::GetMetricsResponse* response) override;

 private:
  Activity Measure() const;
  Machine State() const;

  gate::Gate& gate_;
  const Sources sources_;
  ShownActivity shown_;
};

}  // namespace vangnet::operation

#endif  // VANGNET_SERVICES_OPERATION_OPERATION_SERVICE_H_
