// A real process that a test starts, watches and ends. Its output goes to files, so
// that a test can search them. Ended by SIGKILL when the object goes. Not thread-safe.
#ifndef VANGNET_TESTS_SUPPORT_CHILD_PROCESS_H_
#define VANGNET_TESTS_SUPPORT_CHILD_PROCESS_H_

#include <sys/types.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vangnet::testing {

class ChildProcess {
 public:
  struct Options {
    std::vector<std::string> arguments;              // [0] is the program; PATH is searched.
    std::map<std::string, std::string> environment;  // Added to the test's own.
    std::string stdin_path = "/dev/null";
    std::string stdout_path = "/dev/null";
    std::string stderr_path = "/dev/null";
  };
  static ChildProcess Start(const Options& options);

  ChildProcess() = default;
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess();

  pid_t pid() const { return pid_; }
  bool IsRunning();
  void Signal(int signal) const;
  // The exit code, or 128 + the signal that ended it. Waits.
  int Wait();
  // SIGTERM, then Wait.
  int Terminate();
  // SIGKILL, then Wait.
  void Kill();

 private:
  pid_t pid_ = -1;
  std::optional<int> exit_code_;
};

struct Finished {
  int exit_code = 0;
  std::string standard_output;
  std::string standard_error;
};

// Runs a command to its end; `input` is its standard input.
Finished RunCommand(const std::vector<std::string>& arguments, const std::string& input = "",
                    const std::map<std::string, std::string>& environment = {});

// Polls `condition` until it is true or `seconds` have gone by; the last answer. For
// waiting on other processes, never for measuring them.
bool WaitUntil(const std::function<bool()>& condition, int seconds = 60);

std::string ReadFile(const std::string& path);
void WriteFile(const std::string& path, const std::string& content, int mode = 0600);

// A port on 127.0.0.1 that the kernel gives to nobody else before this process ends, neither
// to listen on nor to call from. Who binds to it by number, as nginx does, can listen there.
int ReservedPort();

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_CHILD_PROCESS_H_
