#include "services/server/configuration.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "toml++/toml.h"

namespace vangnet::server {
namespace {

constexpr std::size_t kMaxFileSize = 64 * 1024;
// What sockaddr_un holds, without its closing zero.
constexpr std::size_t kMaxSocketPath = 107;
constexpr std::size_t kMaxShownKey = 40;

absl::Status Bad(std::string_view key, std::string_view wanted) {
  return Fail(ExitCode::kConfigBad, std::string(key) + ": " + std::string(wanted));
}

// A name of the file as a message may repeat it: a bare key. A quoted one can hold line
// breaks, escape sequences and whatever else somebody pasted there.
std::string Shown(std::string_view key) {
  const bool bare = std::all_of(key.begin(), key.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  });
  return bare && !key.empty() && key.size() <= kMaxShownKey ? std::string(key) : "a quoted key";
}

// Reads the values of one table and knows afterwards which keys nobody asked for.
class Section {
 public:
  // A table that is absent is an empty one.
  static absl::StatusOr<Section> Of(const toml::table& root, const std::string& name) {
    const toml::node* node = root.get(name);
    if (node != nullptr && !node->is_table()) return Bad(name, "a table is wanted");
    return Section(node == nullptr ? nullptr : node->as_table(), name);
  }

  absl::Status Path(const std::string& key, std::string& value) {
    const toml::node* node = Find(key);
    if (node == nullptr) return Bad(Name(key), "is required");
    const auto text = node->value_exact<std::string>();
    if (!text.has_value() || text->empty() || text->front() != '/' ||
        std::any_of(text->begin(), text->end(),
                    [](unsigned char c) { return absl::ascii_iscntrl(c); })) {
      return Bad(Name(key), "an absolute path is wanted");
    }
    value = *text;
    return absl::OkStatus();
  }

  // Keeps `value` where the key is absent.
  absl::Status OptionalPath(const std::string& key, std::string& value) {
    return Find(key) == nullptr ? absl::OkStatus() : Path(key, value);
  }

  absl::Status Flag(const std::string& key, bool& value) {
    const toml::node* node = Find(key);
    if (node == nullptr) return absl::OkStatus();
    const auto flag = node->value_exact<bool>();
    if (!flag.has_value()) return Bad(Name(key), "true or false is wanted");
    value = *flag;
    return absl::OkStatus();
  }

  absl::Status Number(const std::string& key, std::int64_t least, std::int64_t most,
                      std::size_t& value) {
    const toml::node* node = Find(key);
    if (node == nullptr) return absl::OkStatus();
    const auto number = node->value_exact<std::int64_t>();
    if (!number.has_value() || *number < least || *number > most) {
      return Bad(Name(key), absl::StrCat("a whole number from ", least, " to ", most));
    }
    value = static_cast<std::size_t>(*number);
    return absl::OkStatus();
  }

  absl::Status RefuseOthers() const {
    if (table_ == nullptr) return absl::OkStatus();
    for (const auto& [key, node] : *table_) {
      if (asked_.count(std::string(key.str())) == 0) {
        return Bad(Name(Shown(key.str())), "is not known");
      }
    }
    return absl::OkStatus();
  }

 private:
  Section(const toml::table* table, std::string name) : table_(table), name_(std::move(name)) {}

  const toml::node* Find(const std::string& key) {
    asked_.insert(key);
    return table_ == nullptr ? nullptr : table_->get(key);
  }
  std::string Name(const std::string& key) const { return name_ + "." + key; }

  const toml::table* table_;
  std::string name_;
  std::set<std::string> asked_;
};

std::string FolderOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

absl::Status RefuseOtherTables(const toml::table& root) {
  static const std::set<std::string> known = {"store", "log", "sockets", "organisation", "limits"};
  for (const auto& [key, node] : root) {
    if (known.count(std::string(key.str())) == 0) return Bad(Shown(key.str()), "is not known");
  }
  return absl::OkStatus();
}

absl::Status ReadFiles(const toml::table& root, Configuration& configuration) {
  VN_ASSIGN_OR_RETURN(Section store, Section::Of(root, "store"));
  VN_RETURN_IF_ERROR(store.Path("path", configuration.store_path));
  VN_RETURN_IF_ERROR(store.Path("key_file", configuration.store_key_file));
  configuration.anchor_path = DefaultAnchorPath(configuration.store_path);
  VN_RETURN_IF_ERROR(store.OptionalPath("anchor", configuration.anchor_path));
  if (FolderOf(configuration.anchor_path) == FolderOf(configuration.store_path)) {
    return Bad("store.anchor", "another folder than store.path");
  }
  VN_RETURN_IF_ERROR(store.RefuseOthers());
  VN_ASSIGN_OR_RETURN(Section log, Section::Of(root, "log"));
  VN_RETURN_IF_ERROR(log.Path("key_file", configuration.log_key_file));
  VN_RETURN_IF_ERROR(log.RefuseOthers());
  if (configuration.store_key_file == configuration.log_key_file) {
    return Bad("log.key_file", "another file than store.key_file");
  }
  return absl::OkStatus();
}

absl::Status ReadSockets(const toml::table& root, Configuration& configuration) {
  VN_ASSIGN_OR_RETURN(Section sockets, Section::Of(root, "sockets"));
  const std::map<std::string, std::string*> paths = {{"public", &configuration.public_socket},
                                                     {"staff", &configuration.staff_socket}};
  for (const auto& [key, path] : paths) {
    VN_RETURN_IF_ERROR(sockets.Path(key, *path));
    if (path->size() > kMaxSocketPath) {
      return Fail(ExitCode::kSocketPathTooLong,
                  absl::StrCat("sockets.", key, ": at most ", kMaxSocketPath, " bytes"));
    }
  }
  if (FolderOf(configuration.public_socket) == FolderOf(configuration.staff_socket)) {
    return Bad("sockets.staff", "another folder than sockets.public");
  }
  return sockets.RefuseOthers();
}

absl::Status ReadLimits(const toml::table& root, Configuration& configuration) {
  VN_ASSIGN_OR_RETURN(Section limits, Section::Of(root, "limits"));
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
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    // The parser's own words may repeat the file; the line is enough to find it.
    return Fail(ExitCode::kConfigBad,
                absl::StrCat("line ", error.source().begin.line, ": not valid TOML"));
  }
  VN_RETURN_IF_ERROR(RefuseOtherTables(root));
  Configuration configuration;
  VN_RETURN_IF_ERROR(ReadFiles(root, configuration));
  VN_RETURN_IF_ERROR(ReadSockets(root, configuration));
  VN_RETURN_IF_ERROR(ReadLimits(root, configuration));
  VN_ASSIGN_OR_RETURN(Section organisation, Section::Of(root, "organisation"));
  VN_RETURN_IF_ERROR(organisation.Flag("demonstration", configuration.demonstration));
  VN_RETURN_IF_ERROR(organisation.RefuseOthers());
  return configuration;
}

absl::StatusOr<Configuration> ReadConfiguration(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad() || text.size() > kMaxFileSize) {
    return Fail(ExitCode::kConfigUnreadable, "the configuration file cannot be read: " + path);
  }
  return ParseConfiguration(text);
}

}  // namespace vangnet::server
