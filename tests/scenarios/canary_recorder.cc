#include "tests/scenarios/canary_recorder.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace vangnet::testing {
namespace {

sockaddr_un AddressOf(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
  return address;
}

int ListenAt(const std::string& path) {
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = AddressOf(path);
  if (listener < 0 ||
      bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
      listen(listener, 64) != 0) {
    std::perror("recorder");
    std::abort();
  }
  return listener;
}

// -1 when nobody listens.
int Connect(const std::string& path) {
  const int connected = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = AddressOf(path);
  if (connect(connected, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
    return connected;
  }
  close(connected);
  return -1;
}

bool SendAll(int to, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(to, bytes, size, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

}  // namespace

Recorder::Recorder() : own_{folder_ / "public.sock", folder_ / "staff.sock"} { Listen(); }

Recorder::Recorder(Sockets own) : own_(std::move(own)) { Listen(); }

void Recorder::Listen() {
  const std::string Sockets::*const which[] = {&Sockets::of_public, &Sockets::of_staff};
  for (int i = 0; i < 2; ++i) {
    listeners_[i] = ListenAt(own_.*which[i]);
    acceptors_[i] = std::thread([this, i, socket = which[i]] { Accept(listeners_[i], socket); });
  }
}

Recorder::~Recorder() {
  stopping_ = true;
  for (int i = 0; i < 2; ++i) {
    shutdown(listeners_[i], SHUT_RDWR);
    acceptors_[i].join();
    close(listeners_[i]);
  }
  for (Connection& connection : connections_) {
    shutdown(connection.front, SHUT_RDWR);
    connection.thread.join();
    close(connection.front);
  }
}

void Recorder::HandOnTo(const Sockets& real) {
  const std::scoped_lock lock(mutex_);
  real_ = real;
}

std::string Recorder::Bytes() const {
  const std::scoped_lock lock(mutex_);
  std::string all;
  for (const Connection& connection : connections_) {
    all += connection.from_front + connection.from_server;
  }
  return all;
}

void Recorder::Accept(int listener, const std::string Sockets::*socket) {
  while (!stopping_) {
    const int front = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (front < 0) continue;
    const std::scoped_lock lock(mutex_);
    const int server = Connect(real_.*socket);
    if (server < 0) {
      close(front);
      continue;
    }
    Connection& connection = connections_.emplace_back();
    connection.front = front;
    connection.server = server;
    connection.thread = std::thread([this, &connection] { HandOn(connection); });
  }
}

void Recorder::HandOn(Connection& connection) {
  pollfd sides[2] = {{connection.front, POLLIN, 0}, {connection.server, POLLIN, 0}};
  char bytes[16384];
  while (poll(sides, 2, -1) > 0) {
    for (int from = 0; from < 2; ++from) {
      if (sides[from].revents == 0) continue;
      const ssize_t size = recv(sides[from].fd, bytes, sizeof(bytes), 0);
      const bool handed_on =
          size > 0 && SendAll(sides[1 - from].fd, bytes, static_cast<std::size_t>(size));
      if (size > 0) {
        const std::scoped_lock lock(mutex_);
        (from == 0 ? connection.from_front : connection.from_server)
            .append(bytes, static_cast<std::size_t>(size));
      }
      if (!handed_on) {
        shutdown(connection.front, SHUT_RDWR);
        close(connection.server);
        return;
      }
    }
  }
}

}  // namespace vangnet::testing
