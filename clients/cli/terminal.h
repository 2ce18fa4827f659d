// Where a person reads and types. Everything that is shown passes here and is made safe
// first; nothing else of this program writes to the terminal. Plain lines only, which a
// screen reader follows: no cursor movement, no spinner.
#ifndef VANGNET_CLIENTS_CLI_TERMINAL_H_
#define VANGNET_CLIENTS_CLI_TERMINAL_H_

#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::cli {

struct TerminalTraits {
  bool asks = false;       // Somebody is there to answer: stdin is a terminal.
  bool echoes = false;     // stdin echoes what is typed, and must be told not to.
  bool styled = false;     // Bold headings: stdout is a terminal and NO_COLOR is not set.
  bool to_people = false;  // stdout is a terminal: wrapped lines, progress.
  std::size_t width = 80;

  // Of this process's stdin and stdout.
  static TerminalTraits OfProcess();
};

// Thread-compatible.
class Terminal {
 public:
  Terminal(std::istream& in, std::ostream& out, std::ostream& err, const TerminalTraits& traits)
      : in_(in), out_(out), err_(err), traits_(traits) {}

  const TerminalTraits& traits() const { return traits_; }
  // With --json words for people go to stderr, and this makes Say do so.
  void SendWordsToStderr() { words_to_stderr_ = true; }
  void AskAlways() { traits_.asks = true; }

  // One paragraph or more, wrapped for people, and a line break.
  void Say(std::string_view text);
  void Heading(std::string_view text);
  // Somebody's own text: every line is marked, so that it cannot pass for ours.
  void Quote(std::string_view text);
  // As it is, safe but not wrapped: tables, codes.
  void Lines(std::string_view text);
  // Always to stderr.
  void Warn(std::string_view text);
  // Machine output on stdout: bytes that are safe already (JSON).
  void Raw(std::string_view text);

  // A line without its end; absent at the end of input. `prompt` is shown first.
  std::optional<std::string> Ask(std::string_view prompt);
  // Without echo where there is one. The typed line is wiped from our own buffers.
  std::optional<contract::SecretBytes> AskSecret(std::string_view prompt);
  // Several lines, until one that is a single dot, or the end of input.
  std::string AskText(std::string_view prompt);

 private:
  std::ostream& words() { return words_to_stderr_ ? err_ : out_; }
  std::istream& in_;
  std::ostream& out_;
  std::ostream& err_;
  TerminalTraits traits_;
  bool words_to_stderr_ = false;
};

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_TERMINAL_H_
