// Sending a report to a server that is away, refuses, renews or lies.
#include "clients/session/report_sending.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <set>
#include <vector>

#include "clients/sealing/fingerprint.h"
#include "clients/sealing/sha256.h"
#include "clients/session/client_reason.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/support/organisation.h"
#include "tests/support/temporary_folder.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::session {
namespace {

const absl::Time kSendTime = absl::FromUnixSeconds(1790000000);

grpc::Status Refusal(grpc::StatusCode code, std::string_view reason) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  google::rpc::Status status;
  status.set_code(code);
  status.add_details()->PackFrom(info);
  return grpc::Status(code, "refused", status.SerializeAsString());
}

// Answers each filing with the next of its answers, the last one for ever.
class FakeIntake : public intake::v1::IntakeService::Service {
 public:
  using Answer = std::function<grpc::Status(const std::string& filing, std::string& proof)>;
  grpc::Status FileReport(grpc::ServerContext*, const intake::v1::FileReportRequest* request,
                          intake::v1::FileReportResponse* response) override {
    const std::size_t index = std::min(filings.size(), answers.size() - 1);
    filings.push_back(request->filing());
    return answers[index](request->filing(), *response->mutable_filing_proof());
  }
  std::vector<Answer> answers;
  std::vector<std::string> filings;
};

class FakePublication : public publication::v1::PublicationService::Service {
 public:
  grpc::Status GetBundle(grpc::ServerContext*, const publication::v1::GetBundleRequest*,
                         publication::v1::GetBundleResponse* response) override {
    response->set_signed_bundle(newest);
    return grpc::Status::OK;
  }
  std::string newest;
};

class ReportSendingTest : public ::testing::Test {
 protected:
  ReportSendingTest()
      : organisation_(kSendTime),
        keys_(sealing::DeriveReporterKeys(sealing::Receipt::Generate(sealing::SystemRandom()))) {
    for (const char* handle : {"anna", "bo", "chantal"}) {
      organisation_.AddStaff(handle, testing::TrustedPerson());
    }
    organisation_.AddLogKey(organisation_.identity("anna").signing_key());
    publication_.newest = organisation_.Publish();
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + folder_ / "socket";
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&intake_);
    builder.RegisterService(&publication_);
    server_ = builder.BuildAndStart();
    connection_ = std::make_unique<Connection>(
        *Organisation::Join(*Home::Open(folder_ / "home"), publication_.newest,
                            sealing::OrganisationFingerprint(organisation_.id()), kSendTime),
        std::make_unique<Server>(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()),
                                 [](absl::Duration) {}),
        [] { return kSendTime; }, [this](absl::Duration) { ++waits_; });
    draft_.category = record::v1::CATEGORY_CRISIS;
    draft_.urgency = record::v1::URGENCY_NORMAL;
    draft_.calendar = record::v1::CALENDAR_AMSTERDAM;
    draft_.language = record::v1::LANGUAGE_DUTCH;
    draft_.routing.lead = organisation_.principal("anna");
    content::v1::Answer& answer = *draft_.account.add_answers();
    answer.set_question("own-words");
    answer.set_text("het verhaal");
    hooks_.keep_trying = [this](int, absl::Duration) { return ++tries_ < 10; };
    hooks_.draw_again = [this](sealing::FilingDraft& draft, bool) {
      ++draws_;
      draft.routing.lead = organisation_.principal("bo");
      return absl::OkStatus();
    };
    hooks_.sealed_again = [this](bool renewed) { renewed_ = renewed_ || renewed; };
  }

  // An honest server's answer: the proof of exactly this filing.
  FakeIntake::Answer Accept() {
    return [this](const std::string& filing, std::string& proof) {
      proof = ProofOf(filing);
      return grpc::Status::OK;
    };
  }
  static FakeIntake::Answer Refuse(grpc::StatusCode code, std::string_view reason) {
    return [code, reason](const std::string&, std::string&) { return Refusal(code, reason); };
  }
  std::string ProofOf(const std::string& filing) {
    record::v1::Filing parsed;
    parsed.ParseFromString(filing);
    record::v1::FilingProofStatement statement;
    std::map<std::string, contract::Hash> heads;
    for (const std::string& bytes : parsed.records()) {
      const auto record = contract::ParseRecord(sealing::Sha256, bytes);
      const std::string& key = record->compartment_key;
      if (!heads.contains(key)) {
        heads[key] = contract::ChainStart(sealing::Sha256, record->case_id, key);
      }
      if (record->kind() == record::v1::RECORD_KIND_FILING) {
        statement.set_organisation_id(record->organisation_id.ToBytes());
        statement.set_case_id(record->case_id.ToBytes());
        statement.set_filing_record_hash(record->record_hash.ToBytes());
      }
      heads[key] = contract::ChainNext(sealing::Sha256, heads[key], record->record_hash);
    }
    statement.set_check_head(
        heads[contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK)].ToBytes());
    statement.set_conversation_head(
        heads[contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CONVERSATION)].ToBytes());
    statement.set_filing_digest(sealing::Sha256(filing).ToBytes());
    statement.set_day(contract::ToDay(kSendTime));
    statement.set_leaf_hash(std::string(32, 'l'));
    statement.set_bundle_version(connection_->organisation().newest().version());
    record::v1::FilingProof proof;
    proof.set_statement(contract::SerializeCanonical(statement));
    const sealing::Identity& log = organisation_.identity("anna");
    proof.set_log_key(log.signing_key().ToBytes());
    proof.set_signature(log.Sign(contract::label::kFilingProof, proof.statement()).ToBytes());
    return contract::SerializeCanonical(proof);
  }
  absl::StatusOr<Accepted> Send() { return SendReport(*connection_, keys_, draft_, hooks_); }
  std::size_t DifferentFilings() const {
    return std::set<std::string>(intake_.filings.begin(), intake_.filings.end()).size();
  }

  testing::TemporaryFolder folder_;
  testing::Organisation organisation_;
  sealing::ReporterKeys keys_;
  FakeIntake intake_;
  FakePublication publication_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Connection> connection_;
  sealing::FilingDraft draft_;
  SendingHooks hooks_;
  int tries_ = 0;
  int waits_ = 0;
  int draws_ = 0;
  bool renewed_ = false;
};

