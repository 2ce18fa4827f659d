// Filing: once, again, by many, cut off, and wrong in every way that the server sees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "clients/sealing/filing_proof.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/canonical.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/hand_made_record.h"
#include "tests/support/rpc.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class FilingTest : public Scenario {
 protected:
  // The outcome of a filing that `change` made wrong.
  std::string Refusal(const std::function<void(record::v1::Filing&, const Reporter&)>& change) {
    Reporter reporter(system());
    record::v1::Filing filing;
    EXPECT_TRUE(filing.ParseFromString(reporter.Seal(UsualReport()).bytes));
    change(filing, reporter);
    const std::string outcome =
        Outcome(reporter.Send(contract::SerializeCanonical(filing)).status());
    // Whatever it was: nothing of it is there.
    EXPECT_EQ(Outcome(reporter.Token().status()), "UNAUTHENTICATED/NO_SESSION");
    return outcome;
  }

  // The same, with the header of one record changed and signed again.
  std::string RefusalOfHeader(int record,
                              const std::function<void(record::v1::RecordHeader&)>& change) {
    return Refusal([&](record::v1::Filing& filing, const Reporter& reporter) {
      filing.set_records(record, Resigned(filing.records(record), reporter.identity(), change));
    });
  }
};

TEST_F(FilingTest, TheSameFilingAgainGivesTheSameBytesBack) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  EXPECT_EQ(reporter.Send(reporter.filing()->bytes).value(), reporter.proof());
  system().KillAndRestart();
  EXPECT_EQ(reporter.Send(reporter.filing()->bytes).value(), reporter.proof());
}

TEST_F(FilingTest, SixteenCallersAtOnceMakeOneCase) {
  Reporter reporter(system());
  const sealing::BuiltFiling filing = reporter.Seal(UsualReport());
  std::vector<absl::StatusOr<std::string>> proofs(16, absl::UnknownError("not sent"));
  std::vector<std::thread> callers;
  for (auto& proof : proofs) {
    callers.emplace_back([&] { proof = reporter.Send(filing.bytes); });
  }
  for (std::thread& caller : callers) caller.join();
  for (const auto& proof : proofs) {
    ASSERT_THAT(proof, IsOk());
    EXPECT_EQ(*proof, *proofs.front());
  }
  EXPECT_THAT(Messages(reporter, reporter.case_id()), SizeIs(1));
}

TEST_F(FilingTest, OtherBytesUnderTheSameCaseAreRefusedAndChangeNothing) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  const sealing::BuiltFiling other = reporter.Seal(UsualReport());
  EXPECT_EQ(Outcome(reporter.Send(other.bytes).status()), "ALREADY_EXISTS/CASE_EXISTS");
  EXPECT_THAT(Messages(reporter, reporter.case_id()), ::testing::ElementsAre("het verhaal"));
}

TEST_F(FilingTest, AFilingThatWasCutOffIsFinishedWithTheSameReceipt) {
  Reporter cut_off(system());
  const sealing::BuiltFiling sealed = cut_off.Seal(UsualReport());
  // Never sent. The receipt alone comes back: there is no case, so it files anew.
  Reporter back(system(), cut_off.receipt());
  EXPECT_EQ(Outcome(back.Token().status()), "UNAUTHENTICATED/NO_SESSION");
  ASSERT_THAT(back.File(UsualReport()), IsOk());
  // Had the first one arrived after all, it would now be another one.
  EXPECT_EQ(Outcome(cut_off.Send(sealed.bytes).status()), "ALREADY_EXISTS/CASE_EXISTS");
  EXPECT_THAT(back.Token(), IsOk());
}

TEST_F(FilingTest, WhoComesBackGetsTheProofAndCanCheckItFromTheRecords) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  Reporter back(system(), reporter.receipt());
  const auto stub = followup::v1::FollowUpService::NewStub(system().PublicChannel());
  followup::v1::GetCaseResponse response;
  ASSERT_THAT(FromRpc(stub->GetCase(Context(back.Token().value()).get(), {}, &response)), IsOk());
  EXPECT_EQ(response.filing_proof(), reporter.proof());
  const auto view = back.Read(back.case_id());
  ASSERT_THAT(view, IsOk());
  const auto facts = sealing::FactsOf(*view);
  ASSERT_THAT(facts, IsOk());
  const auto bundle = system().organisation().Verified(absl::Now());
  EXPECT_THAT(sealing::VerifyFilingProof(response.filing_proof(), bundle.bundle(), *facts), IsOk());
  // The proof of another case is not this one's.
  Reporter other(system());
  ASSERT_THAT(other.File(UsualReport()), IsOk());
  EXPECT_THAT(sealing::VerifyFilingProof(other.proof(), bundle.bundle(), *facts), Not(IsOk()));
}

