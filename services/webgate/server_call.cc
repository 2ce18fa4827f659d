#include "services/webgate/server_call.h"

#include <grpc/grpc.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/client_callback.h>

#include <atomic>
#include <chrono>
#include <utility>
#include <vector>

#include "services/webgate/answer.h"

namespace vangnet::webgate {
namespace {

// As the command line takes it.
constexpr int kMaxAnswer = 4 * 1024 * 1024;
constexpr int kReconnectMs = 100;
constexpr int kConnectMs = 5000;  // How long one try may take.

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::string bytes;
  bytes.reserve(buffer.Length());
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

// Whoever asks for messages does so outside of gRPC's callbacks. A hold keeps the call from
// ending in between; it goes with the last read or with the cancel, whichever is first.
class GenericCall : public ServerCall,
                    public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  GenericCall(const std::shared_ptr<grpc::Channel>& channel, Events events)
      : stub_(channel), events_(std::move(events)) {}

  void Begin(std::shared_ptr<GenericCall> self, const Call& call, std::string_view message) {
    self_ = std::move(self);
    const grpc::Slice slice(message.data(), message.size());
    request_ = grpc::ByteBuffer(&slice, 1);
    if (!call.authorization.empty()) context_.AddMetadata("authorization", call.authorization);
    context_.set_deadline(std::chrono::system_clock::now() +
                          absl::ToChronoNanoseconds(call.timeout));
    stub_.PrepareBidiStreamingCall(&context_, call.method->path, grpc::StubOptions(), this);
    AddHold();
    StartWriteLast(&request_, grpc::WriteOptions());
    StartRead(&answer_);
    StartCall();
  }

  void ReadNext() override { StartRead(&answer_); }

  void Cancel() override {
    context_.TryCancel();
    LetGo();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return LetGo();
    events_.on_message(BytesOf(answer_));
  }

  void OnDone(const grpc::Status& status) override {
    // These go last, after the call and its channel: whoever lets go of the last channel waits for
    // gRPC's threads, of which this is one, and who waits for these may then let go of it.
    const Events events = std::move(events_);
    const std::shared_ptr<GenericCall> last = std::move(self_);
    events.on_end(EndOfCall(status, context_.GetServerTrailingMetadata()));
  }

 private:
  void LetGo() {
    if (!let_go_.exchange(true)) RemoveHold();
  }

  grpc::GenericStub stub_;
  Events events_;
  grpc::ClientContext context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer answer_;
  std::atomic<bool> let_go_{false};
  std::shared_ptr<GenericCall> self_;
};

}  // namespace

std::shared_ptr<grpc::Channel> ConnectTo(const std::string& socket) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswer);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMs);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_CHANNELZ, 0);
  return grpc::CreateCustomChannel("unix:" + socket, grpc::InsecureChannelCredentials(), arguments);
}

std::shared_ptr<ServerCall> ServerCall::Start(const std::shared_ptr<grpc::Channel>& channel,
                                              const Call& call, std::string_view message,
                                              Events events) {
  auto started = std::make_shared<GenericCall>(channel, std::move(events));
  started->Begin(started, call, message);
  return started;
}

}  // namespace vangnet::webgate
