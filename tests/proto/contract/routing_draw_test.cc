// The draw: integer arithmetic over given numbers, shown by going through all of them
// and not by statistics.
#include <limits>
#include <map>
#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/routing_rules.h"
#include "tests/proto/contract/case_bench.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_bundle.h"

namespace vangnet::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

// Gives the numbers in turn; a number beyond the last is a failed test.
class Numbers {
 public:
  explicit Numbers(std::vector<std::uint64_t> numbers) : numbers_(std::move(numbers)) {}
  RandomNumber AsSource() {
    return [this] {
      EXPECT_LT(used_, numbers_.size());
      return used_ < numbers_.size() ? numbers_[used_++] : 0;
    };
  }
  std::size_t used() const { return used_; }

 private:
  std::vector<std::uint64_t> numbers_;
  std::size_t used_ = 0;
};

std::vector<Candidate> Candidates(const std::vector<std::pair<char, std::uint32_t>>& weights) {
  std::vector<Candidate> candidates;
  for (const auto& [letter, weight] : weights) {
    candidates.push_back({.principal = Who(letter), .weight = weight});
  }
  return candidates;
}

char Drawn(const std::vector<Candidate>& candidates, std::vector<std::uint64_t> numbers) {
  Numbers source(std::move(numbers));
  const absl::StatusOr<Candidate> drawn = Draw(candidates, source.AsSource());
  EXPECT_THAT(drawn, IsOk());
  return drawn.ok() ? LetterOf(drawn->principal) : '?';
}

TEST(DrawTest, EveryCandidateHasExactlyTheShareOfItsWeight) {
  const auto candidates = Candidates({{'B', 4}, {'C', 2}, {'D', 1}});
  std::map<char, int> counts;
  for (std::uint64_t number = 0; number < 7 * 5; ++number) ++counts[Drawn(candidates, {number})];
  EXPECT_THAT(counts, ElementsAre(Pair('B', 20), Pair('C', 10), Pair('D', 5)));
}

TEST(DrawTest, SharesLieInTheOrderOfTheList) {
  const auto candidates = Candidates({{'B', 2}, {'C', 1}});
  EXPECT_EQ(Drawn(candidates, {0}), 'B');
  EXPECT_EQ(Drawn(candidates, {1}), 'B');
  EXPECT_EQ(Drawn(candidates, {2}), 'C');
  EXPECT_EQ(Drawn(candidates, {3}), 'B');
}

TEST(DrawTest, WhoHasNoWeightIsNeverDrawn) {
  const auto candidates = Candidates({{'B', 0}, {'C', 3}, {'D', 0}});
  for (std::uint64_t number = 0; number < 9; ++number) {
    EXPECT_EQ(Drawn(candidates, {number}), 'C');
  }
}

TEST(DrawTest, NumbersAboveTheLargestMultipleAreDrawnAgain) {
  // 2^64 = 3 * 6148914691236517205 + 1: only the largest number is too many.
  const auto three = Candidates({{'B', 1}, {'C', 1}, {'D', 1}});
  EXPECT_EQ(Drawn(three, {kMax, 1}), 'C');
  EXPECT_EQ(Drawn(three, {kMax - 1}), 'D');
  // 2^64 mod 7 = 2: the two largest.
  const auto seven = Candidates({{'B', 3}, {'C', 4}});
  EXPECT_EQ(Drawn(seven, {kMax, kMax - 1, 3}), 'C');
  EXPECT_EQ(Drawn(seven, {kMax - 2}), 'C');
  EXPECT_EQ((kMax - 2) % 7, 6u);
}

TEST(DrawTest, ATotalThatDividesAllNumbersRejectsNone) {
  const auto four = Candidates({{'B', 1}, {'C', 3}});
  EXPECT_EQ(Drawn(four, {kMax}), 'C');
  EXPECT_EQ(Drawn(Candidates({{'B', 1}}), {kMax}), 'B');
}

TEST(DrawTest, WithoutCandidatesThereIsNobodyAndNoNumberIsUsed) {
  Numbers none({});
  EXPECT_THAT(Draw({}, none.AsSource()), Refused("NOT_FOUND"));
  EXPECT_THAT(Draw(Candidates({{'B', 0}}), none.AsSource()), Refused("NOT_FOUND"));
}

TEST(DrawTest, ASourceThatIsStuckIsAnErrorAndNotAnEndlessLoop) {
  const auto three = Candidates({{'B', 1}, {'C', 1}, {'D', 1}});
  EXPECT_THAT(Draw(three, [] { return kMax; }), Refused("INTERNAL"));
}

TEST(DrawTest, TheLargestWeightsThereAreDoNotOverflow) {
  std::vector<Candidate> candidates;
  for (int i = 0; i < 500; ++i) {
    candidates.push_back({.principal = Who('B'), .weight = 0xFFFFFFFFu});
  }
  candidates.push_back({.principal = Who('C'), .weight = 1});
  EXPECT_EQ(Drawn(candidates, {500ull * 0xFFFFFFFFu}), 'C');
  EXPECT_EQ(Drawn(candidates, {500ull * 0xFFFFFFFFu - 1}), 'B');
}

