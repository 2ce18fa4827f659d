// vangnetd is asked to stop (SIGTERM) and started again while people file and read: what it
// had begun it finishes, and whoever tries once more when it is back succeeds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/scenarios/scenario.h"

namespace vangnet::testing {
namespace {

constexpr int kCallers = 8;
constexpr int kRestarts = 5;

// Whether the server is there, agreed on between those who call and whoever restarts it: no
// stop falls into a second try, every stop falls into the middle of work.
class Turns {
 public:
  void BeginSecondTry() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return up_; });
    ++second_tries_;
  }
  void EndSecondTry() {
    const std::lock_guard lock(mutex_);
    --second_tries_;
    changed_.notify_all();
  }
  void CallFinished() {
    const std::lock_guard lock(mutex_);
    ++finished_calls_;
    changed_.notify_all();
  }
  void ServerIsUp() {
    const std::lock_guard lock(mutex_);
    up_ = true;
    finished_calls_ = 0;
    changed_.notify_all();
  }
  void TakeServerDownAfter(int calls) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return finished_calls_ >= calls && second_tries_ == 0; });
    up_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool up_ = true;
  int finished_calls_ = 0;
  int second_tries_ = 0;
};

class DrainTest : public Scenario {
 protected:
  // Once, and once more when the server is back. Nothing but "not there", "sign in again" or a
  // connection that was cut, which clients take for "not there" (clients/session/server.cc), may
  // be the reason.
  template <typename Call>
  void Twice(Reporter& reporter, const Call& call) {
    const absl::Status status = GetStatus(call());
    if (!status.ok()) {
      ++failed_once_;
      EXPECT_THAT(Outcome(status), ::testing::AnyOf(::testing::StartsWith("UNAVAILABLE"),
                                                    "CANCELLED", "UNAUTHENTICATED/NO_SESSION"));
      reporter.ForgetToken();  // A session ends with the process that began it.
      turns_.BeginSecondTry();
      EXPECT_THAT(call(), IsOk()) << "failed again when the server was back";
      turns_.EndSecondTry();
    }
    turns_.CallFinished();
  }

  void KeepWorking() {
    while (!done_) {
      Reporter reporter(system());
      const std::string filing = reporter.Seal(UsualReport()).bytes;
      Twice(reporter, [&] { return reporter.Send(filing); });
      Twice(reporter, [&] { return reporter.Read(reporter.case_id()); });
    }
  }

  Turns turns_;
  std::atomic<bool> done_ = false;
  std::atomic<int> failed_once_ = 0;
};

TEST_F(DrainTest, NoCallFailsTwiceWhileTheServerIsRestarted) {
  system();  // Made before anybody calls: only one thread may.
  std::vector<std::thread> callers;
  for (int i = 0; i < kCallers; ++i) callers.emplace_back([this] { KeepWorking(); });
  for (int i = 0; i < kRestarts; ++i) {
    turns_.TakeServerDownAfter(2 * kCallers);
    EXPECT_EQ(system().Stop(), 0);
    system().Start();
    turns_.ServerIsUp();
  }
  done_ = true;
  for (std::thread& caller : callers) caller.join();
  // Else the stops fell into no call, and nothing was shown.
  EXPECT_GT(failed_once_, 0);
}

}  // namespace
}  // namespace vangnet::testing
