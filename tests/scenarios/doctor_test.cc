// `vangnet admin doctor` and `metrics` before a real front and server: whole, without duty, with a
// server that died, and with a certificate that is not the bundle's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "clients/sealing/fingerprint.h"
#include "clients/session/front_certificate.h"
#include "proto/contract/clock.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kBadInput = 3;
constexpr int kSomethingWrong = 10;
constexpr char kPassphrase[] = "een lange wachtzin";

class DoctorTest : public Scenario {
 protected:
  void SetUp() override {
    WriteFile(folder_ / "first.bundle", system().organisation().newest());
    const Finished joined =
        Vangnet({"join", folder_ / "first.bundle", "--fingerprint",
                 sealing::OrganisationFingerprint(system().organisation().id())});
    ASSERT_EQ(joined.exit_code, 0) << joined.standard_error;
  }

  Finished Vangnet(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {ProgramPath("vangnet"), "--home", folder_ / "home"});
    return RunCommand(arguments);
  }
  Finished Doctor(std::vector<std::string> more, const std::string& language = "en") {
    more.insert(more.begin(), {"--lang", language, "admin", "doctor"});
    return Vangnet(more);
  }

  // One period is at most 48 hours long.
  static void PutOnDuty(int hours) {
    StaffMember mirjam(system(), "mirjam");
    const auto directory = directory::v1::DirectoryService::NewStub(system().StaffChannel());
    directory::v1::PublishDutyListRequest list;
    const std::uint64_t now = contract::ToSeconds(absl::Now());
    for (int start = 0; start < hours; start += 25) {
      bundle::v1::DutyPeriod& period = *list.add_periods();
      period.set_principal(system().organisation().principal("gerda").ToBytes());
      period.set_start_time(now - 60 + static_cast<std::uint64_t>(start) * 3600);
      period.set_end_time(period.start_time() + 25 * 3600);
    }
    directory::v1::PublishDutyListResponse response;
    ASSERT_THAT(
        FromRpc(directory->PublishDutyList(Context(mirjam.Token().value()).get(), list, &response)),
        IsOk());
  }

  // {"check": "NAME", "state": "STATE", ...
  static std::string Line(const std::string& check, const std::string& state) {
    return "\"check\": \"" + check + "\", \"state\": \"" + state + "\"";
  }

  TemporaryFolder folder_;
};

TEST_F(DoctorTest, AWholeSystemIsToldLineByLineAndTheProgramEndsWithZero) {
  PutOnDuty(50);
  WriteFile(folder_ / "mirjam.key", system().organisation().KeyFileOf("mirjam", kPassphrase));
  WriteFile(folder_ / "passphrase", std::string(kPassphrase) + "\n");
  const Finished whole =
      Doctor({"--json", "--identity", folder_ / "mirjam.key", "--passphrase-file",
              folder_ / "passphrase", "--server-config", system().server().config()});
  EXPECT_EQ(whole.exit_code, 0) << whole.standard_output << whole.standard_error;
  EXPECT_THAT(whole.standard_output,
              AllOf(HasSubstr(Line("bundle", "ok")), HasSubstr(Line("program", "ok")),
                    HasSubstr(Line("public-front", "ok")), HasSubstr(Line("staff-front", "ok")),
                    // Two days are left of the test's certificate.
                    HasSubstr(Line("public-certificate", "look")),
                    HasSubstr(Line("staff-certificate", "look")), HasSubstr(Line("clock", "ok")),
                    HasSubstr(Line("rota", "ok"))));
  EXPECT_THAT(whole.standard_output,
              AllOf(HasSubstr(Line("identity", "ok")), HasSubstr(Line("server-program", "ok")),
                    HasSubstr(Line("store", "ok")),
                    ContainsRegex("\"check\": \"disk\", \"state\": \"[a-z]+\""),
                    HasSubstr(Line("backup", "not-looked-at")), HasSubstr("\"wrong\": 0}")));
}

TEST_F(DoctorTest, WithoutDutyItIsWrongAndSaysWhatToDoInBothLanguages) {
  PutOnDuty(0);
  const Finished english = Doctor({});
  EXPECT_EQ(english.exit_code, kSomethingWrong) << english.standard_output;
  EXPECT_THAT(
      english.standard_output,
      AllOf(ContainsRegex("duty list +wrong +nobody on duty"), HasSubstr("vangnet admin duty"),
            ContainsRegex("server's disk +not looked at +give --server-config"),
            ContainsRegex("key +not looked at"),
            ContainsRegex("server's program +not looked at +give an administrator's key"),
            HasSubstr("Wrong: 1.")));
  const Finished dutch = Doctor({}, "nl");
  EXPECT_EQ(dutch.exit_code, kSomethingWrong);
  EXPECT_THAT(dutch.standard_output, AllOf(ContainsRegex("dienstrooster +fout +niemand van dienst"),
                                           HasSubstr("Fout: 1."), Not(HasSubstr("duty list"))));
}

