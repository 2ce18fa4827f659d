// Brings a store that failed back: nothing is served from it before every page was
// verified.
#ifndef VANGNET_SERVICES_SERVER_STORE_WATCH_H_
#define VANGNET_SERVICES_SERVER_STORE_WATCH_H_

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "storage/store.h"

namespace vangnet::server {

// One thread that looks every few seconds.
class StoreWatch {
 public:
  // `reopened` runs on its thread after a successful Reopen: memory beside the store is
  // read anew, because a commit that was answered as failed may be found after all.
  StoreWatch(storage::Store& store, std::function<void()> reopened);
  // Waits for a Reopen under way.
  ~StoreWatch();
  StoreWatch(const StoreWatch&) = delete;
  StoreWatch& operator=(const StoreWatch&) = delete;

 private:
  void Run();
  void Look();

  storage::Store& store_;
  const std::function<void()> reopened_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_STORE_WATCH_H_
