#include "tests/services/gate/guarded_server.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/escaping.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/text_format.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/contract/error.h"

namespace vangnet::gate {
namespace {

absl::Status NoSession() {
  return contract::ErrorWithReason(absl::StatusCode::kUnauthenticated, contract::reason::kNoSession,
                                   "test");
}

// A service of which the staff surface offers one method and not the other: ours have none.
constexpr char kMixedService[] = R"pb(
  name: "test/mixed.proto"
  package: "test"
  syntax: "proto3"
  dependency: "vangnet/policy/v1/options.proto"
  dependency: "vangnet/followup/v1/followup_service.proto"
  service {
    name: "MixedService"
    method {
      name: "ForTheOthers"
      input_type: ".vangnet.followup.v1.ListRecordsRequest"
      output_type: ".vangnet.followup.v1.ListRecordsResponse"
      options {
        [vangnet.policy.v1.access] {
          roles: ROLE_ANYONE
          surfaces: SURFACE_PUBLIC
          max_request_bytes: 64
          deadline_seconds: 10
        }
      }
    }
    method {
      name: "ForAnybodyHere"
      input_type: ".vangnet.followup.v1.ListGrantsRequest"
      output_type: ".vangnet.followup.v1.ListGrantsResponse"
      options {
        [vangnet.policy.v1.access] {
          roles: ROLE_ANYONE
          surfaces: SURFACE_STAFF
          max_request_bytes: 64
          deadline_seconds: 10
        }
      }
    }
  }
)pb";

// Its messages are the generated ones, which outlive the pool.
absl::StatusOr<MethodTable> StaffTable() {
  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  google::protobuf::FileDescriptorProto mixed;
  if (!google::protobuf::TextFormat::ParseFromString(kMixedService, &mixed) ||
      pool.BuildFile(mixed) == nullptr) {
    return absl::InternalError("the test's own file");
  }
  return MethodTable::Build(
      policy::v1::SURFACE_STAFF,
      {casework::v1::CaseworkService::service_full_name(),
       publication::v1::PublicationService::service_full_name(), "test.MixedService"},
      pool);
}

}  // namespace

absl::StatusOr<Caller> KnownTokens::Authenticate(std::string_view token, absl::Time now) {
  const auto found = roles.find(std::string(token));
  if (found == roles.end()) return NoSession();
  Caller caller;
  caller.principal = *contract::PrincipalId::Parse(token.substr(0, 16));
  caller.roles = found->second;
  caller.now = now;
  return caller;
}

absl::Status KnownTokens::Confirm(const Caller&, const storage::Snapshot&) {
  return confirms ? absl::OkStatus() : NoSession();
}

class GuardedServer::Casework final : public casework::v1::CaseworkService::CallbackService {
 public:
  explicit Casework(GuardedServer& test) : test_(test) {}

  grpc::ServerUnaryReactor* GetCase(grpc::CallbackServerContext* context,
                                    const casework::v1::GetCaseRequest* request,
                                    casework::v1::GetCaseResponse* response) override {
    return test_.gate_->ReadThenWrite(
        context, request, response,
        [this, response](const Caller& caller,
                         const storage::Snapshot& snapshot) -> absl::StatusOr<Gate::Next> {
          ++test_.acts;
          response->add_heads();
          if (!test_.on_read_first) return Gate::Next::kWrite;
          return test_.on_read_first(caller, snapshot);
        },
        [this](const Caller& caller, storage::Transaction& txn) {
          ++test_.acts;
          return test_.on_write ? test_.on_write(caller, txn) : absl::OkStatus();
        });
  }

  grpc::ServerUnaryReactor* ListRecords(grpc::CallbackServerContext* context,
                                        const casework::v1::ListRecordsRequest* request,
                                        casework::v1::ListRecordsResponse* response) override {
    grpc::ServerUnaryReactor* const reactor = test_.gate_->Read(
        context, request, response,
        [this, response](const Caller& caller, const storage::Snapshot& snapshot) {
          ++test_.acts;
          response->set_next_page_token("filled");
          return test_.on_read ? test_.on_read(caller, snapshot) : absl::OkStatus();
        });
    test_.last_read = context;
    return reactor;
  }

  grpc::ServerUnaryReactor* AppendRecords(grpc::CallbackServerContext* context,
                                          const casework::v1::AppendRecordsRequest* request,
                                          casework::v1::AppendRecordsResponse* response) override {
    test_.last_write = context;
    return test_.gate_->Write(
        context, request, response,
        [this](const Caller& caller, storage::Transaction& txn) {
          ++test_.acts;
          return test_.on_write ? test_.on_write(caller, txn) : absl::OkStatus();
        },
        test_.on_committed);
  }

 private:
  GuardedServer& test_;
};

