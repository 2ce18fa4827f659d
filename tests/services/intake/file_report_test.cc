// A report becomes a case, in a real store.
#include "services/intake/file_report.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "clients/sealing/filing_proof.h"
#include "proto/contract/clock.h"
#include "proto/contract/deadline_rules.h"
#include "tests/services/case_records/sample_case.h"
#include "tests/support/statement_watch.h"
#include "vangnet/caseview/v1/caseview.pb.h"

namespace vangnet::testing {
namespace {

class FileReportTest : public ::testing::Test {
 protected:
  std::string Filed(const std::string& bytes) { return Outcome(sample_.File(bytes).status()); }

  // Nothing of the case is in the store.
  void ExpectNoCase() {
    sample_.Read([&](const storage::Snapshot& snapshot) {
      EXPECT_TRUE(absl::IsNotFound(snapshot.cases().Get(sample_.case_id()).status()));
      EXPECT_EQ(*snapshot.records().CountForCase(sample_.case_id()), 0u);
      EXPECT_TRUE(snapshot.readers().ListForCase(sample_.case_id())->empty());
      EXPECT_EQ(*snapshot.proofs().Find(sample_.case_id()), std::nullopt);
      EXPECT_TRUE(snapshot.dues().ListForCase(sample_.case_id())->empty());
    });
  }

  void MakeAway(const std::string& who, bool away) {
    ASSERT_TRUE(sample_
                    .Change([&](storage::Transaction& txn) {
                      const contract::PrincipalId& person = sample_.organisation.principal(who);
                      if (!away) return txn.absences().Clear(person);
                      return txn.absences().Put(
                          {.principal = person, .from_time = 1, .until_time = 0, .set_by = person});
                    })
                    .ok());
  }

