// The caseload of one coordinator, in a real store.
#include "services/caseload/get_caseload.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "proto/contract/clock.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using sealing::RecordWriter;

class GetCaseloadTest : public ::testing::Test {
 protected:
  caseload::v1::GetCaseloadResponse Caseload(const std::string& who, std::uint32_t size = 0,
                                             const std::string& token = "") {
    caseload::v1::GetCaseloadResponse response;
    caseload::v1::GetCaseloadRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    sample_.Read([&](const storage::Snapshot& snapshot) {
      const std::uint64_t before = snapshot.statements_executed();
      EXPECT_TRUE(caseload::GetCaseload(snapshot, sample_.caller(who), request, response).ok());
      statements_ = snapshot.statements_executed() - before;
    });
    return response;
  }

  void FileAs(record::v1::Category category, const std::vector<std::string>& coordinators) {
    sample_.NewReporter();
    sealing::FilingDraft draft = sample_.Draft();
    draft.category = category;
    draft.routing.coordinators.clear();
    for (const std::string& one : coordinators) {
      draft.routing.coordinators.push_back(sample_.organisation.principal(one));
    }
    std::sort(draft.routing.coordinators.begin(), draft.routing.coordinators.end());
    sample_.MustFile(draft);
  }

  SampleCase sample_;
  std::uint64_t statements_ = 0;
};

TEST_F(GetCaseloadTest, RowShowsWhoseTurnItIs) {
  sample_.MustFile();
  caseload::v1::GetCaseloadResponse response = Caseload("cora");
  ASSERT_EQ(response.rows_size(), 1);
  EXPECT_EQ(response.rows(0).holder(), sample_.organisation.principal("anna").ToBytes());
  EXPECT_FALSE(response.rows(0).overdue());
  sample_.Decline("anna");
  response = Caseload("cora");
  EXPECT_EQ(response.rows(0).holder(), sample_.organisation.principal("bo").ToBytes());
  sample_.Acknowledge("bo");
  response = Caseload("cora");
  EXPECT_EQ(response.rows(0).holder(), sample_.organisation.principal("bo").ToBytes());
  EXPECT_EQ(response.rows(0).acknowledge_by_time(), 0u);
}

TEST_F(GetCaseloadTest, CaseThatNobodyHoldsIsOverdueAndHasNoHolder) {
  sample_.MustFile();
  for (const char* who : {"anna", "bo", "carla"}) sample_.Decline(who);
  const caseload::v1::GetCaseloadResponse response = Caseload("cora");
  ASSERT_EQ(response.rows_size(), 1);
  EXPECT_TRUE(response.rows(0).holder().empty());
  EXPECT_TRUE(response.rows(0).overdue());
  EXPECT_EQ(response.totals().overdue_cases(), 1u);
  EXPECT_EQ(response.totals().holders_size(), 0);
}

TEST_F(GetCaseloadTest, MissedDeadlineIsOverdue) {
  sample_.MustFile();
  sample_.now += absl::Hours(24 * 7);
  EXPECT_TRUE(Caseload("cora").rows(0).overdue());
}

TEST_F(GetCaseloadTest, CaseOfAnotherCoordinatorIsInNoRowAndNoNumber) {
  const caseload::v1::GetCaseloadResponse before = Caseload("cees");
  const std::uint64_t statements = statements_;
  for (int i = 0; i < 6; ++i) FileAs(record::v1::CATEGORY_CRISIS, {"cora"});
  EXPECT_EQ(Caseload("cees").SerializeAsString(), before.SerializeAsString());
  EXPECT_EQ(statements_, statements);
  EXPECT_EQ(Caseload("cora").totals().open_cases(), 6u);
  EXPECT_EQ(Caseload("cora").totals().categories_size(), 1);
}

TEST_F(GetCaseloadTest, CaseWithoutCoordinatorsIsNobodys) {
  FileAs(record::v1::CATEGORY_INTEGRITY, {});
  EXPECT_EQ(Caseload("cora").totals().open_cases(), 0u);
}

TEST_F(GetCaseloadTest, ClosedCasesAreGone) {
  sample_.MustFile();
  ASSERT_TRUE(sample_.Act("reporter", [](RecordWriter& w) { return w.Withdraw(); }).ok());
  EXPECT_EQ(Caseload("cora").rows_size(), 0);
  EXPECT_EQ(Caseload("cora").totals().open_cases(), 0u);
}

TEST_F(GetCaseloadTest, RowsComeInPagesAndTotalsOnTheFirst) {
  for (int i = 0; i < 5; ++i) FileAs(record::v1::CATEGORY_INTIMIDATION, {"cees", "cora"});
  std::vector<std::string> ids;
  std::string token;
  int pages = 0;
  do {
    const caseload::v1::GetCaseloadResponse page = Caseload("cora", 2, token);
    EXPECT_EQ(page.has_totals(), pages == 0);
    if (pages == 0) {
      EXPECT_EQ(page.totals().open_cases(), 5u);
      ASSERT_EQ(page.totals().holders_size(), 1);
      EXPECT_EQ(page.totals().holders(0).weighted_quarters(), 20u);
    }
    for (const auto& row : page.rows()) ids.push_back(row.case_id());
    token = page.next_page_token();
    ++pages;
  } while (!token.empty());
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST_F(GetCaseloadTest, BadTokenIsRefused) {
  caseload::v1::GetCaseloadRequest request;
  caseload::v1::GetCaseloadResponse response;
  request.set_page_token("p00000001");
  sample_.Read([&](const storage::Snapshot& snapshot) {
    EXPECT_EQ(Outcome(caseload::GetCaseload(snapshot, sample_.caller("cora"), request, response)),
              "INVALID_ARGUMENT/BAD_FIELD");
  });
}

}  // namespace
}  // namespace vangnet::testing
