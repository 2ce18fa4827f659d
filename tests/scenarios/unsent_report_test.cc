// A report that could not be sent, kept in a file: the real `vangnet` before a server that
// is down, up again, has a newer bundle, loses its answers, or sees its caller killed.
#include "tests/scenarios/unsent_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <set>

#include "absl/strings/escaping.h"
#include "vangnet/intake/v1/intake_service.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

namespace fs = std::filesystem;

constexpr int kUsage = 2;
constexpr int kRefused = 8;

class UnsentReportTest : public UnsentReport {};

TEST_F(UnsentReportTest, WithoutBeingAskedForNothingIsKept) {
  NothingArrives();
  const Finished report = Report({});
  EXPECT_EQ(report.exit_code, kUnreachable);
  EXPECT_THAT(report.standard_error, HasSubstr("--outbox FILE"));
  EXPECT_FALSE(fs::exists(kept_));
}

TEST_F(UnsentReportTest, AServerThatIsUpAgainGetsTheSameBytesAndTheFileGoes) {
  KeepASealedReport();
  struct stat found {};
  ASSERT_EQ(stat(kept_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600u);
  ExpectNotOnRecord();
  const std::string before = ReadFile(kept_);

  const Finished still_down = Vangnet(Send());
  EXPECT_EQ(still_down.exit_code, kUnreachable);
  EXPECT_THAT(still_down.standard_error, HasSubstr("is still there"));
  EXPECT_EQ(ReadFile(kept_), before);

  AllIsWell();
  const Finished sent = Vangnet(Send({"--proof-file", folder_ / "proof"}));
  EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
  EXPECT_THAT(sent.standard_output, HasSubstr(R"("result": "accepted")"));
  EXPECT_THAT(sent.standard_output, HasSubstr(R"("outbox": "removed")"));
  EXPECT_THAT(sent.standard_error, HasSubstr("On an SSD"));
  EXPECT_FALSE(fs::exists(kept_));
  EXPECT_NE(ReadFile(folder_ / "proof"), "");
  EXPECT_EQ(std::set<std::string>(filings_.begin(), filings_.end()).size(), 1u);
  ExpectOnRecord();
}

TEST_F(UnsentReportTest, AReportThatArrivedAtOnceLeavesNoFile) {
  AllIsWell();
  const Finished report = Report();
  EXPECT_EQ(report.exit_code, 0) << report.standard_error;
  EXPECT_FALSE(fs::exists(kept_));
  ExpectOnRecord();
}

TEST_F(UnsentReportTest, AReportWhoseAnswerWasLostIsNotDoubled) {
  AllArrivesAndNoAnswerComesBack();
  ASSERT_EQ(Report().exit_code, kUnreachable);
  ExpectOnRecord();
  AllIsWell();
  const Finished sent = Vangnet(Send());
  EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
  EXPECT_FALSE(fs::exists(kept_));
  EXPECT_EQ(std::set<std::string>(filings_.begin(), filings_.end()).size(), 1u);
  ExpectOnRecord();
}

TEST_F(UnsentReportTest,
       WithTheServerDownFromTheStartItIsRoutedWhenItIsSentAndOnlyWhenThePersonAgrees) {
  ASSERT_EQ(system().Stop(), 0);
  const Finished kept = Report();
  EXPECT_EQ(kept.exit_code, kUnreachable) << kept.standard_output << kept.standard_error;
  EXPECT_THAT(kept.standard_output, HasSubstr(R"("sealed": false)"));
  EXPECT_EQ(Vangnet({"outbox", "show", kept_}).exit_code, 0);
  EXPECT_EQ(Vangnet(Send({"--yes"})).exit_code, kUnreachable);
  ASSERT_NO_FATAL_FAILURE(StartAgain());
  const std::string before = ReadFile(kept_);
  EXPECT_EQ(Vangnet(Send()).exit_code, kUsage);
  EXPECT_EQ(ReadFile(kept_), before);
  ExpectNotOnRecord();
  const Finished sent = Vangnet(Send({"--yes"}));
  EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
  EXPECT_THAT(sent.standard_output, HasSubstr(R"("role": "lead", "why": [)"));
  EXPECT_FALSE(fs::exists(kept_));
  ExpectOnRecord();
}

TEST_F(UnsentReportTest, AfterAChangeOfBundleItIsRoutedAndSealedAgainUnderTheSameCase) {
  const record::v1::FilingAct first = KeepASealedReport();
  PublishWithoutLeadOf(first);
  AllIsWell();
  const std::string before = ReadFile(kept_);
  const Finished asked = Vangnet(Send());
  EXPECT_EQ(asked.exit_code, kUsage) << asked.standard_output;
  EXPECT_THAT(asked.standard_output, HasSubstr("--yes"));
  EXPECT_EQ(ReadFile(kept_), before);
  ExpectNotOnRecord();

  const Finished sent = Vangnet(Send({"--yes"}));
  EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
  EXPECT_THAT(sent.standard_output, HasSubstr(R"("notes": ["bundle-renewed"])"));
  EXPECT_THAT(sent.standard_error, HasSubstr("details were renewed"));
  EXPECT_FALSE(fs::exists(kept_));
  const record::v1::FilingAct second = ActOf(filings_.back());
  EXPECT_NE(second.persons(0).principal(), "");
  EXPECT_NE(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(first.reporter_box_key(), second.reporter_box_key());
  ExpectOnRecord();
}

TEST_F(UnsentReportTest, WhenSomebodyIsAwayByNowItIsSealedForOthersAndTheyAreTold) {
  const record::v1::FilingAct first = KeepASealedReport();
  filings_.clear();
  AtEachFiling([this](Exchange& exchange, const auto& ask) {
    if (filings_.size() == 1) return CallSomebodyAway(exchange);
    ask();
  });
  const Finished sent = Vangnet(Send({"--yes"}));
  EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
  EXPECT_THAT(sent.standard_output, HasSubstr(R"("notes": ["drawn-again"])"));
  EXPECT_THAT(sent.standard_error, HasSubstr("has become unavailable"));
  ASSERT_EQ(filings_.size(), 2u);
  const record::v1::FilingAct second = ActOf(filings_.back());
  for (const auto& person : second.persons()) {
    EXPECT_THAT(sent.standard_output, HasSubstr(absl::BytesToHexString(person.principal())));
    if (person.role() == record::v1::CASE_ROLE_RESERVE) continue;
    for (const auto& before : first.persons()) EXPECT_NE(person.principal(), before.principal());
  }
  ExpectOnRecord();
}

// The first run is ended while the call is under way, with what arrived and with what did
// not; the second sends what the first did.
TEST_F(UnsentReportTest, KilledInTheMiddleOfSendingNothingIsLostAndNothingDoubled) {
  for (const bool sealed_again : {false, true}) {
    for (const bool arrives : {false, true}) {
      SCOPED_TRACE(std::string(sealed_again ? "sealed again, " : "") +
                   (arrives ? "arrived" : "not arrived"));
      fs::remove(receipt_file_);
      filings_.clear();
      const record::v1::FilingAct first = KeepASealedReport();
      if (sealed_again) PublishWithoutLeadOf(first);
      const std::size_t kept_calls = filings_.size();
      std::atomic<pid_t> client = 0;
      AtEachFiling([&](Exchange& exchange, const auto& ask) {
        const bool last = filings_.size() == kept_calls + (sealed_again ? 2 : 1);
        if (!last || arrives) ask();
        if (!last) return;
        WaitUntil([&] { return client != 0; });
        kill(client, SIGKILL);
        Lose(exchange);
      });
      ChildProcess::Options options;
      options.arguments = CommandLine(Send({"--yes"}));
      ChildProcess sending = ChildProcess::Start(options);
      client = sending.pid();
      ASSERT_EQ(sending.Wait(), 128 + SIGKILL);
      ASSERT_TRUE(fs::exists(kept_));
      const std::string sent_last = filings_.back();

      AllIsWell();
      const Finished again = Vangnet(Send());
      EXPECT_EQ(again.exit_code, 0) << again.standard_output << again.standard_error;
      EXPECT_THAT(again.standard_output, HasSubstr(R"("result": "accepted")"));
      EXPECT_EQ(filings_.back(), sent_last);
      EXPECT_FALSE(fs::exists(kept_));
      ExpectOnRecord();
    }
  }
}

// Somebody finished the report otherwise: what is in the file may say more than that.
TEST_F(UnsentReportTest, WhenAnotherReportStandsUnderTheReceiptTheFileStays) {
  KeepASealedReport();
  AllIsWell();
  const Finished finished = Vangnet({"report", "--finish", "--json", "--receipt-file",
                                     receipt_file_, "--from", folder_ / "answers"});
  ASSERT_EQ(finished.exit_code, 0) << finished.standard_output << finished.standard_error;
  const Finished sent = Vangnet(Send());
  EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
  EXPECT_THAT(sent.standard_output, HasSubstr(R"("result": "already-there")"));
  EXPECT_THAT(sent.standard_output, HasSubstr(R"("outbox": "left")"));
  EXPECT_TRUE(fs::exists(kept_));
  EXPECT_THAT(Vangnet(Send({"--yes"})).standard_output, HasSubstr(R"("outbox": "removed")"));
  EXPECT_FALSE(fs::exists(kept_));
  ExpectOnRecord();
}

TEST_F(UnsentReportTest, AServerThatSaysOkWithoutAGoodProofDoesNotGetTheFileAway) {
  KeepASealedReport();
  AtEachFiling([](Exchange& exchange, const auto& ask) {
    ask();
    intake::v1::FileReportResponse response;
    response.ParseFromString(exchange.response);
    response.mutable_filing_proof()->back() ^= 1;
    exchange.response = response.SerializeAsString();
  });
  const Finished sent = Vangnet(Send());
  EXPECT_THAT(sent.standard_output, HasSubstr("PROOF_REFUSED"));
  EXPECT_TRUE(fs::exists(kept_));
}

TEST_F(UnsentReportTest, ARefusalThatNothingMendsLeavesTheFile) {
  KeepASealedReport();
  AtEachFiling([](Exchange& exchange, const auto&) {
    exchange.status = grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "no");
  });
  EXPECT_EQ(Vangnet(Send()).exit_code, kRefused);
  EXPECT_TRUE(fs::exists(kept_));
}

// The first try arrives and is called refused; the second, drawn for others, is then told
// that the case exists. Who can open the report are the persons of the first.
TEST_F(UnsentReportTest, AnAttemptThatWasKeptAndCalledRefusedIsToldWithThePersonsWhoHaveIt) {
  AtEachFiling([this](Exchange& exchange, const auto& ask) {
    ask();
    if (filings_.size() == 1) CallSomebodyAway(exchange);
  });
  const Finished report = Report({});
  EXPECT_EQ(report.exit_code, 0) << report.standard_output << report.standard_error;
  ASSERT_EQ(filings_.size(), 2u);
  EXPECT_THAT(report.standard_output, HasSubstr(R"("result": "already-there")"));
  const std::string persons =
      report.standard_output.substr(0, report.standard_output.find("\"coordinators\""));
  const std::string named = R"("principal": ")";
  std::set<std::string> of_first;
  const record::v1::FilingAct stands = ActOf(filings_[0]);
  const record::v1::FilingAct refused = ActOf(filings_[1]);
  for (const auto& person : stands.persons()) {
    of_first.insert(person.principal());
    EXPECT_THAT(persons, HasSubstr(named + absl::BytesToHexString(person.principal())));
  }
  int others = 0;
  for (const auto& person : refused.persons()) {
    if (of_first.contains(person.principal())) continue;
    ++others;
    EXPECT_THAT(persons, Not(HasSubstr(named + absl::BytesToHexString(person.principal()))));
  }
  EXPECT_GE(others, 1) << "nobody else was drawn, so nothing was tried";
  ExpectOnRecord();
}

}  // namespace
}  // namespace vangnet::testing
