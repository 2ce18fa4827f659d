#include "clients/session/gzip.h"

#include <gtest/gtest.h>

namespace vangnet::session {
namespace {

constexpr std::size_t kLimit = 1 << 20;

TEST(GzipTest, WhatWasPackedUnpacksAndIsTheSameEachTime) {
  for (const std::string& bytes : {std::string(), std::string("a"), std::string(300000, 'b')}) {
    EXPECT_EQ(Gzip(bytes), Gzip(bytes));
    EXPECT_EQ(Gunzip(Gzip(bytes), kLimit).value_or("none"), bytes);
  }
}

TEST(GzipTest, EachByteOfTheFrameAndOfTheContentCounts) {
  const std::string packed = Gzip("no byte of this may change");
  for (std::size_t i = 0; i < packed.size(); ++i) {
    // Deflate leaves some bits of its last byte without a meaning: before the trailer of 8.
    if (i + 9 == packed.size()) continue;
    std::string changed = packed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(Gunzip(changed, kLimit).ok()) << i;
  }
}

TEST(GzipTest, NothingLessNothingMore) {
  const std::string packed = Gzip("whole");
  EXPECT_TRUE(absl::IsInvalidArgument(Gunzip("", kLimit).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(Gunzip("whole", kLimit).status()));
  EXPECT_FALSE(Gunzip(packed.substr(0, packed.size() - 1), kLimit).ok());
  EXPECT_FALSE(Gunzip(packed + "x", kLimit).ok());
  EXPECT_FALSE(Gunzip(packed + packed, kLimit).ok());
}

TEST(GzipTest, WhatWouldFillTheMemoryIsNotUnpacked) {
  const std::string packed = Gzip(std::string(kLimit + 1, '\0'));
  EXPECT_LT(packed.size(), 4096u);
  EXPECT_TRUE(absl::IsResourceExhausted(Gunzip(packed, kLimit).status()));
  EXPECT_EQ(Gunzip(packed, kLimit + 1).value_or("").size(), kLimit + 1);
}

}  // namespace
}  // namespace vangnet::session
