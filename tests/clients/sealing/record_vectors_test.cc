#include <string>

#include "clients/sealing/body_seal.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/sha256.h"
#include "gtest/gtest.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::sealing {
namespace {

using testing::LoadVectors;
using testing::Sample;

TEST(RecordVectorsTest, GoodRecordsHaveTheirHashes) {
  for (const Sample& good : LoadVectors("record.json").List("good")) {
    const auto record = contract::ParseRecord(Sha256, good.Bytes("bytes"));
    ASSERT_TRUE(record.ok()) << good.Text("name") << ": " << record.status();
    EXPECT_EQ(record->header_hash.view(), good.Bytes("header_hash"));
    EXPECT_EQ(record->body_hash.view(), good.Bytes("body_hash"));
    EXPECT_EQ(record->record_hash.view(), good.Bytes("record_hash"));
  }
}

TEST(RecordVectorsTest, BadRecordsAreRefusedForTheirReason) {
  const auto samples = LoadVectors("record.json").List("bad");
  ASSERT_GT(samples.size(), 40u);
  for (const Sample& bad : samples) {
    const absl::Status status = contract::ParseRecord(Sha256, bad.Bytes("bytes")).status();
    EXPECT_EQ(contract::ReasonOf(status), bad.Text("outcome"))
        << bad.Text("name") << ": " << status;
  }
}

TEST(RecordVectorsTest, OnlyWhatWasSignedVerifies) {
  for (const Sample& sample : LoadVectors("record.json").List("signatures")) {
    const auto record = contract::ParseRecord(Sha256, sample.Bytes("bytes"));
    ASSERT_TRUE(record.ok()) << sample.Text("name");
    EXPECT_EQ(VerifySignature(record->author_key, contract::label::kRecord, record->signed_message,
                              record->signature),
              sample.Flag("verifies"))
        << sample.Text("name");
  }
}

TEST(RecordVectorsTest, BodiesOpenOrAreDamaged) {
  for (const Sample& sample : LoadVectors("record.json").List("bodies")) {
    const auto record = contract::ParseRecord(Sha256, sample.Bytes("bytes"));
    ASSERT_TRUE(record.ok()) << sample.Text("name");
    const auto body = OpenBody(
        *record, *EpochKey::FromBytes(contract::SecretBytes::CopyOf(sample.Bytes("epoch_key"))));
    if (sample.Text("outcome") == "opened") {
      ASSERT_TRUE(body.ok()) << body.status();
      EXPECT_EQ(body->check_card().organisation(), "Gemeente Voorbeeld");
    } else {
      EXPECT_TRUE(absl::IsDataLoss(body.status())) << sample.Text("name");
    }
  }
}

std::string Outcome(const Sample& sample, const EpochKeys& wanted) {
  const auto reader =
      IdentityFromSeed(*contract::PrincipalId::Parse(sample.Bytes("reader_principal")),
                       contract::SecretBytes::CopyOf(sample.Bytes("reader_seed")));
  const auto grant = contract::ParseGrant(Sha256, sample.Bytes("bytes"));
  if (!grant.ok()) return contract::ReasonOf(grant.status());
  const auto keys = OpenGrant(*grant, *reader);
  if (absl::IsNotFound(keys.status())) return "not-for-me";
  if (absl::IsDataLoss(keys.status())) return "damaged";
  EXPECT_EQ(keys->size(), wanted.size());
  for (const auto& [epoch, key] : wanted) {
    EXPECT_TRUE(keys->at(epoch).bytes().EqualInConstantTime(key.bytes()));
  }
  return "opened";
}

TEST(GrantVectorsTest, EachGrantHasItsOutcome) {
  const Sample file = LoadVectors("grant.json");
  EpochKeys wanted;
  for (const Sample& epoch : file.List("epochs")) {
    wanted.emplace(epoch.Number("epoch"),
                   *EpochKey::FromBytes(contract::SecretBytes::CopyOf(epoch.Bytes("key"))));
  }
  for (const Sample& sample : file.List("grants")) {
    EXPECT_EQ(Outcome(sample, wanted), sample.Text("outcome")) << sample.Text("name");
  }
}

}  // namespace
}  // namespace vangnet::sealing
