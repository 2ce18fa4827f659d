#include "storage/commit_chain.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "proto/contract/error.h"
#include "storage/commit_reason.h"
#include "storage/database.h"
#include "tests/proto/contract/sha256.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

using contract::Sha256;
using testing::Case;
using testing::MakeId;
using testing::Person;
using testing::SampleRecord;
using testing::TestKey;

class CommitChainTest : public ::testing::Test {
 protected:
  absl::Status Write(const WriteOperation& operation) {
    return store_->writes().SubmitAndWait(operation);
  }

  // Something in most tables, rows that are changed, and rows that go.
  void WriteACase(std::uint8_t number) {
    ASSERT_TRUE(Write([number](Transaction& txn) -> absl::Status {
                  CaseRow row = testing::SampleCase(number);
                  absl::Status status = txn.cases().Insert(row);
                  status.Update(txn.records().Append(SampleRecord(number, "\1", 1)));
                  status.Update(txn.grants().Insert(
                      {Case(number), Person(1), "\1", MakeId<contract::Hash>(number, 1), "g"}));
                  status.Update(txn.grants().Insert(
                      {Case(number), Person(2), "\1", MakeId<contract::Hash>(number, 2), ""}));
                  status.Update(txn.readers().Upsert({Case(number), Person(1), 1, 1, 0, false}));
                  status.Update(txn.readers().Upsert({Case(number), Person(1), 1, 2, 0, false}));
                  status.Update(txn.coordinators().Insert(Case(number), Person(9)));
                  status.Update(txn.openings().Note({Case(number), Person(1), 1, 7}));
                  status.Update(txn.openings().Note({Case(number), Person(1), 1, 7}));
                  status.Update(
                      txn.leaves().Append({0, 7, "leaf", MakeId<contract::Hash>(number)}).status());
                  return status;
                }).ok());
    ASSERT_TRUE(Write([number](Transaction& txn) -> absl::Status {
                  CaseRow row = testing::SampleCase(number);
                  row.closed_day = 8;  // Changes its readers by trigger.
                  absl::Status status = txn.cases().Update(row);
                  status.Update(txn.grants().DeleteAll(Case(number), Person(2)));
                  return status;
                }).ok());
  }

  // On a connection of its own, which keeps no chain.
  void Alter(const std::string& sql) {
    const auto database = OpenEncrypted(store_.path(), TestKey());
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)->Execute(sql).ok()) << sql;
    ASSERT_GT((*database)->rows_changed(), 0) << sql;
  }

  absl::Status Verify(std::uint64_t hashes_at_once = 1 << 20) {
    const auto database = OpenReadOnly(store_.path(), TestKey());
    if (!database.ok()) return database.status();
    return VerifyCommitChain(**database, &Sha256, nullptr, hashes_at_once);
  }

  ChainTail Tail() {
    const auto database = OpenReadOnly(store_.path(), TestKey());
    const auto tail = ReadChainTail(**database, &Sha256);
    EXPECT_TRUE(tail.ok()) << tail.status();
    return tail.value_or(ChainTail());
  }

  testing::TempStore store_;
};

TEST_F(CommitChainTest, HoldsOfWhatWasWrittenChangedAndRemoved) {
  const ChainTail before = Tail();
  for (std::uint8_t number = 1; number <= 5; ++number) WriteACase(number);
  EXPECT_EQ(Tail().number, before.number + 10);
  EXPECT_EQ(Tail().start, before.start);
  EXPECT_TRUE(Verify().ok()) << Verify();
  EXPECT_TRUE(Verify(3).ok()) << "in many parts";
  store_.Restart();
  WriteACase(6);
  EXPECT_TRUE(Verify().ok());
}

TEST_F(CommitChainTest, WhatChangesNothingIsNoCommit) {
  const std::uint64_t before = Tail().number;
  EXPECT_TRUE(Write([](Transaction& txn) { return txn.cases().CountOpen().status(); }).ok());
  EXPECT_FALSE(Write([](Transaction& txn) {
                 EXPECT_TRUE(txn.cases().Insert(testing::SampleCase(1)).ok());
                 return absl::AbortedError("changed its mind");
               }).ok());
  EXPECT_EQ(Tail().number, before);
  WriteACase(2);
  EXPECT_TRUE(Verify().ok()) << "nothing of it is left for the next commit";
}

TEST_F(CommitChainTest, AStatementThatFailsInsideAnOperationThatGoesOnLeavesNoTrace) {
  EXPECT_TRUE(Write([](Transaction& txn) {
                EXPECT_TRUE(txn.cases().Insert(testing::SampleCase(1)).ok());
                // The row is written and told before its missing case is noticed.
                EXPECT_FALSE(txn.records().Append(SampleRecord(2, "\1", 1)).ok());
                EXPECT_FALSE(txn.cases().Insert(testing::SampleCase(1)).ok());
                return absl::OkStatus();
              }).ok());
  EXPECT_TRUE(Verify().ok()) << Verify();
}

