// The row, the leaf and the availability of a new bundle: all or none.
#include "services/directory/publish_bundle.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "services/audit_trail/leaf.h"
#include "tests/support/organisation.h"
#include "tests/support/temp_store.h"
#include "vangnet/audit/v1/leaf.pb.h"

namespace vangnet::directory {
namespace {

const absl::Time kPublishTime = absl::FromUnixSeconds(1'795'424'400);

class PublishBundleTest : public ::testing::Test {
 protected:
  PublishBundleTest() : organisation_(kPublishTime) {
    organisation_.AddStaff("anna", testing::TrustedPerson());
    organisation_.AddStaff("adam", testing::Administrator());
    rules_.log_key = *contract::SigningKey::Parse(std::string(32, 'l'));
    rules_.demonstration = true;
    organisation_.AddLogKey(rules_.log_key);
    first_ = organisation_.Publish();
    Published made;
    EXPECT_TRUE(Run([&](storage::Transaction& txn) {
                  auto published = PublishFirstBundle(txn, rules_, first_, kPublishTime);
                  if (published.ok()) made = *published;
                  return published.status();
                }).ok());
    newest_ = std::make_unique<publication::NewestBundle>(made.bundle);
  }

  absl::Status Run(storage::WriteOperation operation) {
    return store_->writes().SubmitAndWait(std::move(operation));
  }

  absl::StatusOr<Published> Publish(const std::string& signed_bundle) {
    const gate::Caller caller{organisation_.principal("adam"),
                              organisation_.identity("adam").signing_key(),
                              {policy::v1::ROLE_ADMINISTRATOR},
                              kPublishTime};
    absl::StatusOr<Published> published = absl::UnknownError("not run");
    const absl::Status status = Run([&](storage::Transaction& txn) {
      published = PublishBundle(txn, caller, *newest_, rules_, signed_bundle);
      return published.status();
    });
    if (!status.ok()) return status;
    return published;
  }

  std::vector<storage::LeafRow> Leaves() {
    std::vector<storage::LeafRow> rows;
    EXPECT_TRUE(store_->reads()
                    .SubmitAndWait([&](const storage::Snapshot& snapshot) {
                      auto listed =
                          snapshot.leaves().ListDay(contract::ToDay(kPublishTime), 0, 100);
                      if (listed.ok()) rows = *listed;
                      return listed.status();
                    })
                    .ok());
    return rows;
  }

  std::uint32_t NewestVersion() {
    std::uint32_t version = 0;
    EXPECT_TRUE(store_->reads()
                    .SubmitAndWait([&](const storage::Snapshot& snapshot) {
                      auto row = snapshot.bundles().Newest();
                      if (row.ok()) version = row->version;
                      return row.status();
                    })
                    .ok());
    return version;
  }

  storage::testing::TempStore store_;
  testing::Organisation organisation_;
  HouseRules rules_;
  std::string first_;
  std::unique_ptr<publication::NewestBundle> newest_;
};

TEST_F(PublishBundleTest, TheNextOneIsStoredWithItsLeafAndAvailability) {
  const auto published = Publish(organisation_.Publish());
  ASSERT_TRUE(published.ok()) << published.status().message();
  EXPECT_EQ(published->bundle->bundle.version(), 2u);
  EXPECT_EQ(NewestVersion(), 2u);
  bundle::v1::Availability shown;
  ASSERT_TRUE(shown.ParseFromString(*published->availability));
  EXPECT_EQ(shown.persons_size(), 1);
  const auto leaves = Leaves();
  ASSERT_EQ(leaves.size(), 1u);
  audit::v1::Leaf leaf;
  ASSERT_TRUE(leaf.ParseFromString(leaves[0].body));
  EXPECT_EQ(leaf.action(), audit_trail::kBundlePublished);
  EXPECT_EQ(leaf.actor(), organisation_.principal("adam").ToBytes());
  EXPECT_EQ(leaf.record_hash(), published->bundle->bundle_hash.ToBytes());
}

TEST_F(PublishBundleTest, TheSameBytesAgainAreOkAndChangeNothing) {
  const auto again = Publish(first_);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->bundle, nullptr);
  EXPECT_EQ(NewestVersion(), 1u);
  EXPECT_TRUE(Leaves().empty());
}

TEST_F(PublishBundleTest, ARefusedOneLeavesNothing) {
  EXPECT_EQ(contract::ReasonOf(Publish(organisation_.Sign(organisation_.draft(), {0})).status()),
            contract::reason::kBundleRefused);
  EXPECT_EQ(Publish("no bundle at all").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(NewestVersion(), 1u);
  EXPECT_TRUE(Leaves().empty());
}

// A bundle that was published in the same batch counts already: memory is older.
TEST_F(PublishBundleTest, AnOldMemoryDoesNotLetTheSameVersionInTwice) {
  const std::string second = organisation_.Publish();
  ASSERT_TRUE(Publish(second).ok());
  ASSERT_EQ(newest_->Get()->bundle.version(), 1u);
  EXPECT_TRUE(Publish(second).ok()) << "the newest again";
  EXPECT_EQ(contract::ReasonOf(Publish(first_).status()), contract::reason::kBundleRefused);
  EXPECT_EQ(Leaves().size(), 1u);
}

TEST_F(PublishBundleTest, WhenTheActFailsAfterwardsNeitherBundleNorLeafIsKept) {
  const std::string second = organisation_.Publish();
  const gate::Caller caller{organisation_.principal("adam"), {}, {}, kPublishTime};
  EXPECT_FALSE(Run([&](storage::Transaction& txn) {
                 EXPECT_TRUE(PublishBundle(txn, caller, *newest_, rules_, second).ok());
                 return contract::NotFound();
               }).ok());
  EXPECT_EQ(NewestVersion(), 1u);
  EXPECT_TRUE(Leaves().empty());
}

}  // namespace
}  // namespace vangnet::directory
