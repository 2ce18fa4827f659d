#include "storage/migrations.h"

#include <gtest/gtest.h>

#include "proto/contract/error.h"
#include "storage/database.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage {
namespace {

class MigrationsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = CreateEncrypted(folder_ / "store.db", testing::TestKey());
    ASSERT_TRUE(database.ok()) << database.status();
    database_ = *std::move(database);
    migrations_ = BuiltInMigrations();
  }

  std::uint32_t Version() { return SchemaVersion(*database_).value(); }
  bool HasTable(const std::string& name) {
    return database_->Prepare("SELECT 1 FROM " + name).ok();
  }

  vangnet::testing::TemporaryFolder folder_;
  DatabasePtr database_;
  std::vector<std::string> migrations_;
};

TEST_F(MigrationsTest, ANewStoreIsAtTheNewestVersion) {
  EXPECT_GE(BuiltInMigrations().size(), 1u);
  EXPECT_EQ(Version(), BuiltInMigrations().size());
}

TEST_F(MigrationsTest, EveryNewStepRunsOnceAndInOrder) {
  const std::uint32_t before = Version();
  migrations_.push_back("CREATE TABLE later (a INTEGER) STRICT");
  migrations_.push_back("INSERT INTO later VALUES (1)");
  ASSERT_TRUE(Migrate(*database_, migrations_).ok());
  ASSERT_TRUE(Migrate(*database_, migrations_).ok());
  EXPECT_EQ(Version(), before + 2);
  auto count = database_->Prepare("SELECT count(*) FROM later");
  ASSERT_TRUE(count.ok() && *count->Step());
  EXPECT_EQ(count->U64(0), 1u);
}

TEST_F(MigrationsTest, AFailingStepLeavesTheVersionBeforeIt) {
  const std::uint32_t before = Version();
  migrations_.push_back("CREATE TABLE good (a INTEGER) STRICT");
  migrations_.push_back("CREATE TABLE half (a INTEGER) STRICT; SELECT * FROM nowhere;");
  EXPECT_FALSE(Migrate(*database_, migrations_).ok());
  EXPECT_EQ(Version(), before + 1);
  EXPECT_TRUE(HasTable("good"));
  EXPECT_FALSE(HasTable("half"));
  EXPECT_FALSE(database_->in_transaction());
}

TEST_F(MigrationsTest, ANewerFileIsRefusedUnchanged) {
  migrations_.push_back("CREATE TABLE later (a INTEGER) STRICT");
  ASSERT_TRUE(Migrate(*database_, migrations_).ok());
  const std::uint32_t newer = Version();
  const absl::Status refused = Migrate(*database_, BuiltInMigrations());
  EXPECT_EQ(contract::ReasonOf(refused), open_reason::kNewer);
  EXPECT_EQ(Version(), newer);
}

TEST_F(MigrationsTest, EveryTableIsStrict) {
  auto loose = database_->Prepare(
      "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
      "AND name NOT LIKE 'sqlite%' AND strict = 0");
  ASSERT_TRUE(loose.ok()) << loose.status();
  ASSERT_TRUE(*loose->Step());
  EXPECT_EQ(loose->U64(0), 0u);
}

}  // namespace
}  // namespace vangnet::storage
