// What the organisation says of itself. Thin: the acts stand beside it.
#ifndef VANGNET_SERVICES_DIRECTORY_DIRECTORY_SERVICE_H_
#define VANGNET_SERVICES_DIRECTORY_DIRECTORY_SERVICE_H_

#include "services/directory/next_bundle_rules.h"
#include "services/gate/gate.h"
#include "services/publication/availability.h"
#include "services/publication/newest_bundle.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::directory {

class DirectoryService final : public v1::DirectoryService::CallbackService {
 public:
  // All outlive the service. It is the one that renews `newest` and amends `shown`, each
  // after its commit.
  DirectoryService(gate::Gate& gate, publication::NewestBundle& newest,
                   publication::ShownAvailability& shown, HouseRules rules)
      : gate_(gate), newest_(newest), shown_(shown), rules_(rules) {}

  grpc::ServerUnaryReactor* PublishBundle(grpc::CallbackServerContext* context,
                                          const v1::PublishBundleRequest* request,
                                          v1::PublishBundleResponse* response) override;
  grpc::ServerUnaryReactor* SetAvailability(grpc::CallbackServerContext* context,
                                            const v1::SetAvailabilityRequest* request,
                                            v1::SetAvailabilityResponse* response) override;
  grpc::ServerUnaryReactor* PublishDutyList(grpc::CallbackServerContext* context,
                                            const v1::PublishDutyListRequest* request,
                                            v1::PublishDutyListResponse* response) override;

 private:
  gate::Gate& gate_;
  publication::NewestBundle& newest_;
  publication::ShownAvailability& shown_;
  const HouseRules rules_;
};

}  // namespace vangnet::directory

#endif  // VANGNET_SERVICES_DIRECTORY_DIRECTORY_SERVICE_H_
