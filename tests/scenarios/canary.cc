#include "tests/scenarios/canary.h"

#include <iconv.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>
#include <unordered_map>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace vangnet::testing {
namespace {

constexpr std::size_t kShortest = 8;

// In "UTF-16LE" or "UTF-16BE"; of bytes that are no text as if each were a letter.
std::string Utf16(const std::string& text, const char* encoding) {
  std::string wide(4 * text.size(), '\0');
  std::string from = text;
  char* in = from.data();
  char* out = wide.data();
  std::size_t in_left = from.size();
  std::size_t out_left = wide.size();
  for (const char* source : {"UTF-8", "ISO-8859-1"}) {
    const iconv_t converter = iconv_open(encoding, source);
    const bool done = iconv(converter, &in, &in_left, &out, &out_left) != std::size_t(-1);
    iconv_close(converter);
    if (done) break;
    in = from.data();
    out = wide.data();
    in_left = from.size();
    out_left = wide.size();
  }
  wide.resize(wide.size() - out_left);
  return wide;
}

// As JSON writes it for whoever reads ASCII alone.
std::string JsonEscaped(const std::string& value) {
  const std::string wide = Utf16(value, "UTF-16BE");
  std::string text;
  for (std::size_t i = 0; i + 1 < wide.size(); i += 2) {
    const bool is_ascii = wide[i] == 0 && absl::ascii_isprint(wide[i + 1]);
    absl::StrAppend(&text, is_ascii ? "" : "\\u",
                    is_ascii ? wide.substr(i + 1, 1) : absl::BytesToHexString(wide.substr(i, 2)));
  }
  return text;
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

// What `is_kept` says of stands for itself.
std::string PercentEncoded(const std::string& value, const std::function<bool(char)>& is_kept) {
  std::string text;
  for (const char c : value) {
    const std::string one(1, c);
    absl::StrAppend(&text, is_kept(c) ? "" : "%",
                    is_kept(c) ? one : absl::AsciiStrToUpper(absl::BytesToHexString(one)));
  }
  return text;
}

// RFC 3986, section 2.3.
bool IsUnreserved(char c) {
  return absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

// The message of a gRPC status keeps what can be printed.
bool IsKeptByGrpc(char c) { return absl::ascii_isprint(c) && c != '%'; }

// With hexadecimal digits in small letters: the others stay.
std::string SmallDigits(std::string text) {
  for (std::size_t at = 0; (at = text.find('%', at)) != std::string::npos; ++at) {
    for (std::size_t i = at + 1; i < std::min(at + 3, text.size()); ++i) {
      text[i] = absl::ascii_tolower(text[i]);
    }
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
  const std::string all = PercentEncoded(value, [](char) { return false; });
  const std::string percent = PercentEncoded(value, IsUnreserved);
  const std::string message = PercentEncoded(value, IsKeptByGrpc);
  std::map<std::string, std::string> forms = {
      {"as it is", value},
      {"small letters", absl::AsciiStrToLower(value)},
      {"without dashes", bare},
      {"small, without dashes", absl::AsciiStrToLower(bare)},
      {"UTF-16, little", Utf16(value, "UTF-16LE")},
      {"UTF-16, big", Utf16(value, "UTF-16BE")},
      {"JSON", JsonEscaped(value)},
      {"hex", hex},
      {"HEX", absl::AsciiStrToUpper(hex)},
      {"all percent", SmallDigits(all)},
      {"ALL PERCENT", all},
      {"percent", SmallDigits(percent)},
      {"PERCENT", percent},
      {"gRPC's percent", SmallDigits(message)},
      {"gRPC's PERCENT", message}};
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
