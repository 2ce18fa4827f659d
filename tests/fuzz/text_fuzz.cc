// Text of other people: cleaned before it is sealed, made safe before it is shown, made a
// code before it is compared, written as JSON. Three readers of UTF-8 say the same.
#include "absl/strings/str_split.h"
#include "clients/cli/json.h"
#include "clients/cli/safe_text.h"
#include "clients/cli/time_words.h"
#include "google/protobuf/stubs/common.h"
#include "proto/contract/canonical.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/utf8.h"
#include "tests/fuzz/property.h"

namespace google::protobuf::internal {
bool IsStructurallyValidUTF8(const char* text, int size);
}

namespace vangnet::fuzz {
namespace {

std::string FromCodePoints(std::string_view text) {
  std::string utf8;
  for (const char32_t point : cli::CodePoints(text)) cli::AppendUtf8(point, utf8);
  return utf8;
}

void CheckUtf8(std::string_view text) {
  const bool valid = contract::IsUtf8(text);
  Require(valid == google::protobuf::internal::IsStructurallyValidUTF8(
                       text.data(), static_cast<int>(text.size())),
          "protobuf's UTF-8 is ours");
  const std::string points = FromCodePoints(text);
  Require(valid == (points == text), "the terminal's UTF-8 is the contract's");
  Require(contract::IsUtf8(points), "code points make UTF-8");
}

void CheckClean(std::string_view text) {
  const std::string clean = contract::CleanText(text);
  Require(contract::IsUtf8(clean), "clean text is UTF-8");
  Require(clean.compare(0, 3, contract::kByteOrderMark) != 0, "no byte order mark in front");
  Require(contract::CleanText(clean) == clean, "clean text is its own clean text");
  if (contract::IsUtf8(text) && text.substr(0, 3) != contract::kByteOrderMark) {
    Require(clean == text, "clean text is left alone");
  }
}

void CheckSafe(std::string_view text) {
  const std::string safe = cli::SafeText(text);
  Require(contract::IsUtf8(safe), "safe text is UTF-8");
  Require(cli::SafeText(safe) == safe, "safe text is its own safe text");
  for (const char c : safe) {
    const auto byte = static_cast<unsigned char>(c);
    Require(byte >= 0x20 ? byte != 0x7f : c == '\n', "no control character reaches a terminal");
  }
  Require(safe.find("\xc2\x9b") == std::string::npos, "no C1 control reaches a terminal");
  Require(safe.find("\xe2\x80\xae") == std::string::npos, "no mark of direction reaches one");
  Require(cli::SafeLine(text).find('\n') == std::string::npos, "a line is one line");
}

void CheckWrap(std::string_view text) {
  constexpr std::size_t kWidth = 20;
  const std::string safe = cli::SafeText(text);
  const std::string wrapped = cli::Wrap(safe, kWidth, "> ");
  for (const absl::string_view line : absl::StrSplit(wrapped, '\n')) {
    Require(line.substr(0, 2) == "> ", "every line begins with the indent");
    const bool one_word = line.find(' ', 2) == absl::string_view::npos;
    Require(one_word || cli::DisplayWidth({line.data(), line.size()}) <= kWidth,
            "only a long word makes a long line");
  }
}

void CheckCode(std::string_view text) {
  const std::string code = contract::OrganisationCode(text);
  Require(contract::OrganisationCode(code) == code, "a code is its own code");
  for (const char c : code) {
    Require((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-', "letters of a code");
  }
  Require(code.empty() || (code.front() != '-' && code.back() != '-'), "no hyphen at the ends");
  Require(code.find("--") == std::string::npos, "one hyphen at a time");
}

void CheckJson(std::string_view text) {
  const std::string written = cli::Json(text).ToText();
  Require(cli::SafeText(written) == written && written.find('\n') == std::string::npos,
          "JSON can be printed on one line");
  const auto read = cli::ParseJson(written);
  Require(read.ok() && read->string_value() == FromCodePoints(text),
          "JSON is read back as the text");
}

void CheckTime(const std::string& text) {
  for (const auto calendar : {record::v1::CALENDAR_AMSTERDAM, record::v1::CALENDAR_AST}) {
    const auto time = cli::ParseTime(text, calendar);
    if (!time.ok()) {
      RequireGoodMessage(time.status(), {absl::StatusCode::kInvalidArgument});
      continue;
    }
    Require(*time > 0 && *time < 253402300800, "a time is after 1970, in a year of four digits");
    Require(
        !cli::TimeWords(*time, calendar, session::Language::kDutch, absl::UTCTimeZone()).empty(),
        "a time has words");
  }
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  const std::string text(reinterpret_cast<const char*>(data), size);
  CheckUtf8(text);
  CheckClean(text);
  CheckSafe(text);
  CheckWrap(text);
  CheckCode(text);
  CheckJson(text);
  CheckTime(text);
  return 0;
}
