// What can go wrong with a backup, as a failure of this program.
#ifndef VANGNET_SERVICES_SERVER_BACKUP_FAILURE_H_
#define VANGNET_SERVICES_SERVER_BACKUP_FAILURE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"
#include "services/server/configuration.h"
#include "services/server/key_file.h"

namespace vangnet::server {

// Of storage::MakeBackup and RestoreBackup, whose copy lies at `copy`. What is wrong with the
// store itself is a StoreFailure.
absl::Status CopyFailure(const Configuration& configuration, const std::string& copy,
                         const absl::Status& status);

// Of reading the backup at `path`.
absl::Status BackupFailure(const std::string& path, const absl::Status& status);

// ReadKeyFile, and kBackupKeyShared when it holds the store key: a key that opens both would
// make a backup no better kept than the store.
absl::StatusOr<KeyFile> ReadBackupKey(const std::string& path, const contract::SecretBytes& store);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_BACKUP_FAILURE_H_
