// What coordinators see of cases, and what urgency 1 opens for the officer on duty.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "proto/contract/clock.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

class CoordinatorTest : public Scenario {
 protected:
  caseload::v1::GetCaseloadResponse CaseloadOf(const std::string& coordinator) {
    StaffMember person(system(), coordinator);
    const auto stub = caseload::v1::CaseloadService::NewStub(system().StaffChannel());
    caseload::v1::GetCaseloadRequest request;
    request.set_page_size(200);
    caseload::v1::GetCaseloadResponse response;
    EXPECT_THAT(
        FromRpc(stub->GetCaseload(Context(person.Token().value()).get(), request, &response)),
        IsOk());
    EXPECT_EQ(response.next_page_token(), "");
    return response;
  }

  static const caseload::v1::CaseloadRow* RowOf(const caseload::v1::GetCaseloadResponse& caseload,
                                                const contract::CaseId& case_id) {
    for (const caseload::v1::CaseloadRow& row : caseload.rows()) {
      if (row.case_id() == case_id.ToBytes()) return &row;
    }
    return nullptr;
  }

  std::unique_ptr<Reporter> Filed(const ReportTerms& terms) {
    auto reporter = std::make_unique<Reporter>(system());
    EXPECT_THAT(reporter->File(terms), IsOk());
    return reporter;
  }

  void PutOnDuty(const std::string& officer) {
    StaffMember mirjam(system(), "mirjam");
    const auto directory = directory::v1::DirectoryService::NewStub(system().StaffChannel());
    directory::v1::PublishDutyListRequest list;
    bundle::v1::DutyPeriod& period = *list.add_periods();
    period.set_principal(system().organisation().principal(officer).ToBytes());
    const std::uint64_t now = contract::ToSeconds(absl::Now());
    period.set_start_time(now - 3600);
    period.set_end_time(now + 8 * 3600);
    directory::v1::PublishDutyListResponse response;
    ASSERT_THAT(
        FromRpc(directory->PublishDutyList(Context(mirjam.Token().value()).get(), list, &response)),
        IsOk());
  }
};

TEST_F(CoordinatorTest, ACoordinatorSeesRowAndTotalsAndAnExcludedOneNeither) {
  const std::string of_karin = CaseloadOf("karin").totals().SerializeAsString();
  const auto lex_before = CaseloadOf("lex");
  ReportTerms terms = UsualReport();
  terms.coordinators = {"lex"};  // Karin was excluded.
  const auto reporter = Filed(terms);

  const auto lex = CaseloadOf("lex");
  const caseload::v1::CaseloadRow* row = RowOf(lex, reporter->case_id());
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->holder(), system().organisation().principal("anna").ToBytes());
  EXPECT_EQ(row->state(), caseview::v1::CASE_STATE_ASSIGNED);
  EXPECT_FALSE(row->overdue());
  EXPECT_EQ(lex.totals().open_cases(), lex_before.totals().open_cases() + 1);

  const auto karin = CaseloadOf("karin");
  EXPECT_EQ(RowOf(karin, reporter->case_id()), nullptr);
  EXPECT_EQ(karin.totals().SerializeAsString(), of_karin);
  // Nor through any other door: the same as for a case that does not exist.
  StaffMember excluded(system(), "karin");
  const auto calls = excluded.Calls(reporter->case_id());
  ASSERT_THAT(calls, IsOk());
  EXPECT_EQ(Outcome((*calls)->Heads().status()), "PERMISSION_DENIED/WRONG_ROLE");
}

TEST_F(CoordinatorTest, ACoordinatorGetsNoRecordsAndNoGrantsOfAnOwnRow) {
  const auto reporter = Filed(UsualReport());
  ASSERT_NE(RowOf(CaseloadOf("karin"), reporter->case_id()), nullptr);
  StaffMember karin(system(), "karin");
  const auto calls = karin.Calls(reporter->case_id());
  ASSERT_THAT(calls, IsOk());
  EXPECT_EQ(Outcome((*calls)->Records(record::v1::COMPARTMENT_KIND_CHECK).status()),
            "PERMISSION_DENIED/WRONG_ROLE");
  EXPECT_EQ(Outcome((*calls)->Grants().status()), "PERMISSION_DENIED/WRONG_ROLE");
}

