#include "tests/scenarios/canary.h"

#include <cstdint>
#include <cstring>
#include <string_view>
#include <unordered_map>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace vangnet::testing {
namespace {

constexpr std::size_t kShortest = 8;

std::string Utf16(const std::string& text, bool little_endian) {
  std::string wide;
  for (const char c : text) {
    if (!little_endian) wide.push_back('\0');
    wide.push_back(c);
    if (little_endian) wide.push_back('\0');
  }
  return wide;
}

// What stands in the base64 of a text that has `value` behind `before` other bytes, whatever
// these and those behind it are.
std::string Base64(const std::string& value, std::size_t before) {
  std::string text;
  absl::Base64Escape(std::string(before, 'x') + value, &text);
  const std::size_t first = (before * 8 + 5) / 6;
  const std::size_t end = (before + value.size()) * 8 / 6;
  return text.substr(first, end - first);
}

std::string PercentEncoded(const std::string& value) {
  std::string text;
  for (const char c : value) {
    absl::StrAppend(&text, "%", absl::BytesToHexString(std::string(1, c)));
  }
  return text;
}

// Finds any of many strings in one pass: by a hash of the first eight bytes.
class Finder {
 public:
  struct Found {
    std::string canary;
    std::string form;
  };

  Finder() : maybe_(1u << 20) {}

  void Add(const std::string& text, Found found) {
    if (text.size() < kShortest) return;
    const std::uint64_t start = StartOf(text.data());
    maybe_[Slot(start)] = true;
    texts_[start].push_back({text, std::move(found)});
  }

  std::vector<Found> In(std::string_view bytes) const {
    std::vector<Found> found;
    for (std::size_t at = 0; at + kShortest <= bytes.size(); ++at) {
      const std::uint64_t start = StartOf(bytes.data() + at);
      if (!maybe_[Slot(start)]) continue;
      const auto texts = texts_.find(start);
      if (texts == texts_.end()) continue;
      for (const auto& [text, what] : texts->second) {
        if (bytes.substr(at, text.size()) == text) found.push_back(what);
      }
    }
    return found;
  }

 private:
  static std::uint64_t StartOf(const char* bytes) {
    std::uint64_t start = 0;
    std::memcpy(&start, bytes, kShortest);
    return start;
  }
  std::size_t Slot(std::uint64_t start) const {
    return (start * 0x9e3779b97f4a7c15ULL) >> 44;  // 20 bits.
  }

  std::vector<bool> maybe_;
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::string, Found>>> texts_;
};

}  // namespace

std::map<std::string, std::string> FormsOf(const std::string& value) {
  const std::string bare = absl::StrReplaceAll(value, {{"-", ""}});
  const std::string hex = absl::BytesToHexString(value);
  const std::string percent = PercentEncoded(value);
  std::map<std::string, std::string> forms = {
      {"as it is", value},
      {"small letters", absl::AsciiStrToLower(value)},
      {"without dashes", bare},
      {"small, without dashes", absl::AsciiStrToLower(bare)},
      {"UTF-16, little", Utf16(value, true)},
      {"UTF-16, big", Utf16(value, false)},
      {"hex", hex},
      {"HEX", absl::AsciiStrToUpper(hex)},
      {"percent", percent},
      {"PERCENT", absl::AsciiStrToUpper(percent)}};
  for (std::size_t before = 0; before < 3; ++before) {
    const std::string text = Base64(value, before);
    forms[absl::StrCat("base64 at ", before)] = text;
    forms[absl::StrCat("base64url at ", before)] =
        absl::StrReplaceAll(text, {{"+", "-"}, {"/", "_"}});
  }
  return forms;
}

std::vector<std::string> Search(const Artefacts& artefacts, const Canaries& canaries) {
  Finder finder;
  for (const auto& [name, canary] : canaries) {
    for (const auto& [form, text] : FormsOf(canary.value)) finder.Add(text, {name, form});
  }
  std::set<std::string> found;
  for (const auto& [name, artefact] : artefacts) {
    for (const Finder::Found& one : finder.In(artefact.bytes)) {
      if (canaries.at(one.canary).may_be.count(artefact.where) > 0) continue;
      found.insert(absl::StrCat(name, ": ", one.canary, " (", one.form, ")"));
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace vangnet::testing
