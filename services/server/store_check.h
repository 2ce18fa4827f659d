// Whether the store still holds what was committed, asked in the background: after the start,
// because it takes longer than a start may, and once a day.
#ifndef VANGNET_SERVICES_SERVER_STORE_CHECK_H_
#define VANGNET_SERVICES_SERVER_STORE_CHECK_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "absl/status/status.h"
#include "services/health/store_content.h"
#include "storage/database.h"

namespace vangnet::server {

// The chain of commits against every row, then every case's reader rows against its records.
// DATA_LOSS/STORE_ALTERED for the first, DATA_LOSS without a reason for the second, CANCELLED
// when `cancelled` says so between. `database` is for reading.
absl::Status CheckWholeStore(storage::Database& database, const std::function<bool()>& cancelled);

class StoreCheck {
 public:
  using Opener = std::function<absl::StatusOr<storage::DatabasePtr>()>;

  // Begins at once, on a thread and a connection of its own. `altered` is called on that
  // thread when the chain does not hold: nothing may be served from the store then.
  StoreCheck(Opener opener, std::function<void()> altered,
             std::chrono::milliseconds every = std::chrono::hours(24));
  // Breaks a check off that is under way.
  ~StoreCheck();
  StoreCheck(const StoreCheck&) = delete;
  StoreCheck& operator=(const StoreCheck&) = delete;

  // What the last check that came to its end found.
  health::StoreContent content() const { return content_; }

 private:
  void Run();
  void Look();

  const Opener opener_;
  const std::function<void()> altered_;
  const std::chrono::milliseconds every_;
  std::atomic<health::StoreContent> content_{health::StoreContent::kNotCompared};
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::thread thread_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_STORE_CHECK_H_
