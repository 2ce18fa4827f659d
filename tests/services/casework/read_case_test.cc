// What a member of the staff may see of a case, in a real store.
#include "services/casework/read_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "proto/contract/clock.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using record::v1::COMPARTMENT_KIND_CASEFILE;
using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using sealing::RecordWriter;
using ::testing::ElementsAre;

class ReadCaseTest : public ::testing::Test {
 protected:
  ReadCaseTest() { sample_.MustFile(); }

  contract::CaseId Nowhere() {
    contract::CaseId id = sample_.case_id();
    id.mutable_data()[3] ^= 1;
    return id;
  }

  // The outcome of a call of `who` about `case_id`, and what it cost in statements.
  struct Answer {
    std::string outcome;
    std::uint64_t statements = 0;
    bool operator==(const Answer&) const = default;
  };
  Answer Ask(const std::function<absl::Status(const storage::Snapshot&)>& call) {
    Answer answer;
    sample_.Read([&](const storage::Snapshot& snapshot) {
      const std::uint64_t before = snapshot.statements_executed();
      answer.outcome = Outcome(call(snapshot));
      answer.statements = snapshot.statements_executed() - before;
    });
    return answer;
  }

  Answer AskCase(const std::string& who, const contract::CaseId& case_id) {
    return Ask([&](const storage::Snapshot& snapshot) {
      casework::v1::GetCaseRequest request;
      request.set_case_id(case_id.ToBytes());
      return casework::GetCase(snapshot, sample_.caller(who), request, case_);
    });
  }
  Answer AskRecords(const std::string& who, const contract::CaseId& case_id,
                    record::v1::CompartmentKind kind) {
    return Ask([&](const storage::Snapshot& snapshot) {
      records_.Clear();
      const auto note =
          casework::ListRecords(snapshot, sample_.caller(who), Request(case_id, kind), records_);
      to_be_noted_ = note.ok() && *note;
      return note.status();
    });
  }
  Answer AskGrants(const std::string& who, const contract::CaseId& case_id) {
    return Ask([&](const storage::Snapshot& snapshot) {
      grants_.Clear();
      casework::v1::ListGrantsRequest request;
      request.set_case_id(case_id.ToBytes());
      return casework::ListGrants(snapshot, sample_.caller(who), request, grants_);
    });
  }
  static casework::v1::ListRecordsRequest Request(const contract::CaseId& case_id,
                                                  record::v1::CompartmentKind kind) {
    casework::v1::ListRecordsRequest request;
    request.set_case_id(case_id.ToBytes());
    request.mutable_compartment()->set_kind(kind);
    return request;
  }

  casework::v1::ListCasesResponse Inbox(const std::string& who, std::uint32_t size = 0,
                                        const std::string& token = "") {
    casework::v1::ListCasesResponse response;
    casework::v1::ListCasesRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    sample_.Read([&](const storage::Snapshot& snapshot) {
      EXPECT_TRUE(casework::ListCases(snapshot, sample_.caller(who), request, response).ok());
    });
    return response;
  }

  SampleCase sample_;
  casework::v1::GetCaseResponse case_;
  casework::v1::ListRecordsResponse records_;
  casework::v1::ListGrantsResponse grants_;
  bool to_be_noted_ = false;
};

TEST_F(ReadCaseTest, InboxHoldsTheCasesWhoseTurnItIs) {
  ASSERT_EQ(Inbox("anna").cases_size(), 1);
  const casework::v1::CaseSummary summary = Inbox("anna").cases(0);
  EXPECT_EQ(summary.case_id(), sample_.case_id().ToBytes());
  EXPECT_EQ(summary.role(), record::v1::CASE_ROLE_LEAD);
  EXPECT_EQ(summary.urgency(), record::v1::URGENCY_NORMAL);
  EXPECT_FALSE(summary.conversation_open());
  EXPECT_GT(summary.acknowledge_by_time(), summary.filed_time());
  for (const char* who : {"bo", "carla", "zoe"}) EXPECT_EQ(Inbox(who).cases_size(), 0) << who;
}

TEST_F(ReadCaseTest, InboxFollowsTheTurn) {
  sample_.Decline("anna");
  EXPECT_EQ(Inbox("anna").cases_size(), 0);
  ASSERT_EQ(Inbox("bo").cases_size(), 1);
  EXPECT_EQ(Inbox("bo").cases(0).role(), record::v1::CASE_ROLE_DEPUTY);
  sample_.Acknowledge("bo");
  EXPECT_TRUE(Inbox("bo").cases(0).conversation_open());
  EXPECT_EQ(Inbox("bo").cases(0).role(), record::v1::CASE_ROLE_LEAD);
}

TEST_F(ReadCaseTest, InboxComesInPages) {
  for (int i = 0; i < 4; ++i) {
    sample_.NewReporter();
    sample_.MustFile();
  }
  std::vector<std::string> ids;
  std::string token;
  int pages = 0;
  do {
    const casework::v1::ListCasesResponse page = Inbox("anna", 2, token);
    for (const auto& one : page.cases()) ids.push_back(one.case_id());
    token = page.next_page_token();
    ++pages;
  } while (!token.empty());
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST_F(ReadCaseTest, ClosedCaseLeavesTheInboxAndCanBeLookedBackAt) {
  sample_.Acknowledge("anna");
  ASSERT_TRUE(sample_.Act("anna", [](RecordWriter& w) { return w.Close(); }).ok());
  EXPECT_EQ(Inbox("anna").cases_size(), 0);
  EXPECT_EQ(AskCase("anna", sample_.case_id()).outcome, "OK");
  EXPECT_EQ(AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CONVERSATION).outcome, "OK");
  EXPECT_EQ(AskCase("bo", sample_.case_id()).outcome, "NOT_FOUND");
}

