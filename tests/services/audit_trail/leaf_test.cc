#include "services/audit_trail/leaf.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "services/cryptography/sha256.h"
#include "vangnet/audit/v1/leaf.pb.h"

namespace vangnet::audit_trail {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'000 * 86'400 + 4'711);

Event SampleEvent() {
  Event event;
  event.actor = *contract::PrincipalId::Parse(std::string(16, 'a'));
  event.action = 3;
  event.case_id = *contract::CaseId::Parse(std::string(16, 'c'));
  event.record_hash = *contract::Hash::Parse(std::string(32, 'h'));
  return event;
}

audit::v1::Leaf Body(const storage::LeafRow& row) {
  audit::v1::Leaf leaf;
  EXPECT_TRUE(contract::ParseCanonical(row.body, 1024, leaf).ok());
  return leaf;
}

TEST(LeafTest, HoldsTheActByTheDayAndNotTheCase) {
  const auto row = MakeLeaf(SampleEvent(), kNow);
  ASSERT_TRUE(row.ok());
  const audit::v1::Leaf leaf = Body(*row);
  EXPECT_EQ(row->day, 1'000u);
  EXPECT_EQ(leaf.day(), 1'000u);
  EXPECT_EQ(leaf.actor(), std::string(16, 'a'));
  EXPECT_EQ(leaf.action(), 3u);
  EXPECT_EQ(leaf.outcome(), 1u);
  EXPECT_EQ(leaf.record_hash(), std::string(32, 'h'));
  EXPECT_EQ(row->body.find(std::string(16, 'c')), std::string::npos);
  EXPECT_EQ(leaf.case_ref(), cryptography::Sha256(std::string(contract::label::kCaseRef) +
                                                  leaf.salt() + std::string(16, 'c'))
                                 .ToBytes());
}

TEST(LeafTest, ItsHashIsThatOfALeafOfTheTree) {
  const auto row = MakeLeaf(SampleEvent(), kNow);
  ASSERT_TRUE(row.ok());
  EXPECT_EQ(row->leaf_hash, cryptography::Sha256(std::string(1, '\0') + row->body));
}

TEST(LeafTest, TwoLeavesOfOneCaseCannotBeMatched) {
  const auto one = MakeLeaf(SampleEvent(), kNow);
  const auto other = MakeLeaf(SampleEvent(), kNow);
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_NE(Body(*one).salt(), Body(*other).salt());
  EXPECT_NE(Body(*one).case_ref(), Body(*other).case_ref());
}

TEST(LeafTest, OutsideOfACaseThereIsNoReference) {
  Event event = SampleEvent();
  event.case_id.reset();
  const auto row = MakeLeaf(event, kNow);
  ASSERT_TRUE(row.ok());
  EXPECT_TRUE(Body(*row).case_ref().empty());
}

}  // namespace
}  // namespace vangnet::audit_trail
