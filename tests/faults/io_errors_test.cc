// Every write and every sync of a filing fails, once or for good: the call is answered as
// done, and then it is, or as UNAVAILABLE; nothing more is written until the store was opened
// and verified again, and no sync is tried twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "proto/contract/error.h"
#include "tests/faults/mutations.h"
#include "tests/faults/trace.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

using grpc::health::v1::HealthCheckResponse;

// So many servers at once: each waits some seconds before it tries again.
constexpr std::size_t kAtOnce = 16;
// Writes of a filing that meet a fault in the short run.
constexpr std::size_t kWritesTried = 24;

struct Fault {
  TracedCall place;
  std::string error;
  Lasting lasting = Lasting::kOnce;

  std::string Name() const {
    return NameOf(place) + " " + error + (lasting == Lasting::kOnce ? " once" : " for good");
  }
};

// The descriptor of a sync that failed, as the log has it: "fdatasync(12) = -1 EIO ...".
std::string DescriptorOf(const std::string& line) {
  const std::size_t begin = line.find('(') + 1;
  return line.substr(begin, line.find_first_of(") ", begin) - begin);
}

// A sync of a descriptor whose sync had failed, and that was not opened anew. Empty: none.
std::string SyncedAgain(const std::string& log) {
  std::set<std::string> failed;
  std::istringstream lines(ReadFile(log));
  for (std::string line; std::getline(lines, line);) {
    if (line.find("openat") != std::string::npos) {
      failed.erase(line.substr(line.rfind(' ') + 1));
    } else if (line.find("fsync(") != std::string::npos ||
               line.find("fdatasync(") != std::string::npos) {
      if (failed.count(DescriptorOf(line)) > 0) return line;
      if (line.find("(INJECTED)") != std::string::npos) failed.insert(DescriptorOf(line));
    }
  }
  return "";
}

// One server whose filing meets one fault.
class FaultyServer {
 public:
  FaultyServer(PreparedStore& prepared, const std::string& folder, const Fault& fault)
      : prepared_(prepared),
        fault_(fault),
        log_(folder + ".log"),
        server_(prepared.server().CopyTo(folder)),
        doors_(prepared.organisation(), server_),
        process_(ServeTraced(
            server_, log_,
            fault.error.empty() ? "" : FailAt(fault.place, fault.error, fault.lasting))) {}

  const Fault& fault() const { return fault_; }
  const std::string& log() const { return log_; }
  bool refused() const { return refused_; }
  bool seen_stopped() const { return seen_stopped_; }

  HealthCheckResponse::ServingStatus Health() {
    HealthCheckResponse response;
    const grpc::Status asked = grpc::health::v1::Health::NewStub(doors_.PublicChannel())
                                   ->Check(Context().get(), {}, &response);
    EXPECT_TRUE(asked.ok()) << asked.error_message();
    return response.status();
  }

  absl::Status File() {
    const auto send = prepared_.mutation("file").begin(doors_);
    return send.ok() ? (*send)() : send.status();
  }

  void FileBefore() { EXPECT_TRUE(prepared_.FileBefore(doors_, proof_)().ok()); }

  // The filing that meets the fault, and what others see at once.
  void Strike() {
    SCOPED_TRACE(fault_.Name());
    FileBefore();
    const absl::Status answer = File();
    refused_ = !answer.ok();
    if (!refused_) return;
    ExpectUnavailable(answer);
    const HealthCheckResponse::ServingStatus health = Health();
    const absl::Status second = File();
    EXPECT_EQ(prepared_.LookAtBefore(doors_), "") << "reading goes on";
    // After a fault that is over it serves again when the watch over the store has looked,
    // which on a slow machine may be before these answers.
    if (fault_.lasting == Lasting::kOnce && Attempts() > 0) return;
    EXPECT_EQ(health, HealthCheckResponse::NOT_SERVING);
    ExpectUnavailable(second);
    seen_stopped_ = true;
  }

  // What the watch over the store makes of it, and what is there after a restart.
  void Recover() {
    SCOPED_TRACE(fault_.Name());
    if (refused_ && fault_.lasting == Lasting::kOnce) {
      EXPECT_TRUE(WaitUntil([&] { return Health() == HealthCheckResponse::SERVING; }));
      EXPECT_TRUE(File().ok());
      EXPECT_EQ(prepared_.mutation("file").look(doors_), "");
    } else if (refused_) {
      EXPECT_TRUE(WaitUntil([&] { return Attempts() >= 2; }));
      EXPECT_EQ(Health(), HealthCheckResponse::NOT_SERVING);
      ExpectUnavailable(File());
    }
    EXPECT_EQ(SyncedAgain(log_), "");
    process_.Kill();
    process_ = server_.Serve();
    ASSERT_TRUE(process_.IsRunning()) << ReadFile(server_.stderr_file());
    EXPECT_EQ(refused_ ? "" : prepared_.mutation("file").look(doors_), "") << "it was answered";
    EXPECT_EQ(prepared_.ProofOfBefore(doors_).value_or("none"), proof_);
    EXPECT_TRUE(File().ok());
    EXPECT_EQ(prepared_.mutation("file").look(doors_), "");
    EXPECT_EQ(CheckStore(server_), "");
    process_.Kill();
  }

