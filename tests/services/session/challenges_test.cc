#include "services/session/challenges.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/error.h"

namespace vangnet::session {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

contract::SecretBytes Key(char fill) {
  return contract::SecretBytes::CopyOf(std::string(32, fill));
}

TEST(ChallengesTest, IsGoodForSixtySeconds) {
  const Challenges challenges(Audience::kStaff, Key('k'));
  const auto challenge = challenges.Make(kNow);
  ASSERT_TRUE(challenge.ok());
  EXPECT_EQ(challenge->size(), 40u);
  EXPECT_TRUE(challenges.IsGood(*challenge, kNow));
  EXPECT_TRUE(challenges.IsGood(*challenge, kNow + absl::Seconds(59)));
  EXPECT_FALSE(challenges.IsGood(*challenge, kNow + absl::Seconds(60)));
}

TEST(ChallengesTest, OneOfAClockThatWasFarAheadIsNotGoodForLong) {
  const Challenges challenges(Audience::kStaff, Key('k'));
  const std::string ahead = *challenges.Make(kNow + absl::Hours(24 * 365));
  EXPECT_FALSE(challenges.IsGood(ahead, kNow));
  const std::string put_back = *challenges.Make(kNow + absl::Seconds(59));
  EXPECT_TRUE(challenges.IsGood(put_back, kNow)) << "a small correction";
}

TEST(ChallengesTest, ThoseThatWereSpentWhileTheClockWasAheadMakeRoom) {
  Challenges challenges(Audience::kStaff, Key('k'));
  const absl::Time ahead = kNow + absl::Hours(24 * 365);
  for (std::size_t i = 0; i < Challenges::kMaxRemembered; ++i) {
    ASSERT_TRUE(challenges.Spend(*challenges.Make(ahead), ahead).ok());
  }
  EXPECT_TRUE(challenges.Spend(*challenges.Make(kNow), kNow).ok());
}

TEST(ChallengesTest, EveryChangedBitMakesItBad) {
  const Challenges challenges(Audience::kStaff, Key('k'));
  const std::string good = *challenges.Make(kNow);
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string changed = good;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(challenges.IsGood(changed, kNow)) << bit;
  }
  EXPECT_FALSE(challenges.IsGood(good.substr(1), kNow));
  EXPECT_FALSE(challenges.IsGood("", kNow));
}

TEST(ChallengesTest, OfAnotherAudienceOrRunItIsNotKnown) {
  const std::string staff = *Challenges(Audience::kStaff, Key('k')).Make(kNow);
  EXPECT_FALSE(Challenges(Audience::kReporter, Key('k')).IsGood(staff, kNow));
  EXPECT_FALSE(Challenges(Audience::kStaff, Key('l')).IsGood(staff, kNow));
}

TEST(ChallengesTest, CanBeSpentOnce) {
  Challenges challenges(Audience::kStaff, Key('k'));
  const std::string challenge = *challenges.Make(kNow);
  EXPECT_TRUE(challenges.Spend(challenge, kNow).ok());
  const absl::Status again = challenges.Spend(challenge, kNow + absl::Seconds(1));
  EXPECT_EQ(again.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(contract::ReasonOf(again), contract::reason::kNoSession);
  EXPECT_TRUE(challenges.Spend(*challenges.Make(kNow), kNow).ok());
}

TEST(ChallengesTest, TooManyAtOnceAreRefusedUntilTheOldOnesHaveExpired) {
  Challenges challenges(Audience::kStaff, Key('k'));
  for (std::size_t i = 0; i < Challenges::kMaxRemembered; ++i) {
    ASSERT_TRUE(challenges.Spend(*challenges.Make(kNow), kNow).ok());
  }
  const absl::Status full = challenges.Spend(*challenges.Make(kNow), kNow);
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  const absl::Time later = kNow + Challenges::kLifetime;
  EXPECT_TRUE(challenges.Spend(*challenges.Make(later), later).ok());
}

}  // namespace
}  // namespace vangnet::session
