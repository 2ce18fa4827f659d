// The open rules: each refusal has its own reason, and leaves nothing behind.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "proto/contract/error.h"
#include "storage/database.h"
#include "storage/migrations.h"
#include "storage/snapshot.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage {
namespace {

using contract::ReasonOf;
using testing::TestKey;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class DatabaseOpenTest : public ::testing::Test {
 protected:
  std::string path() const { return folder_ / "store.db"; }

  void Create() {
    const auto made = CreateEncrypted(path(), TestKey());
    ASSERT_TRUE(made.ok()) << made.status();
  }

  std::set<std::string> Files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      names.insert(entry.path().filename());
    }
    return names;
  }

  void ExpectReason(const absl::Status& refused, absl::StatusCode code, std::string_view reason) {
    EXPECT_EQ(refused.code(), code) << refused;
    EXPECT_EQ(ReasonOf(refused), reason) << refused;
    EXPECT_EQ(refused.ToString().find(folder_.path()), std::string::npos) << refused;
  }

  // Both ways of opening are refused for the same reason, and the folder stays as it was.
  void ExpectRefused(const StoreKey& key, absl::StatusCode code, std::string_view reason) {
    const std::set<std::string> before = Files();
    const std::string bytes_before = ReadFile(path());
    ExpectReason(OpenEncrypted(path(), key).status(), code, reason);
    EXPECT_EQ(Files(), before);
    ExpectReason(OpenReadOnly(path(), key).status(), code, reason);
    EXPECT_EQ(ReadFile(path()), bytes_before);
  }

  vangnet::testing::TemporaryFolder folder_;
};

TEST_F(DatabaseOpenTest, TheCipherIsVersionFour) {
  const auto database = CreateEncrypted(path(), TestKey());
  ASSERT_TRUE(database.ok()) << database.status();
  const auto version = CipherVersion(**database);
  ASSERT_TRUE(version.ok()) << version.status();
  EXPECT_EQ(version->substr(0, 2), "4.");
}

TEST_F(DatabaseOpenTest, AKeyIsExactly32Bytes) {
  EXPECT_EQ(ReasonOf(StoreKey::FromBytes(contract::SecretBytes()).status()),
            open_reason::kKeyMissing);
  for (const std::size_t size : {1, 31, 33, 64}) {
    EXPECT_EQ(ReasonOf(StoreKey::FromBytes(contract::SecretBytes(size)).status()),
              open_reason::kKeyLength);
  }
  EXPECT_TRUE(StoreKey::FromBytes(contract::SecretBytes(32)).ok());
}

TEST_F(DatabaseOpenTest, AMissingFileIsNeverMade) {
  ExpectRefused(TestKey(), absl::StatusCode::kNotFound, open_reason::kMissing);
  EXPECT_TRUE(Files().empty());
}

TEST_F(DatabaseOpenTest, NamesWithAMeaningToSqliteAreJustMissingFiles) {
  for (const char* name : {"", ":memory:", "file::memory:?mode=memory"}) {
    EXPECT_EQ(ReasonOf(OpenEncrypted(name, TestKey()).status()), open_reason::kMissing) << name;
  }
}

TEST_F(DatabaseOpenTest, AnEmptyFileIsNotMadeIntoAStore) {
  WriteFile(path(), "");
  ExpectRefused(TestKey(), absl::StatusCode::kFailedPrecondition, open_reason::kForeign);
}

TEST_F(DatabaseOpenTest, ATruncatedFileIsRefused) {
  Create();
  std::filesystem::resize_file(path(), 100);
  ExpectRefused(TestKey(), absl::StatusCode::kFailedPrecondition, open_reason::kForeign);
}

TEST_F(DatabaseOpenTest, AFolderIsRefused) {
  std::filesystem::create_directory(path());
  EXPECT_EQ(ReasonOf(OpenEncrypted(path(), TestKey()).status()), open_reason::kForeign);
}

TEST_F(DatabaseOpenTest, TheWrongKeyIsRefused) {
  Create();
  ExpectRefused(TestKey(8), absl::StatusCode::kPermissionDenied, open_reason::kKeyWrong);
  EXPECT_TRUE(OpenEncrypted(path(), TestKey()).ok());
}

TEST_F(DatabaseOpenTest, TheWrongKeyLeavesAWalThatACrashLeft) {
  const auto database = CreateEncrypted(path(), TestKey());
  ASSERT_TRUE(database.ok());
  ASSERT_TRUE((*database)->ExecuteScript("CREATE TABLE t (a INTEGER) STRICT").ok());
  const std::string copy = folder_ / "copy.db";
  std::filesystem::copy_file(path(), copy);
  std::filesystem::copy_file(path() + "-wal", copy + "-wal");
  const std::string wal = ReadFile(copy + "-wal");
  ASSERT_FALSE(wal.empty());
  EXPECT_EQ(ReasonOf(OpenEncrypted(copy, TestKey(8)).status()), open_reason::kKeyWrong);
  EXPECT_EQ(ReadFile(copy + "-wal"), wal);
  const auto opened = OpenEncrypted(copy, TestKey());
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_TRUE((*opened)->Execute("DELETE FROM t").ok());
}

