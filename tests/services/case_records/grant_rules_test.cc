#include "services/case_records/grant_rules.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "proto/contract/error.h"

namespace vangnet::case_records {
namespace {

using contract::ParsedGrant;

template <typename Id>
Id Numbered(std::uint8_t number) {
  Id id;
  id.mutable_data()[0] = number;
  return id;
}

ExpectedGrant Expected(std::uint8_t recipient, std::uint32_t epoch) {
  return {.compartment_key = std::string(1, '\x02'),
          .epochs = {epoch},
          .recipient = Numbered<contract::PrincipalId>(recipient),
          .recipient_key = Numbered<contract::BoxKey>(recipient),
          .role = record::v1::CASE_ROLE_LEAD,
          .granter_key = Numbered<contract::SigningKey>(9),
          .bundle_version = 3};
}

ParsedGrant Matching(const ExpectedGrant& expected) {
  ParsedGrant grant;
  grant.compartment_key = expected.compartment_key;
  grant.recipient = expected.recipient;
  grant.recipient_key = expected.recipient_key;
  grant.granter_key = expected.granter_key;
  for (const std::uint32_t epoch : expected.epochs) grant.header.add_epochs(epoch);
  grant.header.set_bundle_version(expected.bundle_version);
  grant.header.set_role(expected.role);
  return grant;
}

std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

TEST(GrantRulesTest, MatchingGrantIsGood) {
  EXPECT_TRUE(CheckGrant(Expected(1, 2), Matching(Expected(1, 2))).ok());
}

TEST(GrantRulesTest, EachWrongFieldIsNamed) {
  const ExpectedGrant expected = Expected(1, 2);
  ParsedGrant grant = Matching(expected);
  grant.recipient = Numbered<contract::PrincipalId>(2);
  EXPECT_NE(MessageOf(CheckGrant(expected, grant)).find("recipient:"), std::string::npos);
  grant = Matching(expected);
  grant.recipient_key = Numbered<contract::BoxKey>(2);
  EXPECT_NE(MessageOf(CheckGrant(expected, grant)).find("recipient_key:"), std::string::npos);
  grant = Matching(expected);
  grant.compartment_key = std::string(1, '\x01');
  EXPECT_NE(MessageOf(CheckGrant(expected, grant)).find("compartment:"), std::string::npos);
  grant = Matching(expected);
  grant.header.add_epochs(3);
  EXPECT_NE(MessageOf(CheckGrant(expected, grant)).find("epochs:"), std::string::npos);
  grant = Matching(expected);
  grant.granter_key = Numbered<contract::SigningKey>(8);
  EXPECT_NE(MessageOf(CheckGrant(expected, grant)).find("granter_key:"), std::string::npos);
  grant = Matching(expected);
  grant.header.set_bundle_version(2);
  EXPECT_NE(MessageOf(CheckGrant(expected, grant)).find("bundle_version:"), std::string::npos);
  grant = Matching(expected);
  grant.header.set_role(record::v1::CASE_ROLE_DEPUTY);
  EXPECT_NE(MessageOf(CheckGrant(expected, grant)).find("role:"), std::string::npos);
}

TEST(GrantRulesTest, RecipientWithoutAPresentKeyGetsNoGrant) {
  ExpectedGrant expected = Expected(1, 2);
  expected.recipient_key = contract::BoxKey();
  EXPECT_FALSE(CheckGrant(expected, Matching(expected)).ok());
}

TEST(GrantRulesTest, TakesWhatIsExpectedInAnyOrderAndLeavesTheRest) {
  std::vector<ParsedGrant> waiting = {Matching(Expected(3, 2)), Matching(Expected(2, 2)),
                                      Matching(Expected(1, 2))};
  const auto taken = TakeGrants({Expected(1, 2), Expected(3, 2)}, waiting);
  ASSERT_TRUE(taken.ok()) << taken.status();
  ASSERT_EQ(taken->size(), 2u);
  EXPECT_EQ(taken->front().recipient, Numbered<contract::PrincipalId>(1));
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting.front().recipient, Numbered<contract::PrincipalId>(2));
}

TEST(GrantRulesTest, MissingGrantIsRefused) {
  std::vector<ParsedGrant> waiting = {Matching(Expected(1, 2))};
  EXPECT_EQ(contract::ReasonOf(TakeGrants({Expected(1, 2), Expected(2, 2)}, waiting).status()),
            contract::reason::kBadField);
}

TEST(GrantRulesTest, SameGrantCountsOnce) {
  std::vector<ParsedGrant> waiting = {Matching(Expected(1, 2)), Matching(Expected(1, 2))};
  ASSERT_TRUE(TakeGrants({Expected(1, 2)}, waiting).ok());
  EXPECT_EQ(waiting.size(), 1u);
}

}  // namespace
}  // namespace vangnet::case_records
