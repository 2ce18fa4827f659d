// Floods through the front, at both of its ports: while one runs, whoever comes from elsewhere
// can file and read, by gRPC and as a page does, and the staff can look; neither vangnetd nor a
// webgate grows much; afterwards nothing of it is left.
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

#include "tests/floods/floods.h"
#include "tests/floods/raw_connection.h"
#include "tests/scenarios/scenario.h"
#include "tests/services/webgate/web_caller.h"
#include "tests/support/rpc.h"
#include "tests/support/webgates.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

#ifdef __SANITIZE_ADDRESS__
// The sanitizer keeps 256 MiB of what was freed, with red zones, and a second stack for each
// thread.
constexpr long kMostGrowthKib = (64L + 512L) * 1024;
#else
constexpr long kMostGrowthKib = 64L * 1024;
#endif
// From as many addresses. Every third goes for the staff's port.
constexpr int kAttackers = 24;
// Whole ones while all attackers are at it.
constexpr int kRounds = 5;
// Two workers keep sixteen idle ones each, for each socket of vangnetd's.
constexpr long kMostKept = 64;

// How much more memory a process holds than at first, in KiB.
class Growth {
 public:
  explicit Growth(pid_t pid) : pid_(pid), first_(Resident()) {}

  long Now() const { return Resident() - first_; }
  void Look() { most_ = std::max(most_, Now()); }
  // Of all looks.
  long most() const { return most_; }

 private:
  long Resident() const {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);) {
      if (line.rfind("VmRSS:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10);
    }
    ADD_FAILURE() << "a process behind the front is gone";
    return 0;
  }

  const pid_t pid_;
  const long first_;
  long most_ = 0;
};

class FloodTest : public Scenario {
 protected:
  // An nginx with the limits that deploy/nginx/generate writes when nobody says otherwise.
  static const Front& front() { return *front_; }
  // Of that nginx and its webgates.
  static std::string Folder() { return system().folder() + "/flooded"; }

  static void SetUpTestSuite() {
    // Thousands of connections need descriptors in this program too.
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 16384);
    setrlimit(RLIMIT_NOFILE, &limit);
    mkdir(Folder().c_str(), 0700);
    const ServerFolder& server = system().server();
    front_ = std::make_unique<Front>(Folder(), server.public_socket(), server.staff_socket(),
                                     Front::Limits::kAsInstalled);
    ConfigureWebgates(Folder(),
                      {webgate::kOrigin, front().public_webgate(), server.public_socket()},
                      {webgate::kOrigin, front().staff_webgate(), server.staff_socket()});
    public_gate_ = StartWebgate(Folder(), "public");
    staff_gate_ = StartWebgate(Folder(), "staff");
  }

  // While its process still lives: nginx's workers would outlive a master that is killed.
  static void TearDownTestSuite() {
    EXPECT_EQ(public_gate_.Terminate(), 0);
    EXPECT_EQ(staff_gate_.Terminate(), 0);
    front_.reset();
  }

  // A new connection each time, as a member's client makes one.
  static absl::Status File() {
    const auto stub = intake::v1::IntakeService::NewStub(
        ConnectTls(front().public_port(), front().certificate()));
    intake::v1::FileReportResponse response;
    return FromRpc(stub->FileReport(Context().get(), Filing(), &response));
  }

  static absl::Status FileInPage() {
    const webgate::WebRequest request = {.path = "/vangnet.intake.v1.IntakeService/FileReport",
                                         .message = Filing().SerializeAsString()};
    const auto connection = webgate::WebConnection::ToFront(front().public_port());
    const webgate::WebAnswer answer = webgate::Ask(*connection, request.Text());
    if (answer.grpc_status() < 0) return absl::UnavailableError("no answer");
    return absl::Status(static_cast<absl::StatusCode>(answer.grpc_status()), answer.message());
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

  static void ExpectServed(const std::string& token) {
    EXPECT_THAT(File(), IsOk());
    EXPECT_THAT(FileInPage(), IsOk());
    EXPECT_THAT(ReadBundle(), IsOk());
    EXPECT_THAT(Look(token), IsOk());
  }

  // Connections that are open behind the front, at every socket that it hands on to.
  static long ConnectionsBehind() {
    const ServerFolder& server = system().server();
    const std::array<std::string, 4> sockets = {server.public_socket(), server.staff_socket(),
                                                front().public_webgate(), front().staff_webgate()};
    std::ifstream all("/proc/net/unix");
    long connections = 0;
    for (std::string line; std::getline(all, line);) {
      connections += std::any_of(sockets.begin(), sockets.end(), [&](const std::string& socket) {
        return line.find(socket) != std::string::npos;
      });
    }
    return connections;
  }

  // Each attacker floods once from beginning to end, since some floods are at their worst only
  // after a while, and again until enough rounds were served.
  static void Withstand(Flood flood, long least_opened = kAttackers) {
    const absl::StatusOr<std::string> token = StaffMember(system(), "anna").Token();
    ASSERT_THAT(token, IsOk());
    ExpectServed(*token);
    std::array<Growth, 3> behind = {Growth(system().process().pid()), Growth(public_gate_.pid()),
                                    Growth(staff_gate_.pid())};
    const long connections = ConnectionsBehind();
    const long opened = RawConnection::opened();

    long most_connections = connections;
    std::jthread watcher([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        for (Growth& each : behind) each.Look();
        most_connections = std::max(most_connections, ConnectionsBehind());
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    });
    std::atomic<int> running{0};
    std::atomic<bool> enough{false};
    std::vector<std::thread> attackers;
    for (int last = 2; last < 2 + kAttackers; ++last) {
      attackers.emplace_back([&, last] {
        ++running;
        do {
          flood(last % 3 == 0 ? front().staff_port() : front().public_port(), last);
        } while (!enough);
        --running;
      });
    }
    // Rounds that began and ended while all of them ran: who has ended does not begin again.
    int served = 0;
    do {
      const bool all_ran = running == kAttackers;
      ExpectServed(*token);
      if (all_ran && running == kAttackers) ++served;
      enough = served >= kRounds || HasFailure();
    } while (!enough || running > 0);
    for (std::thread& attacker : attackers) attacker.join();
    watcher.request_stop();
    watcher.join();
    const auto over = std::chrono::steady_clock::now();

    EXPECT_GE(served, kRounds);
    EXPECT_GE(RawConnection::opened() - opened, least_opened);
    for (const Growth& each : behind) EXPECT_LT(each.most(), kMostGrowthKib);
    EXPECT_TRUE(WaitUntil([&] { return ConnectionsBehind() <= connections + kMostKept; }, 5));
    ExpectServed(*token);
    for (const Growth& each : behind) EXPECT_LT(each.Now(), kMostGrowthKib);
    const std::chrono::duration<double> until_normal = std::chrono::steady_clock::now() - over;
    std::printf(
        "%ld connections to the front; served %d times meanwhile; vangnetd grew by %ld KiB, the "
        "webgates by %ld and %ld, at most %ld connections behind it; as before %.1f s later\n",
        RawConnection::opened() - opened, served, behind[0].most(), behind[1].most(),
        behind[2].most(), most_connections, until_normal.count());
  }

 private:
  static intake::v1::FileReportRequest Filing() {
    intake::v1::FileReportRequest request;
    request.set_filing(Reporter(system()).Seal(UsualReport()).bytes);
    return request;
  }

  static inline std::unique_ptr<Front> front_;
  static inline ChildProcess public_gate_;
  static inline ChildProcess staff_gate_;
};

