// grpc.health.v1: answers from a real read of the store, so that "serving" means that a
// report could be filed now. The one service that does not go through the gate: anybody may
// ask, and it tells nothing else.
#ifndef VANGNET_SERVICES_HEALTH_HEALTH_SERVICE_H_
#define VANGNET_SERVICES_HEALTH_HEALTH_SERVICE_H_

#include <atomic>
#include <functional>
#include <set>
#include <string>

#include "grpc/health/v1/health.grpc.pb.h"
#include "services/health/store_content.h"
#include "storage/reader_pool.h"
#include "storage/write_queue.h"

namespace vangnet::health {

// Thread-safe.
class HealthService final : public grpc::health::v1::Health::CallbackService {
 public:
  // `services`: full names of what is served beside it; all share one state. The store's
  // parts outlive the service. Without `content`, health_name::kStoreContent is an unknown service.
  HealthService(storage::ReaderPool& reads, const storage::WriteQueue& writes,
                std::set<std::string> services, std::function<StoreContent()> content = nullptr)
      : reads_(reads),
        writes_(writes),
        services_(std::move(services)),
        content_(std::move(content)) {}

  // SERVING: the newest bundle was read just now and the write queue takes operations.
  // NOT_SERVING otherwise, and after StopServing. Status NOT_FOUND for an unknown service.
  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;

  // Before the server drains.
  void StopServing() { stopping_ = true; }

 private:
  storage::ReaderPool& reads_;
  const storage::WriteQueue& writes_;
  const std::set<std::string> services_;
  const std::function<StoreContent()> content_;
  std::atomic<bool> stopping_{false};
};

}  // namespace vangnet::health

#endif  // VANGNET_SERVICES_HEALTH_HEALTH_SERVICE_H_