// The key is used as it is. Given as 32 bytes it would be a passphrase, which opens
// another file and costs a hundred times as much.
TEST_F(DatabaseOpenTest, TheKeyIsARawKeyAndNotAPassphrase) {
  Create();
  const auto first_read = [&](std::string_view key) {
    sqlite3* raw = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path().c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    const ConnectionHandle handle(raw);
    EXPECT_EQ(sqlite3_key_v2(raw, "main", key.data(), static_cast<int>(key.size())), SQLITE_OK);
    return sqlite3_exec(raw, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
  };
  std::string text = "x'";
  for (std::size_t i = 0; i < StoreKey::kSize; ++i) text += "07";
  EXPECT_EQ(first_read(text + "'"), SQLITE_OK);
  EXPECT_EQ(first_read(TestKey().bytes().Expose()), SQLITE_NOTADB);
}

TEST_F(DatabaseOpenTest, AnUnencryptedFileIsRefusedAsSuch) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &raw), SQLITE_OK);
  {
    const ConnectionHandle handle(raw);
    ASSERT_EQ(sqlite3_exec(raw, "CREATE TABLE t (a)", nullptr, nullptr, nullptr), SQLITE_OK);
  }
  ExpectRefused(TestKey(), absl::StatusCode::kFailedPrecondition, open_reason::kPlaintext);
}

TEST_F(DatabaseOpenTest, AnEncryptedFileOfAnotherProgramIsRefused) {
  Create();
  ASSERT_TRUE((*OpenEncrypted(path(), TestKey()))->ExecuteScript("PRAGMA application_id = 5").ok());
  ExpectRefused(TestKey(), absl::StatusCode::kFailedPrecondition, open_reason::kForeign);
}

TEST_F(DatabaseOpenTest, AFileOfANewerProgramIsRefused) {
  Create();
  const std::size_t newer = BuiltInMigrations().size() + 1;
  ASSERT_TRUE((*OpenEncrypted(path(), TestKey()))
                  ->ExecuteScript("PRAGMA user_version = " + std::to_string(newer))
                  .ok());
  ExpectRefused(TestKey(), absl::StatusCode::kFailedPrecondition, open_reason::kNewer);
}

TEST_F(DatabaseOpenTest, ReadingDoesNotMigrate) {
  Create();
  ASSERT_TRUE((*OpenEncrypted(path(), TestKey()))->ExecuteScript("PRAGMA user_version = 0").ok());
  EXPECT_EQ(ReasonOf(OpenReadOnly(path(), TestKey()).status()), open_reason::kOlder);
}

TEST_F(DatabaseOpenTest, AFlippedBitInPageOneIsNotOpened) {
  Create();
  std::string bytes = ReadFile(path());
  bytes[200] = static_cast<char>(bytes[200] ^ 1);
  WriteFile(path(), bytes);
  EXPECT_EQ(ReasonOf(OpenEncrypted(path(), TestKey()).status()), open_reason::kKeyWrong);
}

TEST_F(DatabaseOpenTest, AFlippedBitFurtherOnIsFoundByVerification) {
  Create();
  {
    const auto sound = OpenEncrypted(path(), TestKey());
    ASSERT_TRUE(sound.ok());
    EXPECT_TRUE(VerifyIntegrity(**sound).ok());
  }
  std::string bytes = ReadFile(path());
  // A page that opening does not read: the schema lies in the first and the last ones.
  constexpr std::size_t kPlace = 9 * 4096 + 2000;
  ASSERT_GT(bytes.size(), 2 * kPlace);
  bytes[kPlace] = static_cast<char>(bytes[kPlace] ^ 1);
  WriteFile(path(), bytes);
  const auto damaged = OpenEncrypted(path(), TestKey());
  ASSERT_TRUE(damaged.ok()) << damaged.status();
  EXPECT_EQ(VerifyIntegrity(**damaged).code(), absl::StatusCode::kDataLoss);
}

TEST_F(DatabaseOpenTest, CreatingRefusesWhatExistsAndLeavesItAlone) {
  WriteFile(path(), "a letter");
  const absl::Status refused = CreateEncrypted(path(), TestKey()).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(refused), open_reason::kExists);
  EXPECT_EQ(ReadFile(path()), "a letter");
  std::filesystem::remove(path());
  WriteFile(path() + "-wal", "left behind");
  EXPECT_EQ(ReasonOf(CreateEncrypted(path(), TestKey()).status()), open_reason::kExists);
  EXPECT_EQ(Files(), std::set<std::string>{"store.db-wal"});
}

TEST_F(DatabaseOpenTest, CreatingInAMissingFolderMakesNothing) {
  EXPECT_EQ(CreateEncrypted(folder_ / "no/store.db", TestKey()).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_TRUE(Files().empty());
}

TEST_F(DatabaseOpenTest, OnlyTheOwnerMayReadTheFiles) {
  const auto database = CreateEncrypted(path(), TestKey());
  ASSERT_TRUE(database.ok());
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat found = {};
    ASSERT_EQ(stat((path() + suffix).c_str(), &found), 0) << suffix;
    EXPECT_EQ(found.st_mode & 0777, 0600u) << suffix;
  }
}

