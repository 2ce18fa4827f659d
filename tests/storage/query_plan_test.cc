// Nothing that a person waits for scans all cases: what each read runs is recorded and
// SQLite is asked how it would do it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/database.h"
#include "storage/snapshot.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/statement_watch.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage {
namespace {

using testing::Case;
using ::testing::HasSubstr;
using testing::MakeId;
using testing::Person;

class QueryPlanTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = CreateEncrypted(folder_ / "store.db", testing::TestKey());
    ASSERT_TRUE(database.ok()) << database.status();
    database_ = *std::move(database);
    txn_.emplace(*database_);
  }

  // The steps that SQLite would take for `sql`, one a line.
  std::string Explain(const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    const std::string explain = "EXPLAIN QUERY PLAN " + sql;
    EXPECT_EQ(sqlite3_prepare_v2(database_->handle(), explain.c_str(), -1, &raw, nullptr),
              SQLITE_OK);
    const StatementHandle statement(raw);
    std::string plan;
    while (sqlite3_step(raw) == SQLITE_ROW) {
      plan += reinterpret_cast<const char*>(sqlite3_column_text(raw, 3)) + std::string("\n");
    }
    return plan;
  }

  // The plans of everything that `act` runs. At least one statement.
  std::string PlansOf(const std::function<void(Transaction&)>& act) {
    testing::RecordStatements();
    act(*txn_);
    const std::vector<std::string> statements = testing::TakeRecorded();
    EXPECT_FALSE(statements.empty());
    std::string plans;
    for (const std::string& sql : statements) plans += Explain(sql);
    return plans;
  }

  vangnet::testing::TemporaryFolder folder_;
  DatabasePtr database_;
  std::optional<Transaction> txn_;
};

TEST_F(QueryPlanTest, AnInboxReadsThePartialIndexOfOpenCases) {
  const std::string plan = PlansOf(
      [](Transaction& txn) { (void)txn.readers().ListOpenCasesOf(Person(1), Case(1), 10); });
  EXPECT_THAT(plan,
              HasSubstr("SEARCH r USING COVERING INDEX open_reader (principal=? AND case_id>?)"));
  EXPECT_THAT(plan, HasSubstr("SEARCH c USING COVERING INDEX open_case_row (case_id=?)"));
  EXPECT_EQ(plan.find("SCAN"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

// No page of a table, in which open cases are scattered among all others.
TEST_F(QueryPlanTest, ACaseloadReadsOnlyIndexesOfOpenCases) {
  const std::string plan = PlansOf([](Transaction& txn) {
    (void)txn.coordinators().ListOpenCasesOf(Person(1), Case(1), 10);
    (void)txn.readers().ListForOpenCase(Case(1));
  });
  EXPECT_THAT(plan, HasSubstr("COVERING INDEX open_coordinator (principal=? AND case_id>?)"));
  EXPECT_THAT(plan, HasSubstr("SEARCH c USING COVERING INDEX open_case_row (case_id=?)"));
  EXPECT_THAT(plan, HasSubstr("SEARCH reader USING COVERING INDEX open_case_reader (case_id=?)"));
  EXPECT_EQ(plan.find("SCAN"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

TEST_F(QueryPlanTest, TotalsAndLoadReadOnlyAnIndexOverOpenCases) {
  EXPECT_EQ(PlansOf([](Transaction& txn) { (void)txn.cases().CountOpen(); }),
            "SCAN cases USING COVERING INDEX open_case\n");
  EXPECT_EQ(PlansOf([](Transaction& txn) { (void)txn.cases().ListOpenLoad(); }),
            "SEARCH cases USING COVERING INDEX open_load (lead>?)\n");
}

TEST_F(QueryPlanTest, WhatIsDueReadsTheIndexByTime) {
  EXPECT_THAT(PlansOf([](Transaction& txn) { (void)txn.dues().ListDue(1, 10); }),
              HasSubstr("SEARCH due USING INDEX due_by_time (due_time<?)"));
}

// Every other read, and the write that looks for rows, goes straight to its rows. Only
// three tables are read whole: the absences and duties of a few dozen people, and the
// one row of availability.
TEST_F(QueryPlanTest, NoOtherReadScansATable) {
  const std::string check = CheckCompartment();
  const std::string plans = PlansOf([&](Transaction& txn) {
    (void)txn.bundles().ByVersion(1);
    (void)txn.cases().Get(Case(1));
    (void)txn.cases().FindByReporterKey(MakeId<contract::SigningKey>(1));
    (void)txn.cases().Update(testing::SampleCase(1));
    (void)txn.records().FindById(Case(1), MakeId<contract::RecordId>(1));
    (void)txn.records().List(Case(1), check, 0, 10, 1000);
    (void)txn.records().Head(Case(1), check);
    (void)txn.records().LastAuthorSeq(Case(1), check, Person(1));
    (void)txn.records().ContainsHead(Case(1), check, MakeId<contract::Hash>(1));
    (void)txn.records().ListForFold(Case(1), 9);
    (void)txn.records().CountForCase(Case(1));
    (void)txn.records().BytesOfCase(Case(1));
    (void)txn.grants().List(Case(1), Person(1));
    (void)txn.grants().Delete(Case(1), Person(1), check);
    (void)txn.grants().DeleteAll(Case(1), Person(1));
    (void)txn.grants().DeleteAllExcept(Case(1), check, {});
    (void)txn.readers().Find(Case(1), Person(1));
    (void)txn.readers().ListForCase(Case(1));
    (void)txn.coordinators().Contains(Case(1), Person(1));
    (void)txn.coordinators().ListForCase(Case(1));
    (void)txn.proofs().Find(Case(1));
    (void)txn.openings().List(Case(1));
    (void)txn.openings().Contains({.case_id = Case(1), .principal = Person(1)});
    (void)txn.leaves().ListDay(1, 0, 10);
    (void)txn.dues().ListForCase(Case(1));
    (void)txn.dues().Clear(Case(1), MakeId<DueId>(1));
    (void)txn.dues().ClearCase(Case(1));
    (void)txn.absences().ListOf(Person(1));
    (void)txn.absences().Clear(Person(1));
    (void)txn.availability().Newest();
  });
  EXPECT_EQ(plans.find("SCAN"), std::string::npos) << plans;
  EXPECT_THAT(plans, HasSubstr("SEARCH"));
}

// The store reads of a case that is not there and of one that is somebody else's.
TEST_F(QueryPlanTest, NotYoursAndNotThereTakeTheSameNumberOfReads) {
  ASSERT_TRUE(txn_->cases().Insert(testing::SampleCase(1)).ok());
  const auto reads = [&](const contract::CaseId& case_id) {
    const Snapshot view(*database_);
    EXPECT_EQ(*view.readers().Find(case_id, Person(5)), std::nullopt);
    return view.statements_executed();
  };
  EXPECT_EQ(reads(Case(1)), reads(Case(2)));
}

}  // namespace
}  // namespace vangnet::storage
