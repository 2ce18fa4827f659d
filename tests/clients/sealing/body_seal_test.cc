#include "clients/sealing/body_seal.h"

#include <string>
#include <vector>

#include "clients/sealing/aead.h"
#include "clients/sealing/padding.h"
#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_case.h"

namespace vangnet::sealing {
namespace {

content::v1::EntryBody CardBody() {
  content::v1::EntryBody body;
  body.mutable_check_card()->set_organisation("Gemeente Voorbeeld");
  return body;
}

content::v1::EntryBody AccountBody(const std::vector<std::string>& questions) {
  content::v1::EntryBody body;
  body.mutable_account();
  for (const std::string& question : questions) {
    body.mutable_account()->add_answers()->set_question(question);
  }
  return body;
}

std::string BodyReason(const content::v1::EntryBody& body, record::v1::CompartmentKind kind) {
  return contract::ReasonOf(CheckBody(body, kind));
}

TEST(BodyCheckTest, EachContentBelongsInOneCompartment) {
  const content::v1::EntryBody account = AccountBody({"danger"});
  for (const auto kind : {kCheck, kConversation, kCasefile}) {
    EXPECT_EQ(CheckBody(CardBody(), kind).ok(), kind == kCheck);
    EXPECT_EQ(CheckBody(account, kind).ok(), kind == kConversation);
    EXPECT_EQ(CheckBody(MessageBody("tekst"), kind).ok(), kind == kConversation);
    EXPECT_EQ(CheckBody(NoteBody("tekst"), kind).ok(), kind == kCasefile);
    EXPECT_EQ(BodyReason(content::v1::EntryBody(), kind), contract::reason::kBadField);
  }
}

TEST(BodyCheckTest, AnAccountAnswersEachQuestionOnceInTheirOrder) {
  EXPECT_TRUE(CheckBody(AccountBody({"danger", "topic"}), kConversation).ok());
  EXPECT_EQ(BodyReason(AccountBody({""}), kConversation), contract::reason::kBadField);
  EXPECT_EQ(BodyReason(AccountBody({"topic", "danger"}), kConversation),
            contract::reason::kBadField);
  EXPECT_EQ(BodyReason(AccountBody({"topic", "topic"}), kConversation),
            contract::reason::kBadField);
}

TEST(BodyCheckTest, WhoeverIsExcludedStandsOnTheCardOnceInTheirOrder) {
  content::v1::EntryBody body = CardBody();
  body.mutable_check_card()->add_excluded_principals(std::string(16, 'a'));
  body.mutable_check_card()->add_excluded_principals(std::string(16, 'b'));
  EXPECT_TRUE(CheckBody(body, kCheck).ok());
  body.mutable_check_card()->set_excluded_principals(0, std::string(16, 'b'));
  EXPECT_EQ(BodyReason(body, kCheck), contract::reason::kBadField);
  body.mutable_check_card()->set_excluded_principals(0, std::string(15, 'a'));
  EXPECT_EQ(BodyReason(body, kCheck), contract::reason::kBadField);
}

TEST(BodyCheckTest, ATextIsThereAndOfBoundedLength) {
  EXPECT_EQ(BodyReason(MessageBody(""), kConversation), contract::reason::kBadField);
  EXPECT_TRUE(CheckBody(MessageBody(std::string(100000, 'x')), kConversation).ok());
  EXPECT_EQ(BodyReason(MessageBody(std::string(100001, 'x')), kConversation),
            contract::reason::kBadField);
}

// What somebody sealed who holds the key, and did not keep to the rules.
class BodyOpenTest : public ::testing::Test {
 protected:
  absl::Status Open(const contract::SecretBytes& padded) {
    contract::ParsedRecord record;
    record.header.mutable_compartment()->set_kind(kCheck);
    record.nonce = std::string(kAeadNonce, 'n');
    record.sealed =
        AeadSeal(key_.BodyKey(), record.nonce,
                 std::string(contract::label::kBody) + record.header_hash.ToBytes(), padded);
    return OpenBody(record, key_).status();
  }
  absl::Status OpenPadded(const std::string& message) {
    return Open(Pad(contract::SecretBytes::CopyOf(message), 0).value());
  }

  const EpochKey key_ = EpochKey::FromBytes(Repeated(32, 7)).value();
};

TEST_F(BodyOpenTest, GivesABodyThatAnHonestWriterMakes) {
  EXPECT_TRUE(OpenPadded(contract::SerializeCanonical(CardBody())).ok());
}

TEST_F(BodyOpenTest, AnythingElseIsDamaged) {
  EXPECT_TRUE(absl::IsDataLoss(Open(contract::SecretBytes(4096)))) << "no mark";
  EXPECT_TRUE(absl::IsDataLoss(Open(Repeated(100, 0x80)))) << "no padded size";
  EXPECT_TRUE(absl::IsDataLoss(OpenPadded("no body")));
  EXPECT_TRUE(absl::IsDataLoss(OpenPadded(contract::SerializeCanonical(NoteBody("elders")))));
}

}  // namespace
}  // namespace vangnet::sealing
