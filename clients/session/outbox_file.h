// An outbox file on disk (clients/sealing/outbox.h): made whole or not at all, never in the
// place of another file, never through a symbolic link, mode 0600. What is in it is not
// looked at here.
#ifndef VANGNET_CLIENTS_SESSION_OUTBOX_FILE_H_
#define VANGNET_CLIENTS_SESSION_OUTBOX_FILE_H_

#include <sys/types.h>

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace vangnet::session {

// Thread-compatible. One that exists is a file that was there when it was opened.
class OutboxFile {
 public:
  // ALREADY_EXISTS/FILE_EXISTS when anything is at `path`, a link to nowhere too.
  static absl::Status CheckNothingAt(const std::string& path);
  // On disk before this returns. ALREADY_EXISTS/FILE_EXISTS, INVALID_ARGUMENT/BAD_FILE.
  static absl::StatusOr<OutboxFile> Make(const std::string& path, std::string_view bytes);
  // NOT_FOUND/BAD_FILE when there is none; INVALID_ARGUMENT/BAD_FILE for a symbolic link,
  // for what is no regular file, is too large, or cannot be read and written.
  static absl::StatusOr<OutboxFile> Open(const std::string& path);

  OutboxFile(OutboxFile&& other) noexcept;
  OutboxFile& operator=(OutboxFile&& other) noexcept;
  ~OutboxFile();

  const std::string& path() const { return path_; }
  const std::string& bytes() const { return bytes_; }

  // The old bytes or the new ones, whatever happens meanwhile.
  absl::Status Replace(std::string_view bytes);
  // Takes the file away and overwrites what it held. Does not promise that nothing of it is
  // left: flash memory, file systems that copy on write, snapshots and backups keep what
  // was there. INVALID_ARGUMENT/BAD_FILE when it is another file by now, or stays.
  absl::Status Remove();

 private:
  OutboxFile(std::string path, int descriptor, std::string bytes)
      : path_(std::move(path)), descriptor_(descriptor), bytes_(std::move(bytes)) {}
  bool IsStillThere() const;

  std::string path_;
  int descriptor_ = -1;
  std::string bytes_;
};

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_OUTBOX_FILE_H_
