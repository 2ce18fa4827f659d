#include "clients/cli/page_template.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/sealing/web_manifest.h"
#include "clients/session/client_reason.h"
#include "clients/session/words.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr std::string_view kPlaceBeginning = "@VANGNET_";
// Of what may be no place at all, enough is told to find it.
constexpr std::size_t kPlaceShown = 60;

constexpr std::string_view kSpace = " \t\r\n\f";
constexpr std::string_view kBeforeName = " \t\r\n\f/";
constexpr std::string_view kEndOfName = " \t\r\n\f/>=";
constexpr std::string_view kEndOfValue = " \t\r\n\f>";

constexpr Words kUnknownPlace{
    "In index.html staat de plaats $0, en die kent deze versie van `vangnet` niet. Gebruik een "
    "pagina en een programma van dezelfde versie.",
    "index.html has the place $0, which this version of `vangnet` does not know. Use a page and a "
    "program of the same version."};
constexpr Words kMissingPlace{
    "In index.html ontbreekt de plaats $0. Is dit een ingevulde pagina, en niet de gebouwde?",
    "index.html lacks the place $0. Is this a page that was filled in, and not the built one?"};

// "@VANGNET_" and what follows it up to the next "@"; or all that could be a name.
std::string_view PlaceAt(std::string_view html, std::size_t from) {
  std::size_t end = from + kPlaceBeginning.size();
  while (end < html.size() &&
         (absl::ascii_isalnum(static_cast<unsigned char>(html[end])) || html[end] == '_')) {
    ++end;
  }
  if (end < html.size() && html[end] == '@') ++end;
  return html.substr(from, end - from);
}

absl::Status BadTemplate(const Words& words, std::string_view place) {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          words, {std::string(place.substr(0, kPlaceShown))});
}

bool StaysOnThePage(std::string_view reference) {
  for (const std::string_view beginning : {"#", "tel:", "mailto:", "data:"}) {
    if (reference.starts_with(beginning)) return true;
  }
  return reference.empty();
}

// "a.png 1x, b.png 2x".
void AddSources(std::string_view value, std::set<std::string>& found) {
  for (const absl::string_view part :
       absl::StrSplit(absl::string_view(value.data(), value.size()), ',')) {
    const std::vector<std::string> words =
        absl::StrSplit(part, absl::ByAnyChar(" \t\n"), absl::SkipEmpty());
    if (!words.empty() && !StaysOnThePage(words.front())) found.insert(words.front());
  }
}

struct Tag {
  std::string name;  // In small letters.
  std::vector<std::pair<std::string, std::string_view>> attributes;
};

// Takes one character or all up to one of `ends` from the front of `rest`.
std::string_view TakeUntil(std::string_view& rest, std::string_view ends) {
  const std::size_t end = std::min(rest.find_first_of(ends), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end);
  return taken;
}

std::string SmallLetters(std::string_view text) {
  return absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
}

// A value with or without quotes, after the "=".
std::string_view TakeValue(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
  if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) {
    return TakeUntil(rest, kEndOfValue);
  }
  const std::string_view quote = rest.substr(0, 1);
  rest.remove_prefix(1);
  const std::string_view value = TakeUntil(rest, quote);
  if (!rest.empty()) rest.remove_prefix(1);
  return value;
}

// The next beginning of an element; `rest` goes on behind it.
std::optional<Tag> NextTag(std::string_view& rest) {
  TakeUntil(rest, "<");
  if (rest.empty()) return std::nullopt;
  rest.remove_prefix(1);
  Tag tag;
  tag.name = SmallLetters(TakeUntil(rest, kEndOfName));
  while (!rest.empty() && rest.front() != '>') {
    rest.remove_prefix(std::min(rest.find_first_not_of(kBeforeName), rest.size()));
    const std::string name = SmallLetters(TakeUntil(rest, kEndOfName));
    rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
    std::string_view value;
    if (!rest.empty() && rest.front() == '=') {
      rest.remove_prefix(1);
      value = TakeValue(rest);
    }
    tag.attributes.emplace_back(name, value);
  }
  return tag;
}

}  // namespace

absl::StatusOr<std::string> FillPage(std::string_view html, const PageContent& content) {
  std::string filled;
  std::set<std::string> used;
  std::size_t from = 0;
  while (true) {
    const std::size_t at = html.find(kPlaceBeginning, from);
    filled.append(html.substr(from, at - from));
    if (at == std::string_view::npos) break;
    const std::string place(PlaceAt(html, at));
    const auto found = content.find(place);
    if (found == content.end()) return BadTemplate(kUnknownPlace, place);
    filled.append(found->second);
    used.insert(place);
    from = at + place.size();
  }
  for (const auto& [place, text] : content) {
    if (!used.contains(place)) return BadTemplate(kMissingPlace, place);
  }
  return filled;
}

std::vector<std::string> ReferencesOf(std::string_view html) {
  std::set<std::string> found;
  std::string_view rest = html;
  while (const std::optional<Tag> tag = NextTag(rest)) {
    for (const auto& [name, value] : tag->attributes) {
      if (name == "srcset") {
        AddSources(value, found);
      } else if ((name == "src" || name == "href") && tag->name != "a" && !StaysOnThePage(value)) {
        found.emplace(value);
      }
    }
  }
  return {found.begin(), found.end()};
}

std::string LocalPath(std::string_view reference) {
  if (reference == "/" || reference == "./") return std::string(sealing::kWebIndexName);
  if (reference.starts_with("./")) {
    reference.remove_prefix(2);
  } else if (reference.starts_with("/")) {
    reference.remove_prefix(1);
  }
  reference = reference.substr(0, reference.find_first_of("?#"));
  return sealing::IsWebPath(reference) ? std::string(reference) : std::string();
}

}  // namespace vangnet::cli
