#include "services/directory/directory_service.h"

#include <memory>

#include "proto/contract/status_macros.h"
#include "services/directory/attendance.h"
#include "services/directory/publish_bundle.h"

namespace vangnet::directory {

grpc::ServerUnaryReactor* DirectoryService::PublishBundle(grpc::CallbackServerContext* context,
                                                          const v1::PublishBundleRequest* request,
                                                          v1::PublishBundleResponse* response) {
  const auto published = std::make_shared<Published>();
  return gate_.Write(
      context, request, response,
      [=, this](const gate::Caller& caller, storage::Transaction& txn) -> absl::Status {
        VN_ASSIGN_OR_RETURN(*published, directory::PublishBundle(txn, caller, newest_, rules_,
                                                                 request->signed_bundle()));
        VN_ASSIGN_OR_RETURN(const publication::BundlePtr newest, newest_.In(txn));
        response->set_bundle_hash(newest->bundle_hash.ToBytes());
        return absl::OkStatus();
      },
      [=, this] {
        if (published->bundle == nullptr) return;
        newest_.Set(published->bundle);
        shown_.Set(published->availability);
      });
}

grpc::ServerUnaryReactor* DirectoryService::SetAvailability(
    grpc::CallbackServerContext* context, const v1::SetAvailabilityRequest* request,
    v1::SetAvailabilityResponse* response) {
  const auto availability = std::make_shared<publication::AvailabilityBytes>();
  return gate_.Write(
      context, request, response,
      [=, this](const gate::Caller& caller, storage::Transaction& txn) -> absl::Status {
        VN_ASSIGN_OR_RETURN(const publication::BundlePtr newest, newest_.In(txn));
        VN_ASSIGN_OR_RETURN(*availability,
                            directory::SetAvailability(txn, caller, newest->bundle, *request));
        return absl::OkStatus();
      },
      [=, this] { shown_.Set(*availability); });
}

grpc::ServerUnaryReactor* DirectoryService::PublishDutyList(
    grpc::CallbackServerContext* context, const v1::PublishDutyListRequest* request,
    v1::PublishDutyListResponse* response) {
  const auto availability = std::make_shared<publication::AvailabilityBytes>();
  return gate_.Write(
      context, request, response,
      [=, this](const gate::Caller& caller, storage::Transaction& txn) -> absl::Status {
        VN_ASSIGN_OR_RETURN(const publication::BundlePtr newest, newest_.In(txn));
        VN_ASSIGN_OR_RETURN(*availability,
                            directory::PublishDutyList(txn, caller, newest->bundle, *request));
        return absl::OkStatus();
      },
      [=, this] { shown_.Set(*availability); });
}

}  // namespace vangnet::directory
