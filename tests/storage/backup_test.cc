// Backups as files: what is in one, who can open it, and what is noticed of one that is not
// as it was made. Writers go on between the pages, as beside a running server.
#include "storage/backup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "proto/contract/error.h"
#include "storage/commit_log.h"
#include "storage/commit_reason.h"
#include "storage/connection.h"
#include "storage/migrations.h"
#include "storage/snapshot.h"
#include "tests/proto/contract/sha256.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/statement_watch.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

using contract::ReasonOf;
using contract::Sha256;
using testing::TestKey;

constexpr std::uint64_t kMade = 1'790'000'000;
constexpr std::size_t kPage = 4096;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class BackupTest : public ::testing::Test {
 protected:
  ~BackupTest() override { testing::ClearFailure(); }

  absl::Status WriteCase(std::uint8_t number) {
    return store_->writes().SubmitAndWait([number](Transaction& txn) {
      absl::Status status = txn.cases().Insert(testing::SampleCase(number));
      RecordRow record = testing::SampleRecord(number, "\1", 1);
      record.bytes.assign(20'000, static_cast<char>(number));
      status.Update(txn.records().Append(record));
      return status;
    });
  }

  absl::StatusOr<BackupContents> Make(CopyProgress progress = nullptr) {
    const auto source = OpenToExamine(store_.path(), TestKey());
    EXPECT_TRUE(source.ok()) << source.status();
    return MakeBackup(**source, path(), BackupKey(), kMade,
                      {.hash = &Sha256, .progress = std::move(progress), .pages_at_once = 3});
  }
  absl::Status Verify() {
    const auto backup = OpenBackup(path(), BackupKey());
    if (!backup.ok()) return backup.status();
    return VerifyBackup(**backup, &Sha256).status();
  }
  absl::StatusOr<DatabasePtr> Restore() {
    const auto backup = OpenBackup(path(), BackupKey());
    EXPECT_TRUE(backup.ok()) << backup.status();
    return RestoreBackup(**backup, restored(), StoreKeyOfRestored(),
                         {.hash = &Sha256, .progress = nullptr});
  }
  // Whatever a backup or a restore made.
  std::set<std::string> Files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      names.insert(entry.path().filename());
    }
    return names;
  }
  void Alter(const std::string& path, const StoreKey& key, const std::string& sql) {
    const auto database = OpenEncrypted(path, key);
    ASSERT_TRUE(database.ok()) << database.status();
    ASSERT_TRUE((*database)->ExecuteScript(sql).ok());
  }
  // As whoever has the backup key can.
  void AlterBackup(const std::string& sql) {
    auto handle = Connect(path(), BackupKey(), Use::kWrite);
    ASSERT_TRUE(handle.ok()) << handle.status();
    ASSERT_TRUE(Database(*std::move(handle)).ExecuteScript(sql).ok());
  }
  static bool HasCase(Database& database, std::uint8_t number) {
    return Snapshot(database).cases().Get(testing::Case(number)).ok();
  }
  void Fill(std::uint8_t cases) {
    for (std::uint8_t i = 1; i <= cases; ++i) ASSERT_TRUE(WriteCase(i).ok());
  }

  static StoreKey BackupKey() { return TestKey(9); }
  static StoreKey StoreKeyOfRestored() { return TestKey(11); }
  std::string path() const { return folder_ / "one.backup"; }
  std::string restored() const { return folder_ / "restored.db"; }

  testing::TempStore store_;
  vangnet::testing::TemporaryFolder folder_;
};

TEST_F(BackupTest, HoldsWhatWasCommittedBeforeAndNothingThatCameBetweenItsPages) {
  Fill(10);
  std::uint8_t next = 11;
  bool done_at_last = false;
  const auto made = Make([&](std::uint64_t done, std::uint64_t total) {
    EXPECT_LE(done, total);
    done_at_last = done == total;
    EXPECT_TRUE(WriteCase(next++).ok()) << "a writer waited for the backup";
    return true;
  });
  ASSERT_TRUE(made.ok()) << made.status();
  ASSERT_GT(next, 20) << "nothing was written meanwhile";
  EXPECT_TRUE(done_at_last);
  EXPECT_EQ(made->tail.number, 10u);
  EXPECT_EQ(made->made_time, kMade);
  EXPECT_EQ(made->schema, BuiltInMigrations().size());
  EXPECT_EQ(Files(), std::set<std::string>{"one.backup"});
  const auto backup = OpenBackup(path(), BackupKey());
  ASSERT_TRUE(backup.ok()) << backup.status();
  for (std::uint8_t i = 1; i < next; ++i) EXPECT_EQ(HasCase(**backup, i), i <= 10) << int{i};
}