TEST_F(FilingTest, EachRecordMustBeWhatTheReporterSigned) {
  using Header = record::v1::RecordHeader;
  for (int record = 0; record < 5; ++record) {
    SCOPED_TRACE(record);
    EXPECT_THAT(RefusalOfHeader(record, [](Header& h) { h.set_author_seq(7); }),
                StartsWith("INVALID_ARGUMENT/BAD_FIELD"));
    EXPECT_THAT(RefusalOfHeader(record, [](Header& h) { h.set_suite(2); }),
                StartsWith("INVALID_ARGUMENT"));
    EXPECT_THAT(RefusalOfHeader(record, [](Header& h) { h.set_seen(std::string(32, 'x')); }),
                Not("OK"));
    EXPECT_THAT(RefusalOfHeader(record, [](Header& h) { h.set_author(std::string(16, 'a')); }),
                StartsWith("INVALID_ARGUMENT"));
    EXPECT_THAT(RefusalOfHeader(record, [](Header& h) { h.set_author_key(std::string(32, 'k')); }),
                StartsWith("INVALID_ARGUMENT"));
    EXPECT_THAT(
        RefusalOfHeader(record, [](Header& h) { h.set_organisation_id(std::string(32, 'o')); }),
        StartsWith("INVALID_ARGUMENT"));
    EXPECT_THAT(RefusalOfHeader(record, [](Header& h) { h.set_case_id(std::string(16, 'c')); }),
                StartsWith("INVALID_ARGUMENT"));
    EXPECT_THAT(
        RefusalOfHeader(record, [](Header& h) { h.set_kind(record::v1::RECORD_KIND_CLOSE); }),
        StartsWith("INVALID_ARGUMENT"));
    EXPECT_THAT(RefusalOfHeader(record, [](Header& h) { h.set_bundle_version(9); }), Not("OK"));
    // The signature is part of the record's hash, so the records after it no longer
    // follow it either; only of the last one nothing else can be said.
    const std::string forged = Refusal([&](record::v1::Filing& filing, const Reporter&) {
      std::string bytes = filing.records(record);
      bytes.back() = static_cast<char>(bytes.back() ^ 1);
      filing.set_records(record, bytes);
    });
    EXPECT_EQ(forged, record < 4 ? "INVALID_ARGUMENT/BAD_FIELD" : "INVALID_ARGUMENT/BAD_SIGNATURE");
    EXPECT_THAT(Refusal([&](record::v1::Filing& filing, const Reporter&) {
                  filing.mutable_records()->DeleteSubrange(record, 1);
                }),
                StartsWith("INVALID_ARGUMENT"));
  }
}

TEST_F(FilingTest, TheGrantsAreThoseOfTheMembersAndNoOthers) {
  EXPECT_THAT(Refusal([](record::v1::Filing& filing, const Reporter&) {
                filing.mutable_grants()->RemoveLast();
              }),
              StartsWith("INVALID_ARGUMENT"));
  EXPECT_THAT(Refusal([](record::v1::Filing& filing, const Reporter&) {
                filing.add_grants(filing.grants(0));
              }),
              StartsWith("INVALID_ARGUMENT"));
  EXPECT_THAT(Refusal([](record::v1::Filing& filing, const Reporter&) {
                filing.mutable_grants()->SwapElements(0, 1);
              }),
              StartsWith("INVALID_ARGUMENT"));
  EXPECT_EQ(Refusal([](record::v1::Filing& filing, const Reporter&) {
              std::string grant = filing.grants(0);
              grant.back() = static_cast<char>(grant.back() ^ 1);
              filing.set_grants(0, grant);
            }),
            "INVALID_ARGUMENT/BAD_SIGNATURE");
}

TEST_F(FilingTest, AStrangersReceiptIsTheSameAsNone) {
  Reporter nobody(system());
  const absl::Status unknown = nobody.Token().status();
  EXPECT_EQ(Outcome(unknown), "UNAUTHENTICATED/NO_SESSION");
  StaffMember anna(system(), "anna");
  // A staff key on the public side is as unknown as any.
  EXPECT_EQ(SignIn(system().PublicChannel(), anna.identity(), system().organisation().id(),
                   sealing::Audience::kReporter)
                .status(),
            unknown);
}

TEST_F(FilingTest, AWithdrawnReportCanBeReadByItsReporterAndAddsNothing) {
  Reporter reporter(system());
  ASSERT_THAT(reporter.File(UsualReport()), IsOk());
  ASSERT_THAT(reporter.Withdraw(), IsOk());
  Reporter back(system(), reporter.receipt());
  const auto view = back.Read(back.case_id());
  ASSERT_THAT(view, IsOk());
  EXPECT_EQ(view->fold->state(), caseview::v1::CASE_STATE_WITHDRAWN);
  EXPECT_EQ(Outcome(back.Say(back.case_id(), "toch nog")), "FAILED_PRECONDITION/CASE_CLOSED");
}

TEST_F(FilingTest, WhoHasJustFallenIllIsDrawnAgainForAndAFullPersonIsNot) {
  const auto directory = directory::v1::DirectoryService::NewStub(system().StaffChannel());
  StaffMember frits(system(), "frits");
  directory::v1::SetAvailabilityRequest away;
  away.set_taking_cases(false);
  directory::v1::SetAvailabilityResponse response;
  ASSERT_THAT(
      FromRpc(directory->SetAvailability(Context(frits.Token().value()).get(), away, &response)),
      IsOk());
  ReportTerms terms = UsualReport();
  terms.lead = "frits";
  Reporter reporter(system());
  EXPECT_EQ(Outcome(reporter.File(terms)), "FAILED_PRECONDITION/HANDLER_AWAY");
  directory::v1::SetAvailabilityRequest back;
  back.set_taking_cases(true);
  ASSERT_THAT(
      FromRpc(directory->SetAvailability(Context(frits.Token().value()).get(), back, &response)),
      IsOk());
  EXPECT_THAT(reporter.File(terms), IsOk());
}

}  // namespace
}  // namespace vangnet::testing
