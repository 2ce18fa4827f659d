// vangnetd is ended with SIGKILL at system calls inside of every operation that changes the
// store: what was answered is there afterwards, what was not answered is there as a whole or
// not at all, and the same bytes are taken again.
//
// The renewal of the availability at its fixed times is no operation of a caller: what a cut
// leaves out of it is made again by the next start (AvailabilityTest).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/faults/mutations.h"
#include "tests/faults/trace.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kSeed = 20261124;

// How many places in all, over all operations.
std::size_t Points() {
  const char* points = std::getenv("VANGNET_KILL_POINTS");
  return points == nullptr ? 100 : static_cast<std::size_t>(std::atoi(points));
}

// The number of rows before the operation, when it was done, and when it was done again.
struct Expected {
  RowCounts before;
  RowCounts after;
  RowCounts repeated;
};

struct Outcomes {
  int answered = 0;
  int there = 0;  // Not answered, and there as a whole.
  int not_there = 0;
  int too_early = 0;             // Ended before the operation was sent.
  std::vector<double> restarts;  // Milliseconds.

  void Add(const Outcomes& other) {
    answered += other.answered;
    there += other.there;
    not_there += other.not_there;
    too_early += other.too_early;
    restarts.insert(restarts.end(), other.restarts.begin(), other.restarts.end());
  }
  int all() const { return answered + there + not_there + too_early; }
};

grpc::Status AskHealth(const Doors& doors, grpc::health::v1::HealthCheckResponse& response) {
  return grpc::health::v1::Health::NewStub(doors.PublicChannel())
      ->Check(Context().get(), {}, &response);
}

class KillPointsTest : public ::testing::Test {
 protected:
  KillPointsTest() : server_(prepared_.server().CopyTo(folder_ / "server")) {}

  // The server under strace up to the moment before the operation: a report was filed, so
  // that the writer has done everything once. Not OK when it ended on the way.
  absl::StatusOr<Mutation::Send> Begin(const Mutation& mutation, const std::string& injection) {
    server_.PutBack(prepared_.server());
    log_ = folder_ / "log";
    WriteFile(log_, "");
    process_ = ServeTraced(server_, log_, injection);
    proof_.clear();
    if (const auto filed = prepared_.FileBefore(doors_, proof_)(); !filed.ok()) return filed;
    return mutation.begin(doors_);
  }

  // One run without a fault: where the operation can be cut, and what it changes.
  std::vector<TracedCall> Watch(const Mutation& mutation, Expected& expected) {
    const auto send = Begin(mutation, "");
    EXPECT_TRUE(send.ok()) << send.status();
    expected.before = CountRows(server_).value();
    const std::size_t begin = ReadTrace(log_).size();
    EXPECT_TRUE((*send)().ok());
    const std::vector<TracedCall> trace = ReadTrace(log_);
    expected.after = CountRows(server_).value();
    EXPECT_NE(expected.before, expected.after) << "it changes nothing";
    EXPECT_TRUE((*send)().ok());
    expected.repeated = CountRows(server_).value();
    EXPECT_EQ(expected.repeated != expected.after, mutation.repeat_adds);
    EXPECT_EQ(mutation.look(doors_), "");
    process_.Kill();
    return PlacesIn(trace, begin, trace.size());
  }

  // Ends the server there, starts it again, and looks for everything.
  void KillAndCheck(const Mutation& mutation, const TracedCall& place, const Expected& expected,
                    Outcomes& outcomes) {
    SCOPED_TRACE(mutation.name + " at " + NameOf(place));
    const auto send = Begin(mutation, KillAt(place));
    const absl::Status answer = send.ok() ? (*send)() : send.status();
    if (answer.ok()) process_.Signal(SIGKILL);  // It was to be after the answer.
    ASSERT_EQ(process_.Wait(), 128 + SIGKILL);
    ASSERT_TRUE(answer.ok() || absl::IsUnavailable(answer)) << answer;
    grpc::health::v1::HealthCheckResponse health;
    EXPECT_EQ(AskHealth(doors_, health).error_code(), grpc::StatusCode::UNAVAILABLE);

    const auto begin = steady_clock::now();
    process_ = server_.Serve();
    outcomes.restarts.push_back(
        std::chrono::duration<double, std::milli>(steady_clock::now() - begin).count());
    ASSERT_TRUE(process_.IsRunning()) << ReadFile(server_.stderr_file());
    ASSERT_TRUE(AskHealth(doors_, health).ok());
    EXPECT_EQ(health.status(), grpc::health::v1::HealthCheckResponse::SERVING);
    if (!send.ok()) {
      ++outcomes.too_early;
    } else {
      ExpectWholeOrNot(mutation, answer.ok(), expected, outcomes);
    }
    EXPECT_EQ(CheckStore(server_), "");
    process_.Kill();
  }

