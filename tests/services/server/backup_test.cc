// `vangnetd backup-key`, `backup` and `restore`: what they leave, and each way to fail.
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/server/commands.h"
#include "services/server/copy_watch.h"
#include "services/server/open_store.h"
#include "services/server/process.h"
#include "storage/connection.h"
#include "storage/database.h"
#include "tests/services/server/exit_folder.h"
#include "tests/support/store_dump.h"

namespace vangnet::server {
namespace {

using testing::Finished;
using testing::ReadFile;
using testing::WriteFile;

class BackupCommandTest : public ExitTest {
 protected:
  BackupCommandTest() {
    std::filesystem::create_directory(folder());
    std::filesystem::create_directory(folder_ / "restored");
    EXPECT_EQ(Run({"backup-key", "--backup-key", key()}).exit_code, 0);
    restored_config_ = folder_ / "restored.toml";
    WriteFile(restored_config_,
              absl::StrReplaceAll(ReadFile(server_.config()), {{server_.store(), restored()}}));
  }

  static Finished Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), testing::ProgramPath("vangnetd"));
    return testing::RunCommand(arguments);
  }
  Finished MakeBackup() {
    return Run({"backup", "--config", server_.config(), "--to", folder(), "--backup-key", key()});
  }
  Finished Restore(const std::string& from) {
    return Run({"restore", "--config", restored_config_, "--from", from, "--backup-key", key()});
  }
  Finished OfRestored(const std::string& command) {
    return Run({command, "--config", restored_config_});
  }
  std::vector<std::string> Backups() const {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
      paths.push_back(entry.path());
    }
    return paths;
  }
  // The one that is there.
  std::string Made() {
    const Finished made = MakeBackup();
    EXPECT_EQ(made.exit_code, 0) << made.standard_error;
    return Backups().size() == 1 ? Backups().front() : "not one";
  }
  void ExpectNothingRestored() const {
    EXPECT_TRUE(std::filesystem::is_empty(folder_ / "restored"));
  }
  // Refused with `code` and a message that holds `word`.
  static void ExpectCode(const Finished& finished, ExitCode code, const std::string& word) {
    EXPECT_EQ(finished.exit_code, static_cast<int>(code)) << finished.standard_error;
    EXPECT_NE(finished.standard_error.find(word), std::string::npos) << finished.standard_error;
  }
  // As whoever has the backup key can.
  void Alter(const std::string& backup, const std::string& sql) {
    const auto backup_key =
        storage::StoreKey::FromBytes(contract::SecretBytes::CopyOf(ReadFile(key())));
    auto handle = storage::Connect(backup, *backup_key, storage::Use::kWrite);
    ASSERT_TRUE(handle.ok()) << handle.status();
    ASSERT_TRUE(storage::Database(*std::move(handle)).ExecuteScript(sql).ok());
  }
  // Something of that size, in a commit of its own.
  void Commit(std::size_t size) {
    const auto store = OpenStore(*ReadConfiguration(server_.config()),
                                 contract::SecretBytes::CopyOf(ReadFile(server_.store_key_file())));
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)
                    ->writes()
                    .SubmitAndWait([size](storage::Transaction& txn) {
                      return txn.availability().Put({1, std::string(size, 'a')});
                    })
                    .ok());
  }
  // What `command` leaves when the call `what` does this: "pwrite64:error=ENOSPC:when=20+".
  static Finished Injected(const std::string& what, std::vector<std::string> arguments) {
    const std::vector<std::string> strace = {"strace",
                                             "-f",
                                             "-qq",
                                             "-o",
                                             "/dev/null",
                                             "-e",
                                             "trace=pwrite64,fsync,rename",
                                             "-e",
                                             "inject=" + what,
                                             testing::ProgramPath("vangnetd")};
    arguments.insert(arguments.begin(), strace.begin(), strace.end());
    // The leak sanitizer cannot work in a process that is traced.
    return testing::RunCommand(arguments, "", {{"ASAN_OPTIONS", "detect_leaks=0"}});
  }

  std::string folder() const { return folder_ / "backups"; }
  std::string key() const { return folder_ / "backup.key"; }
  std::string restored() const { return folder_ / "restored/vangnet.db"; }
  std::string restored_config_;
};

