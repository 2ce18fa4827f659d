#include <string>

#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/key_file.h"
#include "gtest/gtest.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::sealing {
namespace {

using testing::LoadVectors;
using testing::Sample;

TrustAnchor AnchorOf(const Sample& sample) {
  TrustAnchor anchor;
  anchor.organisation_id = *contract::OrganisationId::Parse(sample.Bytes("organisation_id"));
  for (const std::string& key : sample.Texts("signer_keys")) {
    anchor.signers.add_signer_keys(testing::FromHex(key));
  }
  anchor.signers.set_threshold(static_cast<std::uint32_t>(sample.Number("threshold")));
  anchor.highest_version = static_cast<std::uint32_t>(sample.Number("highest_version"));
  const std::string hash = sample.Bytes("newest_hash");
  if (!hash.empty()) anchor.newest_hash = *contract::Hash::Parse(hash);
  return anchor;
}

TEST(BundleVectorsTest, EachBundleHasItsOutcome) {
  const auto samples = LoadVectors("bundle.json").List("bundles");
  ASSERT_GT(samples.size(), 25u);
  for (const Sample& sample : samples) {
    const BundleVerdict verdict =
        VerifyBundle(sample.Bytes("signed_bundle"), AnchorOf(sample.Object("anchor")),
                     absl::FromUnixSeconds(static_cast<std::int64_t>(sample.Number("now"))),
                     sample.Text("client_version"));
    EXPECT_EQ(NameOf(verdict.outcome), sample.Text("outcome")) << sample.Text("name");
    const bool readable = verdict.outcome == BundleOutcome::kGood ||
                          verdict.outcome == BundleOutcome::kExpired ||
                          sample.Text("name") == "this client is too old";
    EXPECT_EQ(verdict.bundle.has_value(), readable) << sample.Text("name");
  }
}

contract::SecretBytes Passphrase(const Sample& sample) {
  return contract::SecretBytes::CopyOf(sample.Text("passphrase"));
}

TEST(KeyFileVectorsTest, TheRightPassphraseOpensTheSeed) {
  for (const Sample& good : LoadVectors("key_file.json").List("good")) {
    const auto content = OpenKeyFile(good.Bytes("file"), Passphrase(good));
    ASSERT_TRUE(content.ok()) << content.status();
    EXPECT_EQ(content->seed.Expose(), good.Bytes("seed"));
    EXPECT_EQ(content->principal.has_value() ? content->principal->ToBytes() : "",
              good.Bytes("principal"));
  }
}

TEST(KeyFileVectorsTest, AWrongPassphraseAndAChangedFileAreOneAnswer) {
  for (const Sample& bad : LoadVectors("key_file.json").List("bad")) {
    EXPECT_TRUE(absl::IsUnauthenticated(OpenKeyFile(bad.Bytes("file"), Passphrase(bad)).status()))
        << bad.Text("name");
  }
}

TEST(KeyFileVectorsTest, CostsOutOfBoundsAreRefused) {
  for (const Sample& refused : LoadVectors("key_file.json").List("refused")) {
    EXPECT_TRUE(
        absl::IsInvalidArgument(OpenKeyFile(refused.Bytes("file"), Passphrase(refused)).status()))
        << refused.Text("name");
  }
}

}  // namespace
}  // namespace vangnet::sealing
