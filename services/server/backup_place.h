// Where backups and what is restored may lie.
#ifndef VANGNET_SERVICES_SERVER_BACKUP_PLACE_H_
#define VANGNET_SERVICES_SERVER_BACKUP_PLACE_H_

#include <string>

#include "absl/status/status.h"
#include "services/server/configuration.h"

namespace vangnet::server {

// Of what has no name yet. Nobody takes it for a backup, and the next run removes it.
inline constexpr char kPartial[] = ".partial";

// kBackupPlace unless `folder` is one, outside of the folders of store and anchor, and does not
// hold the backup key: a disk, or a copy of the folder, that is lost must not take both.
absl::Status CheckBackupFolder(const Configuration& configuration, const std::string& folder,
                               const std::string& key_file);

// kRestorePlace unless the store's folder is there and empty; that of the anchor may be in it,
// and what a restore that was killed left.
absl::Status CheckRestoreFolder(const Configuration& configuration);

// Removes what backups that were killed left in `folder`.
void RemovePartialBackups(const std::string& folder);

// kBackupExists when something has this name.
absl::Status RefuseTaken(const std::string& path);

// Gives `from` its name once it is on disk, and the name too. kBackupExists for one that is
// taken, kBackupUnwritable otherwise; then `from` is gone. Whoever makes the same name at the
// same time would have made the same `from`.
absl::Status GiveName(const std::string& from, const std::string& to);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_BACKUP_PLACE_H_
