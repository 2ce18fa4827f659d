// The commands that make or change a store are ended with SIGKILL at their system calls: what
// is left is whole, or is refused with words and can be made again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "services/server/exit_code.h"
#include "storage/database.h"
#include "tests/faults/mutations.h"
#include "tests/faults/trace.h"

namespace vangnet::testing {
namespace {

using server::ExitCode;

constexpr std::size_t kSeed = 20261124;

// How many places for all three commands.
std::size_t Points() {
  const char* points = std::getenv("VANGNET_KILL_POINTS");
  return points == nullptr ? 20 : static_cast<std::size_t>(std::atoi(points));
}

class KillCommandsTest : public ::testing::Test {
 protected:
  KillCommandsTest() : server_(prepared_.server().CopyTo(folder_ / "server")) {}

  std::vector<std::string> Vangnetd(const std::string& command) const {
    std::vector<std::string> arguments = {ProgramPath("vangnetd"), command, "--config",
                                          server_.config()};
    if (command == "init") arguments.insert(arguments.end(), {"--bundle", folder_ / "bundle"});
    return arguments;
  }
  int Run(const std::string& command) { return RunCommand(Vangnetd(command)).exit_code; }

  static bool ChangesFiles(const TracedCall& call) {
    constexpr const char* kNames[] = {"pwrite64", "write",  "fsync", "fdatasync", "ftruncate",
                                      "unlink",   "rename", "mkdir", "openat"};
    return std::count(std::begin(kNames), std::end(kNames), call.name) > 0;
  }

  // Every place from the first line of main on.
  std::vector<TracedCall> Watch(const std::vector<std::string>& command, int expected) {
    ChildProcess process = ChildProcess::Start(UnderStrace(command, folder_ / "log", ""));
    EXPECT_EQ(process.Wait(), expected);
    return PlacesOfTheLog();
  }

  std::vector<TracedCall> PlacesOfTheLog() {
    // The tracer outlives the process by a moment.
    WaitUntil([&] { return !ReadTrace(folder_ / "log").empty(); });
    const std::vector<TracedCall> trace = ReadTrace(folder_ / "log");
    std::size_t begin = 0;
    while (begin < trace.size() && trace[begin].name != "prctl") ++begin;
    std::vector<TracedCall> places;
    for (const TracedCall& place : PlacesIn(trace, begin, trace.size())) {
      if (ChangesFiles(place)) places.push_back(place);
    }
    return places;
  }

  // `prepare`, the command up to its end at a place, `look`: for a third of the places.
  void KillEverywhere(const std::string& name, const std::vector<TracedCall>& places,
                      const std::vector<std::string>& command, const std::function<void()>& prepare,
                      const std::function<void()>& look) {
    ASSERT_GT(places.size(), 10u);
    const std::vector<TracedCall> points = Spread(places, (Points() + 2) / 3, kSeed);
    int ended = 0;
    for (const TracedCall& place : points) {
      SCOPED_TRACE(name + " at " + NameOf(place));
      prepare();
      ChildProcess::Options options = UnderStrace(command, folder_ / "log", KillAt(place));
      options.stderr_path = server_.stderr_file();
      ChildProcess process = ChildProcess::Start(options);
      const int code = name == "migrate" ? WaitServing(process) : process.Wait();
      EXPECT_TRUE(code == 128 + SIGKILL || code == 0) << code;
      ended += code == 0 ? 0 : 1;
      look();
      if (HasFatalFailure()) return;
    }
    std::printf("%-15s %zu places, %d ended there; seed %zu:", name.c_str(), points.size(), ended,
                kSeed);
    for (const TracedCall& place : points) std::printf(" %s,", NameOf(place).c_str());
    std::printf("\n");
    EXPECT_GT(ended * 4, static_cast<int>(points.size()) * 3);
  }

  // Its end, or 0 when it serves: then it is ended here.
  int WaitServing(ChildProcess& process) {
    const bool ended = WaitUntil(
        [&] { return !process.IsRunning() || std::filesystem::exists(server_.staff_socket()); });
    if (ended && !process.IsRunning()) return process.Wait();
    process.Kill();
    return 0;
  }

  void RemoveSockets() {
    std::filesystem::remove(server_.staff_socket());
    std::filesystem::remove(server_.public_socket());
  }

  void RemoveStore() {
    for (const char* part : {"", "-wal", "-shm", "-journal"}) {
      std::filesystem::remove(server_.store() + part);
    }
    std::filesystem::remove(server_.anchor());
  }

