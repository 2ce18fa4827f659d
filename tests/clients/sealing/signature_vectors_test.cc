#include <memory>
#include <string>

#include "clients/sealing/ed25519.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "tests/clients/sealing/vector_file.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {
namespace {

using testing::LoadVectors;
using testing::Sample;

bool Verifies(const Sample& sample) {
  return VerifySignature(*contract::SigningKey::Parse(sample.Bytes("key")), "",
                         sample.Bytes("message"),
                         *contract::Signature::Parse(sample.Bytes("signature")));
}

TEST(Ed25519VectorsTest, GoodSignaturesVerify) {
  for (const Sample& good : LoadVectors("ed25519.json").List("good")) {
    EXPECT_TRUE(Verifies(good)) << good.Text("name");
  }
}

TEST(Ed25519VectorsTest, ForgedAndChangedSignaturesDoNot) {
  const Sample file = LoadVectors("ed25519.json");
  for (const char* list : {"bad", "bad_keys"}) {
    ASSERT_GT(file.List(list).size(), 10u);
    for (const Sample& bad : file.List(list)) {
      EXPECT_FALSE(Verifies(bad)) << bad.Text("name") << " " << bad.Text("key");
    }
  }
}

// Parses a sample's bytes as its type says.
absl::Status Parse(const Sample& sample) {
  // Both files' messages are linked in, and so in the pool.
  content::v1::EntryBody::descriptor();
  record::v1::Record::descriptor();
  const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
      sample.Text("type"));
  if (type == nullptr) return absl::NotFoundError(sample.Text("type"));
  const std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  return contract::ParseCanonical(sample.Bytes("bytes"), 1024, *message);
}

TEST(CanonicalVectorsTest, CanonicalBytesAreTaken) {
  for (const Sample& good : LoadVectors("canonical.json").List("good")) {
    EXPECT_TRUE(Parse(good).ok()) << good.Text("name") << ": " << Parse(good);
  }
}

TEST(CanonicalVectorsTest, AllOtherBytesAreNotCanonical) {
  const Sample file = LoadVectors("canonical.json");
  for (const char* list : {"bad_fields", "bad_values"}) {
    ASSERT_GT(file.List(list).size(), 10u);
    for (const Sample& bad : file.List(list)) {
      EXPECT_EQ(contract::ReasonOf(Parse(bad)), contract::reason::kNotCanonical)
          << bad.Text("name") << ": " << Parse(bad);
    }
  }
}

}  // namespace
}  // namespace vangnet::sealing