TEST_F(ReportSendingTest, AnAcceptedReportComesWithItsProof) {
  intake_.answers = {Accept()};
  const auto accepted = Send();
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_EQ(accepted->attempts, 1);
  EXPECT_FALSE(accepted->already_there);
}

TEST_F(ReportSendingTest, AServerThatIsAwayGetsTheSameBytesAgain) {
  const auto away = Refuse(grpc::StatusCode::UNAVAILABLE, "STOPPING");
  intake_.answers = {away, away, away, away, away, away, Accept()};
  ASSERT_TRUE(Send().ok());
  EXPECT_EQ(DifferentFilings(), 1u);
  EXPECT_EQ(tries_, 2);  // Each of them is three calls.
}

// Regression: a server that sheds load was taken for one that refuses the report.
TEST_F(ReportSendingTest, AServerThatIsTooBusyGetsTheSameBytesAgain) {
  const auto busy = Refuse(grpc::StatusCode::RESOURCE_EXHAUSTED, contract::reason::kOverloaded);
  intake_.answers = {busy, busy, busy, busy, busy, busy, Accept()};
  ASSERT_TRUE(Send().ok());
  EXPECT_EQ(DifferentFilings(), 1u);
  EXPECT_EQ(tries_, 2);
}

TEST_F(ReportSendingTest, ALimitThatStaysIsNotTriedAgain) {
  intake_.answers = {Refuse(grpc::StatusCode::RESOURCE_EXHAUSTED, contract::reason::kLimitReached)};
  EXPECT_EQ(contract::ReasonOf(Send().status()), contract::reason::kLimitReached);
  EXPECT_EQ(tries_, 0);
}

TEST_F(ReportSendingTest, ThePersonCanStop) {
  intake_.answers = {Refuse(grpc::StatusCode::UNAVAILABLE, "STOPPING")};
  EXPECT_TRUE(absl::IsUnavailable(Send().status()));
  EXPECT_EQ(tries_, 10);
}

TEST_F(ReportSendingTest, WhoFellIllIsDrawnAgainUnderTheSameCase) {
  intake_.answers = {Refuse(grpc::StatusCode::FAILED_PRECONDITION, contract::reason::kHandlerAway),
                     Accept()};
  const auto accepted = Send();
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_EQ(draws_, 1);
  EXPECT_EQ(DifferentFilings(), 2u);
  EXPECT_EQ(accepted->statement.case_id(), keys_.case_id.ToBytes());
}

TEST_F(ReportSendingTest, AServerThatAlwaysSaysAwayIsGivenUp) {
  intake_.answers = {Refuse(grpc::StatusCode::FAILED_PRECONDITION, contract::reason::kHandlerAway)};
  EXPECT_EQ(contract::ReasonOf(Send().status()), client_reason::kNobodyFits);
}

TEST_F(ReportSendingTest, ANewerBundleIsFetchedAndTheReportSealedAgain) {
  intake_.answers = {Refuse(grpc::StatusCode::FAILED_PRECONDITION, contract::reason::kBundleStale),
                     Accept()};
  publication_.newest = organisation_.Publish();
  const auto accepted = Send();
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_TRUE(renewed_);
  EXPECT_EQ(accepted->statement.bundle_version(), 2u);
}

TEST_F(ReportSendingTest, StaleWithoutANewerBundleIsTold) {
  intake_.answers = {Refuse(grpc::StatusCode::FAILED_PRECONDITION, contract::reason::kBundleStale)};
  EXPECT_EQ(contract::ReasonOf(Send().status()), contract::reason::kBundleStale);
}

TEST_F(ReportSendingTest, OkWithoutAGoodProofIsNotAccepted) {
  intake_.answers = {[this](const std::string& filing, std::string& proof) {
    proof = ProofOf(filing);
    proof.back() ^= 1;
    return grpc::Status::OK;
  }};
  EXPECT_EQ(contract::ReasonOf(Send().status()), client_reason::kProofRefused);
}

