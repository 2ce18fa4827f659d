#include "services/gate/gate.h"

#include <string>
#include <utility>

#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/gate/bearer_token.h"
#include "services/gate/error_mapping.h"
#include "spdlog/spdlog.h"

namespace vangnet::gate {
namespace {

namespace reason = contract::reason;
using contract::ErrorWithReason;

constexpr std::size_t kSpaceForHead = 4096;
constexpr std::size_t kUnfolding = 4;

bool HasOneOf(const std::set<policy::v1::Role>& held, const std::set<policy::v1::Role>& wanted) {
  for (const policy::v1::Role role : wanted) {
    if (held.count(role) > 0) return true;
  }
  return false;
}

}  // namespace

// Lives until the reactor is finished; gRPC keeps context, request and response as long.
struct Gate::Call {
  grpc::CallbackServerContext* context = nullptr;
  const google::protobuf::Message* request = nullptr;
  google::protobuf::Message* response = nullptr;
  grpc::ServerUnaryReactor* reactor = nullptr;
  const Method* method = nullptr;
  Caller caller;
  bool counted = false;  // In under_way_.
};

Gate::Gate(MethodTable table, Authenticator& sessions, storage::ReaderPool& reads,
           storage::WriteQueue& writes, contract::Clock clock, GateLimits limits)
    : table_(std::move(table)),
      sessions_(sessions),
      reads_(reads),
      writes_(writes),
      clock_(std::move(clock)),
      limits_(limits) {}

grpc::ServerUnaryReactor* Gate::Read(grpc::CallbackServerContext* context,
                                     const google::protobuf::Message* request,
                                     google::protobuf::Message* response, ReadAct act) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  const CallPtr call = Admit(context, request, response, reactor);
  if (call == nullptr) return reactor;
  reads_.Submit(
      [this, call, act = std::move(act)](const storage::Snapshot& snapshot) -> absl::Status {
        VN_RETURN_IF_ERROR(Confirm(*call, snapshot));
        return act(call->caller, snapshot);
      },
      [this, call](const absl::Status& status) { Finish(*call, status); });
  return reactor;
}

grpc::ServerUnaryReactor* Gate::Write(grpc::CallbackServerContext* context,
                                      const google::protobuf::Message* request,
                                      google::protobuf::Message* response, WriteAct act,
                                      std::function<void()> committed) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  const CallPtr call = Admit(context, request, response, reactor);
  if (call == nullptr) return reactor;
  SubmitWrite(call, std::move(act), std::move(committed));
  return reactor;
}

grpc::ServerUnaryReactor* Gate::ReadThenWrite(grpc::CallbackServerContext* context,
                                              const google::protobuf::Message* request,
                                              google::protobuf::Message* response,
                                              ReadFirstAct read, WriteAct write) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  const CallPtr call = Admit(context, request, response, reactor);
  if (call == nullptr) return reactor;
  auto next = std::make_shared<Next>(Next::kAnswer);
  reads_.Submit(
      [this, call, next,
       read = std::move(read)](const storage::Snapshot& snapshot) -> absl::Status {
        VN_RETURN_IF_ERROR(Confirm(*call, snapshot));
        VN_ASSIGN_OR_RETURN(*next, read(call->caller, snapshot));
        return absl::OkStatus();
      },
      [this, call, next, write = std::move(write)](const absl::Status& status) {
        if (status.ok() && *next == Next::kWrite) return SubmitWrite(call, write, nullptr);
        Finish(*call, status);
      });
  return reactor;
}

grpc::ServerUnaryReactor* Gate::Answer(grpc::CallbackServerContext* context,
                                       const google::protobuf::Message* request,
                                       google::protobuf::Message* response, Act act) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  const CallPtr call = Admit(context, request, response, reactor);
  if (call != nullptr) Finish(*call, act(call->caller));
  return reactor;
}

Gate::CallPtr Gate::Admit(grpc::CallbackServerContext* context,
                          const google::protobuf::Message* request,
                          google::protobuf::Message* response, grpc::ServerUnaryReactor* reactor) {
  auto call = std::make_shared<Call>();
  call->context = context;
  call->request = request;
  call->response = response;
  call->reactor = reactor;
  call->method = table_.Find(request->GetDescriptor());
  call->caller.now = clock_();
  const absl::Status status = Check(*call);
  if (status.ok()) return call;
  Finish(*call, status);
  return nullptr;
}

absl::Status Gate::Check(Call& call) {
  if (call.method == nullptr || call.method->surfaces.count(table_.surface()) == 0) {
    return absl::UnimplementedError("surface");
  }
  const Method& method = *call.method;
  if (method.anonymous()) {
    call.caller.roles = {policy::v1::ROLE_ANYONE};
  } else {
    VN_ASSIGN_OR_RETURN(const std::string token, BearerToken(call.context->client_metadata()));
    VN_ASSIGN_OR_RETURN(call.caller, sessions_.Authenticate(token, call.caller.now));
    if (!HasOneOf(call.caller.roles, method.roles)) {
      return ErrorWithReason(absl::StatusCode::kPermissionDenied, reason::kWrongRole, "role");
    }
  }
  call.counted = true;
  if (under_way_.fetch_add(1) >= limits_.calls) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, reason::kOverloaded,
                           "too many calls at once; try again soon");
  }
  // A small message can unfold: a megabyte of empty elements takes twenty in memory, for as
  // long as the call waits its turn.
  if (call.request->ByteSizeLong() > method.max_request_bytes ||
      call.request->SpaceUsedLong() > kSpaceForHead + kUnfolding * method.max_request_bytes) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason::kTooLarge,
                           "the request is larger than this method takes");
  }
  VN_RETURN_IF_ERROR(contract::CheckStrict(*call.request));
  return StillWanted(call);
}

absl::Status Gate::StillWanted(const Call& call) const {
  if (call.context->IsCancelled()) return absl::CancelledError("call");
  // gRPC itself ends a call whose own deadline passes; this is the method's.
  if (clock_() >= call.caller.now + call.method->deadline) {
    return absl::DeadlineExceededError("call");
  }
  return absl::OkStatus();
}

absl::Status Gate::Confirm(const Call& call, const storage::Snapshot& snapshot) const {
  VN_RETURN_IF_ERROR(StillWanted(call));
  if (call.method->anonymous()) return absl::OkStatus();
  return sessions_.Confirm(call.caller, snapshot);
}

void Gate::SubmitWrite(CallPtr call, WriteAct act, std::function<void()> committed) {
  writes_.Submit(
      [this, call, act = std::move(act)](storage::Transaction& txn) -> absl::Status {
        VN_RETURN_IF_ERROR(Confirm(*call, txn));
        return act(call->caller, txn);
      },
      [this, call, committed = std::move(committed)](const absl::Status& status) {
        if (status.ok() && committed) committed();
        Finish(*call, status);
      },
      [call] { return call->context->IsCancelled(); });
}

void Gate::Finish(Call& call, const absl::Status& status) {
  if (!status.ok()) call.response->Clear();
  // A message that is in no table has no path of ours.
  const std::string path = call.method == nullptr ? "unknown" : call.method->path();
  if (IsUnexpected(status)) {
    spdlog::error("{}: unexpected failure of class {}", path, static_cast<int>(status.code()));
  }
  const grpc::Status answer = ToGrpc(status);
  counts_.Note(path, answer.error_code());
  if (call.counted) under_way_.fetch_sub(1);
  // Last: from here on context, request and response may be gone.
  call.reactor->Finish(answer);
}

}  // namespace vangnet::gate
