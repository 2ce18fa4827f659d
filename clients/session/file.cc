#include "clients/session/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "clients/session/client_reason.h"
#include "clients/session/words.h"
#include "proto/contract/status_macros.h"

namespace vangnet::session {
namespace {

constexpr Words kCannotRead{"Bestand $0 kan niet worden gelezen.", "File $0 cannot be read."};
constexpr Words kTooLarge{"Bestand $0 is te groot.", "File $0 is too large."};
constexpr Words kMissing{"Bestand $0 is er niet.", "File $0 does not exist."};
constexpr Words kCannotWrite{"Bestand $0 kan niet worden geschreven. Kijk naar rechten en ruimte.",
                             "File $0 cannot be written. Check permissions and space."};
constexpr Words kExists{"Bestand $0 bestaat al en wordt niet overschreven. Kies een andere naam.",
                        "File $0 exists already and is not overwritten. Choose another name."};

absl::Status BadFile(const Words& words, const std::string& path) {
  return Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadFile, words, {path});
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }

 private:
  int fd_;
};

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(fd) == 0;
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path, std::size_t limit) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) {
    if (errno == ENOENT) {
      return Failure(absl::StatusCode::kNotFound, client_reason::kBadFile, kMissing, {path});
    }
    return BadFile(kCannotRead, path);
  }
  std::string bytes;
  char buffer[16384];
  while (true) {
    const ssize_t got = read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return BadFile(kCannotRead, path);
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(got) > limit) return BadFile(kTooLarge, path);
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

absl::Status WriteNewFile(const std::string& path, std::string_view bytes) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file.open()) {
    if (errno == EEXIST) {
      return Failure(absl::StatusCode::kAlreadyExists, client_reason::kFileExists, kExists, {path});
    }
    return BadFile(kCannotWrite, path);
  }
  if (!WriteAll(file.get(), bytes)) {
    unlink(path.c_str());
    return BadFile(kCannotWrite, path);
  }
  SyncFolderOf(path);
  return absl::OkStatus();
}

absl::Status ReplaceFile(const std::string& path, std::string_view bytes) {
  const std::string fresh = absl::StrCat(path, ".", getpid(), ".new");
  unlink(fresh.c_str());
  VN_RETURN_IF_ERROR(WriteNewFile(fresh, bytes));
  if (rename(fresh.c_str(), path.c_str()) != 0) {
    unlink(fresh.c_str());
    return BadFile(kCannotWrite, path);
  }
  SyncFolderOf(path);
  return absl::OkStatus();
}

absl::Status MakeFolder(const std::string& folder) {
  std::filesystem::path made;
  for (const std::filesystem::path& part : std::filesystem::path(folder)) {
    made /= part;
    if (mkdir(made.c_str(), 0700) == 0 || errno == EEXIST || errno == EISDIR) continue;
    std::error_code ignored;
    if (!std::filesystem::is_directory(made, ignored)) return BadFile(kCannotWrite, folder);
  }
  return absl::OkStatus();
}

void SyncFolderOf(const std::string& path) {
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  const Descriptor folder(
      open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.open()) (void)fsync(folder.get());
}

}  // namespace vangnet::session
