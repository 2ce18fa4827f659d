#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/utf8.h"

namespace vangnet::contract {
namespace {

TEST(CleanTextTest, LeavesGoodTextAlone) {
  EXPECT_EQ(CleanText(""), "");
  EXPECT_EQ(CleanText("Sint Eustatius \xe2\x82\xac \xf0\x9f\x8c\xb7\n"),
            "Sint Eustatius \xe2\x82\xac \xf0\x9f\x8c\xb7\n");
}

TEST(CleanTextTest, StripsEveryByteOrderMarkAtTheStartAndNoOther) {
  EXPECT_EQ(CleanText("\xef\xbb\xbf\xef\xbb\xbfx\xef\xbb\xbf"), "x\xef\xbb\xbf");
}

TEST(CleanTextTest, ReplacesWhatIsNotUtf8AsBrowsersDo) {
  EXPECT_EQ(CleanText("a\xff"
                      "b"),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(CleanText("\xe2\x82"), "\xef\xbf\xbd");  // One, for a character cut off.
  EXPECT_EQ(CleanText("\xe2\x82x"), "\xef\xbf\xbdx");
  EXPECT_EQ(CleanText("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd");  // Overlong: each byte.
  EXPECT_EQ(CleanText("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");  // A surrogate.
  EXPECT_EQ(CleanText("\xf4\x90\x80\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(CleanTextTest, GivesTextThatIsUtf8WhateverComesIn) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const char bytes[] = {static_cast<char>(first), static_cast<char>(second), '\xbb', '\xbf'};
      EXPECT_TRUE(IsUtf8(CleanText({bytes, sizeof(bytes)})));
    }
  }
}

TEST(Utf8Test, KnowsTheEdgesOfEveryLength) {
  EXPECT_EQ(DecodeFirst("\x7f").code_point, 0x7Fu);
  EXPECT_EQ(DecodeFirst("\xc2\x80").code_point, 0x80u);
  EXPECT_EQ(DecodeFirst("\xdf\xbf").code_point, 0x7FFu);
  EXPECT_EQ(DecodeFirst("\xe0\xa0\x80").code_point, 0x800u);
  EXPECT_EQ(DecodeFirst("\xed\x9f\xbf").code_point, 0xD7FFu);
  EXPECT_EQ(DecodeFirst("\xee\x80\x80").code_point, 0xE000u);
  EXPECT_EQ(DecodeFirst("\xef\xbf\xbf").code_point, 0xFFFFu);
  EXPECT_EQ(DecodeFirst("\xf0\x90\x80\x80").code_point, 0x10000u);
  EXPECT_EQ(DecodeFirst("\xf4\x8f\xbf\xbf").code_point, 0x10FFFFu);
  EXPECT_FALSE(IsUtf8("\xe0\x9f\xbf"));
  EXPECT_FALSE(IsUtf8("\xf0\x8f\xbf\xbf"));
  EXPECT_FALSE(IsUtf8("\xf5\x80\x80\x80"));
}

}  // namespace
}  // namespace vangnet::contract
