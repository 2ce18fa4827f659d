// A disk that is really full: reports are refused clearly, what was accepted can be read,
// and when there is room again everything goes on, with nothing lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "proto/contract/error.h"
#include "tests/faults/mutations.h"
#include "tests/faults/small_disk.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

using grpc::health::v1::HealthCheckResponse;

// More than any disk of these tests holds.
constexpr int kManyReports = 200;

class FullDiskTest : public ::testing::Test {
 protected:
  // Before any other thread is there.
  static void SetUpTestSuite() { has_disks = SmallDisk::EnterOwnMounts(); }

  void ServeIn(const std::string& folder) {
    server_ = std::make_unique<ServerFolder>(prepared_.server().CopyTo(folder));
    doors_ = std::make_unique<SocketDoors>(prepared_.organisation(), *server_);
    process_ = server_->Serve();
    ASSERT_TRUE(process_.IsRunning()) << ReadFile(server_->stderr_file());
  }

  // No file of the server may become longer than this. When that is the store's length, the
  // WAL can take some reports and the store none of them.
  void LimitFiles(rlim_t bytes) {
    const rlimit limit{bytes, RLIM_INFINITY};
    ASSERT_EQ(prlimit(process_.pid(), RLIMIT_FSIZE, &limit, nullptr), 0);
  }

  HealthCheckResponse::ServingStatus Health() {
    HealthCheckResponse response;
    EXPECT_TRUE(grpc::health::v1::Health::NewStub(doors_->PublicChannel())
                    ->Check(Context().get(), {}, &response)
                    .ok());
    return response.status();
  }

  struct Report {
    std::unique_ptr<Reporter> reporter;
    std::string bytes;
    std::string proof;
  };

  // Files new reports until one is refused; that is the last.
  void FileUntilRefused() {
    ReportTerms terms;
    terms.lead = "anna";
    terms.coordinators = {"karin"};
    for (int i = 0; i < kManyReports; ++i) {
      Report& report = reports_.emplace_back();
      report.reporter = std::make_unique<Reporter>(*doors_);
      report.bytes = report.reporter->Seal(terms).bytes;
      const auto proof = report.reporter->Send(report.bytes);
      if (!proof.ok()) {
        ExpectRefused(proof.status());
        return;
      }
      report.proof = *proof;
    }
    FAIL() << "it was never full";
  }

  static void ExpectRefused(const absl::Status& answer) {
    EXPECT_EQ(answer.code(), absl::StatusCode::kUnavailable) << answer;
    EXPECT_EQ(contract::ReasonOf(answer), contract::reason::kStoreUnavailable);
  }

  std::string Log() const { return ReadFile(server_->stderr_file()); }

  static int LinesWith(const std::string& words, const std::string& log) {
    int lines = 0;
    for (std::size_t at = log.find(words); at != std::string::npos; at = log.find(words, at + 1)) {
      ++lines;
    }
    return lines;
  }

  // What must hold while it is full.
  void ExpectReadingOnly() {
    EXPECT_EQ(Health(), HealthCheckResponse::NOT_SERVING);
    ExpectRefused(reports_.back().reporter->Send(reports_.back().bytes).status());
    EXPECT_TRUE(reports_.front().reporter->Read(reports_.front().reporter->case_id()).ok());
  }

  // What must hold once there is room.
  void ExpectNothingLost() {
    ASSERT_TRUE(WaitUntil([&] { return Health() == HealthCheckResponse::SERVING; }));
    for (Report& report : reports_) {
      report.reporter->ForgetToken();  // Of the server before, perhaps.
      const auto proof = report.reporter->Send(report.bytes);
      ASSERT_TRUE(proof.ok()) << proof.status();
      EXPECT_TRUE(report.proof.empty() || *proof == report.proof);
      report.proof = *proof;
      const auto view = report.reporter->Read(report.reporter->case_id());
      ASSERT_TRUE(view.ok()) << view.status();
      EXPECT_TRUE(view->findings.empty());
    }
    EXPECT_EQ(CheckStore(*server_), "");
  }

  void RestartAndExpectTheSame() {
    process_.Kill();
    process_ = server_->Serve();
    ASSERT_TRUE(process_.IsRunning()) << ReadFile(server_->stderr_file());
    ExpectNothingLost();
    EXPECT_EQ(process_.Terminate(), 0);
  }

  static inline bool has_disks = false;
  PreparedStore prepared_;
  TemporaryFolder folder_;
  std::unique_ptr<ServerFolder> server_;
  std::unique_ptr<SocketDoors> doors_;
  ChildProcess process_;
  std::vector<Report> reports_;
};

// On a file system of a few megabytes; where the machine gives an ordinary user none, only
// the limit of the test below stands in for it.
TEST_F(FullDiskTest, ReportsAreRefusedUntilThereIsRoomAgain) {
  std::printf("a file system of its own: %s\n", has_disks ? "yes" : "not on this machine");
  std::unique_ptr<SmallDisk> disk;
  if (has_disks) {
    disk = std::make_unique<SmallDisk>(folder_ / "disk", 16);
    ServeIn(folder_ / "disk/server");
    disk->FillBut(1);
  } else {
    ServeIn(folder_ / "server");
    LimitFiles(std::filesystem::file_size(server_->store()));
  }
  FileUntilRefused();
  EXPECT_GT(reports_.size(), 2u) << "it was full before anything was tried";
  ExpectReadingOnly();
  // It looks again, and does not serve before there is room.
  ASSERT_TRUE(WaitUntil([&] { return LinesWith("the store has stopped", Log()) >= 2; }));
  ExpectReadingOnly();
  EXPECT_EQ(LinesWith("serves again", Log()), 0);
  if (has_disks) {
    const std::string log = Log();
    EXPECT_EQ(LinesWith("has stopped (disk full)", log), LinesWith("has stopped", log));
    disk->Free();
  } else {
    LimitFiles(RLIM_INFINITY);
  }
  ExpectNothingLost();
  RestartAndExpectTheSame();
}

// SIGXFSZ would have ended the server.
TEST_F(FullDiskTest, ALimitOfFileSizesIsLikeAFullDisk) {
  ServeIn(folder_ / "server");
  LimitFiles(std::filesystem::file_size(server_->store()));
  FileUntilRefused();
  EXPECT_GT(reports_.size(), 1u);
  ExpectReadingOnly();
  ASSERT_TRUE(WaitUntil([&] { return LinesWith("the store has stopped", Log()) >= 2; }));
  ExpectReadingOnly();
  LimitFiles(RLIM_INFINITY);
  ExpectNothingLost();
  RestartAndExpectTheSame();
}

}  // namespace
}  // namespace vangnet::testing
