// The one doorway. Every method of ours goes through exactly one of Read, Write,
// ReadThenWrite and Answer, and does nothing before:
//
//   grpc::ServerUnaryReactor* CaseworkService::GetCase(grpc::CallbackServerContext* context,
//                                                      const v1::GetCaseRequest* request,
//                                                      v1::GetCaseResponse* response) {
//     return gate_.Read(context, request, response,
//                       [=](const gate::Caller& caller, const storage::Snapshot& snapshot) {
//                         return casework::GetCase(snapshot, caller, *request, *response);
//                       });
//   }
//
// Order of refusal, the same for every method:
//   1. UNIMPLEMENTED             the method is not open on this surface
//   2. UNAUTHENTICATED/NO_SESSION  no token, or one that is not good here
//   3. PERMISSION_DENIED/WRONG_ROLE  none of the method's roles; no object was looked at
//   4. RESOURCE_EXHAUSTED/OVERLOADED  too many calls are under way
//   5. INVALID_ARGUMENT/TOO_LARGE, then NOT_CANONICAL  the request: size, unknown fields,
//      unknown enum values, strings (contract::CheckStrict). Bytes that are no protobuf
//      message at all, bad UTF-8 among them, never come this far: gRPC answers
//      UNIMPLEMENTED itself.
//   6. CANCELLED, DEADLINE_EXCEEDED  the caller has gone, or the deadline (the caller's, at
//      most the method's own) passed while the call waited its turn
//   7. what the closure says
#ifndef VANGNET_SERVICES_GATE_GATE_H_
#define VANGNET_SERVICES_GATE_GATE_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "proto/contract/clock.h"
#include "services/gate/authenticator.h"
#include "services/gate/call_counts.h"
#include "services/gate/caller.h"
#include "services/gate/method_table.h"
#include "storage/reader_pool.h"
#include "storage/snapshot.h"
#include "storage/write_queue.h"

namespace vangnet::gate {

struct GateLimits {
  // Calls of this surface under way at one time.
  std::size_t calls = 64;
};

// One a surface. Owns neither store nor sessions; both outlive it, and it outlives every
// call. Thread-safe. No method blocks: the reactor is finished from the thread of the
// reader pool or of the write queue, or at once when the call is refused.
class Gate {
 public:
  using Act = std::function<absl::Status(const Caller&)>;
  using ReadAct = std::function<absl::Status(const Caller&, const storage::Snapshot&)>;
  using WriteAct = std::function<absl::Status(const Caller&, storage::Transaction&)>;
  enum class Next { kAnswer, kWrite };
  using ReadFirstAct = std::function<absl::StatusOr<Next>(const Caller&, const storage::Snapshot&)>;

  Gate(MethodTable table, Authenticator& sessions, storage::ReaderPool& reads,
       storage::WriteQueue& writes, contract::Clock clock, GateLimits limits = {});
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  // `act` fills `*response` and nothing else outlives it; request and response stay valid
  // while it runs. When the call fails, for whatever reason, the response is cleared.

  // In one read transaction, on a reader's thread.
  grpc::ServerUnaryReactor* Read(grpc::CallbackServerContext* context,
                                 const google::protobuf::Message* request,
                                 google::protobuf::Message* response, ReadAct act);

  // In one savepoint, on the writer's thread; the caller sees OK only after the commit. A
  // call that is cancelled or too late by then is left out. `committed` runs on the
  // writer's thread after the commit and before the answer, only when all went well: for
  // what is kept in memory beside the store.
  grpc::ServerUnaryReactor* Write(grpc::CallbackServerContext* context,
                                  const google::protobuf::Message* request,
                                  google::protobuf::Message* response, WriteAct act,
                                  std::function<void()> committed = nullptr);

  // `read` as in Read; then, when it says kWrite, `write` as in Write. For what costs too
  // much time for the one writer (parsing, signatures), and for a read that leaves a note.
  // Between the two others may write: `write` decides again what depends on the store.
  grpc::ServerUnaryReactor* ReadThenWrite(grpc::CallbackServerContext* context,
                                          const google::protobuf::Message* request,
                                          google::protobuf::Message* response, ReadFirstAct read,
                                          WriteAct write);

  // Without the store, on the thread of the call: memory only.
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context,
                                   const google::protobuf::Message* request,
                                   google::protobuf::Message* response, Act act);

  const MethodTable& table() const { return table_; }
  const CallCounts& counts() const { return counts_; }

 private:
  struct Call;
  using CallPtr = std::shared_ptr<Call>;

  // Steps 1 to 5. Null: the call was refused and its reactor finished.
  CallPtr Admit(grpc::CallbackServerContext* context, const google::protobuf::Message* request,
                google::protobuf::Message* response, grpc::ServerUnaryReactor* reactor);
  absl::Status Check(Call& call);
  // Step 6.
  absl::Status StillWanted(const Call& call) const;
  // Step 6 and the caller's key once more, in the view in which the call acts.
  absl::Status Confirm(const Call& call, const storage::Snapshot& snapshot) const;
  void SubmitWrite(CallPtr call, WriteAct act, std::function<void()> committed);
  void Finish(Call& call, const absl::Status& status);

  const MethodTable table_;
  Authenticator& sessions_;
  storage::ReaderPool& reads_;
  storage::WriteQueue& writes_;
  const contract::Clock clock_;
  const GateLimits limits_;
  CallCounts counts_;
  std::atomic<std::size_t> under_way_{0};
};

}  // namespace vangnet::gate

#endif  // VANGNET_SERVICES_GATE_GATE_H_
