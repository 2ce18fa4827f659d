#include "tests/scenarios/canary_memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>

namespace vangnet::testing {
namespace {

// Larger ones are what sanitizers reserve and never fill.
constexpr std::uint64_t kLargest = std::uint64_t{1} << 30;

void Append(int memory, std::uint64_t from, std::uint64_t to, std::string& bytes) {
  constexpr std::uint64_t kAtOnce = 1 << 20;
  while (from < to) {
    const std::size_t before = bytes.size();
    const std::size_t wanted = static_cast<std::size_t>(std::min(kAtOnce, to - from));
    bytes.resize(before + wanted);
    const ssize_t got = pread(memory, &bytes[before], wanted, static_cast<off_t>(from));
    bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got <= 0) return;  // A guard page.
    from += static_cast<std::uint64_t>(got);
  }
}

}  // namespace

std::map<std::string, std::string> ReadableMemory() {
  // The address sanitizer wants to be the first library; here it need not be.
  return {{"LD_PRELOAD", VANGNET_READABLE_LIBRARY}, {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

std::string MemoryOf(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process);
  const int memory = open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  std::string bytes;
  if (memory < 0) return bytes;
  std::ifstream maps(folder + "/maps");
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words(line);
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    char dash = 0;
    std::string rights;
    words >> std::hex >> from >> dash >> to >> rights;
    if (rights.compare(0, 2, "rw") == 0 && to - from <= kLargest) Append(memory, from, to, bytes);
  }
  close(memory);
  return bytes;
}

}  // namespace vangnet::testing
