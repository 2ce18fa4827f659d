#include "clients/cli/doctor_machine.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "clients/session/words.h"
#include "proto/contract/status_macros.h"
#include "toml++/toml.h"

namespace vangnet::cli {
namespace {

constexpr std::size_t kConfigLimit = 64 * 1024;
constexpr session::Words kNoConfig{
    "Dit is geen configuratiebestand van vangnetd, of het is hier niet te lezen (--server-config).",
    "This is no configuration file of vangnetd, or it cannot be read here (--server-config)."};

absl::Status NoConfig() {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          kNoConfig);
}

}  // namespace

absl::StatusOr<std::string> StorePathOf(const std::string& server_config) {
  const absl::StatusOr<std::string> text = session::ReadFile(server_config, kConfigLimit);
  if (!text.ok()) return NoConfig();
  try {
    const toml::table root = toml::parse(*text);
    const auto path = root["store"]["path"].value_exact<std::string>();
    if (!path.has_value() || path->empty()) return NoConfig();
    return *path;
  } catch (const toml::parse_error&) {
    return NoConfig();
  }
}

absl::StatusOr<DiskSpace> DiskBeside(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  struct statvfs space = {};
  if (statvfs(folder.c_str(), &space) != 0) return absl::PermissionDeniedError("disk");
  return DiskSpace{static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize,
                   static_cast<std::uint64_t>(space.f_blocks) * space.f_frsize};
}

absl::StatusOr<std::optional<absl::Time>> NewestFileIn(const std::string& folder) {
  std::error_code error;
  std::optional<absl::Time> newest;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".partial") continue;  // A backup that was cut off.
    struct stat seen = {};
    if (stat(entry->path().c_str(), &seen) != 0 || !S_ISREG(seen.st_mode)) continue;
    const absl::Time written = absl::TimeFromTimespec(seen.st_mtim);
    newest = newest.has_value() ? std::max(*newest, written) : written;
  }
  if (error) return absl::PermissionDeniedError("backup");
  return newest;
}

}  // namespace vangnet::cli