  void ExpectWholeOrNot(const Mutation& mutation, bool answered, const Expected& expected,
                        Outcomes& outcomes) {
    const RowCounts found = CountRows(server_).value();
    const bool there = found == expected.after;
    EXPECT_TRUE(there || found == expected.before) << "half of it is there";
    EXPECT_TRUE(there || !answered) << "what was answered is lost";
    EXPECT_EQ(there ? mutation.look(doors_) : "", "");
    const auto proof = prepared_.ProofOfBefore(doors_);
    ASSERT_TRUE(proof.ok()) << proof.status();
    EXPECT_EQ(*proof, proof_) << "the report before it is lost or altered";
    const auto again = mutation.begin(doors_);
    ASSERT_TRUE(again.ok()) << again.status();
    const absl::Status repeated = (*again)();
    EXPECT_TRUE(repeated.ok()) << repeated;
    EXPECT_EQ(CountRows(server_).value(), there ? expected.repeated : expected.after);
    EXPECT_EQ(mutation.look(doors_), "");
    ++(answered ? outcomes.answered : there ? outcomes.there : outcomes.not_there);
  }

  PreparedStore prepared_;
  TemporaryFolder folder_;
  ServerFolder server_;
  SocketDoors doors_{prepared_.organisation(), server_};
  std::string log_;
  std::string proof_;  // Of the report that was filed first.
  ChildProcess process_;
};

// Two thirds of them before the first sync, where most are, and a third from there to the
// answer.
std::vector<TracedCall> SpreadOverSync(const std::vector<TracedCall>& places, std::size_t count,
                                       std::size_t seed) {
  const auto sync = std::find_if(places.begin(), places.end(), [](const TracedCall& place) {
    return place.name == "fsync" || place.name == "fdatasync";
  });
  std::vector<TracedCall> points = Spread({places.begin(), sync}, count * 2 / 3, seed);
  const std::vector<TracedCall> after = Spread({sync, places.end()}, count - count * 2 / 3, seed);
  points.insert(points.end(), after.begin(), after.end());
  return points;
}

std::size_t Distinct(const std::vector<TracedCall>& points) {
  std::set<std::string> names;
  for (const TracedCall& point : points) names.insert(NameOf(point));
  return names.size();
}

void Print(const std::string& name, const std::vector<TracedCall>& points,
           const Outcomes& outcomes) {
  std::printf("%s: %d kills at %zu places: %d there, %d not, %d answered, %d before it;",
              name.c_str(), outcomes.all(), Distinct(points), outcomes.there, outcomes.not_there,
              outcomes.answered, outcomes.too_early);
  for (const TracedCall& point : points) std::printf(" %s,", NameOf(point).c_str());
  std::printf("\n");
  std::fflush(stdout);
}

TEST_F(KillPointsTest, WhatWasAnsweredIsThereAndNothingIsHalfThere) {
  const std::vector<Mutation>& mutations = prepared_.mutations();
  std::printf("seed %zu, %zu kills\n", kSeed, Points());
  Outcomes all;
  std::size_t distinct = 0;
  for (std::size_t i = 0; i < mutations.size(); ++i) {
    SCOPED_TRACE(mutations[i].name);
    Expected expected;
    const std::vector<TracedCall> places = Watch(mutations[i], expected);
    ASSERT_GE(places.size(), 5u) << "the operation was not seen";
    const std::size_t share =
        Points() * (i + 1) / mutations.size() - Points() * i / mutations.size();
    const std::vector<TracedCall> points = SpreadOverSync(places, share, kSeed + i);
    Outcomes outcomes;
    for (const TracedCall& point : points) {
      ASSERT_NO_FATAL_FAILURE(KillAndCheck(mutations[i], point, expected, outcomes));
    }
    Print(mutations[i].name, points, outcomes);
    all.Add(outcomes);
    distinct += Distinct(points);
  }
  std::sort(all.restarts.begin(), all.restarts.end());
  std::printf(
      "%d kills at %zu places: %d there, %d not, %d answered, %d before it; restart %.0f ms, at "
      "most %.0f\n",
      all.all(), distinct, all.there, all.not_there, all.answered, all.too_early,
      all.restarts[all.restarts.size() / 2], all.restarts.back());
  // Else nothing was tried.
  EXPECT_GT(all.there * 10, all.all());
  EXPECT_GT(all.not_there * 4, all.all());
  EXPECT_LT(all.too_early * 5, all.all());
}

}  // namespace
}  // namespace vangnet::testing
