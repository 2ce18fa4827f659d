// A reporter who reads and writes a case that the server may have tampered with.
#include "clients/session/case_reading.h"

#include <gtest/gtest.h>

#include "clients/sealing/filing.h"
#include "clients/sealing/fingerprint.h"
#include "clients/session/client_reason.h"
#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/clients/session/fake_case_port.h"
#include "tests/support/organisation.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::session {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1790000000);
constexpr auto kConversation = record::v1::COMPARTMENT_KIND_CONVERSATION;

class CaseReadingTest : public ::testing::Test {
 protected:
  CaseReadingTest()
      : organisation_(kNow),
        keys_(sealing::DeriveReporterKeys(sealing::Receipt::Generate(sealing::SystemRandom()))) {
    organisation_.AddStaff("anna", testing::TrustedPerson());
    organisation_.AddStaff("bo", testing::TrustedPerson());
    organisation_.AddLogKey(organisation_.identity("anna").signing_key());
    organisation_.Publish();
    const Home home = *Home::Open(folder_ / "home");
    Organisation joined = *Organisation::Join(
        home, organisation_.newest(), sealing::OrganisationFingerprint(organisation_.id()), kNow);
    bundle::v1::Endpoint nowhere;
    nowhere.set_host("127.0.0.1");
    nowhere.set_port(1);
    connection_ = std::make_unique<Connection>(
        std::move(joined), Server::Create(nowhere, "", [](absl::Duration) {}), [] { return kNow; },
        [](absl::Duration) {});
    port_ = std::make_unique<FakeCasePort>(keys_.case_id, File());
  }

  std::string File() {
    sealing::FilingDraft draft;
    draft.category = record::v1::CATEGORY_CRISIS;
    draft.urgency = record::v1::URGENCY_NORMAL;
    draft.calendar = record::v1::CALENDAR_AMSTERDAM;
    draft.language = record::v1::LANGUAGE_DUTCH;
    draft.routing.lead = organisation_.principal("anna");
    draft.routing.deputy = organisation_.principal("bo");
    content::v1::Answer& answer = *draft.account.add_answers();
    answer.set_question("own-words");
    answer.set_text("het verhaal");
    const auto built = sealing::BuildFiling(keys_, connection_->organisation().newest(), draft,
                                            kNow, sealing::SystemRandom());
    facts_ = built->facts;
    return built->bytes;
  }
  // The server's word for a filing with these facts.
  std::string ProofOf(const sealing::FilingFacts& facts) const {
    record::v1::FilingProofStatement statement;
    statement.set_organisation_id(facts.organisation_id.ToBytes());
    statement.set_case_id(facts.case_id.ToBytes());
    statement.set_filing_record_hash(facts.filing_record_hash.ToBytes());
    statement.set_check_head(facts.check_head.ToBytes());
    statement.set_conversation_head(facts.conversation_head.ToBytes());
    statement.set_filing_digest(facts.filing_digest->ToBytes());
    statement.set_day(contract::ToDay(kNow));
    statement.set_leaf_hash(std::string(32, 'l'));
    statement.set_bundle_version(1);
    const sealing::Identity& log = organisation_.identity("anna");
    record::v1::FilingProof proof;
    proof.set_statement(contract::SerializeCanonical(statement));
    proof.set_log_key(log.signing_key().ToBytes());
    proof.set_signature(log.Sign(contract::label::kFilingProof, proof.statement()).ToBytes());
    return contract::SerializeCanonical(proof);
  }
  sealing::CaseView Read(const std::vector<caseview::v1::CompartmentHead>& remembered = {}) {
    return std::move(
        ReadCase(*port_, *connection_, keys_.identity, ReadExtent::kAllThatIsOpen, remembered)
            ->view);
  }
  absl::StatusOr<CaseReading> WriteAndSee(bool despite_damage) {
    content::v1::EntryBody body;
    body.mutable_message()->set_text("nog iets");
    return WriteToCase(*port_, *connection_, keys_.identity,
                       {ReadExtent::kAllThatIsOpen, despite_damage}, {},
                       [&](sealing::RecordWriter& writer) {
                         return WriteEntryOrStartEpoch(writer, kConversation, body);
                       });
  }
  absl::Status Write(bool despite_damage = false) { return WriteAndSee(despite_damage).status(); }
  // The server flips a bit in the signature of the account.
  void DamageTheAccount() {
    port_->tamper = [](record::v1::CompartmentKind kind,
                       std::vector<caseview::v1::StoredRecord>& records) {
      if (kind == kConversation && records.size() >= 2) records[1].mutable_record()->back() ^= 1;
    };
  }

