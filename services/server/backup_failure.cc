#include "services/server/backup_failure.h"

#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "services/server/open_store.h"
#include "storage/backup.h"
#include "storage/commit_reason.h"

namespace vangnet::server {
namespace {

namespace copy_reason = storage::copy_reason;
namespace open_reason = storage::open_reason;

struct Refusal {
  std::string_view reason;
  ExitCode code;
  std::string_view words;
};
constexpr Refusal kCopyRefusals[] = {
    {copy_reason::kExists, ExitCode::kBackupExists, "exists already, and is not replaced"},
    {copy_reason::kFull, ExitCode::kNoSpace, "there is no room left on this disk"},
    {copy_reason::kUnwritable, ExitCode::kBackupUnwritable,
     "cannot be written, or is not read as it was written: rights or disk"},
};
constexpr Refusal kBackupRefusals[] = {
    {open_reason::kMissing, ExitCode::kBackupMissing, "no such backup"},
    {open_reason::kKeyWrong, ExitCode::kBackupKeyWrong,
     "the backup key does not open this file, or its first page is damaged"},
    {open_reason::kPlaintext, ExitCode::kBackupForeign, "is not encrypted, so no backup"},
    {open_reason::kForeign, ExitCode::kBackupForeign,
     "is no backup that `vangnetd backup` made, or only its beginning"},
    {open_reason::kNewer, ExitCode::kBackupNewer,
     "was made by a newer vangnetd; use that version or a later one"},
    {open_reason::kDamaged, ExitCode::kBackupDamaged, "is damaged; use an older one"},
    {storage::commit_reason::kAltered, ExitCode::kBackupDamaged,
     "does not hold what was committed, although every page is whole; use an older one"},
};

template <std::size_t N>
absl::Status Find(const Refusal (&refusals)[N], const std::string& path,
                  const absl::Status& status) {
  const std::string reason = contract::ReasonOf(status);
  for (const Refusal& refusal : refusals) {
    if (reason == refusal.reason) {
      return Fail(refusal.code, path + ": " + std::string(refusal.words));
    }
  }
  return absl::OkStatus();
}

absl::Status Interrupted() {
  return Fail(ExitCode::kInterrupted, "told to stop; nothing of it is left");
}

}  // namespace

absl::Status CopyFailure(const Configuration& configuration, const std::string& copy,
                         const absl::Status& status) {
  if (status.ok()) return status;
  if (absl::IsCancelled(status)) return Interrupted();
  VN_RETURN_IF_ERROR(Find(kCopyRefusals, copy, status));
  return StoreFailure(configuration, status);
}

absl::Status BackupFailure(const std::string& path, const absl::Status& status) {
  if (status.ok()) return status;
  VN_RETURN_IF_ERROR(Find(kBackupRefusals, path, status));
  return Fail(ExitCode::kBackupMissing, path + ": cannot be read");
}

absl::StatusOr<KeyFile> ReadBackupKey(const std::string& path, const contract::SecretBytes& store) {
  VN_ASSIGN_OR_RETURN(KeyFile file, ReadKeyFile(path));
  if (!file.key.EqualInConstantTime(store)) return file;
  return Fail(ExitCode::kBackupKeyShared,
              path + ": holds the store key; `vangnetd backup-key` makes one for backups");
}

}  // namespace vangnet::server
