// Asio of Boost 1.74 needs this one first of all.
#include <utility>
//
#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/rate_policy.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "services/server/socket_path.h"
#include "services/webgate/answer.h"
#include "services/webgate/bridge.h"
#include "services/webgate/frame.h"
#include "services/webgate/request_check.h"
#include "services/webgate/server_call.h"

namespace vangnet::webgate {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Local = net::local::stream_protocol;
using Stream = beast::basic_stream<Local, net::any_io_executor>;
using boost::system::error_code;

constexpr std::uint32_t kMaxHead = 8 * 1024;
// A caller on a poor line may take its time; one that takes nothing at all is nginx's matter.
constexpr std::chrono::seconds kWrite{120};
constexpr std::chrono::milliseconds kNoDescriptors{100};

constexpr char kHead[] =
    "HTTP/1.1 200 OK\r\n"
    "Content-Type: application/grpc-web+proto\r\n"
    "Cache-Control: no-store\r\n"
    "Transfer-Encoding: chunked\r\n"
    "Connection: close\r\n\r\n";
constexpr char kLastChunk[] = "0\r\n\r\n";

std::chrono::nanoseconds Chrono(absl::Duration time) { return absl::ToChronoNanoseconds(time); }

std::string Chunk(std::string_view head, std::string_view rest) {
  return absl::StrCat(absl::Hex(head.size() + rest.size()), "\r\n",
                      absl::string_view(head.data(), head.size()),
                      absl::string_view(rest.data(), rest.size()), "\r\n");
}

std::string_view View(boost::string_view text) { return {text.data(), text.size()}; }

RequestHead HeadOf(const http::request<http::string_body>& request) {
  RequestHead head{.method = View(request.method_string()),
                   .target = View(request.target()),
                   .http_1_1 = request.version() == 11,
                   .fields = {}};
  for (const auto& field : request) {
    head.fields.emplace_back(View(field.name_string()), View(field.value()));
  }
  return head;
}

}  // namespace

// What all connections share. Its thread runs all that is theirs.
class Bridge::Gate {
 public:
  Gate(const Instance& instance, const Limits& limits, AllowList allowed)
      : origins(instance.origins),
        limits(limits),
        allowed(std::move(allowed)),
        channel(ConnectTo(instance.server)),
        work_(io.get_executor()),
        acceptor_(io),
        pause_(io) {}

  absl::Status Listen(const std::string& path);
  void Run() {
    thread_ = std::thread([this] { io.run(); });
  }
  void Stop();

  void Enter(Session* session);
  void Leave(Session* session);
  std::size_t connections() const {
    const absl::MutexLock lock(&mutex_);
    return sessions_.size();
  }

  const std::vector<std::string> origins;
  const Limits limits;
  const AllowList allowed;
  const std::shared_ptr<grpc::Channel> channel;
  net::io_context io;

 private:
  void Accept();
  void CancelAll();
  bool empty() const { return sessions_.empty(); }

  // A call that is only waited for is no work to Asio.
  net::executor_work_guard<net::io_context::executor_type> work_;
  Local::acceptor acceptor_;
  net::steady_timer pause_;
  std::thread thread_;
  mutable absl::Mutex mutex_;
  std::set<Session*> sessions_;
};

