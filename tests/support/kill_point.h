// Ends a vangnetd with SIGKILL in the middle of its n-th write or sync of the store: the
// same places in every run, which a signal after some milliseconds cannot promise.
#ifndef VANGNET_TESTS_SUPPORT_KILL_POINT_H_
#define VANGNET_TESTS_SUPPORT_KILL_POINT_H_

#include <map>
#include <string>

namespace vangnet::testing {

class KillPoint {
 public:
  // `order_file` must not exist when the process starts.
  explicit KillPoint(std::string order_file);

  // For the process that shall end; it runs as always until Arm.
  std::map<std::string, std::string> Environment() const;
  // `place`: "write", "before-sync" or "after-sync". Ends the process at the `count`-th
  // from now on. Once for each process.
  void Arm(const std::string& place, int count) const;
  // For the next process.
  void Disarm() const;

 private:
  std::string order_file_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_KILL_POINT_H_