TEST_F(CoordinatorTest, TheRowFollowsTheCaseToItsEnd) {
  const auto reporter = Filed(UsualReport());
  StaffMember bo(system(), "bo");
  ASSERT_THAT(StaffMember(system(), "anna").Decline(reporter->case_id()), IsOk());
  EXPECT_EQ(RowOf(CaseloadOf("karin"), reporter->case_id())->holder(),
            bo.identity().principal().ToBytes());
  ASSERT_THAT(bo.Acknowledge(reporter->case_id()), IsOk());
  EXPECT_EQ(RowOf(CaseloadOf("karin"), reporter->case_id())->state(),
            caseview::v1::CASE_STATE_ACKNOWLEDGED);
  ASSERT_THAT(bo.Close(reporter->case_id()), IsOk());
  EXPECT_EQ(RowOf(CaseloadOf("karin"), reporter->case_id()), nullptr);
}

TEST_F(CoordinatorTest, CategoriesBelowFiveAreNotShown) {
  // Lex's alone, on top of what other tests filed: many integrity, one or two crises.
  ReportTerms terms = UsualReport();
  terms.coordinators = {"lex"};
  for (int i = 0; i < 12; ++i) {
    terms.category = i < 6    ? record::v1::CATEGORY_INTEGRITY
                     : i < 11 ? record::v1::CATEGORY_INTIMIDATION
                              : record::v1::CATEGORY_CRISIS;
    Filed(terms);
  }
  const auto totals = CaseloadOf("lex").totals();
  std::uint32_t shown = 0;
  for (const caseload::v1::CategoryTotal& total : totals.categories()) {
    EXPECT_NE(total.category(), record::v1::CATEGORY_CRISIS);
    EXPECT_GE(total.open_cases(), 5U);
    shown += total.open_cases();
  }
  // One crisis cannot be computed from the rest: it takes another category along.
  EXPECT_GT(shown, 0U);
  EXPECT_LE(totals.categories_size(), 1);
  EXPECT_GE(totals.open_cases() - shown, 5U);
}

TEST_F(CoordinatorTest, AtUrgencyOneTheOfficerOnDutyMayAcknowledgeFirst) {
  PutOnDuty("hakim");
  ReportTerms terms = UsualReport();
  terms.urgency = record::v1::URGENCY_URGENT;
  terms.duty = {"hakim", "ilse"};
  const auto reporter = Filed(terms);
  StaffMember anna(system(), "anna");
  StaffMember hakim(system(), "hakim");
  StaffMember ilse(system(), "ilse");
  EXPECT_THAT(anna.Inbox().value(), Contains(reporter->case_id()));
  EXPECT_THAT(hakim.Inbox().value(), Contains(reporter->case_id()));
  // Named, but not on duty now; and the deputy waits behind the gate.
  EXPECT_THAT(ilse.Inbox().value(), Not(Contains(reporter->case_id())));
  EXPECT_THAT(StaffMember(system(), "bo").Inbox().value(), Not(Contains(reporter->case_id())));

  // Both read the check card; the second to acknowledge is told that it is taken.
  const auto too_late = anna.Prepare(
      reporter->case_id(), [](sealing::RecordWriter& writer) { return writer.Acknowledge(); });
  ASSERT_THAT(too_late, IsOk());
  ASSERT_THAT(hakim.Acknowledge(reporter->case_id()), IsOk());
  const auto calls = anna.Calls(reporter->case_id());
  ASSERT_THAT(calls, IsOk());
  EXPECT_EQ(Outcome((*calls)->Append(*too_late)), "FAILED_PRECONDITION/TAKEN");
  EXPECT_THAT(Messages(hakim, reporter->case_id()), ElementsAre("het verhaal"));
  EXPECT_EQ(RowOf(CaseloadOf("karin"), reporter->case_id())->holder(),
            hakim.identity().principal().ToBytes());
  const auto view = reporter->Read(reporter->case_id());
  ASSERT_THAT(view, IsOk());
  EXPECT_EQ(view->fold->lead(), hakim.identity().principal());
}

TEST_F(CoordinatorTest, AtUrgencyThreeTheOfficerOnDutyIsNotLetIn) {
  PutOnDuty("hakim");
  ReportTerms terms = UsualReport();
  terms.category = record::v1::CATEGORY_CRISIS;  // Where duty officers are named as rungs.
  terms.duty = {"hakim"};
  const auto reporter = Filed(terms);
  StaffMember hakim(system(), "hakim");
  EXPECT_THAT(hakim.Inbox().value(), Not(Contains(reporter->case_id())));
}

}  // namespace
}  // namespace vangnet::testing