TEST_F(BackupTest, IsOneFileThatItsOwnerAloneMayReadAndThatReadingDoesNotChange) {
  Fill(2);
  ASSERT_TRUE(Make().ok());
  struct stat file = {};
  ASSERT_EQ(stat(path().c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);
  const std::string bytes = ReadFile(path());
  EXPECT_TRUE(Verify().ok());
  EXPECT_TRUE(ReadFile(path()) == bytes);
  EXPECT_EQ(Files(), std::set<std::string>{"one.backup"});
  EXPECT_EQ(bytes.find(std::string(100, '\1')), std::string::npos) << "not encrypted";
}

TEST_F(BackupTest, OpensWithItsOwnKeyAloneAndIsNoStore) {
  Fill(1);
  ASSERT_TRUE(Make().ok());
  EXPECT_EQ(ReasonOf(OpenBackup(path(), TestKey()).status()), open_reason::kKeyWrong);
  EXPECT_EQ(ReasonOf(OpenEncrypted(path(), BackupKey()).status()), open_reason::kForeign);
  EXPECT_EQ(ReasonOf(OpenToExamine(path(), BackupKey()).status()), open_reason::kForeign);
  EXPECT_TRUE(Verify().ok());
  store_.Close();
  EXPECT_EQ(ReasonOf(OpenBackup(store_.path(), TestKey()).status()), open_reason::kForeign);
}

TEST_F(BackupTest, WhatIsNoBackupIsRefusedAsWhatItIs) {
  EXPECT_EQ(ReasonOf(OpenBackup(path(), BackupKey()).status()), open_reason::kMissing);
  WriteFile(path(), "");
  EXPECT_EQ(ReasonOf(OpenBackup(path(), BackupKey()).status()), open_reason::kForeign);
  WriteFile(path(), std::string(2 * kPage, 'x'));
  EXPECT_EQ(ReasonOf(OpenBackup(path(), BackupKey()).status()), open_reason::kKeyWrong);
}

TEST_F(BackupTest, EveryDamagedPageIsFound) {
  Fill(4);
  ASSERT_TRUE(Make().ok());
  const std::string good = ReadFile(path());
  for (std::size_t at = 100; at < good.size(); at += kPage) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    WriteFile(path(), bad);
    EXPECT_FALSE(Verify().ok()) << "page " << at / kPage + 1;
  }
  for (const std::size_t pages :
       {std::size_t{1}, good.size() / kPage / 2, good.size() / kPage - 1}) {
    WriteFile(path(), good.substr(0, pages * kPage));
    EXPECT_FALSE(Verify().ok()) << "cut off after " << pages;
  }
  WriteFile(path(), good);
  EXPECT_TRUE(Verify().ok());
}

TEST_F(BackupTest, AStoreThatWasAlteredIsNotBackedUp) {
  Fill(3);
  store_.Close();
  Alter(store_.path(), TestKey(), "UPDATE cases SET urgency = 1");
  EXPECT_EQ(ReasonOf(Make().status()), commit_reason::kAltered);
  EXPECT_EQ(Files(), std::set<std::string>{});
}

TEST_F(BackupTest, NothingIsReplacedAndNothingHalfMadeIsLeft) {
  Fill(2);
  WriteFile(path(), "somebody's");
  EXPECT_EQ(ReasonOf(Make().status()), copy_reason::kExists);
  EXPECT_EQ(ReadFile(path()), "somebody's");
  std::filesystem::remove(path());

  int steps = 0;
  const auto stop_in_the_middle = [&](std::uint64_t, std::uint64_t) { return ++steps < 3; };
  EXPECT_TRUE(absl::IsCancelled(Make(stop_in_the_middle).status()));
  EXPECT_EQ(steps, 3);
  EXPECT_EQ(Files(), std::set<std::string>{});

  testing::FailNextStatement("INSERT INTO backup", testing::kFull);
  EXPECT_EQ(ReasonOf(Make().status()), copy_reason::kFull);
  EXPECT_FALSE(testing::FailurePending());
  testing::FailNextStatement("INSERT INTO backup", testing::kIoError);
  EXPECT_EQ(ReasonOf(Make().status()), copy_reason::kUnwritable);
  EXPECT_FALSE(testing::FailurePending());
  EXPECT_EQ(Files(), std::set<std::string>{});
  // And the store is none the worse.
  EXPECT_TRUE(WriteCase(3).ok());
  EXPECT_TRUE(Make().ok());
}

