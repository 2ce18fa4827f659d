#include "services/server/server.h"

#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "proto/contract/status_macros.h"
#include "services/directory/next_bundle_rules.h"
#include "services/server/exit_code.h"
#include "services/server/house_rules.h"
#include "spdlog/spdlog.h"

namespace vangnet::server {
namespace {

constexpr char kNoBundle[] =
    "there is no bundle in the store; remove it and run `vangnetd init` again";

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Configuration& configuration,
                                                      contract::Clock clock) {
  VN_ASSIGN_OR_RETURN(Keys keys, ReadKeys(configuration));
  VN_RETURN_IF_ERROR(LockKeyFile(keys.store_key_file));
  VN_ASSIGN_OR_RETURN(std::unique_ptr<storage::Store> store,
                      OpenStore(configuration, keys.store_key));
  std::unique_ptr<Server> server(
      new Server(configuration, std::move(clock), std::move(keys), std::move(store)));
  VN_RETURN_IF_ERROR(server->LoadPublished());
  VN_RETURN_IF_ERROR(server->Serve());
  return server;
}

absl::Status Server::LoadPublished() {
  publication::BundlePtr bundle;
  const absl::Status read =
      store_->reads().SubmitAndWait([&](const storage::Snapshot& snapshot) -> absl::Status {
        VN_ASSIGN_OR_RETURN(bundle, publication::NewestBundle::Load(snapshot));
        return absl::OkStatus();
      });
  if (absl::IsNotFound(read)) return Fail(ExitCode::kStoreEmpty, kNoBundle);
  if (absl::IsDataLoss(read)) {
    return Fail(ExitCode::kStoreDamaged, "the newest bundle in the store is damaged");
  }
  VN_RETURN_IF_ERROR(StoreFailure(configuration_, read));
  VN_RETURN_IF_ERROR(
      CheckServed(*bundle, HouseRulesOf(configuration_, keys_.log_signer), clock_()));
  newest_ = std::make_unique<publication::NewestBundle>(bundle);

  publication::AvailabilityBytes availability;
  VN_RETURN_IF_ERROR(StoreFailure(
      configuration_,
      store_->writes().SubmitAndWait([&](storage::Transaction& txn) -> absl::Status {
        VN_ASSIGN_OR_RETURN(availability,
                            publication::ResumeAvailability(txn, bundle->bundle, clock_()));
        return absl::OkStatus();
      })));
  shown_.Set(availability);
  return absl::OkStatus();
}

absl::Status Server::Serve() {
  gate::GateLimits limits;
  limits.calls = configuration_.calls;
  const Shared shared{
      *store_,
      *newest_,
      shown_,
      keys_.log_signer,
      HouseRulesOf(configuration_, keys_.log_signer),
      clock_,
      limits,
      [this] { return check_ == nullptr ? health::StoreContent::kNotCompared : check_->content(); },
      configuration_.store_path};
  VN_RETURN_IF_ERROR(StartStoreCheck());
  VN_ASSIGN_OR_RETURN(public_, PublicSurface::Create(shared));
  VN_ASSIGN_OR_RETURN(staff_, StaffSurface::Create(shared, *public_));
  VN_ASSIGN_OR_RETURN(public_server_,
                      SurfaceServer::Start(configuration_.public_socket, public_->services(),
                                           configuration_.memory_mib));
  VN_ASSIGN_OR_RETURN(staff_server_,
                      SurfaceServer::Start(configuration_.staff_socket, staff_->services(),
                                           configuration_.memory_mib));
  renewal_ = std::make_unique<publication::Renewal>(store_->writes(), *newest_, shown_, clock_);
  watch_ = std::make_unique<StoreWatch>(*store_, [this] { RefreshPublished(); });
  return absl::OkStatus();
}

absl::Status Server::StartStoreCheck() {
  VN_ASSIGN_OR_RETURN(storage::StoreKey key, storage::StoreKey::FromBytes(keys_.store_key.Clone()));
  const auto shared_key = std::make_shared<const storage::StoreKey>(std::move(key));
  check_ = std::make_unique<StoreCheck>(
      [path = configuration_.store_path, shared_key] {
        return storage::OpenReadOnly(path, *shared_key);
      },
      [this] { store_->Stop(); });
  return absl::OkStatus();
}

void Server::RefreshPublished() {
  const absl::Status status =
      store_->reads().SubmitAndWait([this](const storage::Snapshot& snapshot) -> absl::Status {
        VN_ASSIGN_OR_RETURN(publication::BundlePtr bundle,
                            publication::NewestBundle::Load(snapshot));
        newest_->Set(std::move(bundle));
        VN_ASSIGN_OR_RETURN(const auto row, snapshot.availability().Newest());
        if (row.has_value()) shown_.Set(std::make_shared<const std::string>(row->bytes));
        return absl::OkStatus();
      });
  if (!status.ok()) spdlog::error("what is published could not be read again");
}

void Server::Drain() {
  if (store_ == nullptr) return;
  if (public_ != nullptr) public_->health().StopServing();
  if (staff_ != nullptr) staff_->health().StopServing();
  renewal_.reset();
  watch_.reset();
  ShutDownSurfaces();  // Before check_: calls of the health service ask it.
  check_.reset();
  store_->Stop();
  store_.reset();
}

// Both at once: each gets the whole time.
void Server::ShutDownSurfaces() {
  const auto deadline =
      std::chrono::system_clock::now() + absl::ToChronoMilliseconds(configuration_.drain);
  std::thread other([&] {
    if (public_server_ != nullptr) public_server_->Shutdown(deadline);
  });
  if (staff_server_ != nullptr) staff_server_->Shutdown(deadline);
  other.join();
  public_server_.reset();
  staff_server_.reset();
}

}  // namespace vangnet::server