// One connection. Everything runs on the gate's thread, but for the events of the call,
// which go there first.
class Bridge::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Gate& gate, Local::socket socket)
      : gate_(gate), place_{gate, this}, stream_(std::move(socket)) {
    gate_.Enter(this);
    parser_.header_limit(kMaxHead);
    parser_.body_limit(std::numeric_limits<std::uint64_t>::max());  // Which one, the head says.
  }

  void Begin() {
    stream_.expires_after(Chrono(gate_.limits.header));
    http::async_read_header(
        stream_, buffer_, parser_,
        [self = shared_from_this()](error_code error, std::size_t) { self->OnHead(error); });
  }

  // The connection ends, and with it the call.
  void Close() {
    closed_ = true;
    stream_.close();
    if (call_ != nullptr) call_->Cancel();
    call_ = nullptr;
  }

 private:
  void OnHead(error_code error) {
    if (error || closed_) return Close();
    absl::StatusOr<Call> call = CheckRequest(HeadOf(parser_.get()), gate_.allowed, gate_.origins);
    if (!call.ok()) {
      // nginx is still sending: it may hear the answer only after it has been heard out.
      unread_ = true;
      return End(Refusal(call.status()));
    }
    checked_ = *std::move(call);
    parser_.body_limit(checked_.body_size);
    stream_.expires_after(Chrono(gate_.limits.body));
    http::async_read(
        stream_, buffer_, parser_,
        [self = shared_from_this()](error_code error, std::size_t) { self->OnBody(error); });
  }

  void OnBody(error_code error) {
    if (error || closed_) return Close();
    const auto message = ParseRequest(parser_.get().body(), checked_.method->max_request_bytes);
    if (!message.ok()) return End(Refusal(message.status()));
    const auto self = shared_from_this();
    call_ = ServerCall::Start(
        gate_.channel, checked_, *message,
        {.on_message =
             [self](std::string bytes) {
               net::post(self->gate_.io,
                         [self, bytes = std::move(bytes)] { self->OnMessage(bytes); });
             },
         .on_end =
             [self](std::string frame) {
               net::post(self->gate_.io, [self, frame = std::move(frame)] { self->End(frame); });
             }});
    parser_.get().body() = {};
    stream_.expires_never();
    Watch();
  }

  // Nothing more is to come from the caller but its end.
  void Watch() {
    stream_.async_read_some(net::buffer(spare_),
                            [self = shared_from_this()](error_code error, std::size_t) {
                              if (error || !self->unread_) return self->Close();
                              self->Watch();
                            });
  }

  void OnMessage(const std::string& message) {
    if (closed_) return;
    Write(Chunk(MessageFrameHeader(message.size()), message), [self = shared_from_this()] {
      if (self->call_ != nullptr) self->call_->ReadNext();
    });
  }

  void End(const std::string& trailer_frame) {
    call_ = nullptr;
    if (closed_) return;
    Write(absl::StrCat(Chunk("", trailer_frame), kLastChunk), [self = shared_from_this()] {
      if (!self->unread_) return self->Close();
      error_code ignored;
      self->stream_.socket().shutdown(Local::socket::shutdown_send, ignored);
      self->stream_.expires_after(Chrono(self->gate_.limits.body));
      self->Watch();
    });
  }

  // One at a time: the next message comes when the last one was taken, and the end after all.
  void Write(std::string bytes, std::function<void()> then) {
    out_ = std::exchange(begun_, true) ? std::move(bytes) : absl::StrCat(kHead, bytes);
    stream_.expires_after(kWrite);
    net::async_write(
        stream_, net::buffer(out_),
        [self = shared_from_this(), then = std::move(then)](error_code error, std::size_t) {
          if (error || self->closed_) return self->Close();
          self->out_ = {};
          then();
        });
  }

  // Left last of all: then nothing of this session needs the gate any more.
  struct Place {
    Gate& gate;
    Session* session;
    ~Place() { gate.Leave(session); }
  };

  Gate& gate_;
  Place place_;
  Stream stream_;
  beast::flat_buffer buffer_;
  http::request_parser<http::string_body> parser_;
  Call checked_;
  std::shared_ptr<ServerCall> call_;
  std::array<char, 4096> spare_;
  std::string out_;
  bool begun_ = false;   // The answer's head is out.
  bool unread_ = false;  // Refused by its head: what follows is read and forgotten.
  bool closed_ = false;
};

absl::Status Bridge::Gate::Listen(const std::string& path) {
  VN_RETURN_IF_ERROR(server::PrepareSocketPath(path));
  error_code error;
  const Local::endpoint where(path);
  acceptor_.open(where.protocol(), error);
  if (!error) acceptor_.bind(where, error);
  if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
  if (error) {
    return server::Fail(server::ExitCode::kSocketRefused,
                        path + ": the system refuses to listen there");
  }
  VN_RETURN_IF_ERROR(server::OpenSocketToGroup(path));
  Accept();
  return absl::OkStatus();
}

void Bridge::Gate::Accept() {
  acceptor_.async_accept([this](error_code error, Local::socket socket) {
    if (!acceptor_.is_open()) return;
    if (error) {
      // Without descriptors callers wait until some are free.
      pause_.expires_after(kNoDescriptors);
      pause_.async_wait([this](error_code stopped) {
        if (!stopped) Accept();
      });
      return;
    }
    // One too many is closed here and now, with its socket.
    if (connections() < limits.connections) {
      std::make_shared<Session>(*this, std::move(socket))->Begin();
    }
    Accept();
  });
}

void Bridge::Gate::Enter(Session* session) {
  const absl::MutexLock lock(&mutex_);
  sessions_.insert(session);
}

void Bridge::Gate::Leave(Session* session) {
  const absl::MutexLock lock(&mutex_);
  sessions_.erase(session);
}

void Bridge::Gate::CancelAll() {
  std::vector<std::shared_ptr<Session>> all;
  {
    const absl::MutexLock lock(&mutex_);
    for (Session* session : sessions_) {
      // One that is just going has no owner any more.
      if (auto kept = session->weak_from_this().lock()) all.push_back(std::move(kept));
    }
  }
  for (const auto& session : all) session->Close();
}

void Bridge::Gate::Stop() {
  net::post(io, [this] {
    acceptor_.close();
    pause_.cancel();
  });
  mutex_.LockWhenWithTimeout(absl::Condition(this, &Gate::empty), limits.drain);
  mutex_.Unlock();
  net::post(io, [this] { CancelAll(); });
  mutex_.LockWhen(absl::Condition(this, &Gate::empty));
  mutex_.Unlock();
  io.stop();
  if (thread_.joinable()) thread_.join();
}

Bridge::Bridge(std::unique_ptr<Gate> gate) : gate_(std::move(gate)) {}

Bridge::~Bridge() { gate_->Stop(); }

absl::StatusOr<std::unique_ptr<Bridge>> Bridge::Start(const Instance& instance,
                                                      const Limits& limits, AllowList allowed) {
  auto gate = std::make_unique<Gate>(instance, limits, std::move(allowed));
  VN_RETURN_IF_ERROR(gate->Listen(instance.listen));
  gate->Run();
  return std::unique_ptr<Bridge>(new Bridge(std::move(gate)));
}

std::size_t Bridge::connections() const { return gate_->connections(); }

}  // namespace vangnet::webgate
