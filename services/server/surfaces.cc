#include "services/server/surfaces.h"

#include <set>
#include <utility>

#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"

namespace vangnet::server {
namespace {

absl::StatusOr<gate::MethodTable> BuildTable(policy::v1::Surface surface,
                                             const std::vector<std::string>& names) {
  absl::StatusOr<gate::MethodTable> table = gate::MethodTable::Build(surface, names);
  if (!table.ok()) return Fail(ExitCode::kMethodTable, std::string(table.status().message()));
  return table;
}

std::set<std::string> ToSet(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

}  // namespace

std::vector<std::string> PublicServiceNames() {
  return {publication::v1::PublicationService::service_full_name(),
          intake::v1::IntakeService::service_full_name(),
          session::v1::ReporterSessionService::service_full_name(),
          followup::v1::FollowUpService::service_full_name()};
}

std::vector<std::string> StaffServiceNames() {
  return {publication::v1::PublicationService::service_full_name(),
          session::v1::StaffSessionService::service_full_name(),
          casework::v1::CaseworkService::service_full_name(),
          caseload::v1::CaseloadService::service_full_name(),
          directory::v1::DirectoryService::service_full_name(),
          operation::v1::OperationService::service_full_name()};
}

absl::StatusOr<std::unique_ptr<PublicSurface>> PublicSurface::Create(const Shared& shared) {
  VN_ASSIGN_OR_RETURN(gate::MethodTable table,
                      BuildTable(policy::v1::SURFACE_PUBLIC, PublicServiceNames()));
  VN_ASSIGN_OR_RETURN(std::unique_ptr<session::Sessions> sessions,
                      session::Sessions::Create(session::Audience::kReporter, shared.newest));
  return std::unique_ptr<PublicSurface>(
      new PublicSurface(shared, std::move(table), std::move(sessions)));
}

PublicSurface::PublicSurface(const Shared& shared, gate::MethodTable table,
                             std::unique_ptr<session::Sessions> sessions)
    : sessions_(std::move(sessions)),
      gate_(std::move(table), *sessions_, shared.store.reads(), shared.store.writes(), shared.clock,
            shared.limits),
      publication_(gate_, shared.newest, shared.shown),
      intake_(gate_, shared.newest, shared.log_signer),
      session_(gate_, *sessions_),
      followup_(gate_, shared.newest),
      health_(shared.store.reads(), shared.store.writes(), ToSet(PublicServiceNames()),
              shared.store_content) {}

std::vector<grpc::Service*> PublicSurface::services() {
  return {&publication_, &intake_, &session_, &followup_, &health_};
}

absl::StatusOr<std::unique_ptr<StaffSurface>> StaffSurface::Create(const Shared& shared,
                                                                   const PublicSurface& of_public) {
  VN_ASSIGN_OR_RETURN(gate::MethodTable table,
                      BuildTable(policy::v1::SURFACE_STAFF, StaffServiceNames()));
  VN_ASSIGN_OR_RETURN(std::unique_ptr<session::Sessions> sessions,
                      session::Sessions::Create(session::Audience::kStaff, shared.newest));
  return std::unique_ptr<StaffSurface>(
      new StaffSurface(shared, of_public, std::move(table), std::move(sessions)));
}

operation::Calls StaffSurface::CallsOfBoth(const PublicSurface& of_public) const {
  operation::Calls calls = of_public.counts().Read();
  for (const auto& [key, count] : gate_.counts().Read()) calls[key] += count;
  return calls;
}

StaffSurface::StaffSurface(const Shared& shared, const PublicSurface& of_public,
                           gate::MethodTable table, std::unique_ptr<session::Sessions> sessions)
    : sessions_(std::move(sessions)),
      gate_(std::move(table), *sessions_, shared.store.reads(), shared.store.writes(), shared.clock,
            shared.limits),
      publication_(gate_, shared.newest, shared.shown),
      session_(gate_, *sessions_, shared.newest),
      casework_(gate_, shared.newest),
      caseload_(gate_, shared.newest),
      directory_(gate_, shared.newest, shared.shown, shared.rules),
      operation_(gate_, {.writes = shared.store.writes(),
                         .store_path = shared.store_path,
                         .started = shared.clock(),
                         .calls = [this, &of_public] { return CallsOfBoth(of_public); },
                         .reporter_sessions = [&of_public] { return of_public.sessions(); },
                         .staff_sessions = [this] { return sessions_->size(); },
                         .store_content = shared.store_content}),
      health_(shared.store.reads(), shared.store.writes(), ToSet(StaffServiceNames()),
              shared.store_content) {}

std::vector<grpc::Service*> StaffSurface::services() {
  return {&publication_, &session_, &casework_, &caseload_, &directory_, &operation_, &health_};
}

}  // namespace vangnet::server
