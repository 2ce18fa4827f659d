#include "services/webgate/configuration.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "proto/contract/status_macros.h"
#include "services/server/toml_section.h"

namespace vangnet::webgate {
namespace {

using server::BadKey;
using server::TomlSection;

constexpr std::size_t kMaxOrigins = 8;
constexpr std::string_view kScheme = "https://";

// As a browser writes one: https, a host in small letters, perhaps a port, and no path.
bool IsOrigin(const std::string& text) {
  if (text.rfind(kScheme, 0) != 0 || text.size() == kScheme.size()) return false;
  return std::all_of(text.begin() + kScheme.size(), text.end(), [](unsigned char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '.' || c == '-' || c == ':' ||
           c == '[' || c == ']';
  });
}

absl::StatusOr<Instance> ReadInstance(const toml::table& root, const std::string& name) {
  VN_ASSIGN_OR_RETURN(TomlSection section, TomlSection::Of(root, name));
  Instance instance;
  VN_RETURN_IF_ERROR(section.Texts("origins", kMaxOrigins, instance.origins));
  for (const std::string& origin : instance.origins) {
    if (!IsOrigin(origin)) return BadKey(name + ".origins", "each is https://HOST or with :PORT");
  }
  VN_RETURN_IF_ERROR(section.SocketPath("listen", instance.listen));
  VN_RETURN_IF_ERROR(section.SocketPath("server", instance.server));
  VN_RETURN_IF_ERROR(section.RefuseOthers());
  return instance;
}

absl::Status ReadSeconds(TomlSection& section, const std::string& key, absl::Duration& value) {
  auto seconds = static_cast<std::size_t>(absl::ToInt64Seconds(value));
  VN_RETURN_IF_ERROR(section.Number(key, 1, 300, seconds));
  value = absl::Seconds(static_cast<std::int64_t>(seconds));
  return absl::OkStatus();
}

absl::StatusOr<Limits> ReadLimits(const toml::table& root) {
  VN_ASSIGN_OR_RETURN(TomlSection section, TomlSection::Of(root, "limits"));
  Limits limits;
  VN_RETURN_IF_ERROR(section.Number("connections", 1, 65536, limits.connections));
  VN_RETURN_IF_ERROR(ReadSeconds(section, "header_seconds", limits.header));
  VN_RETURN_IF_ERROR(ReadSeconds(section, "body_seconds", limits.body));
  VN_RETURN_IF_ERROR(ReadSeconds(section, "drain_seconds", limits.drain));
  VN_RETURN_IF_ERROR(section.RefuseOthers());
  return limits;
}

}  // namespace

absl::StatusOr<Configuration> ParseConfiguration(std::string_view text) {
  VN_ASSIGN_OR_RETURN(const toml::table root,
                      server::ParseToml(text, {"public", "staff", "limits"}));
  Configuration configuration;
  VN_ASSIGN_OR_RETURN(configuration.of_public, ReadInstance(root, "public"));
  VN_ASSIGN_OR_RETURN(configuration.of_staff, ReadInstance(root, "staff"));
  // One that passed members on to the staff's socket would have the wrong list of methods.
  if (configuration.of_public.server == configuration.of_staff.server) {
    return BadKey("staff.server", "another socket than public.server");
  }
  VN_ASSIGN_OR_RETURN(configuration.limits, ReadLimits(root));
  return configuration;
}

absl::StatusOr<Configuration> ReadConfiguration(const std::string& path) {
  VN_ASSIGN_OR_RETURN(const std::string text, server::ReadTomlFile(path));
  return ParseConfiguration(text);
}

}  // namespace vangnet::webgate
