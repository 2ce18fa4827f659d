#include "services/publication/publication_service.h"

#include "proto/contract/status_macros.h"

namespace vangnet::publication {

grpc::ServerUnaryReactor* PublicationService::GetBundle(grpc::CallbackServerContext* context,
                                                        const v1::GetBundleRequest* request,
                                                        v1::GetBundleResponse* response) {
  const BundlePtr newest = newest_.Get();
  if (request->version() == 0 || request->version() == newest->bundle.version()) {
    return gate_.Answer(context, request, response, [newest, response](const gate::Caller&) {
      response->set_signed_bundle(newest->signed_bundle);
      return absl::OkStatus();
    });
  }
  return gate_.Read(
      context, request, response,
      [request, response](const gate::Caller&, const storage::Snapshot& snapshot) -> absl::Status {
        VN_ASSIGN_OR_RETURN(const storage::BundleRow row,
                            snapshot.bundles().ByVersion(request->version()));
        response->set_signed_bundle(row.signed_bundle);
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* PublicationService::GetAvailability(
    grpc::CallbackServerContext* context, const v1::GetAvailabilityRequest* request,
    v1::GetAvailabilityResponse* response) {
  return gate_.Answer(context, request, response, [this, response](const gate::Caller&) {
    response->set_availability(*availability_.Get());
    return absl::OkStatus();
  });
}

}  // namespace vangnet::publication
