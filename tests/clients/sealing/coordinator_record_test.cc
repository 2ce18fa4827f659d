#include "clients/sealing/coordinator_record.h"

#include <gtest/gtest.h>

#include "clients/sealing/sha256.h"
#include "proto/contract/chain.h"
#include "proto/contract/error.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {
namespace {

class CoordinatorRecordTest : public ::testing::Test {
 protected:
  CoordinatorRecordTest() : world_("coordinator"), case_(world_, SampleReceipt()) {}

  // As a server would tell it that says the truth.
  Removal Told() {
    const CaseView view = case_.View(case_.reporter().identity);
    return {.case_id = case_.id(),
            .check_head = view.fold->Head(contract::CompartmentKey(kCheck)),
            .author_seq = 1,
            .person = world_.principal("anna"),
            .reason = record::v1::REMOVAL_REASON_CONFLICT};
  }
  absl::StatusOr<std::string> Sign(const Removal& removal, const std::string& who) {
    return SignRemoval(removal, world_.person(who), world_.Bundle1(), world_.now(),
                       world_.random());
  }
  CaseView ViewAfter(const Removal& removal) {
    case_.chain(kCheck).push_back(Sign(removal, "fay").value());
    return case_.View(case_.reporter().identity);
  }

  SampleWorld world_;
  SampleCase case_;
};

TEST_F(CoordinatorRecordTest, ReadersTakeItAndThePersonIsGone) {
  const CaseView view = ViewAfter(Told());
  EXPECT_TRUE(view.findings.empty());
  EXPECT_FALSE(view.fold->MayRead(kCheck, world_.principal("anna")));
  EXPECT_EQ(view.fold->Rungs().front(), world_.principal("bo"));
}

// The coordinator signs what the server told; whoever reads the chain finds the lie.
TEST_F(CoordinatorRecordTest, ReadersFindAPlaceThatTheServerInvented) {
  Removal removal = Told();
  removal.check_head = Sha256("another head");
  const CaseView view = ViewAfter(removal);
  EXPECT_FALSE(view.findings.empty());
  EXPECT_TRUE(view.fold->MayRead(kCheck, world_.principal("anna")));
}

TEST_F(CoordinatorRecordTest, OnlyACoordinatorOfTheBundleSigns) {
  EXPECT_TRUE(Sign(Told(), "fay").ok());
  for (const char* who : {"anna", "hanna"}) {
    EXPECT_EQ(contract::ReasonOf(Sign(Told(), who).status()), contract::reason::kBundleStale);
  }
}

TEST_F(CoordinatorRecordTest, NobodySignsWhoIsNotInTheBundleOrHasOtherKeys) {
  const auto sign = [&](const Identity& who) {
    return contract::ReasonOf(
        SignRemoval(Told(), who, world_.Bundle1(), world_.now(), world_.random()).status());
  };
  EXPECT_EQ(sign(case_.reporter().identity), contract::reason::kBundleStale);
  EXPECT_EQ(sign(IdentityFromSeed(world_.principal("fay"), Repeated(32, 0x55)).value()),
            contract::reason::kBundleStale);
}

TEST_F(CoordinatorRecordTest, NothingIsSignedUnderAnExpiredBundle) {
  const auto signed_late = SignRemoval(Told(), world_.person("fay"), world_.Bundle1(),
                                       world_.now() + absl::Hours(24 * 90), world_.random());
  EXPECT_EQ(contract::ReasonOf(signed_late.status()), contract::reason::kBundleExpired);
}

TEST_F(CoordinatorRecordTest, ARemovalWithoutAReasonIsRefused) {
  Removal removal = Told();
  removal.reason = record::v1::REMOVAL_REASON_UNSPECIFIED;
  EXPECT_FALSE(Sign(removal, "fay").ok());
}

}  // namespace
}  // namespace vangnet::sealing
