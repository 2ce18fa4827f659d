// The ceiling is worth its name only while the bare store does what a real filing does. Here
// what both run is recorded and compared; how long it takes is no matter of a test.
#include "tests/bench/bare_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "tests/services/case_records/sample_case.h"
#include "tests/support/statement_watch.h"

namespace vangnet::bench {
namespace {

using storage::testing::RecordStatements;
using storage::testing::TakeRecorded;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Statements = std::vector<std::string>;

class BareStoreTest : public ::testing::Test {
 protected:
  // What one real filing runs. The case is the pattern from then on.
  Statements FileForReal() {
    const std::string filing = sample_.Build(sample_.Draft()).bytes;
    RecordStatements();
    const auto proof = sample_.File(filing);
    Statements statements = TakeRecorded();
    EXPECT_TRUE(proof.ok()) << proof.status();
    return statements;
  }

  // What the bare store runs, from opening to closing.
  Statements FileBare(int filings) {
    sample_.store.Close();
    const ClosedStore store = {sample_.store.path(), sample_.store.anchor_path(),
                               storage::testing::TestKey()};
    RecordStatements();
    const auto rate = BareStoreFilings(store, sample_.case_id(), filings);
    Statements statements = TakeRecorded();
    EXPECT_TRUE(rate.ok()) << rate.status();
    return statements;
  }

  testing::SampleCase sample_;
};

// Where the writer's last transaction begins. After its COMMIT comes the anchor, whose write is
// recorded as well, as ANCHOR.
Statements::const_iterator LastBegin(const Statements& statements) {
  const auto begin = std::find(statements.rbegin(), statements.rend(), "BEGIN IMMEDIATE");
  return begin == statements.rend() ? statements.end() : begin.base() - 1;
}

std::string LastTransaction(const Statements& statements) {
  return absl::StrJoin(LastBegin(statements), statements.end(), "\n");
}

TEST_F(BareStoreTest, RunsForAFilingWhatTheWriterRunsForARealOne) {
  const Statements real = FileForReal();
  const std::string of_writer = LastTransaction(real);
  for (const char* part :
       {"SAVEPOINT", "INSERT INTO record", "INSERT INTO commit_chain", "ANCHOR"}) {
    EXPECT_THAT(of_writer, HasSubstr(part));
  }
  EXPECT_EQ(LastTransaction(FileBare(1)), of_writer);
}

TEST_F(BareStoreTest, LeavesOutOnlyTheReadersLookForARepeat) {
  const Statements real = FileForReal();
  EXPECT_THAT(Statements(real.begin(), LastBegin(real)),
              ElementsAre("BEGIN", HasSubstr("FROM proof"), "COMMIT"));
}

TEST_F(BareStoreTest, CommitsThirtyTwoFilingsTogether) {
  FileForReal();
  const Statements bare = FileBare(64);
  EXPECT_EQ(std::count(LastBegin(bare), bare.end(), "SAVEPOINT operation"), 32);
  sample_.store.Open();
  sample_.Read([](const storage::Snapshot& snapshot) {
    EXPECT_EQ(snapshot.cases().ListIds(std::nullopt, 100)->size(), 65u);
  });
}

}  // namespace
}  // namespace vangnet::bench
