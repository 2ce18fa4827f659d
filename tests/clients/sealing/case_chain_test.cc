#include "clients/sealing/case_chain.h"

#include <string>
#include <type_traits>

#include "gtest/gtest.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {
namespace {

static_assert(!std::is_copy_constructible_v<EpochKey>);
static_assert(!std::is_copy_constructible_v<Identity>);
static_assert(!std::is_copy_constructible_v<Receipt>);
static_assert(!std::is_copy_constructible_v<Keyring>);

class CaseChainTest : public ::testing::Test {
 protected:
  CaseChainTest() : world_("case-chain"), case_(world_, SampleReceipt()) {}
  CaseView View(const CaseMaterial& material) {
    return VerifyCase(material, case_.history(), world_.person("anna"));
  }
  CaseMaterial Material() { return case_.Material({kCheck, kConversation}); }

  SampleWorld world_;
  SampleCase case_;
};

TEST_F(CaseChainTest, AGoodCaseIsWritableAndItsHeadsAreToBeRemembered) {
  CaseMaterial material = Material();
  const CaseView view = View(material);
  EXPECT_TRUE(view.writable());
  ASSERT_EQ(view.verified_heads.size(), 2u);
  material.remembered = view.verified_heads;
  EXPECT_TRUE(View(material).findings.empty());
}

TEST_F(CaseChainTest, PositionsCountFromOne) {
  CaseMaterial material = Material();
  material.chains[1].records[1].set_position(7);
  const CaseView view = View(material);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kOutOfPlace);
  EXPECT_EQ(view.findings[0].record_number, 2u);
  EXPECT_FALSE(view.writable());
}

TEST_F(CaseChainTest, AShorterOrLongerClaimIsAFinding) {
  for (const std::uint32_t length : {2u, 4u}) {
    CaseMaterial material = Material();
    material.chains[0].claimed->set_length(length);
    const CaseView view = View(material);
    ASSERT_EQ(view.findings.size(), 1u);
    EXPECT_EQ(view.findings[0].what, FindingClass::kHeadDiffers);
  }
}

TEST_F(CaseChainTest, ARememberedChainThatIsLeftOutIsAFindingOfItsOwn) {
  CaseMaterial material = Material();
  material.remembered.push_back(*material.chains[0].claimed);
  material.remembered[0].mutable_compartment()->set_kind(kCasefile);
  const CaseView view = View(material);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kHeadDiffers);
  EXPECT_EQ(view.findings[0].compartment, kCasefile);
}

TEST_F(CaseChainTest, AReporterIsAlwaysGivenTheConversation) {
  CaseMaterial material = case_.Material({kCheck});
  EXPECT_TRUE(View(material).findings.empty());  // Somebody behind the gate is not.
  const CaseView view = VerifyCase(material, case_.history(), case_.reporter().identity);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_EQ(view.findings[0].what, FindingClass::kHeadDiffers);
  EXPECT_EQ(view.findings[0].compartment, kConversation);
}

TEST_F(CaseChainTest, WithoutTheOlderBundleNothingIsVerified) {
  const BundleHistory newest_only(world_.Bundle2());
  const CaseView view = VerifyCase(Material(), newest_only, world_.person("anna"));
  EXPECT_FALSE(view.fold.has_value());
  ASSERT_FALSE(view.findings.empty());
  EXPECT_EQ(view.findings[0].what, FindingClass::kMissingBundle);
}

TEST_F(CaseChainTest, AnotherCaseIdThanAskedForIsAFinding) {
  CaseMaterial material = Material();
  material.case_id = DeriveReporterKeys(OtherReceipt()).case_id;
  const CaseView view = View(material);
  EXPECT_FALSE(view.fold.has_value());
  EXPECT_EQ(view.findings[0].what, FindingClass::kOtherCase);
}

TEST_F(CaseChainTest, NothingAtAllIsAFinding) {
  CaseMaterial material = Material();
  material.chains.clear();
  const CaseView view = View(material);
  ASSERT_EQ(view.findings.size(), 1u);
  EXPECT_FALSE(view.writable());
}

TEST_F(CaseChainTest, ATextWhoseAuthorIsNotCertainIsNotShown) {
  CaseMaterial material = Material();
  std::string& bytes = *material.chains[1].records[1].mutable_record();
  bytes.back() = static_cast<char>(bytes.back() ^ 1);  // Of the signature.
  const CaseView view = View(material);
  EXPECT_EQ(view.records.back().reading, EntryReading::kDamaged);
  EXPECT_FALSE(view.records.back().body.has_account());
}

TEST_F(CaseChainTest, GrantsForOthersAreReadOverInSilence) {
  const CaseView view = VerifyCase(Material(), case_.history(), world_.person("cees"));
  EXPECT_TRUE(view.findings.empty());
  EXPECT_TRUE(view.keyring.Epochs(contract::CompartmentKey(kCheck)).empty());
}

TEST_F(CaseChainTest, AFindingNeverRepeatsWhatWasSealed) {
  CaseMaterial material = Material();
  for (auto& chain : material.chains) {
    for (auto& stored : chain.records) stored.mutable_record()->back() ^= 1;
  }
  for (const Finding& finding : View(material).findings) {
    EXPECT_EQ(finding.detail.find("Voorbeeld"), std::string::npos);
    EXPECT_LT(finding.detail.size(), 100u);
  }
}

}  // namespace
}  // namespace vangnet::sealing
