// Somebody with the disk and without the store key puts back what they kept: one page, the
// WAL, the whole file, the anchor. Every one is found, except file and anchor together.
// VANGNET_PUT_BACK_POINTS: how many of each, 20 unless it says otherwise.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "proto/contract/error.h"
#include "storage/commit_log.h"
#include "storage/database.h"
#include "tests/proto/contract/sha256.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_store.h"

namespace vangnet::storage {
namespace {

using contract::ReasonOf;
using testing::TestKey;

constexpr std::size_t kPage = 4096;

std::size_t Points() {
  const char* const text = std::getenv("VANGNET_PUT_BACK_POINTS");
  return text == nullptr ? 20 : std::strtoul(text, nullptr, 10);
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// Numbers of the pages, from 0, that both files have and that are not the same.
std::vector<std::size_t> Differing(const std::string& old, const std::string& newest) {
  std::vector<std::size_t> pages;
  for (std::size_t page = 0; (page + 1) * kPage <= std::min(old.size(), newest.size()); ++page) {
    if (old.compare(page * kPage, kPage, newest, page * kPage, kPage) != 0) pages.push_back(page);
  }
  return pages;
}

StoreOptions LongWal() {
  StoreOptions options;
  options.writing.checkpoint_pages = 1 << 30;
  return options;
}

class PutBackTest : public ::testing::Test {
 protected:
  PutBackTest() : store_(LongWal()) {}

  absl::Status Write(const WriteOperation& operation) {
    return store_->writes().SubmitAndWait(operation);
  }

  // Two commits of what a case brings: new rows, changed ones, and some that go.
  void WriteSome() {
    const std::uint8_t number = ++cases_;
    ASSERT_TRUE(Write([number](Transaction& txn) {
                  absl::Status status = txn.cases().Insert(testing::SampleCase(number));
                  for (std::uint8_t i = 1; i <= 4; ++i) {
                    RecordRow record = testing::SampleRecord(number, "\1", i);
                    record.bytes.assign(1500, static_cast<char>(number ^ i));
                    status.Update(txn.records().Append(record));
                    status.Update(txn.readers().Upsert(
                        {testing::Case(number), testing::Person(i), 1, 1, i, false}));
                    status.Update(txn.grants().Insert(
                        {testing::Case(number), testing::Person(i), "\1",
                         testing::MakeId<contract::Hash>(number, i), std::string(300, 'g')}));
                  }
                  return status;
                }).ok());
    ASSERT_TRUE(Write([number](Transaction& txn) {
                  absl::Status status = txn.readers().Upsert(
                      {testing::Case(number), testing::Person(1), 1, 2, 1, false});
                  status.Update(txn.grants().DeleteAll(testing::Case(number), testing::Person(2)));
                  return status;
                }).ok());
  }

  std::string wal_path() const { return store_.path() + "-wal"; }

  // What lies on the disk now. The store is open: its file and its WAL.
  struct Files {
    std::string store, wal, anchor;
  };
  Files Now() const {
    return {ReadFile(store_.path()), ReadFile(wal_path()), ReadFile(store_.anchor_path())};
  }
  // The store is closed.
  void Put(const std::string& store, const std::string& wal, const std::string& anchor) const {
    std::filesystem::remove(store_.path() + "-shm");
    std::filesystem::remove(wal_path());
    WriteFile(store_.path(), store);
    if (!wal.empty()) WriteFile(wal_path(), wal);
    WriteFile(store_.anchor_path(), anchor);
  }

  // By what `vangnetd check` and the background check find it; empty when they do not.
  std::string FoundBy() const {
    const auto database = OpenToExamine(store_.path(), TestKey());
    if (!database.ok()) return "open";
    if (!VerifyIntegrity(**database).ok()) return "pages";
    const absl::Status anchor = CheckAnchorBesideServer(**database, store_.commits());
    if (!anchor.ok()) return ReasonOf(anchor);
    return ReasonOf(VerifyCommitChain(**database, &contract::Sha256));
  }

  // Every row of a store that was closed.
  std::string Whole(const Files& files) const {
    Put(files.store, "", files.anchor);
    return testing::DumpDecrypted(store_.path(), TestKey()).value_or("");
  }

  bool Opens() const {
    StoreOptions options;
    options.commits = store_.commits();
    return Store::Open(store_.path(), TestKey(), options).ok();
  }

  testing::TempStore store_;
  std::uint8_t cases_ = 0;
};

TEST_F(PutBackTest, AnOldFileIsRefusedAndSoIsAnOldAnchor) {
  std::vector<Files> kept;
  for (std::size_t point = 0; point < Points(); ++point) {
    WriteSome();
    store_.Close();
    kept.push_back(Now());
    store_.Open();
  }
  WriteSome();
  store_.Close();
  const Files newest = Now();
  for (const Files& old : kept) {
    Put(old.store, "", newest.anchor);
    EXPECT_EQ(FoundBy(), commit_reason::kOldStore);
    EXPECT_FALSE(Opens());
    Put(newest.store, "", old.anchor);
    EXPECT_EQ(FoundBy(), commit_reason::kOldAnchor);
    EXPECT_FALSE(Opens());
    // The limit, and why staff's clients remember heads.
    Put(old.store, "", old.anchor);
    EXPECT_EQ(FoundBy(), "");
    EXPECT_TRUE(Opens());
  }
  Put(newest.store, "", newest.anchor);
  EXPECT_EQ(FoundBy(), "");
}

TEST_F(PutBackTest, AnOldWalIsRefused) {
  std::vector<Files> kept;
  WriteSome();
  for (std::size_t point = 0; point < Points(); ++point) {
    kept.push_back(Now());
    WriteSome();
    if (point % 5 == 4) store_.Restart();  // Into the file, and a new WAL begins.
  }
  WriteSome();
  const Files killed = Now();
  store_.Close();
  const Files closed = Now();
  ASSERT_FALSE(killed.wal.empty());
  std::size_t found = 0;
  for (const Files& old : kept) {
    // Beside the file that a killed server left, and beside one that was closed.
    for (const std::string& store : {killed.store, closed.store}) {
      Put(store, old.wal, killed.anchor);
      const std::string by = FoundBy();
      if (by.empty()) {
        // SQLite takes no WAL of another time: nothing of it is read.
        Put(store, old.wal, killed.anchor);
        const std::string rows = testing::DumpDecrypted(store_.path(), TestKey()).value_or("");
        EXPECT_EQ(rows, Whole(closed));
      } else {
        ++found;
        Put(store, old.wal, killed.anchor);
        EXPECT_FALSE(Opens()) << by;
      }
    }
  }
  EXPECT_GE(found, kept.size());
  Put(killed.store, killed.wal, killed.anchor);
  EXPECT_EQ(FoundBy(), "");
}

TEST_F(PutBackTest, AnOldPageIsFound) {
  std::vector<std::string> kept;
  for (std::size_t point = 0; point < Points(); ++point) {
    WriteSome();
    store_.Close();
    kept.push_back(ReadFile(store_.path()));
    store_.Open();
  }
  WriteSome();
  store_.Close();
  const Files newest = Now();
  const std::string rows = Whole(newest);
  std::map<std::string, std::size_t> found;
  for (std::size_t point = 0; point < Points(); ++point) {
    const std::string& old = kept[point];
    const std::vector<std::size_t> differing = Differing(old, newest.store);
    ASSERT_FALSE(differing.empty());
    // Each point tries another of them.
    const std::size_t page = differing[point * 7 % differing.size()];
    std::string mixed = newest.store;
    mixed.replace(page * kPage, kPage, old, page * kPage, kPage);
    Put(mixed, "", newest.anchor);
    const std::string by = FoundBy();
    if (by.empty()) {
      // The page says the same in other words, or is one that nothing uses.
      EXPECT_EQ(*testing::DumpDecrypted(store_.path(), TestKey()), rows) << "page " << page + 1;
    }
    ++found[by];
  }
  EXPECT_LT(found[""], Points() / 4);
  Put(newest.store, "", newest.anchor);
  EXPECT_EQ(FoundBy(), "");
}

// As it was before somebody's absence was changed in place, which is in no index: SQLite sees
// nothing of it.
TEST_F(PutBackTest, AnOldPageThatSQLiteCannotTellIsFound) {
  constexpr std::uint8_t kPersons = 10;
  const auto be_absent = [](std::uint8_t person, std::uint64_t until) {
    return [person, until](Transaction& txn) {
      return txn.absences().Put({testing::Person(person), 1, until, testing::Person(person)});
    };
  };
  WriteSome();
  for (std::uint8_t i = 1; i <= kPersons; ++i) ASSERT_TRUE(Write(be_absent(i, 2)).ok());
  std::size_t altered = 0;
  for (std::size_t point = 0; point < Points(); ++point) {
    store_.Close();
    const Files old = Now();
    store_.Open();
    ASSERT_TRUE(Write(be_absent(static_cast<std::uint8_t>(1 + point % kPersons), 3 + point)).ok());
    store_.Close();
    const Files newest = Now();
    const std::string rows = Whole(newest);
    for (const std::size_t page : Differing(old.store, newest.store)) {
      std::string mixed = newest.store;
      mixed.replace(page * kPage, kPage, old.store, page * kPage, kPage);
      Put(mixed, "", newest.anchor);
      const std::string by = FoundBy();
      altered += by == commit_reason::kAltered ? 1 : 0;
      if (!by.empty()) continue;
      Put(mixed, "", newest.anchor);
      EXPECT_EQ(*testing::DumpDecrypted(store_.path(), TestKey()), rows) << "page " << page + 1;
    }
    Put(newest.store, "", newest.anchor);
    EXPECT_EQ(FoundBy(), "");
    store_.Open();
  }
  EXPECT_GE(altered, Points());
}

}  // namespace
}  // namespace vangnet::storage