TEST_F(BackupTest, WithoutAWriterItLeavesNothingBesideTheStore) {
  Fill(1);
  store_.Close();
  ASSERT_TRUE(Make().ok());
  EXPECT_FALSE(std::filesystem::exists(store_.path() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(store_.path() + "-shm"));
}

TEST_F(BackupTest, ARestoredStoreHoldsTheSameRowsUnderItsOwnKey) {
  Fill(5);
  ASSERT_TRUE(Make().ok());
  {
    const auto store = Restore();
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_TRUE(VerifyCommitChain(**store, &Sha256).ok());
  }
  EXPECT_EQ(Files(), (std::set<std::string>{"one.backup", "restored.db"}));
  store_.Close();
  EXPECT_EQ(testing::DumpDecrypted(restored(), StoreKeyOfRestored()).value_or("not opened"),
            testing::DumpDecrypted(store_.path(), TestKey()).value_or(""));
  EXPECT_EQ(ReasonOf(OpenEncrypted(restored(), BackupKey()).status()), open_reason::kKeyWrong);
  // And is written on, once somebody made an anchor for it.
  const auto tail = [&] {
    const auto database = OpenToExamine(restored(), StoreKeyOfRestored());
    return ReadChainTail(**database, &Sha256);
  }();
  ASSERT_TRUE(tail.ok());
  StoreOptions options;
  options.commits = {.hash = &Sha256, .anchor_path = folder_ / "anchor/restored.anchor"};
  EXPECT_EQ(ReasonOf(Store::Open(restored(), StoreKeyOfRestored(), options).status()),
            commit_reason::kAnchorMissing);
  ASSERT_TRUE(AnchorFile::Create(options.commits.anchor_path, &Sha256, *tail).ok());
  const auto opened = Store::Open(restored(), StoreKeyOfRestored(), options);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_TRUE((*opened)
                  ->writes()
                  .SubmitAndWait(
                      [](Transaction& txn) { return txn.cases().Insert(testing::SampleCase(99)); })
                  .ok());
}

TEST_F(BackupTest, ARestoreReplacesNothingAndLeavesNothingHalfMade) {
  Fill(3);
  ASSERT_TRUE(Make().ok());
  WriteFile(restored(), "somebody's");
  EXPECT_EQ(ReasonOf(Restore().status()), copy_reason::kExists);
  EXPECT_EQ(ReadFile(restored()), "somebody's");
  std::filesystem::remove(restored());
  const auto backup = OpenBackup(path(), BackupKey());
  ASSERT_TRUE(backup.ok());
  const auto stopped =
      RestoreBackup(**backup, restored(), StoreKeyOfRestored(),
                    {.hash = &Sha256,
                     .progress = [](std::uint64_t, std::uint64_t) { return false; },
                     .pages_at_once = 3});
  EXPECT_TRUE(absl::IsCancelled(stopped.status())) << stopped.status();
  EXPECT_EQ(Files(), std::set<std::string>{"one.backup"});
}

// Whoever has the backup key can write another row into a backup.
TEST_F(BackupTest, ARowThatWasNotCommittedIsFound) {
  Fill(3);
  ASSERT_TRUE(Make().ok());
  AlterBackup("UPDATE cases SET urgency = 1");
  EXPECT_EQ(ReasonOf(Verify()), commit_reason::kAltered);
}

TEST_F(BackupTest, ItsEndIsWhatItSaysOfItself) {
  Fill(3);
  ASSERT_TRUE(Make().ok());
  AlterBackup(
      "UPDATE backup SET number = 2, head = (SELECT head FROM commit_chain WHERE number = 2)");
  EXPECT_EQ(ReasonOf(Verify()), commit_reason::kAltered);
  AlterBackup(
      "UPDATE backup SET number = 3, head = (SELECT head FROM commit_chain WHERE number = 3)");
  EXPECT_TRUE(Verify().ok());
  AlterBackup("DELETE FROM commit_chain WHERE number = 3");
  EXPECT_EQ(ReasonOf(Verify()), commit_reason::kAltered);
  EXPECT_EQ(ReasonOf(Restore().status()), commit_reason::kAltered);
  EXPECT_EQ(Files(), std::set<std::string>{"one.backup"});
  AlterBackup("DELETE FROM backup");
  EXPECT_EQ(ReasonOf(Verify()), open_reason::kDamaged);
}

TEST_F(BackupTest, OfANewerProgramIsRefused) {
  Fill(1);
  ASSERT_TRUE(Make().ok());
  AlterBackup("PRAGMA user_version = 1000");
  EXPECT_EQ(ReasonOf(Verify()), open_reason::kNewer);
}

}  // namespace
}  // namespace vangnet::storage
