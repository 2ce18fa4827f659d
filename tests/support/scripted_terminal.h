// A program on a real pseudo-terminal, with a person who reads what is shown and types.
// Ended by SIGKILL when the object goes. Not thread-safe.
#ifndef VANGNET_TESTS_SUPPORT_SCRIPTED_TERMINAL_H_
#define VANGNET_TESTS_SUPPORT_SCRIPTED_TERMINAL_H_

#include <sys/types.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vangnet::testing {

class ScriptedTerminal {
 public:
  // arguments[0] is the program; `environment` is added to the test's own.
  ScriptedTerminal(const std::vector<std::string>& arguments,
                   const std::map<std::string, std::string>& environment);
  ScriptedTerminal(const ScriptedTerminal&) = delete;
  ScriptedTerminal& operator=(const ScriptedTerminal&) = delete;
  ~ScriptedTerminal();

  // Waits until `text` stands on the screen, after what was expected before. Line breaks
  // and runs of spaces count as one space, so that wrapping makes no difference. False,
  // with the screen on stderr, when the program ended or showed nothing of it for long.
  [[nodiscard]] bool Expect(const std::string& text) { return ExpectOneOf({text}) == 0; }
  // Which of `texts` came first; -1 for none.
  [[nodiscard]] int ExpectOneOf(const std::vector<std::string>& texts);

  // `line` and Enter.
  void Type(const std::string& line);
  void PressCtrlC();
  // Ctrl-D on an empty line: the end of input.
  void PressCtrlD();

  // Waits for the end: the exit code, or 128 + the signal.
  int Wait();

  // Everything that the terminal showed, echo included, as bytes and as one line.
  const std::string& shown() const { return shown_; }
  const std::string& plain() const { return plain_; }
  // What was shown between the last two texts that were expected.
  std::string Between() const { return plain_.substr(before_, from_ - before_); }

 private:
  void Send(const std::string& bytes) const;
  // False when the program closed its terminal or nothing came in time.
  bool ReadMore();
  void MakePlain();

  pid_t pid_ = -1;
  int terminal_ = -1;
  std::string shown_;
  std::string plain_;
  std::size_t before_ = 0;  // In plain_: the end of the text expected before the last one.
  std::size_t from_ = 0;    // In plain_: the end of the text expected last.
  std::optional<int> exit_code_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_SCRIPTED_TERMINAL_H_
