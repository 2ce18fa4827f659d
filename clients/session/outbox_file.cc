#include "clients/session/outbox_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/sealing/outbox.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "clients/session/words.h"
#include "proto/contract/status_macros.h"

namespace vangnet::session {
namespace {

constexpr Words kReportExists{
    "Op $0 staat al iets, en dat wordt niet overschreven. Kies een andere naam.",
    "There is something at $0 already, which is not overwritten. Choose another "
    "name."};
constexpr Words kReportMissing{"Bestand $0 is er niet.", "File $0 does not exist."};
constexpr Words kNoFile{
    "$0 kan niet als bewaarde melding worden gebruikt: het is geen gewoon bestand, of u mag het niet "
    "lezen en schrijven.",
    "$0 cannot be used as a kept report: it is no regular file, or you may not read and write it."};
constexpr Words kReportTooLarge{"Bestand $0 is te groot voor een bewaarde melding.",
                                "File $0 is too large for a kept report."};
constexpr Words kReportNotWritten{
    "Bestand $0 kan niet worden geschreven. Kijk naar rechten en ruimte.",
    "File $0 cannot be written. Check permissions and space."};
constexpr Words kStays{
    "Bestand $0 kon niet worden weggehaald, of is intussen een ander. Haal het zelf weg.",
    "File $0 could not be taken away, or is another one by now. Take it away yourself."};

absl::Status Bad(const Words& words, const std::string& path) {
  return Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadFile, words, {path});
}

absl::Status Exists(const std::string& path) {
  return Failure(absl::StatusCode::kAlreadyExists, client_reason::kFileExists, kReportExists,
                 {path});
}

int OpenPlain(const std::string& path) {
  // Without O_NONBLOCK a pipe would wait for somebody who writes.
  return open(path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

absl::StatusOr<std::string> ReadAll(int descriptor, const std::string& path) {
  struct stat found {};
  if (fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) return Bad(kNoFile, path);
  std::string bytes;
  char buffer[16384];
  while (true) {
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Bad(kNoFile, path);
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(got) > sealing::kOutboxFileLimit) {
      return Bad(kReportTooLarge, path);
    }
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

// Gives a file that is whole its name, unless something has that name.
bool NameUnlessTaken(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  // Not every file system knows how; the others have a second name for a file.
  if (errno != EINVAL && errno != ENOSYS) return false;
  if (link(from.c_str(), to.c_str()) != 0) return false;
  unlink(from.c_str());
  return true;
}

void Overwrite(int descriptor, std::size_t size) {
  const std::string zeros(std::min<std::size_t>(size, 64 * 1024), '\0');
  for (std::size_t at = 0; at < size;) {
    const std::size_t wanted = std::min(zeros.size(), size - at);
    const ssize_t written = pwrite(descriptor, zeros.data(), wanted, static_cast<off_t>(at));
    if (written <= 0) break;
    at += static_cast<std::size_t>(written);
  }
  (void)fsync(descriptor);
}

}  // namespace

OutboxFile::OutboxFile(OutboxFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_(std::move(other.bytes_)) {}

OutboxFile& OutboxFile::operator=(OutboxFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

OutboxFile::~OutboxFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

absl::Status OutboxFile::CheckNothingAt(const std::string& path) {
  struct stat found {};
  if (lstat(path.c_str(), &found) == 0) return Exists(path);
  return absl::OkStatus();
}

absl::StatusOr<OutboxFile> OutboxFile::Make(const std::string& path, std::string_view bytes) {
  const std::string fresh = absl::StrCat(path, ".", getpid(), ".new");
  unlink(fresh.c_str());
  VN_RETURN_IF_ERROR(WriteNewFile(fresh, bytes));
  if (!NameUnlessTaken(fresh, path)) {
    const bool taken = errno == EEXIST;
    unlink(fresh.c_str());
    return taken ? Exists(path) : Bad(kReportNotWritten, path);
  }
  SyncFolderOf(path);
  return Open(path);
}

absl::StatusOr<OutboxFile> OutboxFile::Open(const std::string& path) {
  const int descriptor = OpenPlain(path);
  if (descriptor < 0 && errno == ENOENT) {
    return Failure(absl::StatusCode::kNotFound, client_reason::kBadFile, kReportMissing, {path});
  }
  if (descriptor < 0) return Bad(kNoFile, path);
  OutboxFile file(path, descriptor, "");
  VN_ASSIGN_OR_RETURN(file.bytes_, ReadAll(descriptor, path));
  return file;
}

bool OutboxFile::IsStillThere() const {
  struct stat opened {};
  struct stat found {};
  return fstat(descriptor_, &opened) == 0 && lstat(path_.c_str(), &found) == 0 &&
         opened.st_dev == found.st_dev && opened.st_ino == found.st_ino;
}

absl::Status OutboxFile::Replace(std::string_view bytes) {
  if (!IsStillThere()) return Bad(kStays, path_);
  VN_RETURN_IF_ERROR(ReplaceFile(path_, bytes));
  Overwrite(descriptor_, bytes_.size());
  VN_ASSIGN_OR_RETURN(*this, Open(path_));
  return absl::OkStatus();
}

absl::Status OutboxFile::Remove() {
  // The name first: half of the file would look like damage, and nothing is lost by then.
  if (!IsStillThere() || unlink(path_.c_str()) != 0) return Bad(kStays, path_);
  SyncFolderOf(path_);
  Overwrite(descriptor_, bytes_.size());
  return absl::OkStatus();
}

}  // namespace vangnet::session
