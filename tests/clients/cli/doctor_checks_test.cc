// What the doctor calls ok, to be looked at, and wrong: each limit from both sides.
#include "clients/cli/doctor_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/session/client_reason.h"
#include "clients/session/organisation.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "tests/clients/cli/sample_organisation.h"

namespace vangnet::cli {
namespace {

using session::Language;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::Duration kDay = absl::Hours(24);
constexpr Language kEnglish = Language::kEnglish;

absl::Status Refused(absl::StatusCode code, std::string_view reason) {
  return contract::ErrorWithReason(code, reason, "refused");
}

class DoctorChecksTest : public ::testing::Test {
 protected:
  absl::Time Expiry() const {
    return absl::FromUnixSeconds(static_cast<std::int64_t>(organisation_.bundle().expires_time()));
  }
  CheckState BundleAt(absl::Time now, const absl::Status& renewed = absl::OkStatus()) {
    return CheckBundle(organisation_.bundle(), renewed, now, kEnglish).state;
  }
  // On duty from `start` to `end` hours after now.
  void Duty(const std::string& who, int start, int end) {
    bundle::v1::DutyPeriod& period = *availability_.add_duty();
    period.set_principal(organisation_.principal(who).ToBytes());
    period.set_start_time(contract::ToSeconds(kSampleNow + absl::Hours(start)));
    period.set_end_time(contract::ToSeconds(kSampleNow + absl::Hours(end)));
  }
  std::vector<DutyGap> Gaps() const {
    return DutyGaps(organisation_.bundle(), availability_, kSampleNow);
  }
  static DutyGap Gap(int start, int end) {
    return {contract::ToSeconds(kSampleNow + absl::Hours(start)),
            contract::ToSeconds(kSampleNow + absl::Hours(end))};
  }

