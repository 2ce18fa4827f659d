// Ten times as many callers as the server serves well: whoever is one too many is told so at
// once, whoever was admitted is served in turn, and what was accepted is there. How long it
// takes is no matter of a test: tests/bench/run measures it.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

// With 32 callers both processors have all that they can do.
constexpr int kCallers = 320;
constexpr std::size_t kFilings = 1280;

struct Sent {
  std::string filing;
  absl::Status answer;
  std::string proof;
};

using Stub = intake::v1::IntakeService::Stub;

void Send(Stub& stub, Sent& sent) {
  intake::v1::FileReportRequest request;
  request.set_filing(sent.filing);
  intake::v1::FileReportResponse response;
  sent.answer = FromRpc(stub.FileReport(Context().get(), request, &response));
  sent.proof = response.filing_proof();
}

class OverloadTest : public Scenario {
 protected:
  // No limit for each address, as all callers have one: what sheds is the server.
  static std::unique_ptr<Stub> Connect() {
    const auto channel = ConnectTls(system().front().public_port(), system().front().certificate());
    EXPECT_TRUE(
        channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::minutes(1)));
    return intake::v1::IntakeService::NewStub(channel);
  }

  static std::vector<Sent> Seal() {
    std::vector<Sent> sealed(kFilings);
    for (Sent& sent : sealed) sent.filing = Reporter(system()).Seal(UsualReport()).bytes;
    return sealed;
  }

  // Each is tried once. All begin together.
  static void SendAtOnce(std::vector<Sent>& all) {
    std::vector<std::unique_ptr<Stub>> stubs;
    for (int i = 0; i < kCallers; ++i) stubs.push_back(Connect());
    std::atomic<std::size_t> next{0};
    std::atomic<bool> begun{false};
    std::vector<std::thread> callers;
    for (const auto& stub : stubs) {
      callers.emplace_back([&] {
        begun.wait(false);
        for (std::size_t i = next++; i < all.size(); i = next++) Send(*stub, all[i]);
      });
    }
    begun = true;
    begun.notify_all();
    for (std::thread& caller : callers) caller.join();
  }
};

TEST_F(OverloadTest, WhoIsOneTooManyIsToldAtOnceAndWhatIsAcceptedIsThere) {
  std::vector<Sent> all = Seal();
  SendAtOnce(all);
  std::map<std::string, int> outcomes;
  for (const Sent& sent : all) {
    ++outcomes[Outcome(sent.answer)];
    EXPECT_EQ(sent.answer.ok(), !sent.proof.empty());
  }
  for (const auto& [outcome, times] : outcomes) {
    std::printf("%s: %d\n", outcome.c_str(), times);
    // The last two are of nginx.
    EXPECT_TRUE(outcome == "OK" || outcome == "RESOURCE_EXHAUSTED/OVERLOADED" ||
                outcome == "RESOURCE_EXHAUSTED" || outcome == "UNAVAILABLE")
        << outcome;
  }
  EXPECT_GT(outcomes["OK"], 0);
  EXPECT_GT(outcomes["RESOURCE_EXHAUSTED/OVERLOADED"], 0);

  // It is over when they are: each is served now, with the proof that it had, if it had one.
  const std::unique_ptr<Stub> stub = Connect();
  std::size_t again = 0;
  for (Sent& sent : all) {
    if (sent.proof.empty() && again++ % 32 != 0) continue;
    const std::string before = sent.proof;
    Send(*stub, sent);
    EXPECT_THAT(sent.answer, IsOk());
    if (!before.empty()) {
      EXPECT_EQ(sent.proof, before);
    }
  }
}

}  // namespace
}  // namespace vangnet::testing
