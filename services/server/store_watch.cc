#include "services/server/store_watch.h"

#include <string>
#include <utility>

#include "spdlog/spdlog.h"
#include "storage/sqlite_status.h"

namespace vangnet::server {

StoreWatch::StoreWatch(storage::Store& store, std::function<void()> reopened,
                       std::chrono::milliseconds look_every)
    : store_(store),
      reopened_(std::move(reopened)),
      look_every_(look_every),
      thread_([this] { Run(); }) {}

StoreWatch::~StoreWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void StoreWatch::Run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, look_every_, [this] { return stopping_; })) {
    lock.unlock();
    Look();
    lock.lock();
  }
}

void StoreWatch::Look() {
  const storage::WriteHealth health = store_.writes().health();
  // Closed on purpose, for good.
  if (health.serving || health.cause == storage::StopCause::kClosed) return;
  spdlog::error("the store has stopped ({}); opening and verifying it again",
                std::string(storage::StopCauseName(health.cause)));
  if (!store_.Reopen().ok()) return;
  reopened_();
  spdlog::warn("the store is verified and serves again");
}

}  // namespace vangnet::server
