#include "services/case_records/check_readers.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/services/case_records/sample_case.h"

namespace vangnet::case_records {
namespace {

class CheckReadersTest : public ::testing::Test {
 protected:
  absl::Status Check() const {
    absl::Status result;
    sample_.Read([&](const storage::Snapshot& snapshot) {
      result = CheckReaders(snapshot, sample_.case_id());
    });
    return result;
  }

  // Changes one person's row, looks, and puts it back.
  void ExpectFound(const std::string& who, const std::function<void(storage::ReaderRow&)>& change) {
    ASSERT_TRUE(Check().ok()) << Check();
    storage::ReaderRow good;
    sample_.Read([&](const storage::Snapshot& snapshot) {
      good = **snapshot.readers().Find(sample_.case_id(), sample_.identity(who).principal());
    });
    storage::ReaderRow bad = good;
    change(bad);
    Put(bad);
    EXPECT_TRUE(absl::IsDataLoss(Check())) << who;
    Put(good);
  }

  void Put(const storage::ReaderRow& row) {
    ASSERT_TRUE(
        sample_.Change([&](storage::Transaction& txn) { return txn.readers().Upsert(row); }).ok());
  }

  testing::SampleCase sample_;
};

TEST_F(CheckReadersTest, TheRowsOfACaseFollowFromItsRecordsAllTheWay) {
  sample_.MustFile();
  EXPECT_TRUE(Check().ok()) << Check();
  sample_.Decline("anna");
  EXPECT_TRUE(Check().ok()) << Check();
  sample_.Acknowledge("bo");
  EXPECT_TRUE(Check().ok()) << Check();
  sample_.Decline("bo");
  EXPECT_TRUE(Check().ok()) << Check();
}

TEST_F(CheckReadersTest, ACaseWithoutRecordsIsFound) {
  EXPECT_TRUE(absl::IsDataLoss(Check())) << Check();
}

TEST_F(CheckReadersTest, WhoOpensMoreThanTheRecordsSayIsFound) {
  sample_.MustFile();
  ExpectFound("anna", [](auto& row) { row.gate = storage::kGateConversation; });
  ExpectFound("bo", [](auto& row) { row.left = true; });
  sample_.Acknowledge("anna");
  ExpectFound("bo", [](auto& row) { row.gate = storage::kGateCheck; });
  ExpectFound("anna", [](auto& row) { row.gate = storage::kGateCheck; });
  sample_.Decline("anna");
  ExpectFound("anna", [](auto& row) { row.gate = storage::kGateCheck; });
  ExpectFound("anna", [](auto& row) { row.left = false; });
}

// Whom an ACKNOWLEDGE passed over did not leave, and comes back no more than who did.
TEST_F(CheckReadersTest, WhoWasPassedOverOpensNothingWhenTheLeadHasLeft) {
  sample_.MustFile();
  sample_.Decline("anna");
  sample_.Acknowledge("bo");
  sample_.Decline("bo");
  ExpectFound("carla", [](auto& row) { row.gate = storage::kGateCheck; });
}

TEST_F(CheckReadersTest, AStrangersRowIsFound) {
  sample_.MustFile();
  Put({sample_.case_id(), sample_.identity("zoe").principal(), 1, storage::kGateClosed, 9, false});
  EXPECT_TRUE(absl::IsDataLoss(Check()));
}

TEST_F(CheckReadersTest, ACoordinatorWhomTheFilingDidNotNameIsFound) {
  sample_.MustFile();
  ASSERT_TRUE(Check().ok()) << Check();
  ASSERT_TRUE(sample_
                  .Change([&](storage::Transaction& txn) {
                    return txn.coordinators().Insert(sample_.case_id(),
                                                     sample_.identity("zoe").principal());
                  })
                  .ok());
  EXPECT_TRUE(absl::IsDataLoss(Check()));
}

}  // namespace
}  // namespace vangnet::case_records
