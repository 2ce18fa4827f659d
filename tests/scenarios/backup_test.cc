// Backups of a server that is being used: nothing that was accepted before is missing, nothing
// is half there, and people go on from what was restored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/scenarios/scenario.h"

namespace vangnet::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class BackupScenarioTest : public Scenario {
 protected:
  void SetUp() override {
    system();  // Before there are threads.
    fs::create_directory(folder_ / "backups");
    ASSERT_EQ(Vangnetd({"backup-key", "--backup-key", key()}).exit_code, 0);
  }

  static Finished Vangnetd(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), ProgramPath("vangnetd"));
    return RunCommand(arguments);
  }
  // Its path.
  std::string MakeBackup() {
    const std::string into = folder_ / absl::StrCat("backups/", ++backups_);
    fs::create_directory(into);
    const Finished made = Vangnetd(
        {"backup", "--config", system().server().config(), "--to", into, "--backup-key", key()});
    EXPECT_EQ(made.exit_code, 0) << made.standard_error;
    return fs::directory_iterator(into)->path();
  }
  // The folder of the restored store, which somebody accepted. The server has to stand still,
  // or the store key be a copy.
  std::string Restore(const std::string& backup) {
    const std::string into =
        folder_ / absl::StrCat("restored-", fs::path(backup).parent_path().filename().string());
    fs::create_directory(into);
    WriteFile(into + ".key", system().server().store_key());
    WriteFile(into + ".toml",
              absl::StrReplaceAll(ReadFile(system().server().config()),
                                  {{system().server().store(), into + "/vangnet.db"},
                                   {system().server().store_key_file(), into + ".key"}}));
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"restore", "--from", backup, "--backup-key", key()},
          std::vector<std::string>{"accept-restored"}, std::vector<std::string>{"check"}}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {"--config", into + ".toml"});
      const Finished finished = Vangnetd(arguments);
      EXPECT_EQ(finished.exit_code, 0) << command.front() << finished.standard_error;
    }
    return into;
  }

  std::string key() const { return folder_ / "backup.key"; }
  TemporaryFolder folder_;
  int backups_ = 0;
};

TEST_F(BackupScenarioTest, HoldsEveryReportThatWasAcceptedBeforeItBegan) {
  std::mutex mutex;
  std::vector<contract::CaseId> accepted;
  std::atomic<bool> stop{false};
  const auto file = [&] {
    while (!stop) {
      Reporter reporter(system());
      if (!reporter.File(UsualReport()).ok()) continue;
      const std::scoped_lock lock(mutex);
      accepted.push_back(reporter.case_id());
    }
  };
  const auto so_far = [&] {
    const std::scoped_lock lock(mutex);
    return accepted;
  };
  std::thread one(file);
  std::thread two(file);
  struct Made {
    std::string path;
    std::vector<contract::CaseId> before;
    std::size_t until = 0;
  };
  std::vector<Made> all;
  for (int i = 0; i < 5; ++i) {
    const std::size_t enough = so_far().size() + 3;
    EXPECT_TRUE(WaitUntil([&] { return so_far().size() >= enough; }));
    Made made;
    made.before = so_far();
    made.path = MakeBackup();
    made.until = so_far().size();
    all.push_back(made);
  }
  const std::size_t enough = so_far().size() + 3;
  EXPECT_TRUE(WaitUntil([&] { return so_far().size() >= enough; }));
  stop = true;
  one.join();
  two.join();

  for (const Made& made : all) {
    const std::string store = Restore(made.path) + "/vangnet.db";
    const std::string rows =
        RunCommand({ProgramPath("vangnet_store_dump"), store, system().server().store_key_file()})
            .standard_output;
    for (const contract::CaseId& case_id : made.before) {
      EXPECT_THAT(rows, HasSubstr("cases.case_id=" + case_id.ToBytes()));
    }
    // One filing of each thread may have been committed and not yet been told.
    for (std::size_t i = made.until + 2; i < accepted.size(); ++i) {
      EXPECT_THAT(rows, Not(HasSubstr(accepted[i].ToBytes())));
    }
  }
}

TEST_F(BackupScenarioTest, AfterARestoreReporterAndTrustedPersonReadAndWriteOn) {
  Reporter reporter(system());
  ReportTerms terms = UsualReport();
  terms.text = "het verhaal";
  ASSERT_THAT(reporter.File(terms), IsOk());
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Acknowledge(reporter.case_id()), IsOk());
  ASSERT_THAT(anna.Say(reporter.case_id(), "het antwoord"), IsOk());
  const std::string backup = MakeBackup();
  ASSERT_THAT(anna.Say(reporter.case_id(), "na de reservekopie"), IsOk());
  ASSERT_EQ(system().Stop(), 0);

  const std::string usual = ReadFile(system().server().config());
  WriteFile(system().server().config(), ReadFile(Restore(backup) + ".toml"));
  system().Start();
  Reporter again(system(), reporter.receipt());
  StaffMember anna_again(system(), "anna");
  EXPECT_THAT(Messages(again, reporter.case_id()), ElementsAre("het verhaal", "het antwoord"));
  EXPECT_THAT(Messages(anna_again, reporter.case_id()), ElementsAre("het verhaal", "het antwoord"));
  EXPECT_THAT(again.Say(reporter.case_id(), "nog iets"), IsOk());
  EXPECT_THAT(Messages(anna_again, reporter.case_id()),
              ElementsAre("het verhaal", "het antwoord", "nog iets"));
  Reporter another(system());
  EXPECT_THAT(another.File(UsualReport()), IsOk());

  ASSERT_EQ(system().Stop(), 0);
  WriteFile(system().server().config(), usual);
  system().Start();
}

}  // namespace
}  // namespace vangnet::testing