  void ExpectServesEverything() {
    ChildProcess process = server_.Serve();
    ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
    SocketDoors doors(prepared_.organisation(), server_);
    EXPECT_EQ(prepared_.LookAtTaken(doors), "");
    EXPECT_EQ(CountRows(server_).value(), CountRows(prepared_.server()).value());
    EXPECT_EQ(CheckStore(server_), "");
    process.Kill();
  }

  // The prepared store as the first version of the program would have left it.
  void MakeOld(const ServerFolder& old) {
    const auto key = storage::StoreKey::FromBytes(contract::SecretBytes::CopyOf(old.store_key()));
    const auto database = storage::OpenEncrypted(old.store(), *key);
    ASSERT_TRUE(database.ok()) << database.status();
    const RowCounts tables = CountRows(prepared_.server()).value();
    for (const auto& [table, rows] : tables) {
      for (const char* change : {"_there", "_changed", "_gone"}) {
        ASSERT_TRUE((*database)->ExecuteScript("DROP TRIGGER " + table + change).ok());
      }
    }
    ASSERT_TRUE((*database)
                    ->ExecuteScript("DROP TABLE commit_chain; DROP TABLE outbox; "
                                    "DROP INDEX open_case_row; DROP INDEX open_case_reader; "
                                    "PRAGMA user_version = 1")
                    .ok());
    std::filesystem::remove_all(old.folder() + "/anchor");
  }

  PreparedStore prepared_;
  TemporaryFolder folder_;
  ServerFolder server_;
};

// What `vangnetd check` may say of a store whose making was cut off. kStoreUnusable: that a
// server has to bring it up to date, which then finds it empty.
bool IsRefusedWithWords(ExitCode check) {
  constexpr ExitCode kRefusals[] = {ExitCode::kStoreMissing,  ExitCode::kStoreForeign,
                                    ExitCode::kStoreUnusable, ExitCode::kStoreEmpty,
                                    ExitCode::kAnchorMissing, ExitCode::kAnchorDamaged};
  return std::count(std::begin(kRefusals), std::end(kRefusals), check) > 0;
}

TEST_F(KillCommandsTest, AnInitThatWasCutOffIsWholeOrIsRefusedAndMadeAgain) {
  WriteFile(folder_ / "bundle", prepared_.organisation().newest());
  RemoveStore();
  const std::vector<TracedCall> places = Watch(Vangnetd("init"), 0);
  KillEverywhere(
      "init", places, Vangnetd("init"), [&] { RemoveStore(); },
      [&] {
        const auto check = static_cast<ExitCode>(Run("check"));
        const bool whole = check == ExitCode::kOk;
        EXPECT_TRUE(whole || IsRefusedWithWords(check)) << static_cast<int>(check);
        if (!whole) {
          // A server does not make one of it.
          EXPECT_NE(server_.ServeToEnd().exit_code, 0);
          RemoveStore();
          EXPECT_EQ(Run("init"), 0);
        }
        EXPECT_EQ(Run("check"), 0);
        EXPECT_EQ(Run("init"), static_cast<int>(ExitCode::kStoreExists));
      });
}

// It left half an anchor, beside which no server started.
TEST_F(KillCommandsTest, AnUpgradeThatWasCutOffIsDoneByTheNextStart) {
  const ServerFolder old = prepared_.server().CopyTo(folder_ / "old");
  MakeOld(old);
  const auto prepare = [&] {
    server_.PutBack(old);
    RemoveSockets();
  };
  prepare();
  {
    ChildProcess process = ServeTraced(server_, folder_ / "log", "");
    ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
  }
  KillEverywhere("migrate", PlacesOfTheLog(), Vangnetd("serve"), prepare,
                 [&] { ExpectServesEverything(); });
}

TEST_F(KillCommandsTest, AnAcceptanceThatWasCutOffCanBeRepeated) {
  const auto prepare = [&] {
    server_.PutBack(prepared_.server());
    std::filesystem::remove(server_.anchor());
  };
  prepare();
  const std::vector<TracedCall> places = Watch(Vangnetd("accept-restored"), 0);
  KillEverywhere("accept-restored", places, Vangnetd("accept-restored"), prepare, [&] {
    const auto check = static_cast<ExitCode>(Run("check"));
    EXPECT_TRUE(check == ExitCode::kOk || check == ExitCode::kAnchorMissing ||
                check == ExitCode::kAnchorDamaged)
        << static_cast<int>(check);
    EXPECT_EQ(Run("accept-restored"), 0);
    ExpectServesEverything();
  });
}

}  // namespace
}  // namespace vangnet::testing
