#include "services/session/challenges.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/error.h"

namespace vangnet::session {
namespace {

const absl::Time kChallengeTime = absl::FromUnixSeconds(1'790'000'000);

contract::SecretBytes Key(char fill) {
  return contract::SecretBytes::CopyOf(std::string(32, fill));
}

TEST(ChallengesTest, IsGoodForSixtySeconds) {
  const Challenges challenges(Audience::kStaff, Key('k'));
  const auto challenge = challenges.Make(kChallengeTime);
  ASSERT_TRUE(challenge.ok());
  EXPECT_EQ(challenge->size(), 40u);
  EXPECT_TRUE(challenges.IsGood(*challenge, kChallengeTime));
  EXPECT_TRUE(challenges.IsGood(*challenge, kChallengeTime + absl::Seconds(59)));
  EXPECT_FALSE(challenges.IsGood(*challenge, kChallengeTime + absl::Seconds(60)));
}

TEST(ChallengesTest, OneOfAClockThatWasFarAheadIsNotGoodForLong) {
  const Challenges challenges(Audience::kStaff, Key('k'));
  const std::string ahead = *challenges.Make(kChallengeTime + absl::Hours(24 * 365));
  EXPECT_FALSE(challenges.IsGood(ahead, kChallengeTime));
  const std::string put_back = *challenges.Make(kChallengeTime + absl::Seconds(59));
  EXPECT_TRUE(challenges.IsGood(put_back, kChallengeTime)) << "a small correction";
}

TEST(ChallengesTest, ThoseThatWereSpentWhileTheClockWasAheadMakeRoom) {
  Challenges challenges(Audience::kStaff, Key('k'));
  const absl::Time ahead = kChallengeTime + absl::Hours(24 * 365);
  for (std::size_t i = 0; i < Challenges::kMaxRemembered; ++i) {
    ASSERT_TRUE(challenges.Spend(*challenges.Make(ahead), ahead).ok());
  }
  EXPECT_TRUE(challenges.Spend(*challenges.Make(kChallengeTime), kChallengeTime).ok());
}

TEST(ChallengesTest, EveryChangedBitMakesItBad) {
  const Challenges challenges(Audience::kStaff, Key('k'));
  const std::string good = *challenges.Make(kChallengeTime);
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string changed = good;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(challenges.IsGood(changed, kChallengeTime)) << bit;
  }
  EXPECT_FALSE(challenges.IsGood(good.substr(1), kChallengeTime));
  EXPECT_FALSE(challenges.IsGood("", kChallengeTime));
}

TEST(ChallengesTest, OfAnotherAudienceOrRunItIsNotKnown) {
  const std::string staff = *Challenges(Audience::kStaff, Key('k')).Make(kChallengeTime);
  EXPECT_FALSE(Challenges(Audience::kReporter, Key('k')).IsGood(staff, kChallengeTime));
  EXPECT_FALSE(Challenges(Audience::kStaff, Key('l')).IsGood(staff, kChallengeTime));
}

TEST(ChallengesTest, CanBeSpentOnce) {
  Challenges challenges(Audience::kStaff, Key('k'));
  const std::string challenge = *challenges.Make(kChallengeTime);
  EXPECT_TRUE(challenges.Spend(challenge, kChallengeTime).ok());
  const absl::Status again = challenges.Spend(challenge, kChallengeTime + absl::Seconds(1));
  EXPECT_EQ(again.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(contract::ReasonOf(again), contract::reason::kNoSession);
  EXPECT_TRUE(challenges.Spend(*challenges.Make(kChallengeTime), kChallengeTime).ok());
}

TEST(ChallengesTest, TooManyAtOnceAreRefusedUntilTheOldOnesHaveExpired) {
  Challenges challenges(Audience::kStaff, Key('k'));
  for (std::size_t i = 0; i < Challenges::kMaxRemembered; ++i) {
    ASSERT_TRUE(challenges.Spend(*challenges.Make(kChallengeTime), kChallengeTime).ok());
  }
  const absl::Status full = challenges.Spend(*challenges.Make(kChallengeTime), kChallengeTime);
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  const absl::Time later = kChallengeTime + Challenges::kLifetime;
  EXPECT_TRUE(challenges.Spend(*challenges.Make(later), later).ok());
}

}  // namespace
}  // namespace vangnet::session
