// The two surfaces: which services are served where, each behind its own gate and its own
// sessions. The only place that knows all of them.
#ifndef VANGNET_SERVICES_SERVER_SURFACES_H_
#define VANGNET_SERVICES_SERVER_SURFACES_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/contract/clock.h"
#include "services/caseload/caseload_service.h"
#include "services/casework/casework_service.h"
#include "services/cryptography/ed25519.h"
#include "services/directory/directory_service.h"
#include "services/followup/followup_service.h"
#include "services/gate/gate.h"
#include "services/health/health_service.h"
#include "services/intake/intake_service.h"
#include "services/operation/operation_service.h"
#include "services/publication/availability.h"
#include "services/publication/newest_bundle.h"
#include "services/publication/publication_service.h"
#include "services/session/reporter_session_service.h"
#include "services/session/sessions.h"
#include "services/session/staff_session_service.h"
#include "storage/store.h"

namespace vangnet::server {

// What both share. All of it outlives them.
struct Shared {
  storage::Store& store;
  publication::NewestBundle& newest;
  publication::ShownAvailability& shown;
  const cryptography::LogSigner& log_signer;
  directory::HouseRules rules;
  contract::Clock clock;
  gate::GateLimits limits;
  std::function<health::StoreContent()> store_content;
  std::string store_path;  // For its size.
};

// Full names, without grpc.health.v1.Health.
std::vector<std::string> PublicServiceNames();
std::vector<std::string> StaffServiceNames();

// For anybody and for reporters.
class PublicSurface {
 public:
  // Fails with kMethodTable when a method lacks its access options.
  static absl::StatusOr<std::unique_ptr<PublicSurface>> Create(const Shared& shared);

  std::vector<grpc::Service*> services();
  health::HealthService& health() { return health_; }
  // For metrics.
  const gate::CallCounts& counts() const { return gate_.counts(); }
  std::size_t sessions() const { return sessions_->size(); }

 private:
  PublicSurface(const Shared& shared, gate::MethodTable table,
                std::unique_ptr<session::Sessions> sessions);

  std::unique_ptr<session::Sessions> sessions_;
  gate::Gate gate_;
  publication::PublicationService publication_;
  intake::IntakeService intake_;
  session::ReporterSessionService session_;
  followup::FollowUpService followup_;
  health::HealthService health_;
};

// For the staff.
class StaffSurface {
 public:
  // `of_public` outlives it: the administrator's metrics are of both.
  static absl::StatusOr<std::unique_ptr<StaffSurface>> Create(const Shared& shared,
                                                              const PublicSurface& of_public);

  std::vector<grpc::Service*> services();
  health::HealthService& health() { return health_; }

 private:
  StaffSurface(const Shared& shared, const PublicSurface& of_public, gate::MethodTable table,
               std::unique_ptr<session::Sessions> sessions);
  operation::Calls CallsOfBoth(const PublicSurface& of_public) const;

  std::unique_ptr<session::Sessions> sessions_;
  gate::Gate gate_;
  publication::PublicationService publication_;
  session::StaffSessionService session_;
  casework::CaseworkService casework_;
  caseload::CaseloadService caseload_;
  directory::DirectoryService directory_;
  operation::OperationService operation_;
  health::HealthService health_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_SURFACES_H_
