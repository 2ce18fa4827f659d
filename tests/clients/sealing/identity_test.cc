#include "clients/sealing/identity.h"

#include <functional>
#include <set>
#include <string>

#include "clients/sealing/aead.h"
#include "clients/sealing/enrolment.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/random_source.h"
#include "clients/sealing/receipt.h"
#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_file.h"
#include "vangnet/identity/v1/identity.pb.h"

namespace vangnet::sealing {
namespace {

TEST(IdentityTest, OpensWhatWasSealedToItAndNothingElse) {
  const SampleWorld world;
  const Identity& anna = world.person("anna");
  const auto box = SealBox(Repeated(10, 'x'), anna.box_key());
  ASSERT_TRUE(box.ok());
  const auto opened = anna.OpenBox(*box);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->Expose(), "xxxxxxxxxx");
  EXPECT_TRUE(absl::IsDataLoss(world.person("bo").OpenBox(*box).status()));
  EXPECT_TRUE(absl::IsDataLoss(anna.OpenBox(box->substr(1)).status()));
  EXPECT_TRUE(absl::IsDataLoss(anna.OpenBox("short").status()));
  std::string flipped = *box;
  flipped[0] ^= 1;
  EXPECT_TRUE(absl::IsDataLoss(anna.OpenBox(flipped).status()));
}

TEST(IdentityTest, NothingIsSealedToAKeyOfSmallOrder) {
  EXPECT_FALSE(SealBox(Repeated(10, 'x'), contract::BoxKey()).ok());
}

TEST(IdentityTest, WhatIsNoFingerprintIsHeldAgainstNone) {
  const std::string good = OrganisationFingerprint(contract::OrganisationId());
  EXPECT_TRUE(CheckFingerprint(good, good).ok());
  EXPECT_TRUE(absl::IsInvalidArgument(CheckFingerprint("none", good)));
  EXPECT_TRUE(absl::IsInvalidArgument(CheckFingerprint(good, "none")));
}

TEST(IdentityTest, ASealOfTheWrongSizeIsNotOpened) {
  const contract::SecretBytes key = Repeated(kAeadKey, 1);
  const std::string nonce(kAeadNonce, 'n');
  const std::string sealed = AeadSeal(key, nonce, "context", Repeated(5, 'x'));
  EXPECT_TRUE(AeadOpen(key, nonce, "context", sealed).ok());
  EXPECT_TRUE(absl::IsDataLoss(AeadOpen(Repeated(31, 1), nonce, "context", sealed).status()));
  EXPECT_TRUE(absl::IsDataLoss(AeadOpen(key, nonce + "n", "context", sealed).status()));
  EXPECT_TRUE(absl::IsDataLoss(AeadOpen(key, nonce, "context", sealed.substr(0, 15)).status()));
}

TEST(IdentityTest, GeneratedSeedsAndReceiptsDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    seen.insert(std::string(GenerateIdentitySeed(SystemRandom()).Expose()));
    const Receipt receipt = Receipt::Generate(SystemRandom());
    seen.insert(std::string(receipt.bytes().Expose()));
    EXPECT_EQ(receipt.bytes().data()[16] & 1, 0);
    const auto parsed = ParseReceipt(receipt.ToText().Expose());
    ASSERT_TRUE(parsed.ok());
    EXPECT_TRUE(parsed->bytes().EqualInConstantTime(receipt.bytes()));
  }
  EXPECT_EQ(seen.size(), 100u);
}

TEST(ReceiptTest, OneGroupIsConfirmedForgivingly) {
  const Receipt receipt = SampleReceipt();  // 003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4
  EXPECT_TRUE(receipt.GroupIs(1, "003G"));
  EXPECT_TRUE(receipt.GroupIs(1, " oo3g "));
  EXPECT_TRUE(receipt.GroupIs(4, "2elz"));
  EXPECT_TRUE(receipt.GroupIs(4, "2E-LZ"));
  EXPECT_TRUE(receipt.GroupIs(4, "2eiz"));
  EXPECT_FALSE(receipt.GroupIs(4, "2E1{"));
  EXPECT_TRUE(receipt.GroupIs(7, "D5R4"));
  EXPECT_FALSE(receipt.GroupIs(2, "003G"));
  EXPECT_FALSE(receipt.GroupIs(1, "003"));
  EXPECT_FALSE(receipt.GroupIs(1, "003GW"));
  EXPECT_FALSE(receipt.GroupIs(1, ""));
  EXPECT_FALSE(receipt.GroupIs(0, "003G"));
  EXPECT_FALSE(receipt.GroupIs(8, "D5R4"));
}

