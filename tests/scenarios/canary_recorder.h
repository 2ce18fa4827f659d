// Stands between two processes that speak by sockets, nginx and vangnetd say: hands on every byte
// and keeps a copy.
#ifndef VANGNET_TESTS_SCENARIOS_CANARY_RECORDER_H_
#define VANGNET_TESTS_SCENARIOS_CANARY_RECORDER_H_

#include <atomic>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "tests/support/server.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::testing {

class Recorder {
 public:
  // Listens from here on: in a folder of its own, or where others look for it.
  Recorder();
  explicit Recorder(Sockets own);
  ~Recorder();

  const Sockets& sockets() const { return own_; }
  // Who connected before then was let go.
  void HandOnTo(const Sockets& real);

  // All that went by so far: of each connection what one side said, then the other.
  std::string Bytes() const;

 private:
  struct Connection {
    int front = -1;
    int server = -1;
    std::string from_front;
    std::string from_server;
    std::thread thread;
  };

  void Accept(int listener, const std::string Sockets::*socket);
  void HandOn(Connection& connection);

  void Listen();

  TemporaryFolder folder_;
  const Sockets own_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  Sockets real_;
  std::list<Connection> connections_;
  int listeners_[2] = {-1, -1};
  std::thread acceptors_[2];
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_CANARY_RECORDER_H_
