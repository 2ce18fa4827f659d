#include "services/case_records/ladder_rules.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "vangnet/record/v1/record.pb.h"

namespace vangnet::case_records {
namespace {

using contract::PrincipalId;
using storage::ReaderRow;

PrincipalId Person(std::uint8_t number) {
  PrincipalId id;
  id.mutable_data()[15] = number;
  return id;
}

ReaderRow Row(std::uint8_t number, record::v1::CaseRole role, std::uint32_t gate,
              bool left = false) {
  ReaderRow row;
  row.principal = Person(number);
  row.role = static_cast<std::uint32_t>(role);
  row.gate = gate;
  row.rung = number;
  row.left = left;
  return row;
}

constexpr auto kLead = record::v1::CASE_ROLE_LEAD;
constexpr auto kDeputy = record::v1::CASE_ROLE_DEPUTY;
constexpr auto kReserve = record::v1::CASE_ROLE_RESERVE;
constexpr auto kDuty = record::v1::CASE_ROLE_DUTY;

TEST(LadderRulesTest, PassedTurnOpensTheNextRung) {
  const std::vector<ReaderRow> rows = {Row(1, kLead, storage::kGateClosed, true),
                                       Row(2, kDeputy, storage::kGateClosed),
                                       Row(3, kReserve, storage::kGateClosed)};
  const Turn turn = NextTurn({Person(2), Person(3)}, rows, true);
  EXPECT_EQ(turn.opens, Person(2));
  EXPECT_FALSE(turn.unheld);
}

TEST(LadderRulesTest, PassedTurnOpensTheNextRungThoughADutyOfficerCouldAcknowledge) {
  const std::vector<ReaderRow> rows = {Row(1, kLead, storage::kGateClosed, true),
                                       Row(2, kDeputy, storage::kGateClosed),
                                       Row(3, kDuty, storage::kGateCheck)};
  EXPECT_EQ(NextTurn({Person(2), Person(3)}, rows, true).opens, Person(2));
}

TEST(LadderRulesTest, PassedTurnSkipsARungThatIsOpenAlready) {
  const std::vector<ReaderRow> rows = {Row(1, kLead, storage::kGateClosed, true),
                                       Row(2, kDuty, storage::kGateCheck),
                                       Row(3, kDuty, storage::kGateClosed)};
  EXPECT_EQ(NextTurn({Person(2), Person(3)}, rows, true).opens, Person(3));
}

TEST(LadderRulesTest, NothingOpensWhenTheLastOneWhoCanAcknowledgeIsOpen) {
  const std::vector<ReaderRow> rows = {Row(1, kLead, storage::kGateClosed, true),
                                       Row(2, kDuty, storage::kGateCheck)};
  const Turn turn = NextTurn({Person(2)}, rows, true);
  EXPECT_EQ(turn.opens, std::nullopt);
  EXPECT_FALSE(turn.unheld);
}

TEST(LadderRulesTest, WhoLeavesOutOfTurnOpensNobody) {
  const std::vector<ReaderRow> rows = {Row(1, kLead, storage::kGateCheck),
                                       Row(2, kDeputy, storage::kGateClosed, true),
                                       Row(3, kReserve, storage::kGateClosed)};
  EXPECT_EQ(NextTurn({Person(1), Person(3)}, rows, false).opens, std::nullopt);
}

TEST(LadderRulesTest, SomebodyOpensWhenNobodyIsOpenThoughNoTurnPassed) {
  const std::vector<ReaderRow> rows = {Row(1, kLead, storage::kGateClosed, true),
                                       Row(2, kReserve, storage::kGateClosed)};
  EXPECT_EQ(NextTurn({Person(2)}, rows, false).opens, Person(2));
}

TEST(LadderRulesTest, CaseWithoutRungsIsUnheld) {
  const std::vector<ReaderRow> rows = {Row(1, kLead, storage::kGateClosed, true)};
  const Turn turn = NextTurn({}, rows, true);
  EXPECT_TRUE(turn.unheld);
  EXPECT_EQ(turn.opens, std::nullopt);
}

TEST(LadderRulesTest, DutyOfficersNeverHoldTheTurn) {
  EXPECT_TRUE(HeldTurn(Row(1, kLead, storage::kGateCheck)));
  EXPECT_TRUE(HeldTurn(Row(1, kLead, storage::kGateConversation)));
  EXPECT_FALSE(HeldTurn(Row(1, kDeputy, storage::kGateClosed)));
  EXPECT_FALSE(HeldTurn(Row(1, kDuty, storage::kGateCheck)));
}

TEST(LadderRulesTest, HolderIsTheRungWhoseTurnCameLast) {
  EXPECT_EQ(TurnHolder({Row(1, kLead, storage::kGateCheck), Row(2, kDeputy, storage::kGateCheck),
                        Row(3, kReserve, storage::kGateClosed)}),
            Person(2));
}

TEST(LadderRulesTest, DutyOfficerIsHolderOnlyWhenNobodyElseIsOpen) {
  EXPECT_EQ(TurnHolder({Row(1, kLead, storage::kGateCheck), Row(3, kDuty, storage::kGateCheck)}),
            Person(1));
  EXPECT_EQ(TurnHolder({Row(3, kDuty, storage::kGateCheck), Row(1, kLead, storage::kGateCheck)}),
            Person(1));
  EXPECT_EQ(
      TurnHolder({Row(1, kLead, storage::kGateClosed, true), Row(3, kDuty, storage::kGateCheck)}),
      Person(3));
}

TEST(LadderRulesTest, WhoLeftIsNoHolder) {
  EXPECT_EQ(TurnHolder({Row(1, kLead, storage::kGateCheck, true)}), std::nullopt);
  EXPECT_EQ(TurnHolder({}), std::nullopt);
}

}  // namespace
}  // namespace vangnet::case_records
