#include "storage/statement_watch.h"

#include <sqlite3.h>

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "storage/mutex.h"

namespace vangnet::storage {
namespace {

struct Watch {
  std::atomic<bool> armed = false;
  Mutex mutex;
  std::string failing ABSL_GUARDED_BY(mutex);
  int code ABSL_GUARDED_BY(mutex) = SQLITE_OK;
  bool recording ABSL_GUARDED_BY(mutex) = false;
  std::vector<std::string> recorded ABSL_GUARDED_BY(mutex);

  void Rearm() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    armed.store(recording || code != SQLITE_OK, std::memory_order_relaxed);
  }
};

Watch& TheWatch() {
  static Watch* const watch = new Watch;
  return *watch;
}

}  // namespace

int WatchStatement(const char* sql) {
  Watch& watch = TheWatch();
  if (!watch.armed.load(std::memory_order_relaxed)) return SQLITE_OK;
  MutexLock lock(watch.mutex);
  if (watch.recording) watch.recorded.emplace_back(sql);
  if (watch.code == SQLITE_OK || std::string_view(sql).find(watch.failing) == std::string::npos) {
    return SQLITE_OK;
  }
  const int code = watch.code;
  watch.code = SQLITE_OK;
  watch.Rearm();
  return code;
}

// Declared in tests/support/statement_watch.h.
namespace testing {

void FailNextStatement(std::string_view text, int code) {
  Watch& watch = TheWatch();
  MutexLock lock(watch.mutex);
  watch.failing = std::string(text);
  watch.code = code;
  watch.Rearm();
}

bool FailurePending() {
  Watch& watch = TheWatch();
  MutexLock lock(watch.mutex);
  return watch.code != SQLITE_OK;
}

void ClearFailure() { FailNextStatement("", SQLITE_OK); }

void RecordStatements() {
  Watch& watch = TheWatch();
  MutexLock lock(watch.mutex);
  watch.recording = true;
  watch.recorded.clear();
  watch.Rearm();
}

std::vector<std::string> TakeRecorded() {
  Watch& watch = TheWatch();
  MutexLock lock(watch.mutex);
  watch.recording = false;
  watch.Rearm();
  return std::move(watch.recorded);
}

}  // namespace testing
}  // namespace vangnet::storage
