// The terminal's echo, on a real pseudo-terminal with a real process that is ended.
#include "clients/cli/echo_off.h"

#include <gtest/gtest.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace vangnet::cli {
namespace {

class EchoOffTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(openpty(&outside_, &inside_, nullptr, nullptr, nullptr), 0); }
  void TearDown() override {
    close(outside_);
    close(inside_);
  }
  bool Echoes() const {
    struct termios now = {};
    EXPECT_EQ(tcgetattr(inside_, &now), 0);
    return (now.c_lflag & ECHO) != 0;
  }
  // A process that holds its echo off, tells so, and goes on when told, or is ended.
  pid_t Start() {
    EXPECT_EQ(pipe(ready_), 0);
    const pid_t child = fork();
    if (child == 0) {
      dup2(inside_, STDIN_FILENO);
      {
        const EchoOff off;
        const ssize_t told = write(ready_[1], "r", 1);
        char byte = 0;
        const ssize_t got = read(STDIN_FILENO, &byte, 1);
        if (told != 1 || got != 1) _exit(9);
      }
      _exit(0);
    }
    char byte = 0;
    EXPECT_EQ(read(ready_[0], &byte, 1), 1);
    return child;
  }
  static int Wait(pid_t child) {
    int result = 0;
    EXPECT_EQ(waitpid(child, &result, 0), child);
    return result;
  }

  int outside_ = -1;
  int inside_ = -1;
  int ready_[2] = {-1, -1};
};

TEST_F(EchoOffTest, NothingTypedIsShownAndTheEchoComesBack) {
  ASSERT_TRUE(Echoes());
  const pid_t child = Start();
  EXPECT_FALSE(Echoes());
  ASSERT_EQ(write(outside_, "x\n", 2), 2);
  EXPECT_EQ(Wait(child), 0);
  EXPECT_TRUE(Echoes());
}

TEST_F(EchoOffTest, ASignalInBetweenBringsTheEchoBackAndStillEndsTheProgram) {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    const pid_t child = Start();
    EXPECT_FALSE(Echoes());
    ASSERT_EQ(kill(child, number), 0);
    const int result = Wait(child);
    EXPECT_TRUE(WIFSIGNALED(result) && WTERMSIG(result) == number);
    EXPECT_TRUE(Echoes());
  }
}

}  // namespace
}  // namespace vangnet::cli