TEST_F(BackupCommandTest, TheKeyIsAFileOfItsOwnAndNeverReplaced) {
  const std::string first = ReadFile(key());
  EXPECT_EQ(first.size(), 32u);
  struct stat attributes;
  ASSERT_EQ(stat(key().c_str(), &attributes), 0);
  EXPECT_EQ(attributes.st_mode & 0777, 0600u);
  ExpectCode(Run({"backup-key", "--backup-key", key()}), ExitCode::kKeyExists, "never replaced");
  EXPECT_TRUE(ReadFile(key()) == first);
  ASSERT_EQ(Run({"backup-key", "--backup-key", folder_ / "other.key"}).exit_code, 0);
  EXPECT_TRUE(ReadFile(folder_ / "other.key") != first);
  // A name without a folder is one in the working folder.
  const Finished beside =
      testing::RunCommand({"env", "-C", folder_.path(), testing::ProgramPath("vangnetd"),
                           "backup-key", "--backup-key", "beside.key"});
  EXPECT_EQ(beside.exit_code, 0) << beside.standard_error;
  EXPECT_EQ(ReadFile(folder_ / "beside.key").size(), 32u);
}

TEST_F(BackupCommandTest, MakesOneFileBesideAServer) {
  ASSERT_EQ(Init().exit_code, 0);
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << ReadFile(server_.stderr_file());
  const Finished made = MakeBackup();
  ASSERT_EQ(made.exit_code, 0) << made.standard_error;
  EXPECT_EQ(made.standard_error, "");
  ASSERT_EQ(Backups().size(), 1u);
  const std::string name = std::filesystem::path(Backups().front()).filename();
  EXPECT_EQ(name.size(), std::string("vangnet-20260101T000000Z.backup").size()) << name;
  EXPECT_NE(made.standard_output.find(name), std::string::npos);
  EXPECT_NE(made.standard_output.find("verified"), std::string::npos);
  struct stat attributes;
  ASSERT_EQ(stat(Backups().front().c_str(), &attributes), 0);
  EXPECT_EQ(attributes.st_mode & 0777, 0600u);
  EXPECT_TRUE(process.IsRunning());
  EXPECT_EQ(process.Terminate(), 0);
  EXPECT_EQ(Vangnetd("check").exit_code, 0);
}

TEST_F(BackupCommandTest, ARestoredStoreIsServedOnlyAfterSomebodyAcceptedIt) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string backup = Made();
  const Finished done = Restore(backup);
  ASSERT_EQ(done.exit_code, 0) << done.standard_error;
  EXPECT_NE(done.standard_output.find("up to commit 1"), std::string::npos);
  EXPECT_NE(done.standard_output.find("accept-restored"), std::string::npos);
  // Also of a store that looks new, and also when it is asked twice.
  for (const char* const command : {"check", "serve", "serve"}) {
    ExpectCode(OfRestored(command), ExitCode::kAnchorDamaged, "vangnetd restore");
    ASSERT_FALSE(HasFailure()) << "it would serve";
  }
  const Finished accepted = OfRestored("accept-restored");
  ASSERT_EQ(accepted.exit_code, 0) << accepted.standard_error;
  EXPECT_EQ(OfRestored("check").exit_code, 0);
  const auto store_key = storage::StoreKey::FromBytes(
      contract::SecretBytes::CopyOf(ReadFile(server_.store_key_file())));
  const auto dump = [&](const std::string& store) {
    return storage::testing::DumpDecrypted(store, *store_key).value_or("");
  };
  EXPECT_FALSE(dump(restored()).empty());
  EXPECT_TRUE(dump(restored()) == dump(server_.store()));
  struct stat attributes;
  ASSERT_EQ(stat(restored().c_str(), &attributes), 0);
  EXPECT_EQ(attributes.st_mode & 0777, 0600u);
}

