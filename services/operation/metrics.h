// What is counted, and how little of it is told. Pure: no clock, no store.
//
// The administrator need not learn from numbers that somebody reported just now, or came
// back to read. So what people do is
//  - read once in each half day, after the fixed time at which loads change as well, and
//    never twice within six hours: asking every minute shows nothing that asking once does
//    not;
//  - rounded down to tens (calls, commits, sessions) or to MiB (files).
// What is told at once is the state of the machine: start, writing or not, whether the store's
// content is in order, the server's own failures of all methods together, waiting writes and free
// space in coarse steps.
#ifndef VANGNET_SERVICES_OPERATION_METRICS_H_
#define VANGNET_SERVICES_OPERATION_METRICS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "absl/time/time.h"
#include "services/gate/call_counts.h"
#include "services/health/store_content.h"
#include "storage/mutex.h"

namespace vangnet::operation {

using Calls = std::map<gate::CallCounts::Key, std::uint64_t>;

// What people do.
struct Activity {
  Calls calls;  // Of all surfaces; OK and what the caller was told, not our own failures.
  std::uint64_t commits = 0;
  std::uint64_t operations = 0;
  std::size_t reporter_sessions = 0;
  std::size_t staff_sessions = 0;
  std::uint64_t store_bytes = 0;
  std::uint64_t wal_bytes = 0;
};

// The state of the machine.
struct Machine {
  absl::Time started;
  bool writing = false;
  health::StoreContent content = health::StoreContent::kNotCompared;
  Calls calls;  // Of which the server's own failures are told.
  std::size_t waiting_writes = 0;
  std::uint64_t disk_free_bytes = 0;
};

// Keeps the reading of this half day. Thread-safe.
class ShownActivity {
 public:
  // Nothing has been done at the start.
  explicit ShownActivity(absl::Time start) : taken_(start) {}

  struct Reading {
    absl::Time taken;
    Activity activity;
  };
  // The kept one, or a new one from `measure` when it is time.
  Reading At(absl::Time now, const std::function<Activity()>& measure);

 private:
  storage::Mutex mutex_;
  absl::Time taken_ ABSL_GUARDED_BY(mutex_);
  Activity activity_ ABSL_GUARDED_BY(mutex_);
};

std::string MetricsText(const Machine& machine, const ShownActivity::Reading& reading);

}  // namespace vangnet::operation

#endif  // VANGNET_SERVICES_OPERATION_METRICS_H_
