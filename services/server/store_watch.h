// Brings a store that failed back: nothing is served from it before every page was
// verified.
#ifndef VANGNET_SERVICES_SERVER_STORE_WATCH_H_
#define VANGNET_SERVICES_SERVER_STORE_WATCH_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "storage/store.h"

namespace vangnet::server {

// One thread that looks every few seconds. Where a store stays damaged it tries again each
// time.
class StoreWatch {
 public:
  // `reopened` runs on its thread after a successful Reopen: memory beside the store is
  // read anew, because a commit that was answered as failed may be found after all.
  StoreWatch(storage::Store& store, std::function<void()> reopened,
             std::chrono::milliseconds look_every = std::chrono::seconds(5));
  // Waits for a Reopen under way.
  ~StoreWatch();
  StoreWatch(const StoreWatch&) = delete;
  StoreWatch& operator=(const StoreWatch&) = delete;

 private:
  void Run();
  void Look();

  storage::Store& store_;
  const std::function<void()> reopened_;
  const std::chrono::milliseconds look_every_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_STORE_WATCH_H_
