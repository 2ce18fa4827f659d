// Takes connections on a UNIX socket. gRPC 1.51's own listener never accepts again after it
// ran out of descriptors once (CVE-2023-4785), while the process looks alive.
#ifndef VANGNET_SERVICES_SERVER_ACCEPTOR_H_
#define VANGNET_SERVICES_SERVER_ACCEPTOR_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "services/server/file_handle.h"

namespace vangnet::server {

// One thread. Goes on whatever accept says: without descriptors it tries again until some
// are free, and callers wait meanwhile. The last ones are kept for the store: a connection
// that would take one of these is closed at once.
class Acceptor {
 public:
  // Owns the descriptor from then on. Runs on the acceptor's thread.
  using Give = std::function<void(int descriptor)>;

  // Listens on `path`, which PrepareSocketPath found free, and opens it to the group of its
  // folder. kSocketRefused when the system does not allow it.
  static absl::StatusOr<std::unique_ptr<Acceptor>> Listen(const std::string& path, Give give);
  // Takes no more and removes the socket; waits for a Give under way.
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

 private:
  Acceptor(std::string path, FileHandle listener, FileHandle stop, Give give);

  void Run();
  // False: nothing more waits, or nothing can be accepted now.
  bool AcceptOne();
  // True when it is time to stop.
  bool WaitFor(bool connections, int milliseconds);

  const std::string path_;
  const FileHandle listener_;
  const FileHandle stop_;  // An eventfd.
  const Give give_;
  bool exhausted_ = false;  // The last accept found no descriptor.
  std::thread thread_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_ACCEPTOR_H_
