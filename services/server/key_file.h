// Files that hold 32 secret bytes and nothing else.
#ifndef VANGNET_SERVICES_SERVER_KEY_FILE_H_
#define VANGNET_SERVICES_SERVER_KEY_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"
#include "services/server/file_handle.h"

namespace vangnet::server {

inline constexpr std::size_t kKeySize = 32;

struct KeyFile {
  contract::SecretBytes key;
  FileHandle file;
};

// Fails with kKeyMissing, kKeyUnreadable, kKeyExposed, kKeyEmpty or kKeySize, each with its
// own message that names the path. Its owner is the process's user or root, and nobody else
// may read it. Makes nothing.
absl::StatusOr<KeyFile> ReadKeyFile(const std::string& path);

// Takes the key file of a store for this process alone, as long as `file` is open: two
// servers on one store would answer with two memories. kStoreInUse when another has it.
absl::Status LockKeyFile(const FileHandle& file);

// Makes the file with mode 0600 and `key` on disk. kKeyExists for a name that is taken,
// by whatever; kKeyUnwritable otherwise, and then nothing is left behind.
absl::Status WriteKeyFile(const std::string& path, const contract::SecretBytes& key);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_KEY_FILE_H_
