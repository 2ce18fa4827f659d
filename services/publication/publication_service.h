// What anybody may fetch at any time, mostly from memory.
#ifndef VANGNET_SERVICES_PUBLICATION_PUBLICATION_SERVICE_H_
#define VANGNET_SERVICES_PUBLICATION_PUBLICATION_SERVICE_H_

#include "services/gate/gate.h"
#include "services/publication/availability.h"
#include "services/publication/newest_bundle.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::publication {

class PublicationService final : public v1::PublicationService::CallbackService {
 public:
  // All outlive the service.
  PublicationService(gate::Gate& gate, const NewestBundle& newest,
                     const ShownAvailability& availability)
      : gate_(gate), newest_(newest), availability_(availability) {}

  grpc::ServerUnaryReactor* GetBundle(grpc::CallbackServerContext* context,
                                      const v1::GetBundleRequest* request,
                                      v1::GetBundleResponse* response) override;
  grpc::ServerUnaryReactor* GetAvailability(grpc::CallbackServerContext* context,
                                            const v1::GetAvailabilityRequest* request,
                                            v1::GetAvailabilityResponse* response) override;

 private:
  gate::Gate& gate_;
  const NewestBundle& newest_;
  const ShownAvailability& availability_;
};

}  // namespace vangnet::publication

#endif  // VANGNET_SERVICES_PUBLICATION_PUBLICATION_SERVICE_H_
