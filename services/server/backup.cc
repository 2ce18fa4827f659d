#include "storage/backup.h"

#include <sys/stat.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "proto/contract/clock.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/random.h"
#include "services/cryptography/sha256.h"
#include "services/server/backup_failure.h"
#include "services/server/backup_place.h"
#include "services/server/commands.h"
#include "services/server/copy_watch.h"
#include "services/server/exit_code.h"
#include "services/server/key_file.h"
#include "services/server/open_store.h"

namespace vangnet::server {
namespace {

// One at a time for each backup key: the one that runs is asked for, not waited for.
absl::Status LockBackupKey(const KeyFile& file) {
  if (LockKeyFile(file.file).ok()) return absl::OkStatus();
  return Fail(ExitCode::kBackupRunning, "another backup under this key is under way");
}

absl::StatusOr<storage::DatabasePtr> OpenSource(const Configuration& configuration,
                                                const contract::SecretBytes& store_key) {
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key, storage::StoreKey::FromBytes(store_key.Clone()));
  absl::StatusOr<storage::DatabasePtr> store =
      storage::OpenToExamine(configuration.store_path, key);
  VN_RETURN_IF_ERROR(StoreFailure(configuration, store.status()));
  // Nobody is to find out when it is needed that an older store was backed up.
  VN_RETURN_IF_ERROR(StoreFailure(
      configuration, storage::CheckAnchorBesideServer(**store, CommitsOf(configuration))));
  return store;
}

std::uint64_t SizeOf(const std::string& path) {
  struct stat file = {};
  return stat(path.c_str(), &file) == 0 ? static_cast<std::uint64_t>(file.st_size) : 0;
}

}  // namespace

absl::Status MakeBackupKey(const std::string& key_path, std::ostream& out) {
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes key, cryptography::RandomBytes(kKeySize));
  VN_RETURN_IF_ERROR(WriteKeyFile(key_path, key));
  out << key_path << ": made; lock a copy of it away, apart from the backups" << std::endl;
  return absl::OkStatus();
}

absl::Status Backup(const Configuration& configuration, const BackupArguments& arguments,
                    const contract::Clock& clock, std::ostream& out, std::ostream& progress) {
  VN_ASSIGN_OR_RETURN(const KeyFile store_key, ReadKeyFile(configuration.store_key_file));
  VN_ASSIGN_OR_RETURN(const KeyFile key_file, ReadBackupKey(arguments.key_file, store_key.key));
  VN_RETURN_IF_ERROR(CheckBackupFolder(configuration, arguments.place, arguments.key_file));
  VN_RETURN_IF_ERROR(LockBackupKey(key_file));
  const absl::Time now = clock();
  const std::string path =
      absl::StrCat(arguments.place, "/vangnet-",
                   absl::FormatTime("%Y%m%dT%H%M%SZ", now, absl::UTCTimeZone()), ".backup");
  VN_RETURN_IF_ERROR(RefuseTaken(path));
  RemovePartialBackups(arguments.place);
  VN_ASSIGN_OR_RETURN(const storage::DatabasePtr store, OpenSource(configuration, store_key.key));
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key,
                      storage::StoreKey::FromBytes(key_file.key.Clone()));
  const auto made = storage::MakeBackup(
      *store, path + kPartial, key, contract::ToSeconds(now),
      {.hash = &cryptography::Sha256, .progress = WatchCopy("backup", clock, progress)});
  VN_RETURN_IF_ERROR(CopyFailure(configuration, path, made.status()));
  VN_RETURN_IF_ERROR(GiveName(path + kPartial, path));
  out << path << ": " << SizeOf(path) << " bytes, up to commit " << made->tail.number
      << ", verified" << std::endl;
  return absl::OkStatus();
}

}  // namespace vangnet::server
