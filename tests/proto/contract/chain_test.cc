#include "proto/contract/chain.h"

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"
#include "proto/contract/labels.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using record::v1::COMPARTMENT_KIND_CASEFILE;
using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using record::v1::COMPARTMENT_KIND_DEPLOYMENT;
using namespace std::literals;

template <typename Id>
Id FromHex(const std::string& hex) {
  return *Id::Parse(absl::HexStringToBytes(hex));
}

TEST(ChainTest, TheCaseIdIsThatOfTheVectorInTheSpecification) {
  const auto signing_key =
      FromHex<SigningKey>("a36a987769f54eeb57444c20e0e4b9304992ae25fd2602d3615795cc0dda4698");
  const auto box_key =
      FromHex<BoxKey>("8cf91d2db40b118a90064878d97304ec12110c6f752c2fe793b64c4a6928560f");
  EXPECT_EQ(absl::BytesToHexString(CaseIdOf(Sha256, signing_key, box_key).ToBytes()),
            "6b5a479228d71ec1817c315631849b3e");
}

TEST(ChainTest, AHeadIsTheHashOfLabelAndWhatStoodBefore) {
  const CaseId case_id = *CaseId::Parse("0123456789abcdef");
  const Hash start = ChainStart(Sha256, case_id, CompartmentKey(COMPARTMENT_KIND_CHECK));
  EXPECT_EQ(start, Sha256("vangnet/v1/chain\0"
                          "0123456789abcdef\x01"sv));
  const Hash record = Sha256("record");
  EXPECT_EQ(ChainNext(Sha256, start, record),
            Sha256("vangnet/v1/chain\0"s + start.ToBytes() + record.ToBytes()));
}

TEST(ChainTest, CompartmentsAndCasesStartDifferentChains) {
  const CaseId one = *CaseId::Parse("0123456789abcdef");
  const CaseId other = *CaseId::Parse("0123456789abcdeg");
  const std::string check = CompartmentKey(COMPARTMENT_KIND_CHECK);
  EXPECT_NE(ChainStart(Sha256, one, check), ChainStart(Sha256, other, check));
  EXPECT_NE(ChainStart(Sha256, one, check),
            ChainStart(Sha256, one, CompartmentKey(COMPARTMENT_KIND_CONVERSATION)));
}

TEST(ChainTest, ACompartmentIsOneByteAndADeploymentHasItsIdBehindIt) {
  EXPECT_EQ(CompartmentKey(COMPARTMENT_KIND_CASEFILE), "\x03");
  record::v1::Compartment deployment;
  deployment.set_kind(COMPARTMENT_KIND_DEPLOYMENT);
  deployment.set_deployment_id("0123456789abcdef");
  EXPECT_EQ(CompartmentKey(deployment),
            "\x04"
            "0123456789abcdef");
}

TEST(ChainTest, SignedBytesBeginWithTheLabel) {
  EXPECT_EQ(SignedBytes(label::kRecord, "x"), "vangnet/v1/record\0x"sv);
  EXPECT_EQ(BundleHash(Sha256, "bundle"), Sha256("vangnet/v1/bundle-hash\0bundle"sv));
}

}  // namespace
}  // namespace vangnet::contract
