// The real `vangnet` of several people before a running system, in English.
#ifndef VANGNET_TESTS_SCENARIOS_COMMAND_LINES_H_
#define VANGNET_TESTS_SCENARIOS_COMMAND_LINES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/server.h"

namespace vangnet::testing {

class CommandLines {
 public:
  explicit CommandLines(RunningSystem& system) : system_(system) {}

  // `vangnet ARGUMENTS` with the home of this name, which joins at its first call.
  Finished Run(const std::string& home, std::vector<std::string> arguments,
               const std::map<std::string, std::string>& environment = {});
  // By a member of the staff, with key file and passphrase.
  Finished RunAs(const std::string& handle, std::vector<std::string> arguments);

  // Where homes, keys and whatever a test needs lie.
  std::string operator/(const std::string& name) const { return folder_ / name; }

 private:
  void Join(const std::string& home);

  RunningSystem& system_;
  TemporaryFolder folder_;
  std::set<std::string> joined_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_COMMAND_LINES_H_
