#include <optional>
#include <string>

#include "clients/sealing/derive.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/login.h"
#include "clients/sealing/padding.h"
#include "clients/sealing/receipt.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/symbol_code.h"
#include "gtest/gtest.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::sealing {
namespace {

using testing::LoadVectors;
using testing::Sample;

contract::SecretBytes Secret(const std::string& bytes) {
  return contract::SecretBytes::CopyOf(bytes);
}

TEST(ReceiptVectorsTest, GoodOnesGiveTheKeysOfTheReporter) {
  for (const Sample& good : LoadVectors("receipt.json").List("good")) {
    const auto receipt = ParseReceipt(good.Text("typed"));
    ASSERT_TRUE(receipt.ok()) << good.Text("name") << ": " << receipt.status();
    EXPECT_EQ(receipt->bytes().Expose(), good.Bytes("bytes")) << good.Text("name");
    EXPECT_EQ(receipt->ToText().Expose(), good.Text("receipt"));
    const ReporterKeys keys = DeriveReporterKeys(*receipt);
    EXPECT_EQ(keys.identity.signing_key().view(), good.Bytes("signing_key"));
    EXPECT_EQ(keys.identity.box_key().view(), good.Bytes("box_key"));
    EXPECT_EQ(keys.case_id.view(), good.Bytes("case_id"));
    EXPECT_EQ(keys.identity.principal().view(), good.Bytes("case_id"));
    EXPECT_EQ(keys.outbox_key.Expose(), good.Bytes("outbox_key"));
    const auto identity =
        Identity::FromSeeds(keys.identity.principal(), Secret(good.Bytes("signing_seed")),
                            Secret(good.Bytes("box_seed")));
    EXPECT_EQ(identity->signing_key(), keys.identity.signing_key());
    EXPECT_EQ(identity->box_key(), keys.identity.box_key());
  }
}

TEST(ReceiptVectorsTest, TheReceiptOfTheProtocolGivesTheseValues) {
  const auto receipt = ParseReceipt("003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4");
  ASSERT_TRUE(receipt.ok());
  EXPECT_EQ(receipt->bytes().Expose(), testing::FromHex("00070e151c232a31383f464d545b626970"));
  const ReporterKeys keys = DeriveReporterKeys(*receipt);
  EXPECT_EQ(keys.identity.signing_key().view(),
            testing::FromHex("a36a987769f54eeb57444c20e0e4b9304992ae25fd2602d3615795cc0dda4698"));
  EXPECT_EQ(keys.identity.box_key().view(),
            testing::FromHex("8cf91d2db40b118a90064878d97304ec12110c6f752c2fe793b64c4a6928560f"));
  EXPECT_EQ(keys.case_id.view(), testing::FromHex("6b5a479228d71ec1817c315631849b3e"));
}

TEST(ReceiptVectorsTest, BadOnesAreRefusedAtTheirPositionAndNeverRepeated) {
  for (const Sample& bad : LoadVectors("receipt.json").List("bad")) {
    const std::string typed = bad.Text("typed");
    const auto receipt = ParseReceipt(typed);
    ASSERT_FALSE(receipt.ok()) << bad.Text("name");
    const std::string message(receipt.status().message());
    if (typed.size() > 8) {
      EXPECT_EQ(message.find(typed.substr(5, 4)), std::string::npos) << message;
    }
    const std::optional<CodeFault> fault = FindCodeFault(typed, kReceiptSymbols);
    ASSERT_TRUE(fault.has_value());
    const std::string kind = fault->kind == CodeFault::Kind::kSymbol   ? "symbol"
                             : fault->kind == CodeFault::Kind::kLength ? "length"
                                                                       : "check";
    EXPECT_EQ(kind, bad.Text("fault")) << bad.Text("name");
    EXPECT_EQ(fault->position, bad.Number("position")) << bad.Text("name");
    EXPECT_EQ(fault->group, bad.Number("group")) << bad.Text("name");
    if (fault->position > 0) {
      const std::string place = "symbol " + std::to_string(bad.Number("position"));
      EXPECT_NE(message.find(place), std::string::npos) << message;
    }
  }
}

TEST(ReceiptVectorsTest, EveryWrongSymbolAndEverySwapIsFound) {
  const Sample file = LoadVectors("receipt.json");
  std::size_t tried = 0;
  for (const char* list : {"wrong_symbol", "swapped"}) {
    for (const std::string& typed : file.Texts(list)) {
      const std::optional<CodeFault> fault = FindCodeFault(typed, kReceiptSymbols);
      ASSERT_TRUE(fault.has_value()) << list << " " << typed;
      EXPECT_EQ(fault->kind, CodeFault::Kind::kCheck);
      EXPECT_FALSE(ParseReceipt(typed).ok());
      ++tried;
    }
  }
  EXPECT_GT(tried, 400u);
}

TEST(ReceiptVectorsTest, BytesThatAreNoReceiptAreRefused) {
  for (const Sample& bad : LoadVectors("receipt.json").List("bad_bytes")) {
    EXPECT_FALSE(Receipt::FromBytes(Secret(bad.Bytes("bytes"))).ok()) << bad.Text("name");
  }
}

TEST(KeyVectorsTest, StaffKeysFollowFromTheSeed) {
  for (const Sample& staff : LoadVectors("keys.json").List("staff")) {
    const auto principal = contract::PrincipalId::Parse(staff.Bytes("principal"));
    const auto identity = IdentityFromSeed(*principal, Secret(staff.Bytes("seed")));
    ASSERT_TRUE(identity.ok());
    EXPECT_EQ(identity->signing_key().view(), staff.Bytes("signing_key"));
    EXPECT_EQ(identity->box_key().view(), staff.Bytes("box_key"));
    const auto apart = Identity::FromSeeds(*principal, Secret(staff.Bytes("signing_seed")),
                                           Secret(staff.Bytes("box_seed")));
    EXPECT_EQ(apart->box_key(), identity->box_key());
  }
}

TEST(KeyVectorsTest, BodyKeyAndCommitmentFollowFromTheEpochKey) {
  for (const Sample& epoch : LoadVectors("keys.json").List("epochs")) {
    const auto key = EpochKey::FromBytes(Secret(epoch.Bytes("key")));
    ASSERT_TRUE(key.ok());
    EXPECT_EQ(key->BodyKey().Expose(), epoch.Bytes("body_key"));
    EXPECT_EQ(key->Commitment().view(), epoch.Bytes("key_commitment"));
  }
}

TEST(KeyVectorsTest, SeedsAndKeysOfAnotherSizeAreRefused) {
  EXPECT_FALSE(EpochKey::FromBytes(Repeated(31, 1)).ok());
  EXPECT_FALSE(IdentityFromSeed({}, Repeated(33, 1)).ok());
  EXPECT_FALSE(Identity::FromSeeds({}, Repeated(31, 1), Repeated(32, 1)).ok());
  EXPECT_FALSE(Identity::FromSeeds({}, Repeated(32, 1), Repeated(31, 1)).ok());
  EXPECT_FALSE(SigningIdentity::FromSeed(Repeated(64, 1)).ok());
}

TEST(FingerprintVectorsTest, KeysAndOrganisationsHaveTheirFingerprint) {
  const Sample file = LoadVectors("fingerprint.json");
  for (const Sample& person : file.List("persons")) {
    EXPECT_EQ(Fingerprint(*contract::SigningKey::Parse(person.Bytes("signing_key")),
                          *contract::BoxKey::Parse(person.Bytes("box_key"))),
              person.Text("fingerprint"));
  }
  for (const Sample& organisation : file.List("organisations")) {
    EXPECT_EQ(OrganisationFingerprint(
                  *contract::OrganisationId::Parse(organisation.Bytes("organisation_id"))),
              organisation.Text("fingerprint"));
  }
}

TEST(FingerprintVectorsTest, WhatWasTypedIsSameOtherOrMistyped) {
  for (const Sample& typed : LoadVectors("fingerprint.json").List("typed")) {
    const absl::Status status = CheckFingerprint(typed.Text("typed"), typed.Text("of"));
    const std::string outcome = status.ok()                          ? "same"
                                : absl::IsFailedPrecondition(status) ? "other"
                                                                     : "mistyped";
    EXPECT_EQ(outcome, typed.Text("outcome")) << typed.Text("typed");
  }
}

TEST(PaddingVectorsTest, MessagesArePaddedToTheListOfSizesAndBack) {
  for (const Sample& good : LoadVectors("padding.json").List("good")) {
    const contract::SecretBytes message = Repeated(good.Number("message_size"), 'm');
    const auto padded = Pad(message, good.Number("at_least"));
    ASSERT_TRUE(padded.ok());
    EXPECT_EQ(padded->size(), good.Number("padded_size"));
    EXPECT_EQ(Sha256(padded->Expose()).view(), good.Bytes("padded_sha256"));
    const auto back = Unpad(*padded);
    ASSERT_TRUE(back.ok());
    EXPECT_TRUE(back->EqualInConstantTime(message));
  }
}

TEST(PaddingVectorsTest, AnythingElseIsDamagedOrTooLarge) {
  const Sample file = LoadVectors("padding.json");
  for (const Sample& bad : file.List("bad")) {
    std::string padded = bad.Bytes("prefix");
    padded.resize(bad.Number("size"));
    EXPECT_TRUE(absl::IsDataLoss(Unpad(Secret(padded)).status())) << bad.Text("name");
  }
  for (const Sample& large : file.List("too_large")) {
    EXPECT_FALSE(Pad(Repeated(large.Number("message_size"), 'm'), 0).ok());
  }
}

bool LoginVerifies(const Sample& login) {
  std::string message = login.Bytes("organisation_id");
  message.push_back(static_cast<char>(login.Number("audience")));
  message += login.Bytes("signing_key") + login.Bytes("challenge");
  return VerifySignature(*contract::SigningKey::Parse(login.Bytes("signing_key")),
                         contract::label::kLogin, message,
                         *contract::Signature::Parse(login.Bytes("signature")));
}

TEST(LoginVectorsTest, SignaturesAreOverOrganisationAudienceKeyAndChallenge) {
  const Sample file = LoadVectors("login.json");
  for (const Sample& good : file.List("good")) {
    EXPECT_TRUE(LoginVerifies(good)) << good.Text("name");
  }
  for (const Sample& bad : file.List("bad")) {
    EXPECT_FALSE(LoginVerifies(bad)) << bad.Text("name");
  }
}

TEST(LoginVectorsTest, SigningAgainGivesTheSameSignature) {
  const ReporterKeys reporter = DeriveReporterKeys(SampleReceipt());
  const Sample good = LoadVectors("login.json").List("good")[0];
  const auto signature =
      SignLogin(reporter.identity, *contract::OrganisationId::Parse(good.Bytes("organisation_id")),
                Audience::kReporter, good.Bytes("challenge"));
  ASSERT_TRUE(signature.ok());
  EXPECT_EQ(signature->view(), good.Bytes("signature"));
}

TEST(LoginVectorsTest, OnlyAChallengeOf40BytesIsSigned) {
  const ReporterKeys reporter = DeriveReporterKeys(SampleReceipt());
  for (const std::size_t length : {0, 39, 41, 72}) {
    EXPECT_FALSE(
        SignLogin(reporter.identity, {}, Audience::kReporter, std::string(length, 'c')).ok());
  }
}

}  // namespace
}  // namespace vangnet::sealing