TEST_F(FloodTest, RapidReset) { Withstand(RapidReset); }
TEST_F(FloodTest, EndlessContinuation) { Withstand(EndlessContinuation); }
TEST_F(FloodTest, Settings) { Withstand(Settings); }
TEST_F(FloodTest, Pings) { Withstand(Pings); }
TEST_F(FloodTest, HeaderBomb) { Withstand(HeaderBomb); }
TEST_F(FloodTest, EndlessInteger) { Withstand(EndlessInteger); }
TEST_F(FloodTest, SlowReading) { Withstand(SlowReading); }
TEST_F(FloodTest, SlowWriting) { Withstand(SlowWriting); }
TEST_F(FloodTest, ThousandsOfIdleConnections) { Withstand(Idle, 2000); }
TEST_F(FloodTest, OversizeAndTruncated) { Withstand(OversizeAndTruncated); }
TEST_F(FloodTest, Garbage) { Withstand(Garbage); }
TEST_F(FloodTest, SlowHeaders) { Withstand(SlowHeaders); }
TEST_F(FloodTest, SlowWebBody) { Withstand(SlowWebBody); }
TEST_F(FloodTest, WebGarbage) { Withstand(WebGarbage); }

// The time is for the whole head: more of it now and then wins none.
TEST_F(FloodTest, WhoSaysAHeaderAtATimeIsLetGo) {
  const std::string begun = "GET /none HTTP/1.1\r\nhost: page.example\r\n";
  const std::string more = "x-more: a\r\n";
  const auto whole = webgate::WebConnection::ToFront(front().public_port());
  EXPECT_EQ(webgate::Ask(*whole, begun + more + "\r\n").http_status, 404);
  RawConnection slow(front().public_port(), 77, Opening::kHttp1);
  ASSERT_TRUE(slow.Send(begun));
  EXPECT_TRUE(WaitUntil([&] {
    slow.Send(more);
    slow.Stay(200);
    return !slow.is_open();
  }));
}

// No file that nginx or a webgate may write holds where anybody came from, whatever went wrong.
TEST_F(FloodTest, NoFileNamesAnAddress) {
  for (const Flood flood : {Garbage, OversizeAndTruncated, HeaderBomb, WebGarbage}) {
    flood(front().public_port(), 77);
  }
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(Folder())) {
    if (!entry.is_regular_file() || entry.path().filename() == "nginx.conf") continue;
    ++files;
    EXPECT_EQ(ReadFile(entry.path()).find("127.0.0."), std::string::npos) << entry.path();
  }
  EXPECT_GE(files, 4);
}

}  // namespace
}  // namespace vangnet::testing