  SampleCase sample_;
};

TEST_F(FileReportTest, ReportIsACaseWithAProofThatTheClientAccepts) {
  const sealing::BuiltFiling filing = sample_.Build(sample_.Draft());
  const auto proof = sample_.File(filing.bytes);
  ASSERT_TRUE(proof.ok()) << proof.status();
  const auto statement =
      sealing::VerifyFilingProof(*proof, sample_.newest().Get()->bundle, filing.facts);
  ASSERT_TRUE(statement.ok()) << statement.status();
  EXPECT_EQ(statement->day(), contract::ToDay(sample_.now));
  EXPECT_EQ(statement->tree_head_day(), 0u);
  EXPECT_EQ(statement->bundle_version(), 1u);
}

TEST_F(FileReportTest, ProofNamesTheStoredLeaf) {
  const auto proof = sample_.File(sample_.Build(sample_.Draft()).bytes);
  ASSERT_TRUE(proof.ok());
  record::v1::FilingProof message;
  record::v1::FilingProofStatement statement;
  message.ParseFromString(*proof);
  statement.ParseFromString(message.statement());
  sample_.Read([&](const storage::Snapshot& snapshot) {
    const auto leaves = snapshot.leaves().ListDay(contract::ToDay(sample_.now), 0, 10);
    ASSERT_EQ(leaves->size(), 1u);
    EXPECT_EQ(leaves->front().leaf_hash.view(), statement.leaf_hash());
  });
}

// Filed in the middle of a minute: neither time nor deadline tells when in it.
TEST_F(FileReportTest, NoTimeTellsTheSecond) {
  sample_.now += absl::Seconds(37);
  sealing::FilingDraft draft = sample_.Draft();
  draft.urgency = record::v1::URGENCY_URGENT;
  sample_.MustFile(draft);
  EXPECT_EQ(sample_.Summary().filed_time % 60, 0u);
  EXPECT_EQ(sample_.Summary().acknowledge_by_time % 60, 0u);
  EXPECT_EQ(sample_.Dues().front().due_time % 60, 0u);
  sample_.Decline("anna");
  EXPECT_EQ(sample_.Summary().acknowledge_by_time % 60, 0u);
}

TEST_F(FileReportTest, OnlyTheLeadMayLookAndTheDeadlineRuns) {
  sample_.MustFile();
  EXPECT_EQ(sample_.GateOf("anna"), "check");
  EXPECT_EQ(sample_.GateOf("bo"), "closed");
  EXPECT_EQ(sample_.GateOf("carla"), "closed");
  EXPECT_EQ(sample_.GateOf("zoe"), "stranger");
  const storage::CaseRow summary = sample_.Summary();
  EXPECT_EQ(summary.state, caseview::v1::CASE_STATE_ASSIGNED);
  EXPECT_EQ(summary.acknowledge_by_time,
            contract::AcknowledgeBy(sample_.newest().Get()->bundle.deadlines(),
                                    record::v1::URGENCY_NORMAL, record::v1::CALENDAR_AMSTERDAM,
                                    sample_.now));
  ASSERT_EQ(sample_.Dues().size(), 1u);
  EXPECT_EQ(sample_.Dues().front().due_time, summary.acknowledge_by_time);
}

TEST_F(FileReportTest, EverybodyNamedHasBothGrants) {
  sample_.MustFile();
  for (const char* who : {"reporter", "anna", "bo", "carla"}) {
    EXPECT_EQ(sample_.GrantsOf(who), 2u) << who;
    EXPECT_TRUE(sample_.View(who).findings.empty()) << who;
  }
}

TEST_F(FileReportTest, OnlyNamedCoordinatorsSeeTheRow) {
  sample_.MustFile();
  sample_.Read([&](const storage::Snapshot& snapshot) {
    EXPECT_TRUE(*snapshot.coordinators().Contains(sample_.case_id(),
                                                  sample_.organisation.principal("cora")));
    EXPECT_FALSE(*snapshot.coordinators().Contains(sample_.case_id(),
                                                   sample_.organisation.principal("cees")));
  });
}

TEST_F(FileReportTest, DutyOfficerOffDutyAndOrdinaryUrgencyOpenNothing) {
  sealing::FilingDraft draft = sample_.Draft();
  draft.urgency = record::v1::URGENCY_HIGH;
  draft.routing.duty = {sample_.organisation.principal("dirk")};
  sample_.MustFile(draft);
  EXPECT_EQ(sample_.GateOf("dirk"), "closed");  // Named, but on duty later.
  const std::uint64_t now = contract::ToSeconds(sample_.now);
  ASSERT_TRUE(sample_
                  .Change([&](storage::Transaction& txn) {
                    const storage::DutyRow duty = {
                        .principal = sample_.organisation.principal("dirk"),
                        .start_time = now,
                        .end_time = now + 1};
                    return txn.duties().ReplaceAll({duty});
                  })
                  .ok());
  sample_.NewReporter();
  sample_.MustFile(draft);
  EXPECT_EQ(sample_.GateOf("dirk"), "check");
  sample_.NewReporter();
  draft.urgency = record::v1::URGENCY_NORMAL;
  draft.category = record::v1::CATEGORY_CRISIS;
  sample_.MustFile(draft);
  EXPECT_EQ(sample_.GateOf("dirk"), "closed");
}

TEST_F(FileReportTest, SameBytesGiveTheSameProof) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  const auto first = sample_.File(filing);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(*sample_.File(filing), *first);
}

TEST_F(FileReportTest, SameBytesGiveTheSameProofWhenEverythingHasChanged) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  const auto first = sample_.File(filing);
  ASSERT_TRUE(first.ok());
  sample_.Decline("anna");
  MakeAway("anna", true);
  sample_.now += absl::Hours(24 * 90);  // The bundle has expired long since.
  EXPECT_EQ(*sample_.File(filing), *first);
}

TEST_F(FileReportTest, SixteenAtOnceAreOneCase) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  std::vector<std::string> proofs(16);
  std::vector<std::thread> callers;
  for (std::string& proof : proofs) {
    callers.emplace_back([&] {
      const auto answer = sample_.File(filing);
      proof = answer.ok() ? *answer : Outcome(answer.status());
    });
  }
  for (std::thread& caller : callers) caller.join();
  for (const std::string& proof : proofs) EXPECT_EQ(proof, proofs.front());
  EXPECT_GT(proofs.front().size(), 100u);
  EXPECT_EQ(sample_.LeafCount(), 1u);
}

TEST_F(FileReportTest, OtherBytesUnderTheSameCaseIdChangeNothing) {
  const std::string first = sample_.Build(sample_.Draft()).bytes;
  const auto proof = sample_.File(first);
  sealing::FilingDraft draft = sample_.Draft();
  draft.routing.lead = sample_.organisation.principal("zoe");
  EXPECT_EQ(Filed(sample_.Build(draft).bytes), "ALREADY_EXISTS/CASE_EXISTS");
  EXPECT_EQ(sample_.GateOf("zoe"), "stranger");
  EXPECT_EQ(*sample_.File(first), *proof);
}

