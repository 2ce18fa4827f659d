#include "services/server/acceptor.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "services/server/socket_path.h"
#include "spdlog/spdlog.h"

namespace vangnet::server {
namespace {

// For the store, its anchor and its check, which may all be opened anew.
constexpr rlim_t kKept = 32;
constexpr int kTryAgainMs = 100;

// Numbers are given from below: what is high says how many are in use.
bool IsOneOfTheLast(int descriptor) {
  rlimit limit;
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
         static_cast<rlim_t>(descriptor) + kKept >= limit.rlim_cur;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Acceptor>> Acceptor::Listen(const std::string& path, Give give) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  FileHandle listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  FileHandle stop(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  const bool fits = path.size() < sizeof(address.sun_path);
  if (fits) std::memcpy(address.sun_path, path.data(), path.size());
  if (!fits || !listener.is_open() || !stop.is_open() ||
      bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
      listen(listener.get(), SOMAXCONN) != 0) {
    return Fail(ExitCode::kSocketRefused, path + ": the system refuses to listen there");
  }
  // From here on its destructor removes the socket.
  std::unique_ptr<Acceptor> acceptor(
      new Acceptor(path, std::move(listener), std::move(stop), std::move(give)));
  VN_RETURN_IF_ERROR(OpenSocketToGroup(path));
  return acceptor;
}

Acceptor::Acceptor(std::string path, FileHandle listener, FileHandle stop, Give give)
    : path_(std::move(path)),
      listener_(std::move(listener)),
      stop_(std::move(stop)),
      give_(std::move(give)),
      thread_([this] { Run(); }) {}

Acceptor::~Acceptor() {
  const std::uint64_t one = 1;
  // An eventfd takes one write always.
  while (write(stop_.get(), &one, sizeof(one)) < 0 && errno == EINTR) {
  }
  thread_.join();
  unlink(path_.c_str());
}

void Acceptor::Run() {
  while (!WaitFor(/*connections=*/!exhausted_, exhausted_ ? kTryAgainMs : -1)) {
    while (AcceptOne()) {
    }
  }
}

bool Acceptor::WaitFor(bool connections, int milliseconds) {
  pollfd events[] = {{stop_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
  poll(events, connections ? 2 : 1, milliseconds);
  return events[0].revents != 0;
}

bool Acceptor::AcceptOne() {
  const int descriptor = accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (descriptor >= 0 && IsOneOfTheLast(descriptor)) {
    close(descriptor);
    return true;
  }
  if (descriptor >= 0) {
    exhausted_ = false;
    give_(descriptor);
    return true;
  }
  if (errno == EINTR || errno == ECONNABORTED) return true;
  const bool nobody_waits = errno == EAGAIN || errno == EWOULDBLOCK;
  if (!nobody_waits && !exhausted_) {
    spdlog::error("no connection can be taken now ({}); trying again", std::strerror(errno));
  }
  exhausted_ = !nobody_waits;
  return false;
}

}  // namespace vangnet::server
