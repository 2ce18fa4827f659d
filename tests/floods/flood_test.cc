// Floods through the front, at both of its ports: while one runs, whoever comes from elsewhere
// can file and read, and the staff can look; vangnetd grows little; afterwards nothing of it is
// left.
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "tests/floods/floods.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

constexpr long kMostGrowthKib = 64L * 1024;
// From as many addresses. Every third goes for the staff's port.
constexpr int kAttackers = 24;

long ResidentKib(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10);
  }
  ADD_FAILURE() << "the server is gone";
  return 0;
}

// Connections that are open between the front and vangnetd, at both of its sockets.
long ConnectionsBehind(const ServerFolder& server) {
  std::ifstream all("/proc/net/unix");
  long connections = 0;
  for (std::string line; std::getline(all, line);) {
    if (line.find(server.public_socket()) != std::string::npos ||
        line.find(server.staff_socket()) != std::string::npos) {
      ++connections;
    }
  }
  return connections;
}

class FloodTest : public Scenario {
 protected:
  // An nginx with the limits that deploy/nginx/generate writes when nobody says otherwise.
  static const Front& front() { return *front_; }

  static void SetUpTestSuite() {
    // Thousands of connections need descriptors in this program too.
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 16384);
    setrlimit(RLIMIT_NOFILE, &limit);
    const std::string folder = system().folder() + "/flooded";
    mkdir(folder.c_str(), 0700);
    front_ = std::make_unique<Front>(folder, system().server().public_socket(),
                                     system().server().staff_socket(), Front::Limits::kAsInstalled);
  }

  // While its process still lives: nginx's workers would outlive a master that is killed.
  static void TearDownTestSuite() { front_.reset(); }

  // A new connection each time, as a member's client makes one.
  static absl::Status File() {
    const auto stub = intake::v1::IntakeService::NewStub(
        ConnectTls(front().public_port(), front().certificate()));
    intake::v1::FileReportRequest request;
    request.set_filing(Reporter(system()).Seal(UsualReport()).bytes);
    intake::v1::FileReportResponse response;
    return FromRpc(stub->FileReport(Context().get(), request, &response));
  }

  static absl::Status ReadBundle() {
    const auto stub = publication::v1::PublicationService::NewStub(
        ConnectTls(front().public_port(), front().certificate()));
    publication::v1::GetBundleResponse response;
    return FromRpc(stub->GetBundle(Context().get(), {}, &response));
  }

  static absl::Status Look(const std::string& token) {
    const auto stub = casework::v1::CaseworkService::NewStub(
        ConnectTls(front().staff_port(), front().certificate()));
    casework::v1::ListCasesResponse response;
    return FromRpc(stub->ListCases(Context(token).get(), {}, &response));
  }

  static void Withstand(Flood flood) {
    ASSERT_THAT(File(), IsOk());
    const absl::StatusOr<std::string> token = StaffMember(system(), "anna").Token();
    ASSERT_THAT(token, IsOk());
    const pid_t server = system().process().pid();
    const long before = ResidentKib(server);
    const ServerFolder& behind = system().server();
    const long connections = ConnectionsBehind(behind);
    int served = 0;

    std::atomic<int> running{kAttackers};
    std::atomic<long> most = before;
    std::atomic<long> most_connections = connections;
    std::thread watcher([&] {
      while (running > 0) {
        most = std::max(most.load(), ResidentKib(server));
        most_connections = std::max(most_connections.load(), ConnectionsBehind(behind));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    });
    std::vector<std::thread> attackers;
    for (int last = 2; last < 2 + kAttackers; ++last) {
      attackers.emplace_back([&running, flood, last] {
        flood(last % 3 == 0 ? front().staff_port() : front().public_port(), last);
        --running;
      });
    }
    do {
      EXPECT_THAT(File(), IsOk());
      EXPECT_THAT(ReadBundle(), IsOk());
      EXPECT_THAT(Look(*token), IsOk());
      ++served;
    } while (running > 0);
    for (std::thread& attacker : attackers) attacker.join();
    watcher.join();
    const auto over = std::chrono::steady_clock::now();

    EXPECT_LT(most - before, kMostGrowthKib);
    // Two workers keep sixteen idle ones each, for each socket.
    EXPECT_TRUE(WaitUntil([&] { return ConnectionsBehind(behind) <= connections + 64; }));
    EXPECT_THAT(File(), IsOk());
    EXPECT_THAT(ReadBundle(), IsOk());
    EXPECT_THAT(Look(*token), IsOk());
    const std::chrono::duration<double> until_normal = std::chrono::steady_clock::now() - over;
    std::printf(
        "served %d times meanwhile; vangnetd grew by %ld KiB, at most %ld connections; as before "
        "%.1f s later\n",
        served, most - before, most_connections.load(), until_normal.count());
  }

 private:
  static inline std::unique_ptr<Front> front_;
};

TEST_F(FloodTest, RapidReset) { Withstand(RapidReset); }
TEST_F(FloodTest, EndlessContinuation) { Withstand(EndlessContinuation); }
TEST_F(FloodTest, Settings) { Withstand(Settings); }
TEST_F(FloodTest, Pings) { Withstand(Pings); }
TEST_F(FloodTest, HeaderBomb) { Withstand(HeaderBomb); }
TEST_F(FloodTest, EndlessInteger) { Withstand(EndlessInteger); }
TEST_F(FloodTest, SlowReading) { Withstand(SlowReading); }
TEST_F(FloodTest, SlowWriting) { Withstand(SlowWriting); }
TEST_F(FloodTest, Idle) { Withstand(Idle); }
TEST_F(FloodTest, OversizeAndTruncated) { Withstand(OversizeAndTruncated); }
TEST_F(FloodTest, Garbage) { Withstand(Garbage); }

// No file that nginx may write holds where anybody came from, whatever went wrong.
TEST_F(FloodTest, NoFileNamesAnAddress) {
  for (const Flood flood : {Garbage, OversizeAndTruncated, HeaderBomb}) {
    flood(front().public_port(), 77);
  }
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(front().folder())) {
    if (!entry.is_regular_file() || entry.path().filename() == "nginx.conf") continue;
    ++files;
    EXPECT_EQ(ReadFile(entry.path()).find("127.0.0."), std::string::npos) << entry.path();
  }
  EXPECT_GE(files, 4);
}

}  // namespace
}  // namespace vangnet::testing
