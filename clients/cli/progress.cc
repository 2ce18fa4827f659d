#include "clients/cli/progress.h"

#include <chrono>

namespace vangnet::cli {

Progress::Progress(Context& context, const session::Words& what)
    : terminal_(context.terminal), what_(context.In(what)) {
  if (terminal_.traits().to_people) thread_ = std::thread([this] { Run(); });
}

Progress::~Progress() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    done_ = true;
  }
  done_changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Progress::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  std::chrono::seconds wait(1);
  while (!done_changed_.wait_for(lock, wait, [this] { return done_; })) {
    terminal_.Warn(what_ + " ...");
    wait = std::chrono::seconds(10);
  }
}

}  // namespace vangnet::cli
