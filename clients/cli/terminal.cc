#include "clients/cli/terminal.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "absl/strings/str_split.h"
#include "clients/cli/echo_off.h"
#include "clients/cli/safe_text.h"

namespace vangnet::cli {
namespace {

constexpr std::size_t kWidest = 100;
constexpr std::size_t kLongestLine = 128 * 1024;

}  // namespace

TerminalTraits TerminalTraits::OfProcess() {
  TerminalTraits traits;
  traits.asks = isatty(STDIN_FILENO) == 1;
  traits.echoes = traits.asks;
  traits.to_people = isatty(STDOUT_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  traits.styled = traits.to_people && (no_color == nullptr || *no_color == '\0') &&
                  (kind == nullptr || std::string_view(kind) != "dumb");
  struct winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) {
    traits.width = std::min<std::size_t>(size.ws_col, kWidest);
  }
  return traits;
}

void Terminal::Say(std::string_view text) {
  const std::string safe = SafeText(text);
  words() << (traits_.to_people ? Wrap(safe, traits_.width) : safe) << "\n" << std::flush;
}

void Terminal::Heading(std::string_view text) {
  const std::string safe = SafeLine(text);
  if (traits_.styled && !words_to_stderr_) {
    words() << "\n\x1b[1m" << safe << "\x1b[0m\n" << std::flush;
  } else {
    words() << "\n" << safe << "\n" << std::flush;
  }
}

void Terminal::Quote(std::string_view text) {
  words() << Wrap(SafeText(text), traits_.to_people ? traits_.width : kLongestLine, "  | ") << "\n"
          << std::flush;
}

void Terminal::Lines(std::string_view text) {
  words() << SafeText(text) << (text.empty() || text.back() != '\n' ? "\n" : "") << std::flush;
}

void Terminal::Warn(std::string_view text) {
  err_ << Wrap(SafeText(text), traits_.width) << "\n" << std::flush;
}

void Terminal::Raw(std::string_view text) { out_ << text << std::flush; }

std::optional<std::string> Terminal::Ask(std::string_view prompt) {
  if (!prompt.empty()) words() << SafeText(prompt) << " " << std::flush;
  std::string line;
  if (!std::getline(in_, line)) return std::nullopt;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.size() > kLongestLine) line.resize(kLongestLine);
  return line;
}

std::optional<contract::SecretBytes> Terminal::AskSecret(std::string_view prompt) {
  // Before the prompt: who types at once must not be echoed, nor lose what was typed.
  std::unique_ptr<EchoOff> quiet;
  if (traits_.echoes) quiet = std::make_unique<EchoOff>();
  if (!prompt.empty()) words() << SafeText(prompt) << " " << std::flush;
  std::string line;
  line.reserve(4096);
  const bool got = static_cast<bool>(std::getline(in_, line));
  if (!line.empty() && line.back() == '\r') line.pop_back();
  contract::SecretBytes secret = contract::SecretBytes::CopyOf(line);
  explicit_bzero(line.data(), line.size());
  if (!got) return std::nullopt;
  return secret;
}

std::string Terminal::AskText(std::string_view prompt) {
  if (!prompt.empty()) Say(prompt);
  std::string text;
  while (true) {
    const std::optional<std::string> line = Ask("");
    if (!line.has_value() || *line == ".") break;
    text += *line + "\n";
    if (text.size() > kLongestLine) break;
  }
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace vangnet::cli
