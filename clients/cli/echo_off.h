// Turns the terminal's echo off for its lifetime. The echo comes back when the object
// goes, and also when a signal ends the program in between.
#ifndef VANGNET_CLIENTS_CLI_ECHO_OFF_H_
#define VANGNET_CLIENTS_CLI_ECHO_OFF_H_

namespace vangnet::cli {

// One at a time. Not thread-safe.
class EchoOff {
 public:
  EchoOff();
  ~EchoOff();
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;
};

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_ECHO_OFF_H_