TEST_F(BackupCommandTest, AnAnchorThatKnowsMoreStaysAndRefusesTheOlderStore) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string backup = Made();
  Commit(1);
  const std::string anchor = folder_ / "restored/anchor/vangnet.db.anchor";
  std::filesystem::create_directory(folder_ / "restored/anchor");
  std::filesystem::copy_file(folder_ / "server/anchor/vangnet.db.anchor", anchor);
  const std::string newest = ReadFile(anchor);
  ASSERT_EQ(Restore(backup).exit_code, 0);
  EXPECT_TRUE(ReadFile(anchor) == newest);
  ExpectCode(OfRestored("check"), ExitCode::kStoreOld, "older than its anchor");
  ASSERT_FALSE(HasFailure()) << "it would serve";
  ExpectCode(OfRestored("serve"), ExitCode::kStoreOld, "older than its anchor");
  const Finished accepted = OfRestored("accept-restored");
  EXPECT_NE(accepted.standard_output.find("the anchor was at commit 2; it is now at commit 1"),
            std::string::npos)
      << accepted.standard_output;
  EXPECT_EQ(OfRestored("check").exit_code, 0);
}

// Nothing was committed since, so nothing is lost.
TEST_F(BackupCommandTest, AnAnchorAtTheSameCommitFits) {
  ASSERT_EQ(Init().exit_code, 0);
  Commit(1);
  const std::string backup = Made();
  std::filesystem::copy(folder_ / "server/anchor", folder_ / "restored/anchor");
  ASSERT_EQ(Restore(backup).exit_code, 0);
  EXPECT_EQ(OfRestored("check").exit_code, 0);
}

TEST_F(BackupCommandTest, ABackupGoesNowhereNearTheStoreOrItsKey) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string store_folder = folder_ / "server";
  std::filesystem::create_directory(store_folder + "/below");
  std::filesystem::create_symlink(store_folder, folder_ / "link");
  WriteFile(folder_ / "file", "no folder");
  for (const std::string& place : {store_folder, store_folder + "/below", store_folder + "/anchor",
                                   folder_ / "link", folder_ / "file", folder_ / "nowhere"}) {
    ExpectCode(Run({"backup", "--config", server_.config(), "--to", place, "--backup-key", key()}),
               ExitCode::kBackupPlace, place);
  }
  std::filesystem::copy_file(key(), folder() + "/backup.key");
  ExpectCode(Run({"backup", "--config", server_.config(), "--to", folder(), "--backup-key",
                  folder() + "/backup.key"}),
             ExitCode::kBackupPlace, "the backup key lies in it");
  std::filesystem::remove(folder() + "/backup.key");
  EXPECT_EQ(Backups(), std::vector<std::string>{});
}

TEST_F(BackupCommandTest, KeysAreRefusedAsEveryKeyFileIs) {
  ASSERT_EQ(Init().exit_code, 0);
  const auto with = [&](const std::string& key) {
    return Run({"backup", "--config", server_.config(), "--to", folder(), "--backup-key", key});
  };
  ExpectCode(with(folder_ / "none"), ExitCode::kKeyMissing, "no such key file");
  ExpectCode(with(server_.store_key_file()), ExitCode::kBackupKeyShared, "store key");
  WriteFile(folder_ / "short", "short");
  ExpectCode(with(folder_ / "short"), ExitCode::kKeySize, "32 bytes");
  WriteFile(folder_ / "open", std::string(32, 'k'), 0644);
  ExpectCode(with(folder_ / "open"), ExitCode::kKeyExposed, "chmod");
  EXPECT_EQ(Backups(), std::vector<std::string>{});
}

TEST_F(BackupCommandTest, OnlyASoundStoreIsBackedUp) {
  ExpectCode(MakeBackup(), ExitCode::kStoreMissing, "no such store");
  ASSERT_EQ(Init().exit_code, 0);
  const std::string anchor = folder_ / "server/anchor/vangnet.db.anchor";
  const std::string good = ReadFile(anchor);
  WriteFile(anchor, "short");
  ExpectCode(MakeBackup(), ExitCode::kAnchorDamaged, "anchor");
  WriteFile(anchor, good);
  const auto store_key = storage::StoreKey::FromBytes(
      contract::SecretBytes::CopyOf(ReadFile(server_.store_key_file())));
  {
    const auto store = storage::OpenEncrypted(server_.store(), *store_key);
    ASSERT_TRUE(store.ok());
    ASSERT_TRUE((*store)->Execute("UPDATE bundle SET published_time = 1").ok());
  }
  ExpectCode(MakeBackup(), ExitCode::kStoreAltered, "not hold what was committed");
  WriteFile(server_.store_key_file(), std::string(32, 'x'));
  ExpectCode(MakeBackup(), ExitCode::kStoreKeyWrong, "store key");
  EXPECT_EQ(Backups(), std::vector<std::string>{});
}

