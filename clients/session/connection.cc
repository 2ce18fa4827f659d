#include "clients/session/connection.h"

#include <string>

#include "proto/contract/canonical.h"
#include "proto/contract/status_macros.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::session {
namespace {

using PublicationStub = publication::v1::PublicationService::Stub;
constexpr std::size_t kAvailabilityLimit = 256 * 1024;

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const Home& home, Door door,
                                                             contract::Clock clock, Sleep sleep) {
  VN_ASSIGN_OR_RETURN(Organisation organisation, Organisation::Load(home, clock()));
  const bundle::v1::Bundle& bundle = organisation.bundle();
  std::unique_ptr<Server> server =
      Server::Create(door == Door::kPublic ? bundle.public_endpoint() : bundle.staff_endpoint(),
                     bundle.demonstration() ? bundle.ca_certificate() : "", sleep);
  return std::make_unique<Connection>(std::move(organisation), std::move(server), std::move(clock),
                                      std::move(sleep));
}

FetchBundle Connection::fetch_bundle() {
  return [this](std::uint32_t version) -> absl::StatusOr<std::string> {
    publication::v1::GetBundleRequest request;
    request.set_version(version);
    VN_ASSIGN_OR_RETURN(const publication::v1::GetBundleResponse response,
                        server_->Call(&PublicationStub::GetBundle, request));
    return response.signed_bundle();
  };
}

absl::StatusOr<bundle::v1::Availability> Connection::FetchAvailability() {
  VN_ASSIGN_OR_RETURN(
      const publication::v1::GetAvailabilityResponse response,
      server_->Call(&PublicationStub::GetAvailability, publication::v1::GetAvailabilityRequest()));
  absl::StatusOr<bundle::v1::Availability> availability =
      contract::ParseCanonicalAs<bundle::v1::Availability>(response.availability(),
                                                           kAvailabilityLimit);
  // The server's fault, not the person's, whose input would be blamed.
  if (!availability.ok()) return absl::DataLossError("the server's availability is none");
  return availability;
}

}  // namespace vangnet::session
