#include "tests/services/webgate/scripted_server.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"

namespace vangnet::webgate {
namespace {

constexpr char kService[] = "/vangnet.publication.v1.PublicationService/";
constexpr char kUnprintable[] = "100% caf\xC3\xA9\nno";

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.DumpToSingleSlice(&slice).ok()) return "";
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

grpc::Status Refusal() {
  google::rpc::Status details;
  details.set_code(grpc::StatusCode::ABORTED);
  details.set_message(kUnprintable);
  return {grpc::StatusCode::ABORTED, kUnprintable, details.SerializeAsString()};
}

}  // namespace

class ScriptedServer::Script : public grpc::ServerGenericBidiReactor {
 public:
  Script(ScriptedServer& server, grpc::GenericCallbackServerContext& context)
      : server_(server), context_(context), name_(context.method().substr(sizeof(kService) - 1)) {
    ++server_.calls_;
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return End(grpc::Status::OK);
    if (name_ == "Echo") return Say({BytesOf(request_)}, grpc::Status::OK);
    if (name_ == "Told") return Say({Told()}, grpc::Status::OK);
    if (name_ == "Count") return Say(Numbers(), grpc::Status::OK);
    if (name_ == "Broken") return Say({"0", "1", "2", "3"}, Refusal());
    if (name_ == "Hidden") {
      return End({grpc::StatusCode::INTERNAL, "unix:/run/secret: broken"});
    }
    if (name_ == "Refuse") {
      context_.AddTrailingMetadata("x-note", "kept");
      context_.AddTrailingMetadata("x-bytes-bin", std::string("\0\xFF", 2));
      context_.AddTrailingMetadata("grpc-note", "dropped");
      return End(Refusal());
    }
    quiet_ = true;
    if (name_ == "Quiet") Say({"one"}, grpc::Status::OK);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return End(grpc::Status::CANCELLED);
    Next();
  }

  void OnCancel() override {
    ++server_.cancelled_;
    End(grpc::Status::CANCELLED);
  }

  void OnDone() override {
    --server_.calls_;
    delete this;
  }

 private:
  void Say(std::vector<std::string> messages, grpc::Status status) {
    messages_ = std::move(messages);
    status_ = std::move(status);
    Next();
  }

  void Next() {
    if (said_ < messages_.size()) {
      answer_ = BufferOf(messages_[said_++]);
      return StartWrite(&answer_);
    }
    if (!quiet_) End(status_);
  }

  // Once, whether the call was cancelled meanwhile or not.
  void End(const grpc::Status& status) {
    if (!ended_.exchange(true)) Finish(status);
  }

  std::string Told() const {
    std::string names;
    for (const auto& [name, value] : context_.client_metadata()) {
      absl::StrAppend(&names, absl::string_view(name.data(), name.size()), "=",
                      absl::string_view(value.data(), value.size()), ";");
    }
    return names;
  }

  std::vector<std::string> Numbers() const {
    int count = 0;
    std::vector<std::string> numbers;
    if (!absl::SimpleAtoi(BytesOf(request_), &count)) return numbers;
    for (int i = 0; i < count; ++i) numbers.push_back(absl::StrCat(i));
    return numbers;
  }

  ScriptedServer& server_;
  grpc::GenericCallbackServerContext& context_;
  const std::string name_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer answer_;
  std::vector<std::string> messages_;
  std::size_t said_ = 0;
  grpc::Status status_;
  std::atomic<bool> quiet_{false};
  std::atomic<bool> ended_{false};
};

ScriptedServer::ScriptedServer(const std::string& socket) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("unix:" + socket, grpc::InsecureServerCredentials());
  builder.RegisterCallbackGenericService(this);
  server_ = builder.BuildAndStart();
}

ScriptedServer::~ScriptedServer() {
  server_->Shutdown(std::chrono::system_clock::now());
  server_->Wait();
}

std::vector<AllowedMethod> ScriptedServer::Methods() {
  std::vector<AllowedMethod> methods;
  for (const char* name :
       {"Echo", "Told", "Refuse", "Hidden", "Count", "Broken", "Quiet", "Silent"}) {
    methods.push_back(
        {.path = Path(name), .max_request_bytes = 200'000, .deadline = absl::Seconds(60)});
  }
  return methods;
}

std::string ScriptedServer::Path(const std::string& name) { return kService + name; }

grpc::ServerGenericBidiReactor* ScriptedServer::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
  return new Script(*this, *context);
}

}  // namespace vangnet::webgate