TEST_F(ReportSendingTest, TheProofOfAnotherFilingIsNotAccepted) {
  intake_.answers = {Accept()};
  ASSERT_TRUE(Send().ok());
  const std::string first = intake_.filings.front();
  intake_.answers = {[this, first](const std::string&, std::string& proof) {
    proof = ProofOf(first);
    return grpc::Status::OK;
  }};
  EXPECT_EQ(contract::ReasonOf(Send().status()), client_reason::kProofRefused);
}

TEST_F(ReportSendingTest, ARefusalThatCannotBeMendedIsToldAtOnce) {
  intake_.answers = {Refuse(grpc::StatusCode::INVALID_ARGUMENT, contract::reason::kBadField)};
  EXPECT_EQ(contract::ReasonOf(Send().status()), client_reason::kReportRefused)
      << "no field that the person filled in";
  EXPECT_EQ(intake_.filings.size(), 1u);
}

TEST_F(ReportSendingTest, AReportThatIsTooLargeIsToldAsSuch) {
  intake_.answers = {Refuse(grpc::StatusCode::INVALID_ARGUMENT, contract::reason::kTooLarge)};
  EXPECT_EQ(contract::ReasonOf(Send().status()), contract::reason::kTooLarge);
}

// What was sealed in an earlier run, as an outbox file gives it back.
class EarlierReportTest : public ReportSendingTest {
 protected:
  EarlierReportTest() {
    earlier_.filing = *sealing::BuildFiling(keys_, connection_->organisation().newest(), draft_,
                                            kSendTime, sealing::SystemRandom());
    earlier_.bundle_version = 1;
    hooks_.before_sending = [this](const sealing::BuiltFiling& filing) {
      kept_.push_back(filing.bytes);
      sent_when_kept_.push_back(intake_.filings.size());
      return keeping_;
    };
  }
  absl::StatusOr<Accepted> SendEarlier() {
    return SendReport(*connection_, keys_, draft_, hooks_, earlier_);
  }

  sealing::KeptFiling earlier_;
  std::vector<std::string> kept_;
  std::vector<std::size_t> sent_when_kept_;
  absl::Status keeping_;
};

TEST_F(EarlierReportTest, IsSentAsItIsAndSealedForNobodyElse) {
  intake_.answers = {Refuse(grpc::StatusCode::UNAVAILABLE, "STOPPING"),
                     Refuse(grpc::StatusCode::UNAVAILABLE, "STOPPING"),
                     Refuse(grpc::StatusCode::UNAVAILABLE, "STOPPING"), Accept()};
  const auto accepted = SendEarlier();
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_EQ(DifferentFilings(), 1u);
  EXPECT_EQ(intake_.filings.front(), earlier_.filing.bytes);
  EXPECT_TRUE(kept_.empty());
  EXPECT_EQ(draws_, 0);
}

// Regression: the bundle had been renewed before anything was sent, so that no newer one
// was found and the refusal was told to the person.
TEST_F(EarlierReportTest, IsSealedAgainWhenTheBundleIsNewerThanItsOwn) {
  intake_.answers = {Refuse(grpc::StatusCode::FAILED_PRECONDITION, contract::reason::kBundleStale),
                     Accept()};
  publication_.newest = organisation_.Publish();
  ASSERT_TRUE(connection_->Renew().value());
  const auto accepted = SendEarlier();
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_TRUE(renewed_);
  EXPECT_EQ(draws_, 1);
  EXPECT_EQ(accepted->statement.case_id(), keys_.case_id.ToBytes());
  EXPECT_EQ(intake_.filings.front(), earlier_.filing.bytes);
  EXPECT_EQ(DifferentFilings(), 2u);
}

TEST_F(EarlierReportTest, ARefusalWithoutANewerBundleIsTold) {
  intake_.answers = {Refuse(grpc::StatusCode::FAILED_PRECONDITION, contract::reason::kBundleStale)};
  EXPECT_EQ(contract::ReasonOf(SendEarlier().status()), contract::reason::kBundleStale);
  EXPECT_EQ(draws_, 0);
}

// Ended after this, the next run must have what may have arrived.
TEST_F(EarlierReportTest, WhatIsSealedIsKeptBeforeAnyOfItIsSent) {
  intake_.answers = {Refuse(grpc::StatusCode::FAILED_PRECONDITION, contract::reason::kHandlerAway),
                     Accept()};
  ASSERT_TRUE(Send().ok());
  EXPECT_EQ(kept_, intake_.filings);
  EXPECT_EQ(sent_when_kept_, (std::vector<std::size_t>{0, 1}));
}

TEST_F(EarlierReportTest, WhatCannotBeKeptIsNotSent) {
  intake_.answers = {Accept()};
  keeping_ = absl::InvalidArgumentError("no room");
  EXPECT_EQ(Send().status(), keeping_);
  EXPECT_TRUE(intake_.filings.empty());
}

}  // namespace
}  // namespace vangnet::session
