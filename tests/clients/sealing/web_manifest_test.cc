// proto/vectors/web_manifest.json, and what stands beside it.
#include "clients/sealing/web_manifest.h"

#include <gtest/gtest.h>

#include "clients/sealing/sha256.h"
#include "proto/contract/error.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::sealing {
namespace {

using testing::LoadVectors;
using testing::Sample;

TEST(WebManifestTest, FilesGiveTextAndHashAndTheTextGivesTheFiles) {
  const std::vector<Sample> samples = LoadVectors("web_manifest.json").List("good");
  ASSERT_FALSE(samples.empty());
  for (const Sample& sample : samples) {
    SCOPED_TRACE(sample.Text("name"));
    WebFiles files;
    for (const Sample& file : sample.List("files")) {
      EXPECT_TRUE(IsWebPath(file.Text("path"))) << file.Text("path");
      files[file.Text("path")] = Sha256(file.Bytes("content"));
    }
    EXPECT_EQ(WebManifestText(files), sample.Bytes("text"));
    EXPECT_EQ(WebManifestHash(sample.Bytes("text")).view(), sample.Bytes("hash"));
    const auto parsed = ParseWebManifest(sample.Bytes("text"));
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, files);
  }
}

TEST(WebManifestTest, WhatIsWrittenInAnotherWayIsNone) {
  const std::vector<Sample> samples = LoadVectors("web_manifest.json").List("bad");
  ASSERT_GT(samples.size(), 20u);
  for (const Sample& sample : samples) {
    EXPECT_EQ(ParseWebManifest(sample.Bytes("text")).status().code(),
              absl::StatusCode::kInvalidArgument)
        << sample.Text("name");
  }
}

TEST(WebManifestTest, MoreFilesThanAPageMayHaveAreNone) {
  WebFiles files = {{"index.html", Sha256("")}};
  while (files.size() < kWebFilesLimit) files["f" + std::to_string(files.size())] = Sha256("f");
  EXPECT_TRUE(ParseWebManifest(WebManifestText(files)).ok());
  files["one-more"] = Sha256("f");
  EXPECT_FALSE(ParseWebManifest(WebManifestText(files)).ok());
}

TEST(WebManifestTest, ADigitThatIsNoneAndATextThatIsTooLongAreNone) {
  WebFiles files = {{"index.html", Sha256("")}};
  std::string text = WebManifestText(files);
  EXPECT_TRUE(ParseWebManifest(text).ok());
  text[10] = 'g';
  EXPECT_FALSE(ParseWebManifest(text).ok());
  while (WebManifestText(files).size() <= kWebManifestLimit) {
    ASSERT_LT(files.size(), kWebFilesLimit);
    files[std::string(197, 'f') + std::to_string(files.size())] = Sha256("f");
  }
  EXPECT_FALSE(ParseWebManifest(WebManifestText(files)).ok());
  files.erase(files.begin());
  EXPECT_TRUE(ParseWebManifest(WebManifestText(files)).ok());
}

}  // namespace
}  // namespace vangnet::sealing
