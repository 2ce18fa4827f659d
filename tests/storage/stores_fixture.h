// A new store with a transaction on it, for the tests of the single stores.
#ifndef VANGNET_TESTS_STORAGE_STORES_FIXTURE_H_
#define VANGNET_TESTS_STORAGE_STORES_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

#include "proto/contract/error.h"
#include "storage/database.h"
#include "storage/snapshot.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage::testing {

inline constexpr auto kExists = absl::StatusCode::kAlreadyExists;
inline constexpr auto kBroken = absl::StatusCode::kFailedPrecondition;  // A constraint.

class StoresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = CreateEncrypted(folder_ / "store.db", TestKey());
    ASSERT_TRUE(database.ok()) << database.status();
    database_ = *std::move(database);
    txn_.emplace(*database_);
  }

  void InsertCases(std::uint8_t count) {
    for (std::uint8_t i = 1; i <= count; ++i) {
      ASSERT_TRUE(txn_->cases().Insert(SampleCase(i)).ok());
    }
  }

  void Close(std::uint8_t number) {
    CaseRow row = SampleCase(number);
    row.closed_day = 20'800;
    ASSERT_TRUE(txn_->cases().Update(row).ok());
  }

  vangnet::testing::TemporaryFolder folder_;
  DatabasePtr database_;
  std::optional<Transaction> txn_;
};

}  // namespace vangnet::storage::testing

#endif  // VANGNET_TESTS_STORAGE_STORES_FIXTURE_H_