  const SampleOrganisation organisation_;
  bundle::v1::Availability availability_;
};

TEST_F(DoctorChecksTest, TheBundleIsLookedAtFromDay30AndWrongWhenExpired) {
  EXPECT_EQ(BundleAt(Expiry() - 31 * kDay), CheckState::kOk);
  EXPECT_EQ(BundleAt(Expiry() - 30 * kDay), CheckState::kLook);
  EXPECT_EQ(BundleAt(Expiry() - absl::Seconds(1)), CheckState::kLook);
  EXPECT_EQ(BundleAt(Expiry()), CheckState::kWrong);
}

TEST_F(DoctorChecksTest, ABundleThatTheServerFalsifiesIsWrongAndAnAbsentServerIsNoMatterOfIt) {
  EXPECT_EQ(BundleAt(kSampleNow, Refused(absl::StatusCode::kFailedPrecondition,
                                         contract::reason::kBundleRefused)),
            CheckState::kWrong);
  EXPECT_EQ(BundleAt(kSampleNow, absl::UnavailableError("away")), CheckState::kOk);
}

TEST_F(DoctorChecksTest, AProgramThatIsTooOldIsWrongAndTheBundleIsNot) {
  const absl::Status too_old =
      Refused(absl::StatusCode::kFailedPrecondition, session::client_reason::kUpdateClient);
  EXPECT_EQ(CheckProgram(organisation_.bundle(), too_old, kEnglish).state, CheckState::kWrong);
  EXPECT_EQ(BundleAt(kSampleNow, too_old), CheckState::kOk);
  EXPECT_EQ(CheckProgram(organisation_.bundle(), absl::OkStatus(), kEnglish).state,
            CheckState::kOk);
}

TEST_F(DoctorChecksTest, AServerOfAnotherVersionIsLookedAt) {
  EXPECT_EQ(CheckServerProgram(session::kClientVersion, kEnglish).state, CheckState::kOk);
  const CheckLine other = CheckServerProgram("9.9.9", kEnglish);
  EXPECT_EQ(other.state, CheckState::kLook);
  EXPECT_THAT(other.found, HasSubstr("9.9.9"));
  EXPECT_NE(other.advice, "");
}

TEST_F(DoctorChecksTest, AStoreThatIsNotInOrderIsWrongAndOneNotComparedYetIsLookedAt) {
  using grpc::health::v1::HealthCheckResponse;
  EXPECT_EQ(CheckStoreContent(HealthCheckResponse::SERVING, kEnglish).state, CheckState::kOk);
  EXPECT_EQ(CheckStoreContent(HealthCheckResponse::UNKNOWN, kEnglish).state, CheckState::kLook);
  const CheckLine wrong = CheckStoreContent(HealthCheckResponse::NOT_SERVING, kEnglish);
  EXPECT_EQ(wrong.state, CheckState::kWrong);
  EXPECT_THAT(wrong.advice, HasSubstr("vangnetd check"));
}

TEST_F(DoctorChecksTest, DutyPeriodsThatTouchOrOverlapLeaveNoGap) {
  Duty("gerda", -2, 10);
  Duty("hakim", 8, 20);
  Duty("gerda", 20, 50);
  EXPECT_THAT(Gaps(), IsEmpty());
  EXPECT_EQ(CheckRota(Gaps(), kSampleNow, kEnglish).state, CheckState::kOk);
}

TEST_F(DoctorChecksTest, GapsOfTheNext48HoursAreFoundInOrderAndNoLaterOnes) {
  Duty("hakim", 30, 40);
  Duty("gerda", -2, 10);
  Duty("gerda", 60, 70);
  EXPECT_THAT(Gaps(), ElementsAre(Gap(10, 30), Gap(40, 48)));
  EXPECT_EQ(CheckRota(Gaps(), kSampleNow, kEnglish).state, CheckState::kLook);
}

TEST_F(DoctorChecksTest, NobodyOnDutyNowIsWrong) {
  EXPECT_THAT(Gaps(), ElementsAre(Gap(0, 48)));
  Duty("gerda", 1, 48);
  EXPECT_THAT(Gaps(), ElementsAre(Gap(0, 1)));
  EXPECT_EQ(CheckRota(Gaps(), kSampleNow, kEnglish).state, CheckState::kWrong);
}

TEST_F(DoctorChecksTest, WhoIsNotOfTheSupportTeamCoversNothing) {
  Duty("anna", 0, 48);
  EXPECT_THAT(Gaps(), ElementsAre(Gap(0, 48)));
}

TEST_F(DoctorChecksTest, ACertificateIsHeldAgainstIssuerNameAndDates) {
  const session::FrontCertificate good{kSampleNow - kDay, kSampleNow + 60 * kDay, true, true};
  const auto state = [](const session::FrontCertificate& certificate) {
    return CheckCertificate(certificate, true, kSampleNow, kEnglish).state;
  };
  EXPECT_EQ(state(good), CheckState::kOk);
  session::FrontCertificate changed = good;
  changed.trusted = false;
  EXPECT_EQ(state(changed), CheckState::kWrong);
  changed = good;
  changed.names_host = false;
  EXPECT_EQ(state(changed), CheckState::kWrong);
  changed = good;
  changed.not_after = kSampleNow;
  EXPECT_EQ(state(changed), CheckState::kWrong);
  changed.not_after = kSampleNow + 14 * kDay;
  EXPECT_EQ(state(changed), CheckState::kLook);
  changed = good;
  changed.not_before = kSampleNow + absl::Seconds(1);
  EXPECT_EQ(state(changed), CheckState::kWrong);
}

TEST_F(DoctorChecksTest, TheClockMayDifferInBothDirectionsButNotByMuch) {
  for (const int sign : {-1, 1}) {
    const auto state = [&](int seconds) {
      return CheckClock(sign * absl::Seconds(seconds), kEnglish).state;
    };
    EXPECT_EQ(state(10), CheckState::kOk);
    EXPECT_EQ(state(11), CheckState::kLook);
    EXPECT_EQ(state(60), CheckState::kLook);
    EXPECT_EQ(state(61), CheckState::kWrong);
  }
}

TEST_F(DoctorChecksTest, DiskAndBackupHaveALimitForLookingAndOneForWrong) {
  constexpr std::uint64_t kMebibyte = 1024 * 1024;
  EXPECT_EQ(CheckDisk(2048 * kMebibyte, 9999 * kMebibyte, kEnglish).state, CheckState::kOk);
  EXPECT_EQ(CheckDisk(2047 * kMebibyte, 9999 * kMebibyte, kEnglish).state, CheckState::kLook);
  EXPECT_EQ(CheckDisk(255 * kMebibyte, 9999 * kMebibyte, kEnglish).state, CheckState::kWrong);
  const auto backup = [](absl::Duration age) {
    return CheckBackup(kSampleNow - age, kSampleNow, kEnglish).state;
  };
  EXPECT_EQ(backup(absl::Hours(36)), CheckState::kOk);
  EXPECT_EQ(backup(absl::Hours(37)), CheckState::kLook);
  EXPECT_EQ(backup(8 * kDay), CheckState::kWrong);
  EXPECT_EQ(CheckBackup(std::nullopt, kSampleNow, kEnglish).state, CheckState::kWrong);
}

TEST_F(DoctorChecksTest, WhatIsNotOkSaysWhatToDoInBothLanguages) {
  for (const Language language : {Language::kDutch, kEnglish}) {
    EXPECT_NE(CheckBundle(organisation_.bundle(), absl::OkStatus(), Expiry(), language).advice, "");
    EXPECT_NE(CheckFront(absl::UnavailableError(""), language).advice,
              CheckFront(absl::FailedPreconditionError(""), language).advice);
    EXPECT_NE(CheckRota(Gaps(), kSampleNow, language).advice, "");
  }
  EXPECT_EQ(CheckFront(absl::OkStatus(), kEnglish).advice, "");
  EXPECT_NE(CheckClock(absl::Hours(1), Language::kDutch).advice,
            CheckClock(absl::Hours(1), kEnglish).advice);
}

}  // namespace
}  // namespace vangnet::cli
