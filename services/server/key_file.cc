#include "services/server/key_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"

namespace vangnet::server {
namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kGroupAndOthers = 0077;

bool WriteAll(int file, const contract::SecretBytes& key) {
  std::size_t written = 0;
  while (written < key.size()) {
    const ssize_t count = write(file, key.data() + written, key.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  return fsync(file) == 0;
}

// A name is on disk only when its folder is.
bool SyncFolderOf(const std::string& path) {
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  const FileHandle handle(
      open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return handle.is_open() && fsync(handle.get()) == 0;
}

absl::Status CheckAttributes(const std::string& path, const struct stat& file) {
  if (!S_ISREG(file.st_mode)) {
    return Fail(ExitCode::kKeyUnreadable, path + ": not a regular file");
  }
  if ((file.st_mode & kGroupAndOthers) != 0) {
    return Fail(ExitCode::kKeyExposed,
                path +
                    ": others than its owner may use this key file; chmod it to 0600 and "
                    "consider who may have read it");
  }
  if (file.st_uid != geteuid() && file.st_uid != 0) {
    return Fail(ExitCode::kKeyExposed, path + ": this key file belongs to another user");
  }
  if (file.st_size == 0) return Fail(ExitCode::kKeyEmpty, path + ": this key file is empty");
  if (file.st_size != static_cast<off_t>(kKeySize)) {
    return Fail(ExitCode::kKeySize, path + ": a key file has exactly 32 bytes");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<KeyFile> ReadKeyFile(const std::string& path) {
  // Non-blocking: a name that is a pipe must not hold up the start.
  FileHandle file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return Fail(
          ExitCode::kKeyMissing,
          path + ": no such key file; `vangnetd keygen` makes the key files of a new store");
    }
    return Fail(ExitCode::kKeyUnreadable, path + ": this key file cannot be opened");
  }
  struct stat attributes;
  if (fstat(file.get(), &attributes) != 0) {
    return Fail(ExitCode::kKeyUnreadable, path + ": this key file cannot be examined");
  }
  VN_RETURN_IF_ERROR(CheckAttributes(path, attributes));
  contract::SecretBytes key(kKeySize);
  if (read(file.get(), key.mutable_data(), kKeySize) != static_cast<ssize_t>(kKeySize)) {
    return Fail(ExitCode::kKeyUnreadable, path + ": this key file cannot be read");
  }
  return KeyFile{std::move(key), std::move(file)};
}

absl::Status LockKeyFile(const FileHandle& file) {
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    return Fail(ExitCode::kStoreInUse, "another vangnetd runs on this store");
  }
  return absl::OkStatus();
}

absl::Status WriteKeyFile(const std::string& path, const contract::SecretBytes& key) {
  const FileHandle file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly));
  if (!file.is_open()) {
    if (errno == EEXIST) {
      return Fail(ExitCode::kKeyExists, path + ": exists already; a key is never replaced");
    }
    return Fail(ExitCode::kKeyUnwritable, path + ": cannot be made");
  }
  if (!WriteAll(file.get(), key) || !SyncFolderOf(path)) {
    unlink(path.c_str());
    return Fail(ExitCode::kKeyUnwritable, path + ": cannot be written");
  }
  return absl::OkStatus();
}

}  // namespace vangnet::server
