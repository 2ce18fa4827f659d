#include "services/server/socket_path.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "services/server/file_handle.h"

namespace vangnet::server {
namespace {

constexpr mode_t kOthers = 0007;
constexpr mode_t kGroupWrite = 0020;

absl::Status CheckFolder(const std::string& path) {
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  struct stat attributes;
  if (stat(folder.c_str(), &attributes) != 0 || !S_ISDIR(attributes.st_mode)) {
    return Fail(ExitCode::kSocketFolder, folder + ": no such folder for a socket");
  }
  if ((attributes.st_mode & (kOthers | kGroupWrite)) != 0) {
    return Fail(ExitCode::kSocketFolder,
                folder +
                    ": a socket's folder is closed to others and only its owner writes in "
                    "it; chmod it to 0750");
  }
  return absl::OkStatus();
}

// True unless the system says for certain that nobody does.
bool SomebodyListens(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return true;
  std::memcpy(address.sun_path, path.data(), path.size());
  const FileHandle probe(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!probe.is_open()) return true;
  return connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 ||
         errno != ECONNREFUSED;
}

}  // namespace

absl::Status PrepareSocketPath(const std::string& path) {
  VN_RETURN_IF_ERROR(CheckFolder(path));
  struct stat attributes;
  if (lstat(path.c_str(), &attributes) != 0) {
    if (errno == ENOENT) return absl::OkStatus();
    return Fail(ExitCode::kSocketFolder, path + ": cannot be examined");
  }
  if (!S_ISSOCK(attributes.st_mode)) {
    return Fail(ExitCode::kSocketTaken, path + ": exists and is no socket; it was left alone");
  }
  if (SomebodyListens(path)) {
    return Fail(ExitCode::kSocketInUse, path + ": another program listens there");
  }
  if (unlink(path.c_str()) != 0) {
    return Fail(ExitCode::kSocketFolder, path + ": an old socket cannot be removed");
  }
  return absl::OkStatus();
}

absl::Status OpenSocketToGroup(const std::string& path) {
  if (chmod(path.c_str(), 0660) != 0) {
    return Fail(ExitCode::kSocketRefused, path + ": its mode cannot be set");
  }
  return absl::OkStatus();
}

}  // namespace vangnet::server
