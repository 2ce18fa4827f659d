// The server's clock is set wrong and right again while it serves: sessions end and are
// begun anew, deadlines and days are what the clock says, every chain still verifies, and
// nothing that was answered is lost.
#include "absl/time/clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "proto/contract/error.h"
#include "tests/faults/mutations.h"
#include "tests/support/rpc.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

class ClockTest : public ::testing::Test {
 protected:
  ClockTest() : server_(prepared_.server().CopyTo(folder_ / "server")) {
    Set(absl::ZeroDuration());
    Serve();
  }

  void Serve() {
    process_ = server_.Serve({{"LD_PRELOAD", VANGNET_CLOCK_LIBRARY},
                              {"VANGNET_CLOCK_FILE", folder_ / "clock"},
                              // It wants to be the first library; here it need not be.
                              {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
  }

  // How far the server's clock is ahead, from now on.
  void Set(absl::Duration ahead) {
    WriteFile(folder_ / "clock.new", std::to_string(absl::ToInt64Seconds(ahead)));
    std::filesystem::rename(folder_ / "clock.new", folder_ / "clock");
  }

  absl::Status ListCases(const std::string& token) {
    casework::v1::ListCasesResponse response;
    return FromRpc(casework::v1::CaseworkService::NewStub(doors_.StaffChannel())
                       ->ListCases(Context(token).get(), {}, &response));
  }

  // The availability's own time: to the minute.
  std::uint64_t AvailabilityTime() {
    publication::v1::GetAvailabilityResponse response;
    EXPECT_TRUE(publication::v1::PublicationService::NewStub(doors_.PublicChannel())
                    ->GetAvailability(Context().get(), {}, &response)
                    .ok());
    bundle::v1::Availability availability;
    EXPECT_TRUE(availability.ParseFromString(response.availability()));
    return availability.made_time();
  }

  absl::Status Do(const std::string& mutation) {
    const auto send = prepared_.mutation(mutation).begin(doors_);
    return send.ok() ? (*send)() : send.status();
  }

  void ExpectDone(const std::string& mutation) {
    SCOPED_TRACE(mutation);
    const absl::Status done = Do(mutation);
    EXPECT_TRUE(done.ok()) << done;
    EXPECT_EQ(prepared_.mutation(mutation).look(doors_), "");
  }

  static void ExpectNoSession(const absl::Status& status) {
    EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated) << status;
    EXPECT_EQ(contract::ReasonOf(status), contract::reason::kNoSession);
  }

  PreparedStore prepared_;
  TemporaryFolder folder_;
  ServerFolder server_;
  SocketDoors doors_{prepared_.organisation(), server_};
  ChildProcess process_;
};

TEST_F(ClockTest, ASessionEndsWithAJumpInEitherDirectionAndASmallStepHarmsNone) {
  StaffMember anna(doors_, "anna");
  const std::string token = anna.Token().value();
  Set(absl::Minutes(10));
  EXPECT_TRUE(ListCases(token).ok());
  Set(absl::ZeroDuration());
  EXPECT_TRUE(ListCases(token).ok());
  Set(kDay);
  ExpectNoSession(ListCases(token));
  anna.ForgetToken();
  const std::string ahead = anna.Token().value();
  EXPECT_TRUE(ListCases(ahead).ok());
  Set(absl::ZeroDuration());
  ExpectNoSession(ListCases(ahead));
  anna.ForgetToken();
  EXPECT_TRUE(ListCases(anna.Token().value()).ok());
}

TEST_F(ClockTest, WhatIsWrittenUnderAWrongClockVerifiesUnderTheRightOne) {
  Set(30 * kDay);
  ExpectDone("file");
  ExpectDone("acknowledge");
  Set(-30 * kDay);
  ExpectDone("append");
  Set(absl::ZeroDuration());
  ExpectDone("close");
  for (const char* name : {"file", "acknowledge", "append", "close"}) {
    EXPECT_EQ(prepared_.mutation(name).look(doors_), "") << name;
    EXPECT_TRUE(Do(name).ok()) << "the same bytes again: " << name;
  }
  process_.Kill();
  Serve();
  ASSERT_TRUE(process_.IsRunning()) << ReadFile(server_.stderr_file());
  for (const char* name : {"file", "acknowledge", "append", "close"}) {
    EXPECT_EQ(prepared_.mutation(name).look(doors_), "") << name;
  }
  EXPECT_EQ(CheckStore(server_), "");
}

// The bundle of a test is good for sixty days.
TEST_F(ClockTest, AfterTheBundleByAWrongClockReportsAreRefusedUntilItIsRight) {
  Set(100 * kDay);
  const absl::Status refused = Do("file");
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition) << refused;
  EXPECT_EQ(contract::ReasonOf(refused), contract::reason::kBundleExpired);
  EXPECT_EQ(prepared_.LookAtTaken(doors_), "") << "reading goes on";
  Set(absl::ZeroDuration());
  ExpectDone("file");
}

// It was shown, with the loads of then, until the clock came there again.
TEST_F(ClockTest, AnAvailabilityFromTheFutureIsMadeAgainAtTheNextStart) {
  process_.Kill();
  Set(30 * kDay);
  Serve();
  EXPECT_GT(AvailabilityTime(), absl::ToUnixSeconds(absl::Now() + 29 * kDay));
  process_.Kill();
  Set(absl::ZeroDuration());
  Serve();
  EXPECT_LE(AvailabilityTime(), absl::ToUnixSeconds(absl::Now()));
  EXPECT_EQ(CheckStore(server_), "");
}

}  // namespace
}  // namespace vangnet::testing