TEST_F(BackupCommandTest, OneAtATimeForEachKey) {
  ASSERT_EQ(Init().exit_code, 0);
  const FileHandle other(open(key().c_str(), O_RDONLY | O_CLOEXEC));
  ASSERT_EQ(flock(other.get(), LOCK_EX | LOCK_NB), 0);
  ExpectCode(MakeBackup(), ExitCode::kBackupRunning, "under way");
  ASSERT_EQ(flock(other.get(), LOCK_UN), 0);
  EXPECT_EQ(MakeBackup().exit_code, 0);
}

// With a clock of its own, in this process.
class BackupInProcessTest : public BackupCommandTest {
 protected:
  absl::Status Make(std::ostream& out) {
    const auto configuration = ReadConfiguration(server_.config());
    EXPECT_TRUE(configuration.ok());
    return Backup(
        *configuration, {.place = folder(), .key_file = key()},
        [] { return absl::FromUnixSeconds(1'790'000'000); }, out, out);
  }
};

TEST_F(BackupInProcessTest, ABackupIsNeverReplaced) {
  ASSERT_EQ(Init().exit_code, 0);
  std::ostringstream out;
  ASSERT_TRUE(Make(out).ok());
  const std::string name = folder() + "/vangnet-20260921T141320Z.backup";
  ASSERT_EQ(Backups(), std::vector<std::string>{name}) << out.str();
  const std::string bytes = ReadFile(name);
  EXPECT_EQ(ExitCodeOf(Make(out)), ExitCode::kBackupExists);
  EXPECT_TRUE(ReadFile(name) == bytes);
  EXPECT_EQ(Backups().size(), 1u);
}

TEST_F(BackupInProcessTest, OnASignalItBreaksOffAndLeavesNothing) {
  ASSERT_EQ(Init().exit_code, 0);
  HoldStopSignals();
  EXPECT_FALSE(StopIsPending());
  // More than one step: what is told to stop in the last one is finished.
  Commit(4 << 20);
  raise(SIGTERM);
  std::ostringstream out;
  const absl::Status stopped = Make(out);
  EXPECT_TRUE(StopIsPending());
  WaitForStop();
  EXPECT_EQ(ExitCodeOf(stopped), ExitCode::kInterrupted) << stopped;
  EXPECT_EQ(Backups(), std::vector<std::string>{});
  EXPECT_FALSE(StopIsPending());
  EXPECT_TRUE(Make(out).ok()) << out.str();
}

TEST(CopyWatchTest, SaysHowFarItIsOnceASecondAndNothingInTheFirst) {
  absl::Time now = absl::FromUnixSeconds(1'790'000'000);
  std::ostringstream out;
  const storage::CopyProgress watch = WatchCopy(
      "backup", [&] { return now; }, out);
  const auto at = [&](double seconds, std::uint64_t done) {
    now = absl::FromUnixSeconds(1'790'000'000) + absl::Seconds(seconds);
    EXPECT_TRUE(watch(done, 100 << 20));
  };
  at(0.5, 10 << 20);
  EXPECT_EQ(out.str(), "");
  at(1.2, 25 << 20);
  at(1.9, 40 << 20);
  at(2.3, 50 << 20);
  at(2.5, 100 << 20);
  EXPECT_EQ(out.str(),
            "vangnetd: backup: 25 % of 100 MiB\nvangnetd: backup: 50 % of 100 MiB\n"
            "vangnetd: backup: copied; each page and row is now verified\n");
}

TEST(CopyWatchTest, IsSilentAboutWhatTakesNoTime) {
  const absl::Time now = absl::FromUnixSeconds(1'790'000'000);
  std::ostringstream out;
  const storage::CopyProgress watch = WatchCopy(
      "backup", [&] { return now; }, out);
  EXPECT_TRUE(watch(1, 2));
  EXPECT_TRUE(watch(2, 2));
  EXPECT_EQ(out.str(), "");
}

TEST_F(BackupCommandTest, AFullDiskLeavesNothing) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::vector<std::string> backup = {
      "backup", "--config", server_.config(), "--to", folder(), "--backup-key", key()};
  ExpectCode(Injected("pwrite64:error=ENOSPC:when=30+", backup), ExitCode::kNoSpace, "no room");
  EXPECT_EQ(Backups(), std::vector<std::string>{});
  ExpectCode(Injected("pwrite64:error=EIO:when=30", backup), ExitCode::kBackupUnwritable,
             "rights or disk");
  EXPECT_EQ(Backups(), std::vector<std::string>{});
  ExpectCode(Injected("rename:error=EROFS", backup), ExitCode::kBackupUnwritable, "disk");
  EXPECT_EQ(Backups(), std::vector<std::string>{});
  const std::string made = Made();
  const std::vector<std::string> restore = {
      "restore", "--config", restored_config_, "--from", made, "--backup-key", key()};
  ExpectCode(Injected("pwrite64:error=ENOSPC:when=30+", restore), ExitCode::kNoSpace, "no room");
  ExpectNothingRestored();
}

// Whenever it is killed, what has the name of a backup is one; the next run takes away the rest.
TEST_F(BackupCommandTest, AKilledOneIsNeverTakenForABackup) {
  ASSERT_EQ(Init().exit_code, 0);
  int killed = 0;
  for (const char* const point : {"pwrite64:signal=KILL:when=5", "pwrite64:signal=KILL:when=40",
                                  "pwrite64:signal=KILL:when=90", "fsync:signal=KILL:when=1",
                                  "fsync:signal=KILL:when=3", "rename:signal=KILL:when=1"}) {
    SCOPED_TRACE(point);
    const Finished finished = Injected(
        point, {"backup", "--config", server_.config(), "--to", folder(), "--backup-key", key()});
    if (finished.exit_code == 0) continue;
    ++killed;
    for (const std::string& left : Backups()) {
      if (left.ends_with(".backup")) {
        EXPECT_EQ(Restore(left).exit_code, 0);  // Killed behind the rename.
      } else if (left.ends_with(".partial")) {
        EXPECT_NE(left.find(".backup.partial"), std::string::npos);
      }
    }
    // Not in the same second as one that was killed behind the rename.
    Finished next;
    EXPECT_TRUE(testing::WaitUntil([&] {
      next = MakeBackup();
      return next.exit_code != static_cast<int>(ExitCode::kBackupExists);
    }));
    EXPECT_EQ(next.exit_code, 0) << next.standard_error;
    for (const std::string& left : Backups()) {
      EXPECT_TRUE(left.ends_with(".backup")) << left;
      std::filesystem::remove(left);
    }
    std::filesystem::remove_all(folder_ / "restored");
    std::filesystem::create_directory(folder_ / "restored");
  }
  EXPECT_GE(killed, 4);
}

TEST_F(BackupCommandTest, AKilledRestoreCanBeBegunAgain) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string backup = Made();
  int killed = 0;
  for (const char* const point : {"pwrite64:signal=KILL:when=5", "pwrite64:signal=KILL:when=40",
                                  "fsync:signal=KILL:when=3", "rename:signal=KILL:when=1"}) {
    SCOPED_TRACE(point);
    const Finished finished = Injected(
        point, {"restore", "--config", restored_config_, "--from", backup, "--backup-key", key()});
    if (finished.exit_code != 0) ++killed;
    if (!std::filesystem::exists(restored())) {
      ExpectCode(OfRestored("serve"), ExitCode::kStoreMissing, "no such store");
      EXPECT_EQ(Restore(backup).exit_code, 0);
    }
    ExpectCode(OfRestored("check"), ExitCode::kAnchorDamaged, "vangnetd restore");
    EXPECT_EQ(OfRestored("accept-restored").exit_code, 0);
    EXPECT_EQ(OfRestored("check").exit_code, 0);
    std::filesystem::remove_all(folder_ / "restored");
    std::filesystem::create_directory(folder_ / "restored");
  }
  EXPECT_GE(killed, 3);
}

TEST_F(BackupCommandTest, WhatIsNoGoodBackupIsNotRestored) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string backup = Made();
  const std::string good = ReadFile(backup);
  ExpectCode(Restore(folder_ / "none"), ExitCode::kBackupMissing, "no such backup");
  ExpectCode(Restore(folder()), ExitCode::kBackupForeign, "no backup");
  WriteFile(folder_ / "other.key", std::string(32, 'o'));
  ExpectCode(Run({"restore", "--config", restored_config_, "--from", backup, "--backup-key",
                  folder_ / "other.key"}),
             ExitCode::kBackupKeyWrong, "does not open");
  ExpectCode(Run({"restore", "--config", restored_config_, "--from", server_.store(),
                  "--backup-key", server_.store_key_file()}),
             ExitCode::kBackupKeyShared, "store key");
  WriteFile(folder_ / "empty", "");
  ExpectCode(Restore(folder_ / "empty"), ExitCode::kBackupForeign, "no backup");
  std::string damaged = good;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  WriteFile(folder_ / "damaged", damaged);
  ExpectCode(Restore(folder_ / "damaged"), ExitCode::kBackupDamaged, "damaged");
  WriteFile(folder_ / "cut", good.substr(0, good.size() / 2 / 4096 * 4096));
  ExpectCode(Restore(folder_ / "cut"), ExitCode::kBackupDamaged, "damaged");
  Alter(backup, "UPDATE bundle SET published_time = 1");
  ExpectCode(Restore(backup), ExitCode::kBackupDamaged, "not hold what was committed");
  WriteFile(backup, good);
  Alter(backup, "PRAGMA user_version = 1000");
  ExpectCode(Restore(backup), ExitCode::kBackupNewer, "newer vangnetd");
  Alter(backup, "PRAGMA application_id = 1447970644");
  ExpectCode(Restore(backup), ExitCode::kBackupForeign, "no backup");
  ExpectNothingRestored();
  WriteFile(backup, good);
  EXPECT_EQ(Restore(backup).exit_code, 0);
}

TEST_F(BackupCommandTest, OnlyAnEmptyFolderIsRestoredInto) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string backup = Made();
  for (const char* const left : {"vangnet.db-wal", "vangnet.db", "something"}) {
    WriteFile(folder_ / "restored/" + left, "left");
    ExpectCode(Restore(backup), ExitCode::kRestorePlace, "not empty");
    EXPECT_EQ(ReadFile(folder_ / "restored/" + left), "left");
    std::filesystem::remove(folder_ / "restored/" + left);
  }
  std::filesystem::remove(folder_ / "restored");
  ExpectCode(Restore(backup), ExitCode::kRestorePlace, "no such folder");
  std::filesystem::create_directory(folder_ / "restored");
  EXPECT_EQ(Restore(backup).exit_code, 0);
  ExpectCode(Restore(backup), ExitCode::kRestorePlace, "not empty");
}

TEST_F(BackupCommandTest, NothingIsRestoredUnderAServerOnTheSameKey) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string backup = Made();
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning());
  ExpectCode(Restore(backup), ExitCode::kStoreInUse, "another vangnetd");
  ExpectNothingRestored();
  EXPECT_EQ(process.Terminate(), 0);
  EXPECT_EQ(Restore(backup).exit_code, 0);
}

// Another machine, whose store key is another one.
TEST_F(BackupCommandTest, TheStoreKeyMayBeAnotherOne) {
  ASSERT_EQ(Init().exit_code, 0);
  const std::string backup = Made();
  WriteFile(server_.store_key_file(), std::string(32, 'n'));
  ASSERT_EQ(Restore(backup).exit_code, 0);
  EXPECT_EQ(OfRestored("accept-restored").exit_code, 0);
  EXPECT_EQ(OfRestored("check").exit_code, 0);
}

TEST_F(BackupCommandTest, TheCommandLineHasItsOwnCode) {
  for (const std::vector<std::string>& missing :
       {std::vector<std::string>{"backup", "--config", "c"},
        std::vector<std::string>{"backup", "--config", "c", "--to", "f"},
        std::vector<std::string>{"restore", "--config", "c", "--from", "f"},
        std::vector<std::string>{"backup-key"}}) {
    EXPECT_EQ(Run(missing).exit_code, static_cast<int>(ExitCode::kCommandLine));
  }
}

}  // namespace
}  // namespace vangnet::server
