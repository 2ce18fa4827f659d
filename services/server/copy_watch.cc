#include "services/server/copy_watch.h"

#include <algorithm>

#include "services/server/process.h"

namespace vangnet::server {

storage::CopyProgress WatchCopy(const std::string& what, const contract::Clock& clock,
                                std::ostream& out) {
  constexpr std::uint64_t kMebibyte = 1024 * 1024;
  return [what, clock, &out, last = clock()](std::uint64_t done, std::uint64_t total) mutable {
    const absl::Time now = clock();
    if (now - last >= absl::Seconds(1)) {
      last = now;
      out << "vangnetd: " << what << ": " << done * 100 / std::max<std::uint64_t>(total, 1)
          << " % of " << (total + kMebibyte - 1) / kMebibyte << " MiB" << std::endl;
    }
    return !StopIsPending();
  };
}

}  // namespace vangnet::server
