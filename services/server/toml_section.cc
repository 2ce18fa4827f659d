#include "services/server/toml_section.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"

namespace vangnet::server {
namespace {

constexpr std::size_t kMaxFileSize = 64 * 1024;
// What sockaddr_un holds, without its closing zero.
constexpr std::size_t kMaxSocketPath = 107;
constexpr std::size_t kMaxShownKey = 40;

// A name of the file as a message may repeat it: a bare key. A quoted one can hold line
// breaks, escape sequences and whatever else somebody pasted there.
std::string Shown(std::string_view key) {
  const bool bare = std::all_of(key.begin(), key.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  });
  return bare && !key.empty() && key.size() <= kMaxShownKey ? std::string(key) : "a quoted key";
}

}  // namespace

absl::Status BadKey(std::string_view key, std::string_view wanted) {
  return Fail(ExitCode::kConfigBad, std::string(key) + ": " + std::string(wanted));
}

absl::StatusOr<std::string> ReadTomlFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad() || text.size() > kMaxFileSize) {
    return Fail(ExitCode::kConfigUnreadable, "the configuration file cannot be read: " + path);
  }
  return text;
}

absl::StatusOr<toml::table> ParseToml(std::string_view text, const std::set<std::string>& tables) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    // The parser's own words may repeat the file; the line is enough to find it.
    return Fail(ExitCode::kConfigBad,
                absl::StrCat("line ", error.source().begin.line, ": not valid TOML"));
  }
  for (const auto& [key, node] : root) {
    if (tables.count(std::string(key.str())) == 0) {
      return BadKey(Shown(key.str()), "is not known");
    }
  }
  return root;
}

TomlSection::TomlSection(const toml::table* table, std::string name)
    : table_(table), name_(std::move(name)) {}

absl::StatusOr<TomlSection> TomlSection::Of(const toml::table& root, const std::string& name) {
  const toml::node* node = root.get(name);
  if (node != nullptr && !node->is_table()) return BadKey(name, "a table is wanted");
  return TomlSection(node == nullptr ? nullptr : node->as_table(), name);
}

absl::Status TomlSection::Path(const std::string& key, std::string& value) {
  const toml::node* node = Find(key);
  if (node == nullptr) return BadKey(Name(key), "is required");
  const auto text = node->value_exact<std::string>();
  if (!text.has_value() || text->empty() || text->front() != '/' ||
      std::any_of(text->begin(), text->end(),
                  [](unsigned char c) { return absl::ascii_iscntrl(c); })) {
    return BadKey(Name(key), "an absolute path is wanted");
  }
  value = *text;
  return absl::OkStatus();
}

absl::Status TomlSection::SocketPath(const std::string& key, std::string& value) {
  std::string path;
  VN_RETURN_IF_ERROR(Path(key, path));
  if (path.size() > kMaxSocketPath) {
    return Fail(ExitCode::kSocketPathTooLong,
                absl::StrCat(Name(key), ": at most ", kMaxSocketPath, " bytes"));
  }
  value = std::move(path);
  return absl::OkStatus();
}

absl::Status TomlSection::OptionalPath(const std::string& key, std::string& value) {
  return Find(key) == nullptr ? absl::OkStatus() : Path(key, value);
}

absl::Status TomlSection::Flag(const std::string& key, bool& value) {
  const toml::node* node = Find(key);
  if (node == nullptr) return absl::OkStatus();
  const auto flag = node->value_exact<bool>();
  if (!flag.has_value()) return BadKey(Name(key), "true or false is wanted");
  value = *flag;
  return absl::OkStatus();
}

absl::Status TomlSection::Number(const std::string& key, std::int64_t least, std::int64_t most,
                                 std::size_t& value) {
  const toml::node* node = Find(key);
  if (node == nullptr) return absl::OkStatus();
  const auto number = node->value_exact<std::int64_t>();
  if (!number.has_value() || *number < least || *number > most) {
    return BadKey(Name(key), absl::StrCat("a whole number from ", least, " to ", most));
  }
  value = static_cast<std::size_t>(*number);
  return absl::OkStatus();
}

absl::Status TomlSection::Texts(const std::string& key, std::size_t most,
                                std::vector<std::string>& values) {
  const toml::node* node = Find(key);
  if (node == nullptr) return BadKey(Name(key), "is required");
  const toml::array* array = node->as_array();
  const std::string wanted = absl::StrCat("a list of 1 to ", most, " texts");
  if (array == nullptr || array->empty() || array->size() > most) {
    return BadKey(Name(key), wanted);
  }
  std::vector<std::string> texts;
  for (const toml::node& each : *array) {
    const auto text = each.value_exact<std::string>();
    if (!text.has_value()) return BadKey(Name(key), wanted);
    texts.push_back(*text);
  }
  values = std::move(texts);
  return absl::OkStatus();
}

absl::Status TomlSection::RefuseOthers() const {
  if (table_ == nullptr) return absl::OkStatus();
  for (const auto& [key, node] : *table_) {
    if (asked_.count(std::string(key.str())) == 0) {
      return BadKey(Name(Shown(key.str())), "is not known");
    }
  }
  return absl::OkStatus();
}

const toml::node* TomlSection::Find(const std::string& key) {
  asked_.insert(key);
  return table_ == nullptr ? nullptr : table_->get(key);
}

}  // namespace vangnet::server
