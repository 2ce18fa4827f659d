#include "storage/disk_room.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "storage/sqlite_status.h"

namespace vangnet::storage {

absl::Status CheckRoom(const std::string& path, std::int64_t bytes) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  // Without a name: it is gone when it is closed, and also when the process is killed.
  const int file = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {
    const bool unknown = errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL;
    return unknown ? absl::OkStatus() : StoreUnavailable("room");
  }
  // Not posix_fallocate, which would write where this is not supported.
  const bool refused = fallocate(file, 0, 0, bytes) != 0 && errno != EOPNOTSUPP;
  close(file);
  return refused ? StoreUnavailable("room") : absl::OkStatus();
}

}  // namespace vangnet::storage
