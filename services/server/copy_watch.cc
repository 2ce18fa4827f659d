#include "services/server/copy_watch.h"

#include <algorithm>

#include "services/server/process.h"

namespace vangnet::server {

storage::CopyProgress WatchCopy(const std::string& what, const contract::Clock& clock,
                                std::ostream& out) {
  constexpr std::uint64_t kMebibyte = 1024 * 1024;
  const absl::Time start = clock();
  return [what, clock, &out, start, last = start](std::uint64_t done, std::uint64_t total) mutable {
    const absl::Time now = clock();
    const auto seconds_since = [now](absl::Time time) { return absl::ToDoubleSeconds(now - time); };
    if (done == total && seconds_since(start) >= 1) {
      out << "vangnetd: " << what << ": copied; each page and row is now verified" << std::endl;
    } else if (seconds_since(last) >= 1) {
      last = now;
      out << "vangnetd: " << what << ": " << done * 100 / std::max<std::uint64_t>(total, 1)
          << " % of " << (total + kMebibyte - 1) / kMebibyte << " MiB" << std::endl;
    }
    return !StopIsPending();
  };
}

}  // namespace vangnet::server
