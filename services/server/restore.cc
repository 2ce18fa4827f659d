#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"
#include "services/server/backup_failure.h"
#include "services/server/backup_place.h"
#include "services/server/commands.h"
#include "services/server/copy_watch.h"
#include "services/server/exit_code.h"
#include "services/server/key_file.h"
#include "services/server/open_store.h"
#include "services/server/store_check.h"
#include "storage/anchor_file.h"
#include "storage/backup.h"
#include "storage/commit_reason.h"

namespace vangnet::server {
namespace {

// The restored store, checked and closed. Nothing is left of it on a failure.
absl::Status MakeStore(const Configuration& configuration, const std::string& path,
                       const contract::SecretBytes& store_key, storage::Database& backup,
                       const std::string& backup_path, std::ostream& progress) {
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key, storage::StoreKey::FromBytes(store_key.Clone()));
  const contract::Clock clock = [] { return absl::Now(); };
  auto store = storage::RestoreBackup(
      backup, path, key,
      {.hash = &cryptography::Sha256, .progress = WatchCopy("restore", clock, progress)});
  if (absl::IsDataLoss(store.status())) return BackupFailure(backup_path, store.status());
  VN_RETURN_IF_ERROR(CopyFailure(configuration, configuration.store_path, store.status()));
  absl::Status whole = CheckWholeStore(**store, [] { return false; });
  store->reset();
  if (whole.ok()) return whole;
  storage::RemoveFile(path);
  return BackupFailure(backup_path, storage::StoreAltered());
}

// No server is to start on the store before somebody says that an old one is wanted. An anchor
// that is there sees to it: it is ahead, or of another store, or nothing is lost.
absl::Status KeepFromBeingServed(const Configuration& configuration) {
  const absl::Status made = storage::AnchorFile::CreateEmpty(configuration.anchor_path);
  if (contract::ReasonOf(made) == storage::commit_reason::kAnchorExists) return absl::OkStatus();
  return StoreFailure(configuration, made);
}

std::string WordsOf(const storage::BackupContents& contents) {
  const absl::Time made = absl::FromUnixSeconds(static_cast<std::int64_t>(contents.made_time));
  return absl::StrCat("of ", absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", made, absl::UTCTimeZone()),
                      ", up to commit ", contents.tail.number);
}

}  // namespace

absl::Status Restore(const Configuration& configuration, const BackupArguments& arguments,
                     std::ostream& out, std::ostream& progress) {
  VN_ASSIGN_OR_RETURN(const KeyFile store_key, ReadKeyFile(configuration.store_key_file));
  VN_RETURN_IF_ERROR(LockKeyFile(store_key.file));
  VN_ASSIGN_OR_RETURN(const KeyFile key_file, ReadBackupKey(arguments.key_file, store_key.key));
  VN_RETURN_IF_ERROR(CheckRestoreFolder(configuration));
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key,
                      storage::StoreKey::FromBytes(key_file.key.Clone()));
  const auto backup = storage::OpenBackup(arguments.place, key);
  VN_RETURN_IF_ERROR(BackupFailure(arguments.place, backup.status()));
  const auto contents = storage::VerifyBackup(**backup, &cryptography::Sha256);
  VN_RETURN_IF_ERROR(BackupFailure(arguments.place, contents.status()));
  const std::string partial = configuration.store_path + kPartial;
  storage::RemoveFile(partial);  // Of one that was killed: the lock says that none runs.
  VN_RETURN_IF_ERROR(
      MakeStore(configuration, partial, store_key.key, **backup, arguments.place, progress));
  absl::Status kept = KeepFromBeingServed(configuration);
  if (!kept.ok()) {
    storage::RemoveFile(partial);
    return kept;
  }
  VN_RETURN_IF_ERROR(GiveName(partial, configuration.store_path));
  out << configuration.store_path << ": restored from a backup " << WordsOf(*contents)
      << ". What was accepted later is not in it. No server starts on it before `vangnetd "
         "accept-restored`"
      << std::endl;
  return absl::OkStatus();
}

}  // namespace vangnet::server