 private:
  static void ExpectUnavailable(const absl::Status& answer) {
    EXPECT_EQ(answer.code(), absl::StatusCode::kUnavailable) << answer;
    EXPECT_EQ(contract::ReasonOf(answer), contract::reason::kStoreUnavailable);
  }

  // To open the store again, as the log of the server has it.
  int Attempts() {
    int attempts = 0;
    std::istringstream lines(ReadFile(server_.stderr_file()));
    for (std::string line; std::getline(lines, line);) {
      attempts += line.find("the store has stopped") != std::string::npos ? 1 : 0;
    }
    return attempts;
  }

  PreparedStore& prepared_;
  const Fault fault_;
  const std::string log_;
  ServerFolder server_;
  SocketDoors doors_;
  ChildProcess process_;
  std::string proof_;
  bool refused_ = false;
  bool seen_stopped_ = false;
};

class IoErrorsTest : public ::testing::Test {
 protected:
  // Every write, sync and cut of a file between a filing and its answer: it opens, maps and
  // removes none.
  std::vector<TracedCall> PlacesOfAFiling() {
    FaultyServer server(prepared_, folder_ / "watched", {});
    server.FileBefore();
    const std::size_t begin = ReadTrace(server.log()).size();
    EXPECT_TRUE(server.File().ok());
    const std::vector<TracedCall> trace = ReadTrace(server.log());
    std::vector<TracedCall> places;
    for (const TracedCall& place : PlacesIn(trace, begin, trace.size())) {
      if (place.name == "pwrite64" || place.name == "ftruncate" || IsSync(place)) {
        places.push_back(place);
      }
    }
    return places;
  }

  static bool IsSync(const TracedCall& place) {
    return place.name == "fsync" || place.name == "fdatasync";
  }

  // Four at each place; but of the writes, which are many, some with one each in the short run.
  static std::vector<Fault> Faults(const std::vector<TracedCall>& places) {
    const bool all = std::getenv("VANGNET_ALL_IO_FAULTS") != nullptr;
    const std::size_t every = all ? 1 : places.size() / kWritesTried + 1;
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::vector<Fault> four = {{places[i], "EIO", Lasting::kOnce},
                                       {places[i], "EIO", Lasting::kForGood},
                                       {places[i], "ENOSPC", Lasting::kOnce},
                                       {places[i], "ENOSPC", Lasting::kForGood}};
      if (all || IsSync(places[i])) {
        faults.insert(faults.end(), four.begin(), four.end());
      } else if (i % every == 0) {
        faults.push_back(four[i / every % four.size()]);
      }
    }
    return faults;
  }

  PreparedStore prepared_;
  TemporaryFolder folder_;
};

TEST_F(IoErrorsTest, WritingStopsSaysSoAndGoesOnWithNothingLost) {
  const std::vector<TracedCall> places = PlacesOfAFiling();
  const std::vector<Fault> faults = Faults(places);
  const auto syncs = std::count_if(places.begin(), places.end(), IsSync);
  EXPECT_GE(syncs, 2) << "store and anchor";
  EXPECT_GT(places.size(), 8u);
  std::size_t refused = 0;
  std::size_t seen_stopped = 0;
  for (std::size_t i = 0; i < faults.size(); i += kAtOnce) {
    std::vector<std::unique_ptr<FaultyServer>> servers;
    for (std::size_t at = i; at < std::min(faults.size(), i + kAtOnce); ++at) {
      servers.push_back(
          std::make_unique<FaultyServer>(prepared_, folder_ / std::to_string(at), faults[at]));
      servers.back()->Strike();
      refused += servers.back()->refused() ? 1 : 0;
      seen_stopped += servers.back()->seen_stopped() ? 1 : 0;
    }
    for (const auto& server : servers) server->Recover();
  }
  std::printf("%zu writes and syncs of a filing, %zu faults, %zu refused, %zu seen stopped\n",
              places.size(), faults.size(), refused, seen_stopped);
  EXPECT_EQ(refused, faults.size()) << "a fault before the answer was passed over";
}

}  // namespace
}  // namespace vangnet::testing