TEST_F(ReadCaseTest, GateShowsTheCheckCardFirst) {
  EXPECT_EQ(AskCase("anna", sample_.case_id()).outcome, "OK");
  ASSERT_EQ(case_.heads_size(), 1);
  EXPECT_EQ(case_.heads(0).compartment().kind(), COMPARTMENT_KIND_CHECK);
  EXPECT_EQ(case_.heads(0).length(), 3u);
  EXPECT_EQ(AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CHECK).outcome, "OK");
  EXPECT_EQ(records_.records_size(), 3);
  EXPECT_EQ(AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CONVERSATION).outcome,
            "NOT_FOUND");
  EXPECT_EQ(AskGrants("anna", sample_.case_id()).outcome, "OK");
  EXPECT_EQ(grants_.grants_size(), 1);
}

TEST_F(ReadCaseTest, LeadReadsEverything) {
  sample_.Acknowledge("anna");
  case_.Clear();
  EXPECT_EQ(AskCase("anna", sample_.case_id()).outcome, "OK");
  ASSERT_EQ(case_.heads_size(), 3);
  EXPECT_EQ(case_.heads(2).length(), 0u);
  EXPECT_EQ(case_.heads(2).head().size(), 32u);
  EXPECT_EQ(AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CONVERSATION).outcome, "OK");
  EXPECT_EQ(records_.records_size(), 2);
  EXPECT_EQ(AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CASEFILE).outcome, "OK");
  EXPECT_EQ(AskGrants("anna", sample_.case_id()).outcome, "OK");
  EXPECT_EQ(grants_.grants_size(), 2);
}

// The same answer after the same number of reads, for every relation that is none.
TEST_F(ReadCaseTest, NotYoursAndNotThereAreTheSame) {
  sample_.Decline("anna");  // Anna has left, carla is behind the gate, zoe never was there.
  const Answer nowhere_case = AskCase("zoe", Nowhere());
  const Answer nowhere_records = AskRecords("zoe", Nowhere(), COMPARTMENT_KIND_CHECK);
  const Answer nowhere_grants = AskGrants("zoe", Nowhere());
  EXPECT_EQ(nowhere_case.outcome, "NOT_FOUND");
  EXPECT_GT(nowhere_case.statements, 0u);
  for (const char* who : {"anna", "carla", "zoe"}) {
    EXPECT_EQ(AskCase(who, sample_.case_id()), nowhere_case) << who;
    EXPECT_EQ(AskRecords(who, sample_.case_id(), COMPARTMENT_KIND_CHECK), nowhere_records) << who;
    EXPECT_EQ(AskGrants(who, sample_.case_id()), nowhere_grants) << who;
  }
}

TEST_F(ReadCaseTest, ClosedCompartmentCostsAndSaysWhatNoCaseDoes) {
  EXPECT_EQ(AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CONVERSATION),
            AskRecords("zoe", Nowhere(), COMPARTMENT_KIND_CONVERSATION));
}

TEST_F(ReadCaseTest, ReadingIsNotedOnceADay) {
  AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CHECK);
  EXPECT_TRUE(to_be_noted_);
  const auto note = [&] {
    return sample_.Change([&](storage::Transaction& txn) {
      return casework::NoteOpening(txn, sample_.caller("anna"),
                                   Request(sample_.case_id(), COMPARTMENT_KIND_CHECK));
    });
  };
  ASSERT_TRUE(note().ok());
  ASSERT_TRUE(note().ok());  // Two readers of the same moment.
  AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CHECK);
  EXPECT_FALSE(to_be_noted_);
  sample_.now += absl::Hours(24);
  AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CHECK);
  EXPECT_TRUE(to_be_noted_);
}

TEST_F(ReadCaseTest, OwnNotesAreReadWithoutANote) {
  sample_.Acknowledge("anna");
  AskRecords("anna", sample_.case_id(), COMPARTMENT_KIND_CASEFILE);
  EXPECT_FALSE(to_be_noted_);
}

TEST_F(ReadCaseTest, RecordsComeInPages) {
  casework::v1::ListRecordsRequest request = Request(sample_.case_id(), COMPARTMENT_KIND_CHECK);
  request.set_page_size(2);
  std::vector<std::uint32_t> positions;
  do {
    casework::v1::ListRecordsResponse page;
    sample_.Read([&](const storage::Snapshot& snapshot) {
      ASSERT_TRUE(casework::ListRecords(snapshot, sample_.caller("anna"), request, page).ok());
    });
    for (const auto& record : page.records()) positions.push_back(record.position());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(positions, ElementsAre(1, 2, 3));
}

TEST_F(ReadCaseTest, MistakesAreSaidBeforeAnyCaseIsLookedAt) {
  casework::v1::ListRecordsRequest request = Request(Nowhere(), COMPARTMENT_KIND_CHECK);
  request.set_page_token("p1");
  const auto ask = [&] {
    return Ask([&](const storage::Snapshot& snapshot) {
      return casework::ListRecords(snapshot, sample_.caller("zoe"), request, records_).status();
    });
  };
  const Answer mistake = {.outcome = "INVALID_ARGUMENT/BAD_FIELD", .statements = 0};
  EXPECT_EQ(ask(), mistake);
  request.clear_page_token();
  request.set_page_size(201);
  EXPECT_EQ(ask(), mistake);
  request.clear_page_size();
  request.set_case_id("short");
  EXPECT_EQ(ask(), mistake);
  request.set_case_id(Nowhere().ToBytes());
  request.clear_compartment();
  EXPECT_EQ(ask(), mistake);
}

}  // namespace
}  // namespace vangnet::testing
