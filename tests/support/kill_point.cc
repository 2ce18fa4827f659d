#include "tests/support/kill_point.h"

#include <filesystem>
#include <utility>

#include "tests/support/child_process.h"

namespace vangnet::testing {

KillPoint::KillPoint(std::string order_file) : order_file_(std::move(order_file)) {}

std::map<std::string, std::string> KillPoint::Environment() const {
  // The address sanitizer wants to be the first library; here it need not be.
  return {{"LD_PRELOAD", VANGNET_KILL_POINT_LIBRARY},
          {"VANGNET_KILL_POINT", order_file_},
          {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

void KillPoint::Arm(const std::string& place, int count) const {
  // Renamed into place: the process must never read half of it.
  WriteFile(order_file_ + ".new", place + " " + std::to_string(count));
  std::filesystem::rename(order_file_ + ".new", order_file_);
}

void KillPoint::Disarm() const { std::filesystem::remove(order_file_); }

}  // namespace vangnet::testing
