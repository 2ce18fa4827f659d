#include "storage/statement.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "storage/database.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage {
namespace {

class StatementTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = CreateEncrypted(folder_ / "store.db", testing::TestKey());
    ASSERT_TRUE(database.ok()) << database.status();
    database_ = *std::move(database);
    ASSERT_TRUE(database_->ExecuteScript("CREATE TABLE t (a ANY, b ANY) STRICT").ok());
  }

  Statement Prepare(std::string_view sql) {
    auto statement = database_->Prepare(sql);
    EXPECT_TRUE(statement.ok()) << statement.status();
    return *std::move(statement);
  }

  vangnet::testing::TemporaryFolder folder_;
  DatabasePtr database_;
};

TEST_F(StatementTest, EmptyBytesAreNotNull) {
  const std::string_view empty;  // Its data() is null.
  ASSERT_TRUE(Prepare("INSERT INTO t (a) VALUES (?1)").Bind(empty).Run().ok());
  Statement read = Prepare("SELECT a, a IS NULL FROM t");
  ASSERT_TRUE(*read.Step());
  EXPECT_EQ(read.Bytes(0), "");
  EXPECT_EQ(read.U64(1), 0u);
  EXPECT_TRUE(read.status().ok());
}

TEST_F(StatementTest, AnAbsentIdIsNull) {
  ASSERT_TRUE(
      Prepare("INSERT INTO t (a) VALUES (?1)").Bind(std::optional<contract::CaseId>()).Run().ok());
  Statement read = Prepare("SELECT a FROM t");
  ASSERT_TRUE(*read.Step());
  EXPECT_EQ(read.OptionalFixed<contract::CaseId>(0), std::nullopt);
  EXPECT_TRUE(read.status().ok());
}

TEST_F(StatementTest, ForgetsBoundValuesWhenUsedAgain) {
  ASSERT_TRUE(Prepare("INSERT INTO t (a, b) VALUES (?1, ?2)").Bind(1u, 2u).Run().ok());
  ASSERT_TRUE(Prepare("INSERT INTO t (a, b) VALUES (?1, ?2)").Bind(3u).Run().ok());
  Statement read = Prepare("SELECT count(*) FROM t WHERE b IS NULL");
  ASSERT_TRUE(*read.Step());
  EXPECT_EQ(read.U64(0), 1u);
}

TEST_F(StatementTest, RefusesANumberThatSqliteCannotHold) {
  const absl::Status status = Prepare("INSERT INTO t (a) VALUES (?1)")
                                  .Bind(std::numeric_limits<std::uint64_t>::max())
                                  .Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(StatementTest, AColumnOfAnotherTypeOrLengthIsDamage) {
  ASSERT_TRUE(database_->ExecuteScript("INSERT INTO t VALUES (x'0102', -1)").ok());
  {
    Statement read = Prepare("SELECT a, b FROM t");
    ASSERT_TRUE(*read.Step());
    read.U64(0);
    EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss);
  }
  {
    Statement read = Prepare("SELECT a, b FROM t");
    ASSERT_TRUE(*read.Step());
    read.Fixed<contract::CaseId>(0);
    EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss);
  }
  Statement read = Prepare("SELECT a, b FROM t");
  ASSERT_TRUE(*read.Step());
  read.U64(1);
  EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(StatementTest, OneInUseIsNotGivenOutAgain) {
  ASSERT_TRUE(database_->ExecuteScript("INSERT INTO t VALUES (1, 1), (2, 2)").ok());
  Statement outer = Prepare("SELECT a FROM t ORDER BY a");
  ASSERT_TRUE(*outer.Step());
  {
    Statement inner = Prepare("SELECT a FROM t ORDER BY a");
    ASSERT_TRUE(*inner.Step());
    EXPECT_EQ(inner.U64(0), 1u);
  }
  ASSERT_TRUE(*outer.Step());
  EXPECT_EQ(outer.U64(0), 2u);
}

TEST_F(StatementTest, ErrorsCarryNoSqlAndNoValues) {
  ASSERT_TRUE(database_->ExecuteScript("CREATE UNIQUE INDEX u ON t (a)").ok());
  const std::string secret = "Jansen";
  ASSERT_TRUE(Prepare("INSERT INTO t (a) VALUES (?1)").Bind(secret).Run().ok());
  const absl::Status twice = Prepare("INSERT INTO t (a) VALUES (?1)").Bind(secret).Run();
  EXPECT_EQ(twice.code(), absl::StatusCode::kAlreadyExists);
  const absl::Status wrong = database_->Prepare("SELECT Jansen FROM nowhere").status();
  EXPECT_EQ(wrong.code(), absl::StatusCode::kInternal);
  for (const absl::Status& status : {twice, wrong}) {
    const std::string text = status.ToString();
    for (const char* forbidden : {"Jansen", "INSERT", "SELECT", "nowhere", "t.a"}) {
      EXPECT_EQ(text.find(forbidden), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace vangnet::storage