class GuardedServer::Publication final
    : public publication::v1::PublicationService::CallbackService {
 public:
  explicit Publication(GuardedServer& test) : test_(test) {}

  grpc::ServerUnaryReactor* GetBundle(grpc::CallbackServerContext* context,
                                      const publication::v1::GetBundleRequest* request,
                                      publication::v1::GetBundleResponse* response) override {
    return test_.gate_->Answer(context, request, response, [this](const Caller& caller) {
      ++test_.acts;
      return test_.on_answer ? test_.on_answer(caller) : absl::OkStatus();
    });
  }

 private:
  GuardedServer& test_;
};

class GuardedServer::FollowUp final : public followup::v1::FollowUpService::CallbackService {
 public:
  explicit FollowUp(GuardedServer& test) : test_(test) {}

  grpc::ServerUnaryReactor* GetCase(grpc::CallbackServerContext* context,
                                    const followup::v1::GetCaseRequest* request,
                                    followup::v1::GetCaseResponse* response) override {
    return Answer(context, request, response);
  }

  grpc::ServerUnaryReactor* ListRecords(grpc::CallbackServerContext* context,
                                        const followup::v1::ListRecordsRequest* request,
                                        followup::v1::ListRecordsResponse* response) override {
    return Answer(context, request, response);
  }

  grpc::ServerUnaryReactor* ListGrants(grpc::CallbackServerContext* context,
                                       const followup::v1::ListGrantsRequest* request,
                                       followup::v1::ListGrantsResponse* response) override {
    return test_.gate_->Read(context, request, response,
                             [this](const Caller& caller, const storage::Snapshot& snapshot) {
                               ++test_.acts;
                               return test_.on_read(caller, snapshot);
                             });
  }

 private:
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context,
                                   const google::protobuf::Message* request,
                                   google::protobuf::Message* response) {
    return test_.gate_->Answer(context, request, response, [this](const Caller&) {
      ++test_.acts;
      return absl::OkStatus();
    });
  }

  GuardedServer& test_;
};

GuardedServer::GuardedServer(GateLimits limits) {
  auto table = StaffTable();
  if (!table.ok()) {
    std::cerr << table.status() << "\n";
    std::abort();
  }
  gate_ = std::make_unique<Gate>(
      *std::move(table), tokens_, store_->reads(), store_->writes(),
      [this] {
        const std::lock_guard lock(clock_mutex_);
        return now_;
      },
      limits);
  services_.push_back(std::make_unique<Casework>(*this));
  services_.push_back(std::make_unique<Publication>(*this));
  services_.push_back(std::make_unique<FollowUp>(*this));
  grpc::ServerBuilder builder;
  const std::string address = "unix:" + (folder_ / "gate.sock");
  builder.AddListeningPort(address, grpc::InsecureServerCredentials());
  builder.SetMaxReceiveMessageSize(1024 * 1024);
  for (const auto& service : services_) builder.RegisterService(service.get());
  server_ = builder.BuildAndStart();
  const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  casework_ = casework::v1::CaseworkService::NewStub(channel);
  publication_ = publication::v1::PublicationService::NewStub(channel);
  followup_ = followup::v1::FollowUpService::NewStub(channel);
  generic_ = std::make_unique<grpc::GenericStub>(channel);
}

GuardedServer::~GuardedServer() { server_->Shutdown(); }

void GuardedServer::Advance(absl::Duration by) {
  const std::lock_guard lock(clock_mutex_);
  now_ += by;
}

HeldWriter::HeldWriter(storage::WriteQueue& writes) {
  writes.Submit(
      [this](storage::Transaction&) {
        entered_.Notify();
        release_.WaitForNotification();
        return absl::OkStatus();
      },
      [this](const absl::Status&) { done_.Notify(); });
  entered_.WaitForNotification();
}

void HeldWriter::Release() {
  if (!release_.HasBeenNotified()) release_.Notify();
  done_.WaitForNotification();
}

HeldReaders::HeldReaders(storage::ReaderPool& reads)
    : entered_(storage::ReaderPoolOptions().readers), done_(storage::ReaderPoolOptions().readers) {
  for (std::size_t i = 0; i < storage::ReaderPoolOptions().readers; ++i) {
    reads.Submit(
        [this](const storage::Snapshot&) {
          entered_.DecrementCount();
          release_.WaitForNotification();
          return absl::OkStatus();
        },
        [this](const absl::Status&) { done_.DecrementCount(); });
  }
  entered_.Wait();
}

void HeldReaders::Release() {
  if (release_.HasBeenNotified()) return;
  release_.Notify();
  done_.Wait();
}

std::unique_ptr<grpc::ClientContext> ContextWith(const std::string& authorization) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
  if (!authorization.empty()) context->AddMetadata("authorization", authorization);
  return context;
}

std::string Bearer(char fill) { return "Bearer " + absl::BytesToHexString(std::string(32, fill)); }

std::string ReasonIn(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo why;
  if (!details.ParseFromString(status.error_details()) || details.details_size() != 1 ||
      !details.details(0).UnpackTo(&why)) {
    return "";
  }
  return why.reason();
}

}  // namespace vangnet::gate
