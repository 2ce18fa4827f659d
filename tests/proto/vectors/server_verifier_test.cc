// The server verifies with OpenSSL, clients with libsodium; tests/clients/sealing runs the
// same samples there. A sample on which the two differ would be a signature that one side
// of the contract believes and the other does not.
#include <string>

#include "gtest/gtest.h"
#include "proto/contract/chain.h"
#include "proto/contract/labels.h"
#include "proto/contract/parsed_record.h"
#include "services/cryptography/ed25519.h"
#include "services/cryptography/sha256.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::cryptography {
namespace {

using testing::LoadVectors;
using testing::Sample;

bool Verifies(const Sample& sample, const std::string& key_name, const std::string& bytes) {
  const auto key = contract::SigningKey::Parse(sample.Bytes(key_name));
  const auto signature = contract::Signature::Parse(sample.Bytes("signature"));
  return key.ok() && signature.ok() && VerifyBytes(*key, bytes, *signature);
}

bool Verifies(const Sample& sample) { return Verifies(sample, "key", sample.Bytes("message")); }

TEST(ServerVerifierTest, AcceptsGoodSignatures) {
  for (const Sample& good : LoadVectors("ed25519.json").List("good")) {
    EXPECT_TRUE(Verifies(good)) << good.Text("name");
  }
}

TEST(ServerVerifierTest, RefusesBadSignatures) {
  const auto bad = LoadVectors("ed25519.json").List("bad");
  ASSERT_FALSE(bad.empty());
  for (const Sample& sample : bad) EXPECT_FALSE(Verifies(sample)) << sample.Text("name");
}

TEST(ServerVerifierTest, RefusesKeysThatOpenSslWouldBelieve) {
  const auto bad = LoadVectors("ed25519.json").List("bad_keys");
  ASSERT_FALSE(bad.empty());
  for (const Sample& sample : bad) EXPECT_FALSE(Verifies(sample)) << sample.Text("name");
}

std::string LoginBytes(const Sample& login) {
  std::string message = login.Bytes("organisation_id");
  message.push_back(static_cast<char>(login.Number("audience")));
  message += login.Bytes("signing_key") + login.Bytes("challenge");
  return contract::SignedBytes(contract::label::kLogin, message);
}

TEST(ServerVerifierTest, BelievesALoginForItsAudienceOrganisationAndChallengeOnly) {
  const Sample logins = LoadVectors("login.json");
  for (const Sample& good : logins.List("good")) {
    EXPECT_TRUE(Verifies(good, "signing_key", LoginBytes(good))) << good.Text("name");
  }
  const auto bad = logins.List("bad");
  ASSERT_FALSE(bad.empty());
  for (const Sample& sample : bad) {
    EXPECT_FALSE(Verifies(sample, "signing_key", LoginBytes(sample))) << sample.Text("name");
  }
}

TEST(ServerVerifierTest, HashesAndVerifiesRecordsAsClientsDo) {
  const Sample records = LoadVectors("record.json");
  for (const Sample& good : records.List("good")) {
    const auto record = contract::ParseRecord(&Sha256, good.Bytes("bytes"));
    ASSERT_TRUE(record.ok()) << good.Text("name") << ": " << record.status();
    EXPECT_EQ(record->record_hash.ToBytes(), good.Bytes("record_hash")) << good.Text("name");
  }
  for (const Sample& sample : records.List("signatures")) {
    const auto record = contract::ParseRecord(&Sha256, sample.Bytes("bytes"));
    ASSERT_TRUE(record.ok()) << sample.Text("name") << ": " << record.status();
    EXPECT_EQ(Verify(record->author_key, contract::label::kRecord, record->signed_message,
                     record->signature),
              sample.Flag("verifies"))
        << sample.Text("name");
  }
}

}  // namespace
}  // namespace vangnet::cryptography