TEST_F(DatabaseOpenTest, ClosingTheLastConnectionLeavesOneFile) {
  Create();
  EXPECT_EQ(Files(), std::set<std::string>{"store.db"});
}

TEST_F(DatabaseOpenTest, TheSettingsHold) {
  Create();
  const auto database = OpenEncrypted(path(), TestKey());
  ASSERT_TRUE(database.ok()) << database.status();
  // Schema text cannot be edited (defensive), and keys between tables are enforced.
  EXPECT_TRUE((*database)->ExecuteScript("PRAGMA writable_schema = ON").ok());
  EXPECT_FALSE((*database)->ExecuteScript("DELETE FROM sqlite_master").ok());
  EXPECT_EQ((*database)
                ->ExecuteScript("INSERT INTO coordinator VALUES (zeroblob(16), zeroblob(16), 1)")
                .code(),
            absl::StatusCode::kFailedPrecondition);
  // A key that was set is needed: no second, unkeyed file can be attached.
  EXPECT_FALSE((*database)->ExecuteScript("ATTACH DATABASE ':memory:' AS other").ok());
}

TEST_F(DatabaseOpenTest, AReadOnlyConnectionCannotWrite) {
  Create();
  const auto database = OpenReadOnly(path(), TestKey());
  ASSERT_TRUE(database.ok()) << database.status();
  EXPECT_FALSE((*database)->ExecuteScript("DELETE FROM cases").ok());
}

TEST_F(DatabaseOpenTest, NothingIsReadableOnDisk) {
  const std::string canary = "the mayor of Nergenshuizen";
  const auto database = CreateEncrypted(path(), TestKey());
  ASSERT_TRUE(database.ok());
  {
    auto insert = (*database)->Prepare("INSERT INTO availability VALUES (1, 1, ?1)");
    ASSERT_TRUE(insert.ok() && insert->Bind(canary).Run().ok());
  }
  const auto expect_sealed = [&](const std::string& file) {
    const std::string bytes = ReadFile(file);
    EXPECT_FALSE(bytes.empty());
    EXPECT_EQ(bytes.find(canary), std::string::npos) << file;
    EXPECT_EQ(bytes.find("CREATE TABLE"), std::string::npos) << file;
    EXPECT_EQ(bytes.find("SQLite format"), std::string::npos) << file;
  };
  expect_sealed(path() + "-wal");
  ASSERT_TRUE((*database)->Checkpoint().ok());
  expect_sealed(path());
}

TEST_F(DatabaseOpenTest, ExaminingLeavesNoFileThatWasNotThereBefore) {
  Create();
  const std::set<std::string> before = Files();
  {
    const auto database = OpenToExamine(path(), TestKey());
    ASSERT_TRUE(database.ok()) << database.status();
    EXPECT_TRUE(VerifyIntegrity(**database).ok());
    EXPECT_FALSE((*database)->Execute("DELETE FROM availability").ok());
    EXPECT_FALSE((*database)->Execute("PRAGMA user_version = 9").ok());
  }
  EXPECT_EQ(Files(), before);
  EXPECT_FALSE(OpenToExamine(path(), TestKey(9)).ok());
  EXPECT_EQ(Files(), before);
}

TEST_F(DatabaseOpenTest, ExaminingLeavesTheWalOfAKilledServerAlone) {
  Create();
  {
    const auto killed = OpenEncrypted(path(), TestKey());
    ASSERT_TRUE(killed.ok());
    (*killed)->KeepWalOnClose();
    ASSERT_TRUE((*killed)->Execute("INSERT INTO availability VALUES (1, 7, x'00')").ok());
  }
  const std::string file = ReadFile(path());
  const std::string wal = ReadFile(path() + "-wal");
  ASSERT_FALSE(wal.empty());
  {
    const auto database = OpenToExamine(path(), TestKey());
    ASSERT_TRUE(database.ok()) << database.status();
    const Snapshot snapshot(**database);
    EXPECT_TRUE(snapshot.availability().Newest()->has_value());
  }
  EXPECT_EQ(ReadFile(path()), file);
  EXPECT_EQ(ReadFile(path() + "-wal"), wal);
}

TEST_F(DatabaseOpenTest, ExaminingBesideAServerTakesNothingFromIt) {
  Create();
  const auto server = OpenEncrypted(path(), TestKey());
  ASSERT_TRUE(server.ok());
  ASSERT_TRUE((*server)->Execute("INSERT INTO availability VALUES (1, 7, x'00')").ok());
  { ASSERT_TRUE(OpenToExamine(path(), TestKey()).ok()); }
  EXPECT_EQ(Files().count("store.db-wal"), 1u);
  ASSERT_TRUE((*server)->Execute("UPDATE availability SET made_time = 8").ok());
  const auto reader = OpenReadOnly(path(), TestKey());
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ((*Snapshot(**reader).availability().Newest())->made_time, 8u);
}

}  // namespace
}  // namespace vangnet::storage
