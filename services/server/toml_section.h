// How the configuration files of our processes are read: TOML, every key asked for by name,
// and a key that nobody asked for is an error, so that a misspelt one is never taken for its
// default. Failures are kConfigBad unless another is named: they name the key and what is
// wanted, never the value.
#ifndef VANGNET_SERVICES_SERVER_TOML_SECTION_H_
#define VANGNET_SERVICES_SERVER_TOML_SECTION_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "toml++/toml.h"

namespace vangnet::server {

// The text of a configuration file. kConfigUnreadable also for one over 64 KiB.
absl::StatusOr<std::string> ReadTomlFile(const std::string& path);

// Refuses a table at the top that is not one of `tables`.
absl::StatusOr<toml::table> ParseToml(std::string_view text, const std::set<std::string>& tables);

// "KEY: WANTED".
absl::Status BadKey(std::string_view key, std::string_view wanted);

// One table of a file, which outlives it. Each reader leaves `value` as it is where it fails.
class TomlSection {
 public:
  // A table that is absent is an empty one.
  static absl::StatusOr<TomlSection> Of(const toml::table& root, const std::string& name);

  // Absolute, and required.
  absl::Status Path(const std::string& key, std::string& value);
  // The same, as long as a UNIX socket's path may be: else kSocketPathTooLong.
  absl::Status SocketPath(const std::string& key, std::string& value);
  // These keep `value` where the key is absent.
  absl::Status OptionalPath(const std::string& key, std::string& value);
  absl::Status Flag(const std::string& key, bool& value);
  absl::Status Number(const std::string& key, std::int64_t least, std::int64_t most,
                      std::size_t& value);
  // Required: 1 to `most` texts.
  absl::Status Texts(const std::string& key, std::size_t most, std::vector<std::string>& values);

  // Last of all: fails on a key that none of these asked for.
  absl::Status RefuseOthers() const;

 private:
  TomlSection(const toml::table* table, std::string name);

  const toml::node* Find(const std::string& key);
  std::string Name(const std::string& key) const { return name_ + "." + key; }

  const toml::table* table_;
  std::string name_;
  std::set<std::string> asked_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_TOML_SECTION_H_
