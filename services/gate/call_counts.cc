#include "services/gate/call_counts.h"

namespace vangnet::gate {

void CallCounts::Note(const std::string& path, grpc::StatusCode code) {
  const storage::MutexLock lock(mutex_);
  ++counts_[Key(path, code)];
}

std::map<CallCounts::Key, std::uint64_t> CallCounts::Read() const {
  const storage::MutexLock lock(mutex_);
  return counts_;
}

}  // namespace vangnet::gate
