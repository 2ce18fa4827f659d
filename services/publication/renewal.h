// Renews the availability at its fixed times.
#ifndef VANGNET_SERVICES_PUBLICATION_RENEWAL_H_
#define VANGNET_SERVICES_PUBLICATION_RENEWAL_H_

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/time/time.h"
#include "proto/contract/clock.h"
#include "services/publication/availability.h"
#include "services/publication/newest_bundle.h"
#include "storage/write_queue.h"

namespace vangnet::publication {

// One thread that sleeps. A store that fails is asked again at the next look; what is shown
// stays as it is until then.
class Renewal {
 public:
  // All outlive the object. `shown` already holds what ResumeAvailability gave at `clock()`.
  // `look`: how often the clock is read; short enough for one that was changed, long enough
  // to cost nothing.
  Renewal(storage::WriteQueue& writes, const NewestBundle& newest, ShownAvailability& shown,
          contract::Clock clock, std::chrono::milliseconds look = std::chrono::seconds(60));
  // Waits for a renewal under way: the write queue is stopped after it.
  ~Renewal();
  Renewal(const Renewal&) = delete;
  Renewal& operator=(const Renewal&) = delete;

 private:
  void Run();
  void RenewIfDue();

  storage::WriteQueue& writes_;
  const NewestBundle& newest_;
  ShownAvailability& shown_;
  const contract::Clock clock_;
  const std::chrono::milliseconds look_;
  absl::Time next_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vangnet::publication

#endif  // VANGNET_SERVICES_PUBLICATION_RENEWAL_H_
