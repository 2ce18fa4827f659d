#include "tests/support/scripted_terminal.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace vangnet::testing {
namespace {

// For a machine that is very busy; no test passes because of it.
constexpr int kPatienceMilliseconds = 60 * 1000;

[[noreturn]] void RunChild(const std::vector<std::string>& arguments,
                           const std::map<std::string, std::string>& environment, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(125);
  for (int fd = 3; fd < 256; ++fd) close(fd);
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  execvp(words[0], words.data());
  _exit(127);
}

}  // namespace

ScriptedTerminal::ScriptedTerminal(const std::vector<std::string>& arguments,
                                   const std::map<std::string, std::string>& environment) {
  const pid_t parent = getpid();
  const struct winsize size = {40, 100, 0, 0};
  pid_ = forkpty(&terminal_, nullptr, nullptr, &size);
  if (pid_ < 0) {
    std::perror("forkpty");
    std::abort();
  }
  if (pid_ == 0) RunChild(arguments, environment, parent);
}

ScriptedTerminal::~ScriptedTerminal() {
  if (!exit_code_.has_value()) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(terminal_);
}

int ScriptedTerminal::ExpectOneOf(const std::vector<std::string>& texts) {
  while (true) {
    std::size_t first = std::string::npos;
    int which = -1;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::size_t at = plain_.find(texts[i], from_);
      if (at >= first) continue;
      first = at;
      which = static_cast<int>(i);
    }
    if (which >= 0) {
      before_ = from_;
      from_ = first + texts[static_cast<std::size_t>(which)].size();
      return which;
    }
    if (!ReadMore()) break;
  }
  std::fprintf(stderr, "not shown: %s\nafter this:\n%s\n", texts.front().c_str(),
               plain_.substr(from_).c_str());
  return -1;
}

void ScriptedTerminal::Type(const std::string& line) { Send(line + "\n"); }
void ScriptedTerminal::PressCtrlC() { Send("\x03"); }
void ScriptedTerminal::PressCtrlD() { Send("\x04"); }

int ScriptedTerminal::Wait() {
  while (ReadMore()) {
  }
  if (exit_code_.has_value()) return *exit_code_;
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return *exit_code_;
}

void ScriptedTerminal::Send(const std::string& bytes) const {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t wrote = write(terminal_, bytes.data() + sent, bytes.size() - sent);
    if (wrote <= 0) return;  // The program is gone; Expect and Wait tell.
    sent += static_cast<std::size_t>(wrote);
  }
}

bool ScriptedTerminal::ReadMore() {
  struct pollfd wanted = {terminal_, POLLIN, 0};
  if (poll(&wanted, 1, kPatienceMilliseconds) <= 0) return false;
  char buffer[4096];
  const ssize_t got = read(terminal_, buffer, sizeof(buffer));
  if (got <= 0) return false;  // EIO: nobody holds the other side any more.
  shown_.append(buffer, static_cast<std::size_t>(got));
  MakePlain();
  return true;
}

// Anew from the start: a style or a run of spaces may have come in two pieces. What was
// plain before stays as it is.
void ScriptedTerminal::MakePlain() {
  std::string plain;
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    if (shown_[i] == '\x1b') {
      i = shown_.find('m', i);
      if (i == std::string::npos) break;
      continue;
    }
    const bool space = shown_[i] == ' ' || shown_[i] == '\n' || shown_[i] == '\r';
    if (!space) {
      plain += shown_[i];
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  plain_ = std::move(plain);
}

}  // namespace vangnet::testing
