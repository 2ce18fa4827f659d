#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "absl/strings/ascii.h"
#include "google/protobuf/stubs/logging.h"
#include "proto/contract/error.h"
#include "proto/contract/utf8.h"

namespace vangnet::fuzz {
namespace {

constexpr std::size_t kLongestMessage = 400;
// Shorter runs are in both by chance.
constexpr std::size_t kRun = 5;
constexpr int kLeastLetters = 3;
// How often one message is looked at: the same words again tell nothing new.
constexpr int kLooks = 8;
constexpr std::size_t kMostMessages = 10000;

// Letters and digits replaced by their neighbours, the rest as it is.
std::string Changed(std::string_view run) {
  std::string changed(run);
  for (char& c : changed) {
    if (c == 'z' || c == 'Z' || c == '9') {
      c = static_cast<char>(c - 1);
    } else if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      c = static_cast<char>(c + 1);
    }
  }
  return changed;
}

bool HasLetters(std::string_view run) {
  return std::count_if(run.begin(), run.end(), [](char c) {
           return absl::ascii_isalpha(static_cast<unsigned char>(c));
         }) >= kLeastLetters;
}

std::string ReplaceAll(std::string_view text, std::string_view from, std::string_view to) {
  std::string replaced;
  for (std::size_t at = 0;;) {
    const std::size_t found = text.find(from, at);
    replaced.append(text.substr(at, found - at));
    if (found == std::string_view::npos) return replaced;
    replaced.append(to);
    at = found + from.size();
  }
}

bool IsPrintable(std::string_view message) {
  return contract::IsUtf8(message) && std::none_of(message.begin(), message.end(), [](char c) {
           return absl::ascii_iscntrl(static_cast<unsigned char>(c));
         });
}

// False when the words were looked at often enough.
bool IsNew(const std::string& message) {
  static auto* const looks = new std::map<std::string, int>;
  if (looks->size() > kMostMessages) looks->clear();
  return ++(*looks)[message] <= kLooks;
}

// protobuf's own words about bad UTF-8, thousands a second.
[[maybe_unused]] const auto silenced = google::protobuf::SetLogHandler(nullptr);

}  // namespace

void Require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "\nDoes not hold: %s\n", property);
  std::abort();
}

std::uint8_t Input::Byte() {
  const std::string_view byte = Take(1);
  return byte.empty() ? 0 : static_cast<std::uint8_t>(byte.front());
}

std::uint32_t Input::Number() {
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | Byte();
  return number;
}

std::string_view Input::Take(std::size_t at_most) {
  const std::string_view taken = rest_.substr(0, at_most);
  rest_.remove_prefix(taken.size());
  return taken;
}

void RequireGoodMessage(const absl::Status& status, std::initializer_list<absl::StatusCode> codes) {
  Require(!status.ok(), "what is refused has a status");
  Require(std::find(codes.begin(), codes.end(), status.code()) != codes.end(),
          "a refusal has a code of the closed set");
  const std::string message(status.message());
  Require(message.size() <= kLongestMessage, "a refusal is short");
  Require(IsPrintable(message), "a refusal can be printed on one line");
  const std::string reason = contract::ReasonOf(status);
  Require(std::all_of(reason.begin(), reason.end(),
                      [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); }),
          "a reason is one of ours");
}

void RequireGoodRefusal(const absl::Status& status, std::string_view input,
                        std::initializer_list<absl::StatusCode> codes, const Parser& parse) {
  RequireGoodMessage(status, codes);
  const std::string message(status.message());
  if (!IsNew(message)) return;
  for (std::size_t at = 0; at + kRun <= message.size(); ++at) {
    const std::string_view run = std::string_view(message).substr(at, kRun);
    if (!HasLetters(run) || input.find(run) == std::string_view::npos) continue;
    const std::string changed = Changed(run);
    const absl::Status again = parse(ReplaceAll(input, run, changed));
    Require(std::string(again.message()).find(changed) == std::string::npos,
            "a refusal does not repeat the input");
  }
}

}  // namespace vangnet::fuzz