  testing::TemporaryFolder folder_;
  testing::Organisation organisation_;
  sealing::ReporterKeys keys_;
  sealing::FilingFacts facts_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<FakeCasePort> port_;
};

TEST_F(CaseReadingTest, AnHonestServerGivesNoFindingAndWhatWasWrittenIsRead) {
  ASSERT_TRUE(Write().ok());
  const sealing::CaseView view = Read();
  EXPECT_TRUE(view.writable());
  ASSERT_FALSE(view.records.empty());
  EXPECT_EQ(view.records.back().body.message().text(), "nog iets");
}

TEST_F(CaseReadingTest, ARecordThatWasAnsweredAndThenDroppedIsFoundOut) {
  for (const bool swallows : {false, true}) {
    port_->swallows = swallows;
    const auto written = WriteAndSee(false);
    ASSERT_TRUE(written.ok()) << written.status();
    const sealing::CaseView view = Read(written->view.verified_heads);
    ASSERT_EQ(view.findings.size(), swallows ? 1u : 0u);
    if (swallows) {
      EXPECT_EQ(view.findings.front().what, sealing::FindingClass::kHeadDiffers);
    }
  }
}

TEST_F(CaseReadingTest, DamageStopsWritingUntilThePersonSaysSo) {
  DamageTheAccount();
  EXPECT_FALSE(Read().findings.empty());
  const absl::Status refused = Write();
  EXPECT_EQ(contract::ReasonOf(refused), client_reason::kDamaged);
  EXPECT_EQ(port_->appends, 0);
}

TEST_F(CaseReadingTest, AFindingNamesItsCompartmentAndRecord) {
  DamageTheAccount();
  const sealing::CaseView view = Read();
  ASSERT_FALSE(view.findings.empty());
  EXPECT_EQ(view.findings.front().compartment, kConversation);
  EXPECT_EQ(view.findings.front().record_number, 2u);
}

TEST_F(CaseReadingTest, AGhostGrantStopsWritingAndDespiteItOneCanWrite) {
  const auto grants = port_->ListGrants();
  port_->tamper = nullptr;
  // A grant of the same case, given a second time to nobody's key, is a ghost.
  record::v1::Grant ghost;
  record::v1::GrantHeader header;
  ASSERT_TRUE(ghost.ParseFromString(grants->front()));
  ASSERT_TRUE(header.ParseFromString(ghost.header()));
  header.set_recipient(std::string(16, 'g'));
  ghost.set_header(header.SerializeAsString());
  ASSERT_TRUE(port_->Append({{}, {ghost.SerializeAsString()}}).ok());
  EXPECT_FALSE(Read().writable());
  EXPECT_EQ(contract::ReasonOf(Write()), client_reason::kDamaged);
  EXPECT_TRUE(Write(true).ok());
}

// The person used to be told "sent".
TEST_F(CaseReadingTest, AnAnswerThatDoesNotNameALongerChainIsNoSending) {
  port_->names_no_heads = true;
  EXPECT_EQ(contract::ReasonOf(Write()), client_reason::kDamaged);
  EXPECT_EQ(port_->appends, 1);
}

TEST_F(CaseReadingTest, TheProofOfThisFilingIsNoFinding) {
  port_->filing_proof = ProofOf(facts_);
  EXPECT_TRUE(Read().writable());
  EXPECT_TRUE(Write().ok());
}

