#include "services/server/backup_place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "services/server/key_file.h"

namespace vangnet::server {
namespace {

namespace fs = std::filesystem;

// Without links; of what is not there, as far as it is.
fs::path Real(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real;
}

// Whether `path` is `folder` or below it.
bool IsWithin(const fs::path& path, const fs::path& folder) {
  const fs::path away = path.lexically_relative(folder);
  return !away.empty() && *away.begin() != "..";
}

bool Sync(const std::string& path, int flags) {
  const FileHandle file(open(path.c_str(), flags | O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  return file.is_open() && fsync(file.get()) == 0;
}

absl::Status WrongPlace(const std::string& folder, const std::string& words) {
  return Fail(ExitCode::kBackupPlace, folder + ": " + words);
}

}  // namespace

absl::Status CheckBackupFolder(const Configuration& configuration, const std::string& folder,
                               const std::string& key_file) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return WrongPlace(folder, "no such folder");
  const fs::path real = Real(folder);
  for (const std::string& file : {configuration.store_path, configuration.anchor_path}) {
    if (IsWithin(real, Real(fs::path(file).parent_path()))) {
      return WrongPlace(folder, "is where the store or its anchor lies; a backup goes elsewhere");
    }
  }
  if (IsWithin(Real(key_file), real)) {
    return WrongPlace(folder, "the backup key lies in it: who takes the backups has the key too");
  }
  return absl::OkStatus();
}

absl::Status CheckRestoreFolder(const Configuration& configuration) {
  const fs::path folder = fs::path(configuration.store_path).parent_path();
  const fs::path anchors = Real(fs::path(configuration.anchor_path).parent_path());
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (Real(entry->path()) == anchors) continue;
    if (absl::StartsWith(entry->path().string(), configuration.store_path + kPartial)) continue;
    return Fail(ExitCode::kRestorePlace,
                folder.string() +
                    ": is not empty; a backup is restored into an empty folder. "
                    "Move away what is there, and keep it");
  }
  if (!error) return absl::OkStatus();
  return Fail(ExitCode::kRestorePlace, folder.string() + ": no such folder, or no right to it");
}

void RemovePartialBackups(const std::string& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename();
    // Also what SQLite keeps beside it: -wal, -shm.
    const bool partial = absl::StartsWith(name, "vangnet-") &&
                         name.find(std::string(".backup") + kPartial) != std::string::npos;
    if (partial) unlink(entry->path().c_str());
  }
}

absl::Status RefuseTaken(const std::string& path) {
  struct stat there = {};
  if (lstat(path.c_str(), &there) != 0) return absl::OkStatus();
  return Fail(ExitCode::kBackupExists, path + ": exists already, and is not replaced");
}

absl::Status GiveName(const std::string& from, const std::string& to) {
  const absl::Status taken = RefuseTaken(to);
  if (taken.ok() && Sync(from, 0) && rename(from.c_str(), to.c_str()) == 0 &&
      Sync(fs::path(to).parent_path(), O_DIRECTORY)) {
    return absl::OkStatus();
  }
  unlink(from.c_str());
  VN_RETURN_IF_ERROR(taken);
  return Fail(ExitCode::kBackupUnwritable, to + ": cannot be written: rights or disk");
}

}  // namespace vangnet::server
