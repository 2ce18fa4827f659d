#include "services/publication/renewal.h"

#include <chrono>
#include <future>
#include <utility>

#include "proto/contract/status_macros.h"
#include "services/publication/availability_rules.h"

namespace vangnet::publication {
namespace {

// Short enough for a changed clock or a suspended machine, long enough to cost nothing.
constexpr std::chrono::seconds kLook(60);

}  // namespace

Renewal::Renewal(storage::WriteQueue& writes, const NewestBundle& newest, ShownAvailability& shown,
                 contract::Clock clock)
    : writes_(writes),
      newest_(newest),
      shown_(shown),
      clock_(std::move(clock)),
      next_(NextRenewal(clock_())),
      thread_([this] { Run(); }) {}

Renewal::~Renewal() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Renewal::Run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kLook, [this] { return stopping_; })) {
    lock.unlock();
    RenewIfDue();
    lock.lock();
  }
}

void Renewal::RenewIfDue() {
  const absl::Time now = clock_();
  if (now < next_) return;
  AvailabilityBytes made;
  std::promise<bool> answered;
  // Shown from the writer's thread, as every other change of it: the last commit wins.
  writes_.Submit(
      [&](storage::Transaction& txn) -> absl::Status {
        VN_ASSIGN_OR_RETURN(const BundlePtr bundle, newest_.In(txn));
        VN_ASSIGN_OR_RETURN(made, RenewAvailability(txn, bundle->bundle, now));
        return absl::OkStatus();
      },
      [&](const absl::Status& status) {
        if (status.ok()) shown_.Set(made);
        answered.set_value(status.ok());
      });
  if (answered.get_future().get()) next_ = NextRenewal(now);
}

}  // namespace vangnet::publication
