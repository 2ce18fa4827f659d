// A gate on a real server, socket and store, whose acts are what a test wants them to be.
#ifndef VANGNET_TESTS_SERVICES_GATE_GUARDED_SERVER_H_
#define VANGNET_TESTS_SERVICES_GATE_GUARDED_SERVER_H_

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "services/gate/gate.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::gate {

// Tokens that a test handed out.
class KnownTokens : public Authenticator {
 public:
  absl::StatusOr<Caller> Authenticate(std::string_view token, absl::Time now) override;
  absl::Status Confirm(const Caller& caller, const storage::Snapshot& snapshot) override;

  std::map<std::string, std::set<policy::v1::Role>> roles;
  std::atomic<bool> confirms{true};
};

// GetBundle (anybody) answers at once, ListRecords reads, AppendRecords writes, GetCase
// reads first and then may write.
class GuardedServer {
 public:
  explicit GuardedServer(GateLimits limits = {});
  ~GuardedServer();

  Gate& gate() { return *gate_; }
  storage::Store& store() { return *store_; }
  KnownTokens& tokens() { return tokens_; }
  casework::v1::CaseworkService::Stub& casework() { return *casework_; }
  publication::v1::PublicationService::Stub& publication() { return *publication_; }
  // Served by the same server, although the table does not know GetCase, and ListRecords only
  // for the other surface. ListGrants reads, for anybody.
  followup::v1::FollowUpService::Stub& followup() { return *followup_; }
  grpc::GenericStub& generic() { return *generic_; }

  void Advance(absl::Duration by);

  // What the acts do; OK and nothing by default. Set before a call.
  Gate::Act on_answer;
  Gate::ReadAct on_read;
  Gate::WriteAct on_write;
  Gate::ReadFirstAct on_read_first;  // kWrite by default.
  std::function<void()> on_committed;
  std::atomic<int> acts{0};  // That ran.
  // The server's side of the last ListRecords, once the gate has let it in; good only while
  // the readers are held.
  std::atomic<grpc::CallbackServerContext*> last_read{nullptr};
  // The server's side of the last AppendRecords.
  std::atomic<grpc::CallbackServerContext*> last_write{nullptr};

 private:
  class Casework;
  class Publication;
  class FollowUp;

  storage::testing::TempStore store_;
  vangnet::testing::TemporaryFolder folder_;
  KnownTokens tokens_;
  std::mutex clock_mutex_;
  absl::Time now_ = absl::FromUnixSeconds(1'790'000'000);
  std::unique_ptr<Gate> gate_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<casework::v1::CaseworkService::Stub> casework_;
  std::unique_ptr<publication::v1::PublicationService::Stub> publication_;
  std::unique_ptr<followup::v1::FollowUpService::Stub> followup_;
  std::unique_ptr<grpc::GenericStub> generic_;
};

// Holds the writer's thread until it is released.
class HeldWriter {
 public:
  explicit HeldWriter(storage::WriteQueue& writes);
  ~HeldWriter() { Release(); }
  void Release();

 private:
  absl::Notification entered_;
  absl::Notification release_;
  absl::Notification done_;
};

// Holds every reader's thread, of a store that was opened with nothing said of them.
class HeldReaders {
 public:
  explicit HeldReaders(storage::ReaderPool& reads);
  ~HeldReaders() { Release(); }
  void Release();

 private:
  absl::BlockingCounter entered_;
  absl::BlockingCounter done_;
  absl::Notification release_;
};

// A context with a deadline of a minute and `authorization` as given (none when empty).
std::unique_ptr<grpc::ClientContext> ContextWith(const std::string& authorization);
// "Bearer " and the hex digits of a token of 32 bytes `fill`.
std::string Bearer(char fill);
// The reason of google.rpc.ErrorInfo in `status`.
std::string ReasonIn(const grpc::Status& status);

}  // namespace vangnet::gate

#endif  // VANGNET_TESTS_SERVICES_GATE_GUARDED_SERVER_H_
