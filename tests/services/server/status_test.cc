// `vangnetd status`: what it says of a server that serves, does not run, or is damaged.
#include <gmock/gmock.h>
#include <signal.h>

#include "services/server/open_store.h"
#include "tests/services/server/exit_folder.h"

namespace vangnet::server {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class StatusTest : public ExitTest {
 protected:
  void SetUp() override {
    const testing::Finished made = Init();
    ASSERT_EQ(made.exit_code, 0) << made.standard_error;
  }
  // Committed as every row is, so that chain and anchor fit; as a defect of ours would.
  void CommitACaseWithoutRecords() {
    const auto key = storage::StoreKey::FromBytes(
        contract::SecretBytes::CopyOf(testing::ReadFile(server_.store_key_file())));
    Configuration configuration;
    configuration.store_path = server_.store();
    configuration.anchor_path = folder_ / "server/anchor/vangnet.db.anchor";
    const auto store = OpenStore(configuration, key->bytes());
    ASSERT_TRUE(store.ok()) << store.status();
    storage::CaseRow row;
    row.case_id.mutable_data()[0] = 1;
    row.category = row.urgency = row.calendar = row.language = row.state = 1;
    ASSERT_TRUE(
        (*store)
            ->writes()
            .SubmitAndWait([&](storage::Transaction& txn) { return txn.cases().Insert(row); })
            .ok());
  }
  // Once the comparison after the start has come to its end.
  testing::Finished StatusWhenCompared() const {
    testing::Finished status;
    EXPECT_TRUE(testing::WaitUntil([&] {
      status = Vangnetd("status");
      return status.standard_output.find("not compared yet") == std::string::npos;
    }));
    return status;
  }
};

TEST_F(StatusTest, ARunningServerIsDescribedByItsSocketsAndFiles) {
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << testing::ReadFile(server_.stderr_file());
  const testing::Finished status = StatusWhenCompared();
  EXPECT_EQ(status.exit_code, 0) << status.standard_error;
  EXPECT_THAT(
      status.standard_output,
      AllOf(HasSubstr("serving: yes\n"), HasSubstr("public socket: serves\n"),
            HasSubstr("staff socket: serves\n"), HasSubstr("store content: in order\n"),
            ContainsRegex("bundle: 1, (59|60) days left\n"),
            ContainsRegex("since: 20[0-9-]+T[0-9:]+Z\n"), ContainsRegex("schema: [1-9][0-9]*\n"),
            ContainsRegex("store: [1-9][0-9]* bytes\n"), ContainsRegex("wal: [0-9]+ bytes\n"),
            ContainsRegex("free disk: [0-9]+ MiB\n"), ContainsRegex("version: [0-9]")));
  EXPECT_EQ(process.Terminate(), 0);
}

TEST_F(StatusTest, RowsThatAreNotThoseOfTheRecordsAreToldAndTheServerServesOn) {
  CommitACaseWithoutRecords();
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << testing::ReadFile(server_.stderr_file());
  const testing::Finished status = StatusWhenCompared();
  EXPECT_EQ(status.exit_code, static_cast<int>(ExitCode::kNotInOrder)) << status.standard_error;
  EXPECT_THAT(status.standard_output,
              AllOf(HasSubstr("serving: yes\n"), HasSubstr("store content: not in order")));
  EXPECT_THAT(status.standard_error, HasSubstr("vangnetd check"));
  EXPECT_THAT(testing::ReadFile(server_.stderr_file()), HasSubstr("not those of its records"));
  EXPECT_EQ(Vangnetd("check").exit_code, static_cast<int>(ExitCode::kStoreAltered));
  EXPECT_EQ(process.Terminate(), 0);
}

TEST_F(StatusTest, AServerThatDoesNotRunHasACodeOfItsOwnAndItsFilesAreTold) {
  const testing::Finished status = Vangnetd("status");
  EXPECT_EQ(status.exit_code, static_cast<int>(ExitCode::kNotRunning));
  EXPECT_THAT(status.standard_output,
              AllOf(HasSubstr("serving: no\n"), HasSubstr("bundle: 1, "), Not(HasSubstr("since"))));
  EXPECT_THAT(status.standard_error, HasSubstr("vangnetd serve"));
  EXPECT_FALSE(std::filesystem::exists(server_.store() + "-wal"));
}

TEST_F(StatusTest, AServerThatDoesNotAnswerIsRunningAndNotServing) {
  testing::ChildProcess process = server_.Serve();
  ASSERT_TRUE(process.IsRunning()) << testing::ReadFile(server_.stderr_file());
  process.Signal(SIGSTOP);
  const testing::Finished status = Vangnetd("status");
  process.Signal(SIGCONT);
  EXPECT_EQ(status.exit_code, static_cast<int>(ExitCode::kNotServing)) << status.standard_error;
  EXPECT_THAT(status.standard_output, HasSubstr("does not serve"));
  EXPECT_EQ(process.Terminate(), 0);
}

TEST_F(StatusTest, AStoreWithAnotherKeyIsSaidBeforeThatNobodyServesIt) {
  testing::WriteFile(server_.store_key_file(), std::string(32, 'k'));
  const testing::Finished status = Vangnetd("status");
  EXPECT_EQ(status.exit_code, static_cast<int>(ExitCode::kStoreKeyWrong));
  EXPECT_THAT(status.standard_output, HasSubstr("serving: no\n"));
}

}  // namespace
}  // namespace vangnet::server