TEST(ReceiptTest, WhatIsNoSymbolIsNamedByItsPlace) {
  for (const char* typed : {"003G {", "003G *", "003G u"}) {
    const absl::Status refused = ParseReceipt(typed).status();
    EXPECT_TRUE(absl::IsInvalidArgument(refused));
    EXPECT_EQ(refused.message(), "code: symbol 5 (group 2) is no such symbol");
  }
}

TEST(RandomSourceTest, NumbersAreBigEndian) {
  class Fixed final : public RandomSource {
   public:
    void Fill(std::uint8_t* out, std::size_t size) override {
      for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(i + 1);
    }
  } fixed;
  EXPECT_EQ(RandomNumbers(fixed)(), 0x0102030405060708u);
}

class EnrolmentTest : public ::testing::Test {
 protected:
  EnrolmentTest() : request_(MakeEnrolmentRequest(world_.person("anna"), 1)) {}

  // The request with its statement changed; signed again when `sign`.
  std::string Changed(const std::function<void(identity::v1::EnrolmentStatement&)>& change,
                      bool sign) {
    identity::v1::EnrolmentRequest request;
    request.ParseFromString(request_);
    identity::v1::EnrolmentStatement statement;
    statement.ParseFromString(request.statement());
    change(statement);
    request.set_statement(contract::SerializeCanonical(statement));
    if (sign) {
      request.set_signature(
          world_.person("anna")
              .Sign("vangnet/v1/enrol" + std::string(1, '\0'), request.statement())
              .ToBytes());
    }
    return contract::SerializeCanonical(request);
  }
  std::string ReasonFor(const std::string& request) {
    return contract::ReasonOf(VerifyEnrolmentRequest(request).status());
  }

  SampleWorld world_;
  std::string request_;
};

TEST_F(EnrolmentTest, TellsKeysAndTheirFingerprint) {
  const auto enrolment = VerifyEnrolmentRequest(request_);
  ASSERT_TRUE(enrolment.ok());
  EXPECT_EQ(enrolment->principal, world_.principal("anna"));
  EXPECT_EQ(enrolment->box_key, world_.person("anna").box_key());
  EXPECT_EQ(enrolment->generation, 1u);
  EXPECT_EQ(enrolment->fingerprint,
            Fingerprint(world_.person("anna").signing_key(), world_.person("anna").box_key()));
}

TEST_F(EnrolmentTest, AChangedRequestIsNotSignedByItsKey) {
  EXPECT_EQ(ReasonFor(Changed([](auto& s) { s.set_generation(2); }, false)),
            contract::reason::kBadSignature);
  const std::string swapped =
      Changed([this](auto& s) { s.set_box_key(world_.person("bo").box_key().ToBytes()); }, false);
  EXPECT_EQ(ReasonFor(swapped), contract::reason::kBadSignature);
  const std::string other_key = Changed(
      [this](auto& s) { s.set_signing_key(world_.person("bo").signing_key().ToBytes()); }, true);
  EXPECT_EQ(ReasonFor(other_key), contract::reason::kBadSignature);
}

TEST_F(EnrolmentTest, FieldsThatAreMissingOrShortAreNamed) {
  using Statement = identity::v1::EnrolmentStatement;
  const auto refused = [this](const std::function<void(Statement&)>& change) {
    return ReasonFor(Changed(change, true));
  };
  EXPECT_EQ(refused([](Statement& s) { s.clear_principal(); }), contract::reason::kBadField);
  EXPECT_EQ(refused([](Statement& s) { s.clear_generation(); }), contract::reason::kBadField);
  EXPECT_EQ(refused([](Statement& s) { s.mutable_box_key()->pop_back(); }),
            contract::reason::kBadField);
  EXPECT_EQ(refused([](Statement& s) { s.clear_signing_key(); }), contract::reason::kBadField);
  EXPECT_EQ(refused([](Statement& s) { s.set_principal(std::string(16, '\0')); }),
            contract::reason::kBadField);
  EXPECT_EQ(ReasonFor(request_ + "x"), contract::reason::kNotCanonical);
  identity::v1::EnrolmentRequest request;
  request.ParseFromString(request_);
  request.mutable_signature()->pop_back();
  EXPECT_EQ(ReasonFor(contract::SerializeCanonical(request)), contract::reason::kBadField);
  request.set_statement("no statement");
  EXPECT_EQ(ReasonFor(contract::SerializeCanonical(request)), contract::reason::kNotCanonical);
}

}  // namespace
}  // namespace vangnet::sealing
