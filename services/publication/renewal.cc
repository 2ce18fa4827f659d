#include "services/publication/renewal.h"

#include <future>
#include <memory>
#include <utility>

#include "proto/contract/status_macros.h"
#include "services/publication/availability_rules.h"

namespace vangnet::publication {
namespace {

// Twelve hours, and one for a clock that is put right by a little.
constexpr absl::Duration kFurthest = absl::Hours(13);

}  // namespace

Renewal::Renewal(storage::WriteQueue& writes, const NewestBundle& newest, ShownAvailability& shown,
                 contract::Clock clock, std::chrono::milliseconds look)
    : writes_(writes),
      newest_(newest),
      shown_(shown),
      clock_(std::move(clock)),
      look_(look),
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
  while (!wake_.wait_for(lock, look_, [this] { return stopping_; })) {
    lock.unlock();
    RenewIfDue();
    lock.lock();
  }
}

void Renewal::RenewIfDue() {
  const absl::Time now = clock_();
  // A time that is further off than any was set by a clock that was ahead.
  if (now < next_ && next_ <= now + kFurthest) return;
  AvailabilityBytes made;
  // Shared: the writer may still be leaving set_value when this function returns.
  const auto answered = std::make_shared<std::promise<bool>>();
  // Shown from the writer's thread, as every other change of it: the last commit wins.
  writes_.Submit(
      [&](storage::Transaction& txn) -> absl::Status {
        VN_ASSIGN_OR_RETURN(const BundlePtr bundle, newest_.In(txn));
        VN_ASSIGN_OR_RETURN(made, RenewAvailability(txn, bundle->bundle, now));
        return absl::OkStatus();
      },
      [&, answered](const absl::Status& status) {
        if (status.ok()) shown_.Set(made);
        answered->set_value(status.ok());
      });
  if (answered->get_future().get()) next_ = NextRenewal(now);
}

}  // namespace vangnet::publication
