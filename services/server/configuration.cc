#include "services/server/configuration.h"

#include <cstdint>
#include <map>

#include "proto/contract/status_macros.h"
#include "services/server/toml_section.h"

namespace vangnet::server {
namespace {

std::string FolderOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

absl::Status ReadFiles(const toml::table& root, Configuration& configuration) {
  VN_ASSIGN_OR_RETURN(TomlSection store, TomlSection::Of(root, "store"));
  VN_RETURN_IF_ERROR(store.Path("path", configuration.store_path));
  VN_RETURN_IF_ERROR(store.Path("key_file", configuration.store_key_file));
  configuration.anchor_path = DefaultAnchorPath(configuration.store_path);
  VN_RETURN_IF_ERROR(store.OptionalPath("anchor", configuration.anchor_path));
  if (FolderOf(configuration.anchor_path) == FolderOf(configuration.store_path)) {
    return BadKey("store.anchor", "another folder than store.path");
  }
  VN_RETURN_IF_ERROR(store.RefuseOthers());
  VN_ASSIGN_OR_RETURN(TomlSection log, TomlSection::Of(root, "log"));
  VN_RETURN_IF_ERROR(log.Path("key_file", configuration.log_key_file));
  VN_RETURN_IF_ERROR(log.RefuseOthers());
  if (configuration.store_key_file == configuration.log_key_file) {
    return BadKey("log.key_file", "another file than store.key_file");
  }
  return absl::OkStatus();
}

absl::Status ReadSockets(const toml::table& root, Configuration& configuration) {
  VN_ASSIGN_OR_RETURN(TomlSection sockets, TomlSection::Of(root, "sockets"));
  const std::map<std::string, std::string*> paths = {{"public", &configuration.public_socket},
                                                     {"staff", &configuration.staff_socket}};
  for (const auto& [key, path] : paths) {
    VN_RETURN_IF_ERROR(sockets.SocketPath(key, *path));
  }
  if (FolderOf(configuration.public_socket) == FolderOf(configuration.staff_socket)) {
    return BadKey("sockets.staff", "another folder than sockets.public");
  }
  return sockets.RefuseOthers();
}

absl::Status ReadLimits(const toml::table& root, Configuration& configuration) {
  VN_ASSIGN_OR_RETURN(TomlSection limits, TomlSection::Of(root, "limits"));
  VN_RETURN_IF_ERROR(limits.Number("calls", 1, 65536, configuration.calls));
  VN_RETURN_IF_ERROR(limits.Number("waiting_writes", 1, 65536, configuration.waiting_writes));
  VN_RETURN_IF_ERROR(limits.Number("readers", 1, 64, configuration.readers));
  VN_RETURN_IF_ERROR(limits.Number("memory_mib", 16, 65536, configuration.memory_mib));
  std::size_t drain_seconds = 10;
  VN_RETURN_IF_ERROR(limits.Number("drain_seconds", 1, 300, drain_seconds));
  configuration.drain = absl::Seconds(static_cast<std::int64_t>(drain_seconds));
  return limits.RefuseOthers();
}

}  // namespace

std::string DefaultAnchorPath(const std::string& store_path) {
  const std::size_t name = store_path.rfind('/') + 1;
  return store_path.substr(0, name) + "anchor/" + store_path.substr(name) + ".anchor";
}

absl::StatusOr<Configuration> ParseConfiguration(std::string_view text) {
  VN_ASSIGN_OR_RETURN(const toml::table root,
                      ParseToml(text, {"store", "log", "sockets", "organisation", "limits"}));
  Configuration configuration;
  VN_RETURN_IF_ERROR(ReadFiles(root, configuration));
  VN_RETURN_IF_ERROR(ReadSockets(root, configuration));
  VN_RETURN_IF_ERROR(ReadLimits(root, configuration));
  VN_ASSIGN_OR_RETURN(TomlSection organisation, TomlSection::Of(root, "organisation"));
  VN_RETURN_IF_ERROR(organisation.Flag("demonstration", configuration.demonstration));
  VN_RETURN_IF_ERROR(organisation.RefuseOthers());
  return configuration;
}

absl::StatusOr<Configuration> ReadConfiguration(const std::string& path) {
  VN_ASSIGN_OR_RETURN(const std::string text, ReadTomlFile(path));
  return ParseConfiguration(text);
}

}  // namespace vangnet::server
