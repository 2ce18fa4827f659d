// Files that a person keeps. Messages name what the file is for, never its content.
#ifndef VANGNET_CLIENTS_SESSION_FILE_H_
#define VANGNET_CLIENTS_SESSION_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace vangnet::session {

// NOT_FOUND when there is none, INVALID_ARGUMENT/BAD_FILE above `limit` bytes or when it
// cannot be read.
absl::StatusOr<std::string> ReadFile(const std::string& path, std::size_t limit);

// A new file with mode 0600, on disk before this returns. ALREADY_EXISTS/FILE_EXISTS:
// never overwrites. On another failure no file is left behind.
absl::Status WriteNewFile(const std::string& path, std::string_view bytes);

// Replaces or makes `path` with mode 0600: the old bytes or the new ones, never a half.
absl::Status ReplaceFile(const std::string& path, std::string_view bytes);

// After a file was named, renamed or removed: that lasts. Fails silently where a folder cannot
// be synced; the bytes of the file do not depend on it.
void SyncFolderOf(const std::string& path);

// Makes `folder` and its missing parents, new ones with mode 0700.
absl::Status MakeFolder(const std::string& folder);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_FILE_H_
