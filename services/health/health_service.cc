#include "services/health/health_service.h"

#include "proto/contract/health_name.h"
#include "proto/contract/status_macros.h"
#include "services/gate/error_mapping.h"

namespace vangnet::health {

using grpc::health::v1::HealthCheckResponse;

namespace {

HealthCheckResponse::ServingStatus StatusOf(StoreContent content) {
  switch (content) {
    case StoreContent::kNotCompared:
      return HealthCheckResponse::UNKNOWN;
    case StoreContent::kInOrder:
      return HealthCheckResponse::SERVING;
    case StoreContent::kNotInOrder:
      break;
  }
  return HealthCheckResponse::NOT_SERVING;
}

}  // namespace

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context,
                                               const grpc::health::v1::HealthCheckRequest* request,
                                               HealthCheckResponse* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  const bool of_content =
      content_ != nullptr && request->service() == contract::health_name::kStoreContent;
  if (!of_content && !request->service().empty() && services_.count(request->service()) == 0) {
    reactor->Finish(gate::ToGrpc(absl::NotFoundError("service")));
    return reactor;
  }
  reads_.Submit(
      // The number alone: a bundle is long, and anybody may ask as often as they like.
      [](const storage::Snapshot& snapshot) -> absl::Status {
        VN_ASSIGN_OR_RETURN(const std::uint32_t version, snapshot.bundles().NewestVersion());
        return version > 0 ? absl::OkStatus() : absl::NotFoundError("bundle");
      },
      [this, reactor, response, of_content](const absl::Status& read) {
        const bool serving = read.ok() && writes_.health().serving && !stopping_;
        const HealthCheckResponse::ServingStatus when_serving =
            of_content ? StatusOf(content_()) : HealthCheckResponse::SERVING;
        response->set_status(serving ? when_serving : HealthCheckResponse::NOT_SERVING);
        reactor->Finish(grpc::Status::OK);
      });
  return reactor;
}

}  // namespace vangnet::health
