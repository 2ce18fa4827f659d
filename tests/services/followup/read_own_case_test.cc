// What a reporter sees of the own case, in a real store.
#include "services/followup/read_own_case.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "proto/contract/clock.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using record::v1::COMPARTMENT_KIND_CASEFILE;
using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using sealing::RecordWriter;

class ReadOwnCaseTest : public ::testing::Test {
 protected:
  ReadOwnCaseTest() {
    const sealing::BuiltFiling filing = sample_.Build(sample_.Draft());
    proof_ = *sample_.File(filing.bytes);
  }

  absl::Status Ask(const std::function<absl::Status(const storage::Snapshot&)>& call) {
    absl::Status status;
    sample_.Read([&](const storage::Snapshot& snapshot) { status = call(snapshot); });
    return status;
  }

  followup::v1::GetCaseResponse Case() {
    followup::v1::GetCaseResponse response;
    EXPECT_TRUE(Ask([&](const storage::Snapshot& snapshot) {
                  return followup::GetCase(snapshot, sample_.caller("reporter"), response);
                }).ok());
    return response;
  }

  absl::Status Records(const std::string& who, record::v1::CompartmentKind kind,
                       followup::v1::ListRecordsResponse& response) {
    followup::v1::ListRecordsRequest request;
    request.mutable_compartment()->set_kind(kind);
    return Ask([&](const storage::Snapshot& snapshot) {
      return followup::ListRecords(snapshot, sample_.caller(who), request, response);
    });
  }

  followup::v1::ListAccessResponse Access() {
    followup::v1::ListAccessResponse response;
    EXPECT_TRUE(Ask([&](const storage::Snapshot& snapshot) {
                  return followup::ListAccess(snapshot, sample_.caller("reporter"), response);
                }).ok());
    return response;
  }

  void NoteOpening(const std::string& who, std::uint32_t days_ago) {
    ASSERT_TRUE(sample_
                    .Change([&](storage::Transaction& txn) {
                      return txn.openings().Note({.case_id = sample_.case_id(),
                                                  .principal = sample_.organisation.principal(who),
                                                  .compartment_kind = COMPARTMENT_KIND_CHECK,
                                                  .day = contract::ToDay(sample_.now) - days_ago});
                    })
                    .ok());
  }

  SampleCase sample_;
  std::string proof_;
};

TEST_F(ReadOwnCaseTest, ProofComesBackByteForByte) {
  EXPECT_EQ(Case().filing_proof(), proof_);
  EXPECT_GT(Case().acknowledge_by_time(), contract::ToSeconds(sample_.now));
}

TEST_F(ReadOwnCaseTest, HeadsAreOfCheckAndConversationOnly) {
  sample_.Acknowledge("anna");
  ASSERT_TRUE(sample_
                  .Act("anna",
                       [](RecordWriter& w) {
                         return w.WriteEntry(COMPARTMENT_KIND_CASEFILE, NoteBody("Let op."));
                       })
                  .ok());
  const followup::v1::GetCaseResponse response = Case();
  ASSERT_EQ(response.heads_size(), 2);
  EXPECT_EQ(response.heads(0).compartment().kind(), COMPARTMENT_KIND_CHECK);
  EXPECT_EQ(response.heads(0).length(), 4u);
  EXPECT_EQ(response.heads(1).compartment().kind(), COMPARTMENT_KIND_CONVERSATION);
  EXPECT_EQ(response.heads(1).length(), 2u);
  EXPECT_EQ(response.acknowledge_by_time(), 0u);
}

TEST_F(ReadOwnCaseTest, CasefileIsTheLeadsOwn) {
  followup::v1::ListRecordsResponse response;
  EXPECT_EQ(Outcome(Records("reporter", COMPARTMENT_KIND_CHECK, response)), "OK");
  EXPECT_EQ(response.records_size(), 3);
  response.Clear();
  EXPECT_EQ(Outcome(Records("reporter", COMPARTMENT_KIND_CONVERSATION, response)), "OK");
  EXPECT_EQ(response.records_size(), 2);
  EXPECT_EQ(Outcome(Records("reporter", COMPARTMENT_KIND_CASEFILE, response)), "NOT_FOUND");
  EXPECT_EQ(Outcome(Records("reporter", record::v1::COMPARTMENT_KIND_DEPLOYMENT, response)),
            "NOT_FOUND");
  EXPECT_EQ(Outcome(Records("reporter", record::v1::COMPARTMENT_KIND_UNSPECIFIED, response)),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(ReadOwnCaseTest, GrantsAreTheReportersOwn) {
  followup::v1::ListGrantsResponse response;
  EXPECT_TRUE(Ask([&](const storage::Snapshot& snapshot) {
                return followup::ListGrants(snapshot, sample_.caller("reporter"), {}, response);
              }).ok());
  EXPECT_EQ(response.grants_size(), 2);
}

TEST_F(ReadOwnCaseTest, AnotherReporterSeesNothingOfTheCase) {
  sample_.NewReporter();
  followup::v1::GetCaseResponse response;
  EXPECT_EQ(Outcome(Ask([&](const storage::Snapshot& snapshot) {
              return followup::GetCase(snapshot, sample_.caller("reporter"), response);
            })),
            "NOT_FOUND");
  followup::v1::ListGrantsResponse grants;
  EXPECT_TRUE(Ask([&](const storage::Snapshot& snapshot) {
                return followup::ListGrants(snapshot, sample_.caller("reporter"), {}, grants);
              }).ok());
  EXPECT_EQ(grants.grants_size(), 0);
}

TEST_F(ReadOwnCaseTest, OpeningsShowFromTheNextDayOn) {
  NoteOpening("anna", 0);
  EXPECT_EQ(Access().days_size(), 0);
  NoteOpening("bo", 1);
  ASSERT_EQ(Access().days_size(), 1);
  EXPECT_EQ(Access().days(0).principal(), sample_.organisation.principal("bo").ToBytes());
  EXPECT_EQ(Access().days(0).day(), contract::ToDay(sample_.now) - 1);
  EXPECT_EQ(Access().days(0).compartment(), COMPARTMENT_KIND_CHECK);
  sample_.now += absl::Hours(24);
  EXPECT_EQ(Access().days_size(), 2);
}

TEST_F(ReadOwnCaseTest, ReadingOnesOwnCaseIsNotNoted) {
  followup::v1::ListRecordsResponse response;
  EXPECT_TRUE(Records("reporter", COMPARTMENT_KIND_CONVERSATION, response).ok());
  sample_.now += absl::Hours(24);
  EXPECT_EQ(Access().days_size(), 0);
}

}  // namespace
}  // namespace vangnet::testing