class DrawRoutingTest : public ::testing::Test {
 protected:
  DrawRoutingTest() {
    for (const char letter : {'B', 'C', 'D', 'S', 'T'}) {
      bundle::v1::PersonAvailability& person = *availability_.add_persons();
      person.set_principal(Who(letter).ToBytes());
      person.set_taking_cases(true);
      person.set_load(bundle::v1::LOAD_NORMAL);
    }
    request_.category = record::v1::CATEGORY_NOT_SURE;
    request_.urgency = record::v1::URGENCY_NORMAL;
    request_.language = record::v1::LANGUAGE_DUTCH;
    request_.now = 1'767'300'000;
  }
  absl::StatusOr<Routing> DrawWith(std::vector<std::uint64_t> numbers) {
    Numbers source(std::move(numbers));
    return DrawRouting(bundle_, availability_, request_, source.AsSource());
  }
  bundle::v1::Bundle bundle_ = SampleBundle();
  bundle::v1::Availability availability_;
  RoutingRequest request_;
};

TEST_F(DrawRoutingTest, LeadDeputyAndReserveAreThreePersonsInThatOrderOfNumbers) {
  // B, C, D weigh 2 each; then two of them; then S and T.
  const absl::StatusOr<Routing> routing = DrawWith({2, 2, 3});
  ASSERT_THAT(routing, IsOk());
  EXPECT_EQ(routing->lead, Who('C'));
  EXPECT_EQ(routing->deputy, Who('D'));
  EXPECT_EQ(routing->reserve, Who('T'));
  EXPECT_TRUE(routing->duty.empty());
  EXPECT_EQ(Letters(routing->coordinators), "XY");
}

TEST_F(DrawRoutingTest, EveryCombinationComesUpAsOftenAsItsWeightsSay) {
  std::map<std::string, int> counts;
  for (std::uint64_t a = 0; a < 6; ++a) {
    for (std::uint64_t b = 0; b < 4; ++b) {
      for (std::uint64_t c = 0; c < 4; ++c) {
        const absl::StatusOr<Routing> routing = DrawWith({a, b, c});
        ASSERT_THAT(routing, IsOk());
        ++counts[std::string(
            {LetterOf(routing->lead), LetterOf(*routing->deputy), LetterOf(*routing->reserve)})];
      }
    }
  }
  EXPECT_EQ(counts.size(), 12u);  // 3 leads, 2 deputies, 2 reserves.
  for (const auto& [persons, count] : counts) EXPECT_EQ(count, 8) << persons;
}

TEST_F(DrawRoutingTest, OneTrustedPersonAloneIsLeadWithoutADeputy) {
  request_.excluded = {Who('B'), Who('D')};
  const absl::StatusOr<Routing> routing = DrawWith({0, 0});
  ASSERT_THAT(routing, IsOk());
  EXPECT_EQ(routing->lead, Who('C'));
  EXPECT_EQ(routing->deputy, std::nullopt);
  EXPECT_EQ(routing->reserve, Who('S'));
}

TEST_F(DrawRoutingTest, WithoutALeadThereIsNoRouting) {
  request_.excluded = {Who('B'), Who('C'), Who('D')};
  EXPECT_THAT(DrawWith({}), Refused("FAILED_PRECONDITION"));
}

TEST_F(DrawRoutingTest, WithoutASupportTeamTheReserveIsMissing) {
  request_.excluded = {Who('S'), Who('T')};
  EXPECT_EQ(DrawWith({0, 0})->reserve, std::nullopt);
}

TEST_F(DrawRoutingTest, NobodyIsNamedTwice) {
  // C is in the support team as well, and on duty with S and T.
  bundle_.mutable_staff(1)->add_roles(policy::v1::ROLE_SUPPORT_TEAM);
  request_.urgency = record::v1::URGENCY_URGENT;
  for (const char letter : {'C', 'S', 'T'}) {
    bundle::v1::DutyPeriod& period = *availability_.add_duty();
    period.set_principal(Who(letter).ToBytes());
    period.set_start_time(request_.now);
    period.set_end_time(request_.now + 100);
  }
  const absl::StatusOr<Routing> routing = DrawWith({2, 0, 0});  // C leads.
  ASSERT_THAT(routing, IsOk());
  EXPECT_EQ(routing->lead, Who('C'));
  EXPECT_EQ(routing->reserve, Who('S'));
  EXPECT_EQ(Letters(routing->duty), "T");
  std::string persons;
  for (const record::v1::Person& person : PersonsOf(*routing)) persons += person.principal()[0];
  EXPECT_EQ(persons, "BCST") << "sorted by principal";
}

TEST_F(DrawRoutingTest, WhatIsDrawnPassesTheServersCheck) {
  request_.category = record::v1::CATEGORY_INTEGRITY;
  record::v1::FilingAct filing = SampleFilingAct();
  filing.set_category(request_.category);
  for (std::uint64_t number = 0; number < 4; ++number) {
    const absl::StatusOr<Routing> routing = DrawWith({number, number, number});
    ASSERT_THAT(routing, IsOk());
    filing.clear_persons();
    for (const record::v1::Person& person : PersonsOf(*routing)) *filing.add_persons() = person;
    EXPECT_THAT(CheckFilingPersons(bundle_, {}, filing), IsOk());
  }
}

}  // namespace
}  // namespace vangnet::contract
