#include "storage/migrations.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

#include "proto/contract/error.h"
#include "storage/database.h"
#include "storage/store.h"
#include "tests/proto/contract/sha256.h"
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

// A store as the first version of the program left it, with rows in it.
class FirstVersionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = folder_ / "store.db";
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
    const ConnectionHandle handle(raw);
    std::string key = "x'";
    for (std::size_t i = 0; i < StoreKey::kSize; ++i) key += "07";  // TestKey().
    key += "'";
    ASSERT_EQ(sqlite3_key_v2(raw, "main", key.data(), static_cast<int>(key.size())), SQLITE_OK);
    const std::string script = "PRAGMA application_id = 1447970644; PRAGMA journal_mode = WAL;" +
                               BuiltInMigrations().front() + "PRAGMA user_version = 1;" + kRows;
    char* message = nullptr;
    ASSERT_EQ(sqlite3_exec(raw, script.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
  }

  StoreOptions Options() const {
    StoreOptions options;
    options.commits = {.hash = &contract::Sha256, .anchor_path = folder_ / "anchor/store.anchor"};
    return options;
  }

  static constexpr char kRows[] =
      "INSERT INTO bundle VALUES (1, x'0102', zeroblob(32), 7);"
      "INSERT INTO cases VALUES (zeroblob(16), zeroblob(32), 1, 3, 1, 1, 1, NULL, 60, 0, 0, 9, 0);"
      "INSERT INTO record VALUES (1, zeroblob(16), x'01', 1, zeroblob(16), zeroblob(32), "
      "zeroblob(32), 1, zeroblob(16), 1, 60, x'0a0b');"
      "INSERT INTO reader VALUES (zeroblob(16), zeroblob(16), 1, 1, 0, 0, 1);"
      "INSERT INTO leaf VALUES (1, 9, x'0c', zeroblob(32));";

  vangnet::testing::TemporaryFolder folder_;
};

TEST_F(FirstVersionTest, IsBroughtUpToDateWithItsRowsInTheChain) {
  const std::string path = folder_ / "store.db";
  const StoreKey key = testing::TestKey();
  for (int start = 0; start < 2; ++start) {
    const auto store = Store::Open(path, key.Clone(), Options());
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)
                    ->reads()
                    .SubmitAndWait([](const Snapshot& view) -> absl::Status {
                      EXPECT_EQ(view.bundles().Newest()->signed_bundle, std::string("\1\2"));
                      EXPECT_EQ(view.records().CountForCase({}).value(), 1u);
                      EXPECT_TRUE(view.readers().Find({}, {})->has_value());
                      return view.cases().Get({}).status();
                    })
                    .ok());
  }
  const auto database = OpenReadOnly(path, key);
  ASSERT_TRUE(database.ok()) << database.status();
  const auto tail = ReadChainTail(**database, &contract::Sha256);
  ASSERT_TRUE(tail.ok()) << tail.status();
  EXPECT_EQ(tail->number, 1u) << "one commit holds what was there, and it is made once";
  EXPECT_TRUE(VerifyCommitChain(**database, &contract::Sha256).ok());
}

// Version 3 adds indexes alone: neither a row nor the chain of commits changes.
TEST_F(FirstVersionTest, FromTheSecondVersionTheChainGoesOn) {
  const std::string path = folder_ / "store.db";
  const StoreKey key = testing::TestKey();
  ASSERT_TRUE(Store::Open(path, key.Clone(), Options()).ok());
  ASSERT_TRUE((*OpenEncrypted(path, key))
                  ->ExecuteScript("DROP INDEX open_case_row; DROP INDEX open_case_reader; "
                                  "PRAGMA user_version = 2")
                  .ok());
  EXPECT_EQ(contract::ReasonOf(OpenReadOnly(path, key).status()), open_reason::kOlder);
  const auto store = Store::Open(path, key.Clone(), Options());
  ASSERT_TRUE(store.ok()) << store.status();
  ASSERT_TRUE((*store)
                  ->reads()
                  .SubmitAndWait([](const Snapshot& view) -> absl::Status {
                    EXPECT_EQ(view.readers().ListForOpenCase({})->size(), 1u);
                    return absl::OkStatus();
                  })
                  .ok());
  const auto database = OpenReadOnly(path, key);
  ASSERT_TRUE(database.ok()) << database.status();
  const auto tail = ReadChainTail(**database, &contract::Sha256);
  ASSERT_TRUE(tail.ok()) << tail.status();
  EXPECT_EQ(tail->number, 1u);
}

TEST_F(FirstVersionTest, IsRefusedBesideAnAnchorThatKnowsMore) {
  ChainTail other;
  other.number = 5;
  const StoreOptions options = Options();
  ASSERT_TRUE(AnchorFile::Create(options.commits.anchor_path, &contract::Sha256, other).ok());
  EXPECT_FALSE(Store::Open(folder_ / "store.db", testing::TestKey(), options).ok());
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
