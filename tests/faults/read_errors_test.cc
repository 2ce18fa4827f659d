// Every read of the first filing of a server, which finds nothing in memory yet, fails once or
// for good: the caller is told that the store is away, nothing is half there, and the same
// bytes are taken later.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "grpc/health/v1/health.grpc.pb.h"
#include "proto/contract/error.h"
#include "tests/faults/mutations.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

using grpc::health::v1::HealthCheckResponse;

class ReadErrorsTest : public ::testing::Test {
 protected:
  ReadErrorsTest() : server_(prepared_.server().CopyTo(folder_ / "server")) {}

  // With its check in the background done: from here on only calls read.
  void ServeFaulty() {
    server_.PutBack(prepared_.server());
    std::filesystem::remove(fault_);
    std::filesystem::remove(fault_ + ".met");
    process_ = server_.Serve({{"LD_PRELOAD", VANGNET_READ_FAULT_LIBRARY},
                              {"VANGNET_READ_FAULT", fault_},
                              // It wants to be the first library; here it need not be.
                              {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
    ASSERT_TRUE(process_.IsRunning()) << ReadFile(server_.stderr_file());
    ASSERT_TRUE(WaitUntil([&] { return IsSound(); }));
    proof_.clear();
  }

  bool IsSound() {
    grpc::health::v1::HealthCheckRequest request;
    request.set_service("vangnet.store");
    HealthCheckResponse response;
    const grpc::Status asked = grpc::health::v1::Health::NewStub(doors_.PublicChannel())
                                   ->Check(Context().get(), request, &response);
    return asked.ok() && response.status() == HealthCheckResponse::SERVING;
  }

  // The fault strikes from the next read on.
  void Order(int number, bool for_good) {
    WriteFile(fault_ + ".new", std::to_string(number) + (for_good ? "+" : ""));
    std::filesystem::rename(fault_ + ".new", fault_);
  }
  bool WasMet() const { return std::filesystem::exists(fault_ + ".met"); }

  absl::Status File() { return prepared_.FileBefore(doors_, proof_)(); }

  // Whether there is a read of that number; what the caller is told, and what is there then.
  bool Strike(int number, bool for_good) {
    SCOPED_TRACE("read " + std::to_string(number) + (for_good ? " and all later ones" : ""));
    ServeFaulty();
    if (HasFatalFailure()) return false;
    Order(number, for_good);
    const absl::Status answer = File();
    const bool met = WasMet();
    if (!answer.ok()) {
      ++refused_;
      EXPECT_TRUE(met);
      EXPECT_EQ(answer.code(), absl::StatusCode::kUnavailable) << answer;
      EXPECT_EQ(contract::ReasonOf(answer), contract::reason::kStoreUnavailable);
    }
    const std::string proof = proof_;
    if (!for_good) {
      EXPECT_TRUE(WaitUntil([&] { return File().ok(); }));
      EXPECT_EQ(prepared_.LookAtBefore(doors_), "");
    }
    process_.Kill();
    process_ = server_.Serve();
    EXPECT_TRUE(process_.IsRunning()) << ReadFile(server_.stderr_file());
    EXPECT_TRUE(File().ok());
    EXPECT_TRUE(proof.empty() || proof == proof_) << "it was answered";
    EXPECT_EQ(prepared_.LookAtBefore(doors_), "");
    EXPECT_EQ(CheckStore(server_), "");
    process_.Kill();
    return met;
  }

  PreparedStore prepared_;
  TemporaryFolder folder_;
  const std::string fault_ = folder_ / "fault";
  ServerFolder server_;
  SocketDoors doors_{prepared_.organisation(), server_};
  ChildProcess process_;
  std::string proof_;
  int refused_ = 0;
};

TEST_F(ReadErrorsTest, AFilingThatCannotReadIsToldAndTakenLater) {
  const int every = std::getenv("VANGNET_ALL_IO_FAULTS") != nullptr ? 1 : 4;
  int met = 0;
  int last = 0;
  for (int number = 1;; number += every) {
    const bool once = Strike(number, false);
    const bool for_good = Strike(number, true);
    ASSERT_FALSE(HasFatalFailure());
    if (!once && !for_good) break;
    met += (once ? 1 : 0) + (for_good ? 1 : 0);
    last = number;
  }
  std::printf("at least %d reads of a first filing, %d faults, %d refused\n", last, met, refused_);
  EXPECT_GT(last, 8) << "nothing is in memory yet";
  EXPECT_GT(refused_ * 2, met) << "the faults miss the filing";
}

}  // namespace
}  // namespace vangnet::testing