// Only an administrator learns it.
TEST_F(DoctorTest, TheServersVersionIsNotToldToACoordinator) {
  WriteFile(folder_ / "karin.key", system().organisation().KeyFileOf("karin", kPassphrase));
  WriteFile(folder_ / "passphrase", std::string(kPassphrase) + "\n");
  const Finished told = Doctor(
      {"--json", "--identity", folder_ / "karin.key", "--passphrase-file", folder_ / "passphrase"});
  EXPECT_THAT(told.standard_output, AllOf(HasSubstr(Line("identity", "ok")),
                                          HasSubstr(Line("server-program", "not-looked-at"))));
}

TEST_F(DoctorTest, MetricsArePrintedForTheAdministratorAndForNobodyElse) {
  WriteFile(folder_ / "passphrase", std::string(kPassphrase) + "\n");
  const auto metrics = [&](const std::string& who) {
    WriteFile(folder_ / who, system().organisation().KeyFileOf(who, kPassphrase));
    return Vangnet({"--lang", "en", "admin", "metrics", "--identity", folder_ / who,
                    "--passphrase-file", folder_ / "passphrase"});
  };
  const Finished printed = metrics("mirjam");
  EXPECT_EQ(printed.exit_code, 0) << printed.standard_error;
  EXPECT_THAT(printed.standard_output,
              AllOf(HasSubstr("vangnet_writing 1\n"), HasSubstr("vangnet_store_in_order 1\n"),
                    HasSubstr("vangnet_commits_total 0\n")));
  const Finished refused = metrics("karin");
  EXPECT_EQ(refused.exit_code, 8);
  EXPECT_THAT(refused.standard_output, Not(HasSubstr("vangnet_")));
}

TEST_F(DoctorTest, AFileThatIsNoConfigurationIsBadInput) {
  EXPECT_EQ(Doctor({"--server-config", folder_ / "first.bundle"}).exit_code, kBadInput);
  EXPECT_EQ(Doctor({"--server-config", folder_ / "none"}).exit_code, kBadInput);
}

TEST_F(DoctorTest, ADeadServerBehindAFrontThatLivesIsTold) {
  PutOnDuty(50);
  EXPECT_EQ(system().Stop(), 0);
  const Finished dead = Doctor({"--json"});
  system().Start();
  EXPECT_EQ(dead.exit_code, kSomethingWrong);
  EXPECT_THAT(
      dead.standard_output,
      AllOf(HasSubstr(Line("public-front", "wrong")), HasSubstr(Line("staff-front", "wrong")),
            HasSubstr(Line("public-certificate", "look")),
            HasSubstr(Line("clock", "not-looked-at")), HasSubstr("vangnetd status")));
}

TEST_F(DoctorTest, ACertificateIsSeenAsItIs) {
  const TemporaryFolder other;
  const Front stranger(other.path(), system().server().public_socket(),
                       system().server().staff_socket());
  const std::string& known = system().front().certificate();
  bundle::v1::Endpoint endpoint;
  endpoint.set_host("localhost");
  const auto look = [&](int port, const std::string& ca) {
    endpoint.set_port(static_cast<std::uint32_t>(port));
    return session::LookAtCertificate(endpoint, ca, absl::Seconds(10));
  };
  const auto ours = look(system().front().public_port(), known);
  ASSERT_THAT(ours, IsOk());
  EXPECT_TRUE(ours->trusted);
  EXPECT_TRUE(ours->names_host);
  EXPECT_LT(ours->not_before, absl::Now());
  EXPECT_GT(ours->not_after, absl::Now());
  const auto theirs = look(stranger.public_port(), known);
  ASSERT_THAT(theirs, IsOk());
  EXPECT_FALSE(theirs->trusted);
  const auto by_system = look(system().front().public_port(), "");
  ASSERT_THAT(by_system, IsOk());
  EXPECT_FALSE(by_system->trusted);
  endpoint.set_host("127.0.0.2");
  const auto unnamed = look(system().front().staff_port(), known);
  // nginx listens on 127.0.0.1 alone, or the name is another.
  if (unnamed.ok()) {
    EXPECT_FALSE(unnamed->names_host);
  } else {
    EXPECT_EQ(unnamed.status().code(), absl::StatusCode::kUnavailable);
  }
}

}  // namespace
}  // namespace vangnet::testing