TEST_F(CommitChainTest, EveryAlterationOfAnyTableIsFound) {
  WriteACase(1);
  WriteACase(2);
  ASSERT_TRUE(Verify().ok());
  for (const std::string sql : {
           "UPDATE record SET received_time = received_time + 1 WHERE sequence = 1",
           "UPDATE record SET bytes = x'00' WHERE sequence = 2",
           "UPDATE reader SET gate = 1 WHERE case_id = x'00000000000000000000000000000001'",
           "UPDATE cases SET state = 3 WHERE case_id = x'00000000000000000000000000000001'",
           "UPDATE leaf SET body = x'' WHERE sequence = 1",
           "UPDATE opening SET day = 6 WHERE case_id = x'00000000000000000000000000000002'",
           "DELETE FROM sealed_grant WHERE sequence = 1",
           "DELETE FROM coordinator",
           "INSERT INTO absence VALUES (x'00000000000000000000000000000001', 1, 2, "
           "x'00000000000000000000000000000001')",
           "INSERT INTO outbox VALUES (x'00000000000000000000000000000001', "
           "x'00000000000000000000000000000001', 1, 1, 0, NULL, 0)",
           "UPDATE commit_chain SET head = zeroblob(32) WHERE number = 0",
           "UPDATE commit_chain SET head = zeroblob(32) WHERE number = 2",
           "UPDATE commit_chain SET changes = x'' WHERE number = 3",
           "DELETE FROM commit_chain WHERE number = 2",
           "DELETE FROM commit_chain WHERE number = 0",
       }) {
    store_.KeepStore();
    Alter(sql);
    EXPECT_EQ(contract::ReasonOf(Verify()), commit_reason::kAltered) << sql;
    EXPECT_EQ(contract::ReasonOf(Verify(5)), commit_reason::kAltered) << sql;
    store_.Close();
    store_.PutBackStore();
    store_.Open();
    ASSERT_TRUE(Verify().ok());
  }
}

TEST_F(CommitChainTest, ChangesThatCancelEachOtherOutAreNoAlteration) {
  WriteACase(1);
  Alter("UPDATE cases SET state = state + 1");
  ASSERT_FALSE(Verify().ok());
  Alter("UPDATE cases SET state = state - 1");
  EXPECT_TRUE(Verify().ok()) << "the rows are those that were committed";
}

TEST_F(CommitChainTest, ACheckCanBeBrokenOff) {
  WriteACase(1);
  const auto database = OpenReadOnly(store_.path(), TestKey());
  ASSERT_TRUE(database.ok());
  EXPECT_TRUE(absl::IsCancelled(VerifyCommitChain(**database, &Sha256, [] { return true; })));
  EXPECT_TRUE(VerifyCommitChain(**database, &Sha256).ok()) << "its transaction has ended";
}

// A table that nobody told the chain of would be free to alter.
TEST_F(CommitChainTest, EveryTableTellsOfEveryColumnAndIsCompared) {
  const auto database = OpenEncrypted(store_.path(), TestKey());
  ASSERT_TRUE(database.ok());
  const auto numbers = [&](const std::string& sql) {
    auto statement = (*database)->Prepare(sql);
    EXPECT_TRUE(statement.ok() && *statement->Step()) << sql;
    return statement->U64(0);
  };
  const std::string tables =
      "FROM pragma_table_list AS t WHERE t.schema = 'main' AND t.type = 'table' "
      "AND t.name NOT LIKE 'sqlite%' AND t.name <> 'commit_chain'";
  EXPECT_EQ(numbers("SELECT count(*) " + tables), 14u) << "storage/commit_chain.cc lists them";
  // Three triggers a table; each names every column of it.
  for (const auto& [event, prefixes] : std::vector<std::pair<std::string, std::string>>{
           {"_there", "N"}, {"_gone", "O"}, {"_changed", "NO"}}) {
    for (const char prefix : prefixes) {
      const std::string word = prefix == 'N' ? "NEW." : "OLD.";
      EXPECT_EQ(numbers("SELECT count(*) FROM (SELECT t.name, (SELECT count(*) FROM "
                        "pragma_table_info(t.name) AS c WHERE NOT EXISTS (SELECT 1 FROM "
                        "sqlite_master AS m WHERE m.type = 'trigger' AND m.name = t.name || '" +
                        event + "' AND m.tbl_name = t.name AND instr(replace(m.sql, ';', ','), '" +
                        word + "' || c.name) > 0)) AS missing " + tables + ") WHERE missing > 0"),
                0u)
          << event << " " << word;
    }
  }
}

}  // namespace
}  // namespace vangnet::storage