// Whoever lacks the receipt learns nothing about a case id.
TEST_F(FileReportTest, ForgedBytesUnderAKnownCaseIdAreForgedBytes) {
  const std::string first = sample_.Build(sample_.Draft()).bytes;
  ASSERT_TRUE(sample_.File(first).ok());
  record::v1::Filing filing;
  filing.ParseFromString(first);
  record::v1::Record record;
  record.ParseFromString(filing.records(4));
  (*record.mutable_signature())[5] ^= 1;
  filing.set_records(4, record.SerializeAsString());
  EXPECT_EQ(Filed(filing.SerializeAsString()), "INVALID_ARGUMENT/BAD_SIGNATURE");
}

TEST_F(FileReportTest, NothingIsKeptWithoutTheAuditLeaf) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  for (const char* statement : {"INSERT INTO leaf", "INSERT INTO proof", "INSERT INTO due"}) {
    storage::testing::FailNextStatement(statement, storage::testing::kConstraint);
    EXPECT_FALSE(sample_.File(filing).ok()) << statement;
    EXPECT_FALSE(storage::testing::FailurePending()) << statement;
    ExpectNoCase();
  }
  EXPECT_EQ(Filed(filing), "OK");
}

TEST_F(FileReportTest, LeadOrDeputyWhoIsAwayIsRefused) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  for (const char* who : {"anna", "bo"}) {
    MakeAway(who, true);
    EXPECT_EQ(Filed(filing), "FAILED_PRECONDITION/HANDLER_AWAY") << who;
    ExpectNoCase();
    MakeAway(who, false);
  }
  MakeAway("carla", true);  // A reserve's turn comes later.
  EXPECT_EQ(Filed(filing), "OK");
}

TEST_F(FileReportTest, ExpiredBundleIsRefused) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  sample_.now += absl::Hours(24 * 60);
  EXPECT_EQ(Filed(filing), "FAILED_PRECONDITION/BUNDLE_EXPIRED");
  ExpectNoCase();
}

TEST_F(FileReportTest, OlderBundleWithTheSameKeysIsTaken) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  sample_.organisation.AddStaff("new", TrustedPerson());
  sample_.Republish();
  const auto proof = sample_.File(filing);
  ASSERT_TRUE(proof.ok()) << proof.status();
  record::v1::FilingProof message;
  record::v1::FilingProofStatement statement;
  message.ParseFromString(*proof);
  statement.ParseFromString(message.statement());
  EXPECT_EQ(statement.bundle_version(), 2u);
}

TEST_F(FileReportTest, OlderBundleWithAnotherKeyIsStale) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  for (bundle::v1::Staff& staff : *sample_.organisation.draft().mutable_staff()) {
    if (staff.principal() != sample_.organisation.principal("bo").view()) continue;
    staff.mutable_keys()->set_box_key(std::string(32, 'k'));
    staff.mutable_keys()->set_generation(2);
  }
  sample_.Republish();
  EXPECT_EQ(Filed(filing), "FAILED_PRECONDITION/BUNDLE_STALE");
  ExpectNoCase();
}

TEST_F(FileReportTest, OlderBundleWithSomebodyWhoLeftIsStale) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  auto& staff = *sample_.organisation.draft().mutable_staff();
  for (int i = 0; i < staff.size(); ++i) {
    if (staff.Get(i).principal() != sample_.organisation.principal("cora").view()) continue;
    staff.DeleteSubrange(i, 1);
    break;
  }
  sample_.Republish();
  EXPECT_EQ(Filed(filing), "FAILED_PRECONDITION/BUNDLE_STALE");
}

TEST_F(FileReportTest, OlderBundleWithAnotherCompetenceIsStale) {
  const std::string filing = sample_.Build(sample_.Draft()).bytes;
  for (bundle::v1::Staff& staff : *sample_.organisation.draft().mutable_staff()) {
    if (staff.principal() != sample_.organisation.principal("anna").view()) continue;
    staff.clear_competences();
    staff.add_competences(bundle::v1::COMPETENCE_CRISIS);
  }
  sample_.Republish();
  EXPECT_EQ(Filed(filing), "FAILED_PRECONDITION/BUNDLE_STALE");
  EXPECT_EQ(Filed(sample_.Build(sample_.Draft()).bytes), "INVALID_ARGUMENT/BAD_FIELD");
}

}  // namespace
}  // namespace vangnet::testing
