// Whether a caller's key still stands, asked in the view of the store in which it acts.
#include <gtest/gtest.h>

#include "proto/contract/error.h"
#include "tests/services/session/login_fixture.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/temp_store.h"

namespace vangnet::session {
namespace {

class ReporterSessionsTest : public LoginTest {
 protected:
  ReporterSessionsTest() : LoginTest(Audience::kReporter) {
    row_ = storage::testing::SampleCase(1);
    row_.reporter_key = Person('a').public_key();
    EXPECT_TRUE(
        store_->writes()
            .SubmitAndWait([this](storage::Transaction& txn) { return txn.cases().Insert(row_); })
            .ok());
  }

  absl::Status Confirm(const gate::Caller& caller) {
    return store_->reads().SubmitAndWait(
        [&](const storage::Snapshot& snapshot) { return sessions_->Confirm(caller, snapshot); });
  }

  gate::Caller Reporter() {
    return {contract::ReporterPrincipal(row_.case_id),
            Person('a').public_key(),
            {policy::v1::ROLE_REPORTER},
            kNow};
  }

  storage::testing::TempStore store_;
  storage::CaseRow row_;
};

TEST_F(ReporterSessionsTest, ALoginGivesTheReporterRoleAlone) {
  const auto token = SignIn('a', kNow, {.audience = Audience::kReporter});
  ASSERT_TRUE(token.ok());
  const auto caller = sessions_->Authenticate(*token, kNow);
  ASSERT_TRUE(caller.ok());
  EXPECT_EQ(caller->roles, std::set<policy::v1::Role>{policy::v1::ROLE_REPORTER});
}

TEST_F(ReporterSessionsTest, TheKeyOfTheCaseIsConfirmed) { EXPECT_TRUE(Confirm(Reporter()).ok()); }

TEST_F(ReporterSessionsTest, AKeyThatTheCaseNoLongerHasIsNot) {
  row_.reporter_key = Person('b').public_key();
  ASSERT_TRUE(
      store_->writes()
          .SubmitAndWait([this](storage::Transaction& txn) { return txn.cases().Update(row_); })
          .ok());
  EXPECT_EQ(contract::ReasonOf(Confirm(Reporter())), contract::reason::kNoSession);
}

TEST_F(ReporterSessionsTest, TheKeyOfAnotherCaseIsNot) {
  gate::Caller caller = Reporter();
  caller.principal = PrincipalOf('z');
  EXPECT_EQ(contract::ReasonOf(Confirm(caller)), contract::reason::kNoSession);
}

class StaffConfirmTest : public LoginTest {
 protected:
  StaffConfirmTest() { Publish(1); }

  void Publish(std::uint32_t version) {
    EXPECT_TRUE(Write([version](storage::Transaction& txn) { return Append(txn, version); }).ok());
  }
  static absl::Status Append(storage::Transaction& txn, std::uint32_t version) {
    return txn.bundles().Append({version, "bundle", contract::Hash(), 60});
  }
  absl::Status Write(const storage::WriteOperation& operation) {
    return store_->writes().SubmitAndWait(operation);
  }
  absl::Status Confirm() {
    return Write([this](storage::Transaction& txn) { return sessions_->Confirm(caller_, txn); });
  }

  storage::testing::TempStore store_;
  gate::Caller caller_{PrincipalOf('a'),
                       Person('a').public_key(),
                       {policy::v1::ROLE_STAFF, policy::v1::ROLE_TRUSTED_PERSON},
                       kNow};
};

TEST_F(StaffConfirmTest, FollowsTheNewestBundle) {
  EXPECT_TRUE(Confirm().ok());
  newest_.Set(BundleOf(2, "b"));
  Publish(2);
  EXPECT_EQ(contract::ReasonOf(Confirm()), contract::reason::kNoSession);
}

TEST_F(StaffConfirmTest, ABundleOfTheSameBatchCountsAlready) {
  const absl::Status confirmed = Write([this](storage::Transaction& txn) {
    EXPECT_TRUE(Append(txn, 2).ok());  // In memory there is still the one before.
    return sessions_->Confirm(caller_, txn);
  });
  EXPECT_FALSE(confirmed.ok()) << "what stands in the store was not asked";
}

TEST_F(StaffConfirmTest, ARoleThatWasTakenSinceTheCallWasLetInIsAskedAgain) {
  caller_.roles.insert(policy::v1::ROLE_ADMINISTRATOR);
  EXPECT_EQ(contract::ReasonOf(Confirm()), contract::reason::kNoSession);
}

}  // namespace
}  // namespace vangnet::session
