#include "services/caseload/caseload_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "absl/time/time.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::caseload {
namespace {

using Counts = std::map<std::uint32_t, std::uint32_t>;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr std::uint32_t kIntimidation = record::v1::CATEGORY_INTIMIDATION;
constexpr std::uint32_t kIntegrity = record::v1::CATEGORY_INTEGRITY;
constexpr std::uint32_t kCrisis = record::v1::CATEGORY_CRISIS;
constexpr std::uint32_t kNotSure = record::v1::CATEGORY_NOT_SURE;

absl::Time At(std::int64_t seconds) { return absl::FromUnixSeconds(seconds); }

contract::PrincipalId Person(std::uint8_t number) {
  contract::PrincipalId id;
  id.mutable_data()[0] = number;
  return id;
}

HeldCase Case(std::uint32_t category, std::uint32_t urgency,
              std::optional<contract::PrincipalId> holder) {
  HeldCase held{.row = {}, .holder = holder};
  held.row.category = category;
  held.row.urgency = urgency;
  return held;
}

TEST(CaseloadRulesTest, LargeCellsAreShown) {
  EXPECT_THAT(SuppressSmallCells({{kIntimidation, 5}, {kCrisis, 9}}),
              ElementsAre(Pair(kIntimidation, 5), Pair(kCrisis, 9)));
}

TEST(CaseloadRulesTest, SmallCellTakesTheSmallestOtherWithIt) {
  EXPECT_THAT(SuppressSmallCells({{kIntimidation, 20}, {kIntegrity, 4}, {kCrisis, 6}}),
              ElementsAre(Pair(kIntimidation, 20)));
}

TEST(CaseloadRulesTest, TwoSmallCellsThatHideEachOtherTakeNoOther) {
  EXPECT_THAT(SuppressSmallCells({{kIntimidation, 20}, {kIntegrity, 4}, {kCrisis, 3}}),
              ElementsAre(Pair(kIntimidation, 20)));
}

TEST(CaseloadRulesTest, TwoSmallCellsWithFewCasesTogetherTakeAnother) {
  EXPECT_THAT(
      SuppressSmallCells({{kIntimidation, 20}, {kIntegrity, 1}, {kCrisis, 1}, {kNotSure, 7}}),
      ElementsAre(Pair(kIntimidation, 20)));
}

TEST(CaseloadRulesTest, SmallCellBesideOneLargeLeavesNothing) {
  EXPECT_THAT(SuppressSmallCells({{kIntimidation, 20}, {kIntegrity, 1}}), IsEmpty());
}

TEST(CaseloadRulesTest, EmptyCellHidesNoOther) {
  EXPECT_THAT(SuppressSmallCells({{kIntimidation, 5}, {kIntegrity, 0}}),
              ElementsAre(Pair(kIntimidation, 5)));
  EXPECT_THAT(SuppressSmallCells({}), IsEmpty());
}

// Whatever the counts: what is left out can't be computed from total and shown cells.
TEST(CaseloadRulesTest, NothingLeftOutCanBeComputedFromTheRest) {
  for (std::uint32_t a = 0; a <= 7; ++a) {
    for (std::uint32_t b = 0; b <= 7; ++b) {
      for (std::uint32_t c = 0; c <= 7; ++c) {
        const Counts shown = SuppressSmallCells({{1, a}, {2, b}, {3, c}});
        std::uint32_t hidden = a + b + c;
        std::uint32_t cells = (a > 0) + (b > 0) + (c > 0);
        for (const auto& [category, count] : shown) {
          EXPECT_GE(count, kSmallestCell);
          hidden -= count;
          --cells;
        }
        if (hidden == 0 || shown.empty()) continue;
        EXPECT_GE(hidden, kSmallestCell) << a << " " << b << " " << c;
        EXPECT_GE(cells, 2u) << a << " " << b << " " << c;
      }
    }
  }
}

TEST(CaseloadRulesTest, HoldersAreSummedAndWeighed) {
  const v1::CaseloadTotals totals =
      TotalsOf({Case(1, 1, Person(2)), Case(1, 2, Person(2)), Case(1, 3, Person(1)),
                Case(1, 4, Person(1)), Case(1, 3, std::nullopt)},
               At(0));
  EXPECT_EQ(totals.open_cases(), 5u);
  ASSERT_EQ(totals.holders_size(), 2);
  EXPECT_EQ(totals.holders(0).principal(), Person(1).ToBytes());
  EXPECT_EQ(totals.holders(0).open_cases(), 2u);
  EXPECT_EQ(totals.holders(0).weighted_quarters(), 6u);
  EXPECT_EQ(totals.holders(1).weighted_quarters(), 24u);
  ASSERT_EQ(totals.categories_size(), 1);
  EXPECT_EQ(totals.categories(0).open_cases(), 5u);
}

TEST(CaseloadRulesTest, OverdueFromTheDeadlineOn) {
  HeldCase held = Case(1, 3, Person(1));
  EXPECT_FALSE(IsOverdue(held.row, At(1000)));
  held.row.acknowledge_by_time = 1000;
  EXPECT_FALSE(IsOverdue(held.row, At(999)));
  EXPECT_TRUE(IsOverdue(held.row, At(1000)));
  EXPECT_EQ(TotalsOf({held}, At(1000)).overdue_cases(), 1u);
  EXPECT_TRUE(RowOf(held, At(1000)).overdue());
}

TEST(CaseloadRulesTest, RowSaysNothingOfTheCategoryAndNoTimeOfDay) {
  HeldCase held = Case(kCrisis, 2, std::nullopt);
  held.row.filed_time = 3 * 86400 + 3600;
  held.row.last_activity_day = 4;
  const v1::CaseloadRow row = RowOf(held, At(0));
  EXPECT_EQ(row.filed_day(), 3u);
  EXPECT_EQ(row.last_activity_day(), 4u);
  EXPECT_TRUE(row.holder().empty());
  EXPECT_EQ(v1::CaseloadRow::descriptor()->FindFieldByName("category"), nullptr);
}

TEST(CaseloadRulesTest, PersonsAreThoseOnTheListAndNoDutyOfficerWhoWaits) {
  const auto reader = [](std::uint8_t who, record::v1::CaseRole role, std::uint32_t gate,
                         bool left) {
    return storage::ReaderRow{.case_id = {},
                              .principal = Person(who),
                              .role = static_cast<std::uint32_t>(role),
                              .gate = gate,
                              .left = left};
  };
  EXPECT_THAT(PersonsShown({reader(9, record::v1::CASE_ROLE_LEAD, storage::kGateCheck, false),
                            reader(8, record::v1::CASE_ROLE_DEPUTY, storage::kGateClosed, false),
                            reader(7, record::v1::CASE_ROLE_RESERVE, storage::kGateClosed, true),
                            reader(6, record::v1::CASE_ROLE_UNSPECIFIED, 0, false),
                            reader(5, record::v1::CASE_ROLE_DUTY, storage::kGateClosed, false),
                            reader(4, record::v1::CASE_ROLE_DUTY, storage::kGateCheck, false)}),
              ElementsAre(Person(4), Person(8), Person(9)));
}

}  // namespace
}  // namespace vangnet::caseload
