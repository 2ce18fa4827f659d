#include "tests/support/store_dump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/storage/sample_rows.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

using testing::DumpDecrypted;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TestKey;

TEST(StoreDumpTest, FindsWhatStandsInAnyTableAlsoInTheWal) {
  testing::TempStore store;
  const std::string canary = "canary-of-the-dump";
  EXPECT_THAT(*DumpDecrypted(store.path(), TestKey()), Not(HasSubstr(canary)));
  ASSERT_TRUE(store->writes()
                  .SubmitAndWait([&](Transaction& txn) {
                    const absl::Status inserted = txn.cases().Insert(testing::SampleCase(1));
                    RecordRow row = testing::SampleRecord(1, CheckCompartment(), 1);
                    row.bytes = std::string("\0\xff", 2) + canary;
                    return inserted.ok() ? txn.records().Append(row) : inserted;
                  })
                  .ok());
  ASSERT_GT(std::filesystem::file_size(store.path() + "-wal"), 0u);
  const auto dump = DumpDecrypted(store.path(), TestKey());
  ASSERT_TRUE(dump.ok()) << dump.status();
  EXPECT_THAT(*dump, HasSubstr("record.bytes=" + std::string("\0\xff", 2) + canary));
  EXPECT_THAT(*dump, HasSubstr("cases.urgency=3\n"));
  EXPECT_THAT(*dump, HasSubstr("CREATE TABLE cases"));
  store->Stop();
  EXPECT_THAT(*DumpDecrypted(store.path(), TestKey()), HasSubstr(canary));
}

TEST(StoreDumpTest, NeedsTheKey) {
  testing::TempStore store;
  EXPECT_FALSE(DumpDecrypted(store.path(), TestKey(8)).ok());
}

TEST(StoreDumpTest, AKeyFileIsRawOrHexadecimal) {
  const vangnet::testing::TemporaryFolder folder;
  std::ofstream(folder / "raw") << std::string(32, '\n');
  std::ofstream(folder / "hex")
      << "0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\n";
  std::ofstream(folder / "short") << "0a0a";
  const auto raw = testing::ReadKeyFile(folder / "raw");
  const auto hex = testing::ReadKeyFile(folder / "hex");
  ASSERT_TRUE(raw.ok() && hex.ok());
  EXPECT_TRUE(raw->bytes().EqualInConstantTime(hex->bytes()));
  EXPECT_FALSE(testing::ReadKeyFile(folder / "short").ok());
  EXPECT_FALSE(testing::ReadKeyFile(folder / "absent").ok());
}

}  // namespace
}  // namespace vangnet::storage
