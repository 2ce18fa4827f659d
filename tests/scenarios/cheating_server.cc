#include "tests/scenarios/cheating_server.h"

#include <grpcpp/generic/generic_stub.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace vangnet::testing {
namespace {

// Waits for the one thing that is under way; false when it failed.
bool Done(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue.Next(&tag, &ok) && ok;
}

std::string Text(const grpc::ByteBuffer& buffer) {
  std::string text;
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return text;
  for (const grpc::Slice& slice : slices) {
    text.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return text;
}

grpc::ByteBuffer Buffer(const std::string& text) {
  const grpc::Slice slice(text);
  return grpc::ByteBuffer(&slice, 1);
}

void Ask(const std::shared_ptr<grpc::Channel>& real, const grpc::ServerContext& from,
         Exchange& exchange) {
  grpc::GenericStub stub(real);
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  const auto token = from.client_metadata().find("authorization");
  if (token != from.client_metadata().end()) {
    context.AddMetadata("authorization", std::string(token->second.data(), token->second.size()));
  }
  const auto call =
      stub.PrepareUnaryCall(&context, exchange.path, Buffer(exchange.request), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  call->Finish(&response, &exchange.status, nullptr);
  Done(queue);
  exchange.response = exchange.status.ok() ? Text(response) : "";
}

}  // namespace

CheatingServer::CheatingServer() {
  Open(public_, sockets().of_public);
  Open(staff_, sockets().of_staff);
}

CheatingServer::~CheatingServer() {
  Close(public_);
  Close(staff_);
}

void CheatingServer::HandOnTo(const Sockets& real) {
  const std::scoped_lock lock(mutex_);
  const auto connect = [](const std::string& socket) {
    return grpc::CreateChannel("unix:" + socket, grpc::InsecureChannelCredentials());
  };
  public_.real = connect(real.of_public);
  staff_.real = connect(real.of_staff);
}

void CheatingServer::Begin(Cheat cheat) {
  const std::scoped_lock lock(mutex_);
  cheat_ = std::move(cheat);
  paths_.clear();
}

void CheatingServer::BeHonest() { Begin(nullptr); }

int CheatingServer::Calls(const std::string& method) const {
  const std::scoped_lock lock(mutex_);
  return static_cast<int>(std::count_if(paths_.begin(), paths_.end(), [&](const std::string& path) {
    return path.ends_with("/" + method);
  }));
}

void CheatingServer::Open(Door& door, const std::string& socket) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("unix:" + socket, grpc::InsecureServerCredentials());
  builder.RegisterAsyncGenericService(&door.service);
  door.queue = builder.AddCompletionQueue();
  door.server = builder.BuildAndStart();
  door.thread = std::thread([this, &door] { Serve(door); });
}

void CheatingServer::Close(Door& door) {
  door.server->Shutdown(std::chrono::system_clock::now());
  door.thread.join();
  door.queue->Shutdown();
  Done(*door.queue);  // Nothing is under way any more: it says so.
}

void CheatingServer::Serve(Door& door) {
  while (true) {
    grpc::GenericServerContext context;
    grpc::GenericServerAsyncReaderWriter stream(&context);
    door.service.RequestCall(&context, &stream, door.queue.get(), door.queue.get(), nullptr);
    if (!Done(*door.queue)) return;
    grpc::ByteBuffer request;
    stream.Read(&request, nullptr);
    Exchange exchange;
    if (Done(*door.queue)) {
      exchange.path = context.method();
      exchange.request = Text(request);
      Answer(door, context, exchange);
    } else {
      exchange.status = grpc::Status::CANCELLED;
    }
    if (exchange.status.ok()) {
      stream.WriteAndFinish(Buffer(exchange.response), {}, exchange.status, nullptr);
    } else {
      stream.Finish(exchange.status, nullptr);
    }
    Done(*door.queue);
  }
}

void CheatingServer::Answer(Door& door, const grpc::ServerContext& context, Exchange& exchange) {
  Cheat cheat;
  std::shared_ptr<grpc::Channel> real;
  {
    const std::scoped_lock lock(mutex_);
    paths_.push_back(exchange.path);
    cheat = cheat_;
    real = door.real;
  }
  const auto ask = [&] { Ask(real, context, exchange); };
  if (cheat) {
    cheat(exchange, ask);
  } else {
    ask();
  }
}

}  // namespace vangnet::testing
