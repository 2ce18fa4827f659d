#include "services/session/sessions.h"

#include <gmock/gmock.h>

#include <vector>

#include "proto/contract/error.h"
#include "services/gate/error_mapping.h"
#include "tests/services/session/login_fixture.h"

namespace vangnet::session {
namespace {

void ExpectNoSession(const absl::Status& status) {
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated) << status.message();
  EXPECT_EQ(contract::ReasonOf(status), contract::reason::kNoSession);
}

using SessionsTest = LoginTest;

TEST_F(SessionsTest, ALoginGivesATokenThatTellsWhoItIs) {
  const auto token = SignIn('a');
  ASSERT_TRUE(token.ok()) << token.status().message();
  EXPECT_EQ(token->size(), 32u);
  const auto caller = sessions_->Authenticate(*token, kNow + absl::Seconds(1));
  ASSERT_TRUE(caller.ok());
  EXPECT_EQ(caller->principal, PrincipalOf('a'));
  EXPECT_EQ(caller->key, Person('a').public_key());
  EXPECT_EQ(caller->now, kNow + absl::Seconds(1));
  EXPECT_THAT(caller->roles, ::testing::UnorderedElementsAre(policy::v1::ROLE_STAFF,
                                                             policy::v1::ROLE_TRUSTED_PERSON));
}

TEST_F(SessionsTest, EveryFailedLoginLooksTheSameAndDoesTheSameWork) {
  const std::string spent = *sessions_->Begin(kNow);
  ASSERT_TRUE(SignIn('a', kNow, {.challenge = spent}).ok());
  const std::vector<std::pair<char, Login>> bad = {
      {'x', {}},                            // Nobody's key.
      {'a', {.signed_by = 'b'}},            // Another's signature.
      {'a', {.waits = absl::Seconds(60)}},  // An old challenge.
      {'a', {.challenge = std::string(40, 'c')}},
      {'a', {.challenge = spent}},
      {'a', {.audience = Audience::kReporter}},
      {'a', {.organisation = 'p'}},
  };
  grpc::Status first;
  for (const auto& [fill, login] : bad) {
    lookups_ = 0;
    const auto token = SignIn(fill, kNow, login);
    ExpectNoSession(token.status());
    EXPECT_EQ(lookups_, 1);
    const grpc::Status told = gate::ToGrpc(token.status());
    if (first.ok()) first = told;
    EXPECT_EQ(told.error_message(), first.error_message());
    EXPECT_EQ(told.error_details(), first.error_details());
  }
  EXPECT_EQ(sessions_->size(), 1u);
}

TEST_F(SessionsTest, FieldsOfAnotherLengthAreNamed) {
  const auto find = [this](const contract::SigningKey& key) { return Find(key); };
  const std::string key(32, 'k'), challenge(40, 'c'), signature(64, 's');
  const std::vector<LoginAttempt> attempts = {{key.substr(1), challenge, signature},
                                              {key, challenge.substr(1), signature},
                                              {key, challenge, signature.substr(1)},
                                              {"", "", ""}};
  for (const LoginAttempt& attempt : attempts) {
    const absl::Status status = sessions_->Complete(attempt, kNow, find).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(contract::ReasonOf(status), contract::reason::kBadField);
  }
}

TEST_F(SessionsTest, AStoreThatCannotBeReadIsNoFailedLogin) {
  const absl::Status status =
      sessions_
          ->Complete({std::string(32, 'k'), std::string(40, 'c'), std::string(64, 's')}, kNow,
                     [](const contract::SigningKey&)
                         -> absl::StatusOr<std::optional<contract::PrincipalId>> {
                       return absl::UnavailableError("store");
                     })
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
}

TEST_F(SessionsTest, EndsAfterFifteenIdleMinutes) {
  const std::string token = *SignIn('a');
  EXPECT_TRUE(sessions_->Authenticate(token, kNow + absl::Minutes(15) - absl::Seconds(1)).ok());
  EXPECT_TRUE(sessions_->Authenticate(token, kNow + absl::Minutes(29)).ok());
  ExpectNoSession(sessions_->Authenticate(token, kNow + absl::Minutes(44)).status());
  EXPECT_EQ(sessions_->size(), 0u);
}

// It would have lasted until the clock came there again.
TEST_F(SessionsTest, EndsWhenTheClockIsPutBackByMoreThanTheIdleTime) {
  const auto token = SignIn('a', kNow + absl::Hours(24 * 365));
  ASSERT_TRUE(token.ok());
  ExpectNoSession(sessions_->Authenticate(*token, kNow).status());
  const auto other = SignIn('a', kNow);
  ASSERT_TRUE(other.ok());
  EXPECT_TRUE(sessions_->Authenticate(*other, kNow - absl::Minutes(14)).ok());
}

TEST_F(SessionsTest, EndsAfterEightHoursHoweverBusy) {
  const std::string token = *SignIn('a');
  for (int minutes = 10; minutes < 480; minutes += 10) {
    EXPECT_TRUE(sessions_->Authenticate(token, kNow + absl::Minutes(minutes)).ok()) << minutes;
  }
  ExpectNoSession(sessions_->Authenticate(token, kNow + absl::Hours(8)).status());
}

TEST_F(SessionsTest, EndsWhenItsHolderSaysSo) {
  const std::string token = *SignIn('a');
  sessions_->End(std::string(32, 'z'));
  EXPECT_TRUE(sessions_->Authenticate(token, kNow).ok());
  sessions_->End(token);
  ExpectNoSession(sessions_->Authenticate(token, kNow).status());
}

TEST_F(SessionsTest, EndsAtOnceWhenTheNewestBundleNoLongerHoldsTheKey) {
  const std::string anna = *SignIn('a');
  const std::string bo = *SignIn('b');
  newest_.Set(BundleOf(2, "b"));
  ExpectNoSession(sessions_->Authenticate(anna, kNow).status());
  EXPECT_TRUE(sessions_->Authenticate(bo, kNow).ok());
  // Coming back needs a new login: the session is gone, not asleep.
  newest_.Set(BundleOf(3, "ab"));
  ExpectNoSession(sessions_->Authenticate(anna, kNow).status());
}

TEST_F(SessionsTest, AKeyThatMovedToSomebodyElseIsNoSession) {
  const std::string token = *SignIn('a');
  auto moved = std::make_shared<contract::ParsedBundle>(*BundleOf(2, "a"));
  moved->bundle.mutable_staff(0)->set_principal(PrincipalOf('b').ToBytes());
  newest_.Set(moved);
  ExpectNoSession(sessions_->Authenticate(token, kNow).status());
}

TEST_F(SessionsTest, RolesAreThoseOfTheNewestBundle) {
  const std::string token = *SignIn('a');
  auto changed = std::make_shared<contract::ParsedBundle>(*BundleOf(2, "a"));
  changed->bundle.mutable_staff(0)->clear_roles();
  changed->bundle.mutable_staff(0)->add_roles(policy::v1::ROLE_COORDINATOR);
  newest_.Set(changed);
  const auto caller = sessions_->Authenticate(token, kNow);
  ASSERT_TRUE(caller.ok());
  EXPECT_TRUE(caller->Has(policy::v1::ROLE_COORDINATOR));
  EXPECT_FALSE(caller->Has(policy::v1::ROLE_TRUSTED_PERSON));
}

TEST_F(SessionsTest, ATokenIsNothingOnAnotherSurface) {
  const std::string token = *SignIn('a');
  const auto other = Sessions::Create(Audience::kReporter, newest_);
  ASSERT_TRUE(other.ok());
  ExpectNoSession((*other)->Authenticate(token, kNow).status());
}

class FewSessionsTest : public LoginTest {
 protected:
  FewSessionsTest() : LoginTest(Audience::kStaff, SessionLimits{.sessions = 2}) {}
};

TEST_F(FewSessionsTest, OneTooManyEndsTheOneThatWasUsedLongestAgo) {
  const std::string first = *SignIn('a');
  const std::string second = *SignIn('b', kNow + absl::Seconds(1));
  ASSERT_TRUE(sessions_->Authenticate(first, kNow + absl::Seconds(2)).ok());
  const std::string third = *SignIn('a', kNow + absl::Seconds(3));
  EXPECT_EQ(sessions_->size(), 2u);
  ExpectNoSession(sessions_->Authenticate(second, kNow + absl::Seconds(4)).status());
  EXPECT_TRUE(sessions_->Authenticate(first, kNow + absl::Seconds(4)).ok());
  EXPECT_TRUE(sessions_->Authenticate(third, kNow + absl::Seconds(4)).ok());
}

class FewOfOneTest : public LoginTest {
 protected:
  FewOfOneTest() : LoginTest(Audience::kStaff, SessionLimits{.sessions = 4, .of_one = 2}) {}
};

TEST_F(FewOfOneTest, WhoSignsInAgainAndAgainEndsNobodysSessionButTheirOwn) {
  const std::string anna = *SignIn('a');
  const std::string first = *SignIn('b', kNow + absl::Seconds(1));
  const std::string second = *SignIn('b', kNow + absl::Seconds(2));
  ASSERT_TRUE(sessions_->Authenticate(first, kNow + absl::Seconds(3)).ok());
  std::string newest;
  for (int i = 4; i < 20; ++i) newest = *SignIn('b', kNow + absl::Seconds(i));
  EXPECT_EQ(sessions_->size(), 3u);
  ExpectNoSession(sessions_->Authenticate(second, kNow + absl::Seconds(21)).status());
  EXPECT_TRUE(sessions_->Authenticate(newest, kNow + absl::Seconds(21)).ok());
  EXPECT_TRUE(sessions_->Authenticate(anna, kNow + absl::Seconds(21)).ok());
}

TEST_F(FewOfOneTest, ASessionThatEndedMakesRoomForItsHolder) {
  sessions_->End(*SignIn('b'));
  const std::string first = *SignIn('b');
  const std::string second = *SignIn('b');
  EXPECT_EQ(sessions_->size(), 2u);
  EXPECT_TRUE(sessions_->Authenticate(first, kNow).ok());
  EXPECT_TRUE(sessions_->Authenticate(second, kNow).ok());
}

}  // namespace
}  // namespace vangnet::session