// `vangnet follow write` used to write without a look at the proof.
TEST_F(CaseReadingTest, AForgedOrMissingFilingProofStopsWritingUntilThePersonSaysSo) {
  sealing::FilingFacts other = facts_;
  other.conversation_head = facts_.check_head;
  std::string bent = ProofOf(facts_);
  bent.back() ^= 1;
  for (const std::string& proof : {std::string(), ProofOf(other), bent}) {
    port_->filing_proof = proof;
    port_->appends = 0;
    EXPECT_FALSE(Read().writable());
    EXPECT_EQ(contract::ReasonOf(Write()), client_reason::kDamaged);
    EXPECT_EQ(port_->appends, 0);
    EXPECT_TRUE(Write(true).ok());
  }
}

TEST_F(CaseReadingTest, ARecordThatIsHeldBackIsNoticed) {
  ASSERT_TRUE(Write().ok());
  port_->tamper = [](record::v1::CompartmentKind kind,
                     std::vector<caseview::v1::StoredRecord>& records) {
    if (kind == kConversation) records.pop_back();
  };
  EXPECT_FALSE(Read().writable());
}

TEST_F(CaseReadingTest, ACaseThatWasTurnedBackIsNoticedByRememberedHeads) {
  FakeCasePort before = *port_;
  ASSERT_TRUE(Write().ok());
  const sealing::CaseView seen = Read();
  *port_ = before;
  EXPECT_TRUE(Read().writable());                      // Nothing in the old state betrays it,
  EXPECT_FALSE(Read(seen.verified_heads).writable());  // but what was seen before does.
}

TEST_F(CaseReadingTest, ARecordThatComesWhileReadingIsNoFinding) {
  bool once = true;
  port_->after_standing = [&] {
    if (!once) return;
    once = false;
    ASSERT_TRUE(Write().ok());
  };
  EXPECT_TRUE(Read().writable());
}

TEST_F(CaseReadingTest, AWriterWhoWasOvertakenBeginsAnew) {
  port_->refusals = {
      contract::ErrorWithReason(absl::StatusCode::kAborted, contract::reason::kChainMoved, "moved"),
      contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                contract::reason::kEpochStale, "stale")};
  EXPECT_TRUE(Write().ok());
  EXPECT_EQ(port_->appends, 3);
}

TEST_F(CaseReadingTest, AServerThatAlwaysSaysMovedIsGivenUp) {
  port_->refusals.assign(100, contract::ErrorWithReason(absl::StatusCode::kAborted,
                                                        contract::reason::kChainMoved, "moved"));
  EXPECT_EQ(contract::ReasonOf(Write()), contract::reason::kChainMoved);
  EXPECT_EQ(port_->appends, 4);
}

TEST_F(CaseReadingTest, ARefusalThatCannotBeMendedIsToldAtOnce) {
  port_->refusals = {contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                               contract::reason::kCaseClosed, "closed")};
  EXPECT_EQ(contract::ReasonOf(Write()), contract::reason::kCaseClosed);
  EXPECT_EQ(port_->appends, 1);
}

TEST_F(CaseReadingTest, TheCheckCardIsReadWithoutTouchingTheConversation) {
  bool touched = false;
  port_->tamper = [&](record::v1::CompartmentKind kind, std::vector<caseview::v1::StoredRecord>&) {
    touched = touched || kind == kConversation;
  };
  const auto reading =
      ReadCase(*port_, *connection_, organisation_.identity("anna"), ReadExtent::kCheckOnly, {});
  ASSERT_TRUE(reading.ok());
  EXPECT_TRUE(reading->view.fold.has_value());
  EXPECT_FALSE(touched);
}

TEST_F(CaseReadingTest, AChainThatIsNamedAThousandTimesIsReadOnce) {
  port_->named_again = 999;
  EXPECT_TRUE(Read().findings.empty());
  EXPECT_EQ(port_->lists, 2);
}

}  // namespace
}  // namespace vangnet::session
