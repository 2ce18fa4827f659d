// An answer that one thread waits for and another gives, once. For this folder only.
#ifndef VANGNET_STORAGE_ANSWER_H_
#define VANGNET_STORAGE_ANSWER_H_

#include <functional>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "storage/mutex.h"

namespace vangnet::storage {

class Answer {
 public:
  // To be called once, on any thread; keeps what it answers alive.
  static std::function<void(absl::Status)> Giver(std::shared_ptr<Answer> answer) {
    return [answer = std::move(answer)](absl::Status status) {
      MutexLock lock(answer->mutex_);
      answer->given_ = true;
      answer->status_ = std::move(status);
      answer->changed_.NotifyAll();
    };
  }

  // To be called once.
  absl::Status Wait() {
    MutexLock lock(mutex_);
    while (!given_) changed_.Wait(mutex_);
    return std::move(status_);
  }

 private:
  Mutex mutex_;
  Condition changed_;
  bool given_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_ANSWER_H_
