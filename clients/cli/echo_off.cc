#include "clients/cli/echo_off.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

namespace vangnet::cli {
namespace {

constexpr int kEchoSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
struct termios saved_terminal;
volatile sig_atomic_t echo_is_off = 0;
struct sigaction saved_actions[4];

// Only calls that POSIX allows in a signal handler.
void RestoreAndDie(int signal_number) {
  if (echo_is_off) tcsetattr(STDIN_FILENO, TCSANOW, &saved_terminal);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

}  // namespace

EchoOff::EchoOff() {
  if (tcgetattr(STDIN_FILENO, &saved_terminal) != 0) return;
  struct sigaction action = {};
  action.sa_handler = RestoreAndDie;
  for (int i = 0; i < 4; ++i) sigaction(kEchoSignals[i], &action, &saved_actions[i]);
  struct termios quiet = saved_terminal;
  quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  quiet.c_lflag |= ECHONL;
  // Stopping with Ctrl-Z would leave a shell without echo.
  quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
  echo_is_off = 1;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
}

EchoOff::~EchoOff() {
  if (!echo_is_off) return;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved_terminal);
  echo_is_off = 0;
  for (int i = 0; i < 4; ++i) sigaction(kEchoSignals[i], &saved_actions[i], nullptr);
}

}  // namespace vangnet::cli
