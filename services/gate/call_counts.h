// How many calls ended how. Numbers by method and code; never who called.
#ifndef VANGNET_SERVICES_GATE_CALL_COUNTS_H_
#define VANGNET_SERVICES_GATE_CALL_COUNTS_H_

#include <grpcpp/support/status_code_enum.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "storage/mutex.h"

namespace vangnet::gate {

// Thread-safe.
class CallCounts {
 public:
  using Key = std::pair<std::string, grpc::StatusCode>;  // Path and code.

  void Note(const std::string& path, grpc::StatusCode code);
  std::map<Key, std::uint64_t> Read() const;

 private:
  mutable storage::Mutex mutex_;
  std::map<Key, std::uint64_t> counts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace vangnet::gate

#endif  // VANGNET_SERVICES_GATE_CALL_COUNTS_H_
