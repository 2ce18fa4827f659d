#include "services/webgate/frame.h"

#include <gtest/gtest.h>

#include "proto/contract/error.h"

namespace vangnet::webgate {
namespace {

std::string Frame(const std::string& message) {
  return MessageFrameHeader(message.size()) + message;
}

void ExpectRefused(const std::string& body, std::string_view reason, std::size_t most = 100) {
  const auto message = ParseRequest(body, most);
  EXPECT_EQ(message.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(contract::ReasonOf(message.status()), reason);
}

TEST(FrameTest, AMessageIsWhatFollowsTheHeader) {
  const std::string body = std::string("\0\0\0\0\3abc", 8);
  EXPECT_EQ(Frame("abc"), body);
  EXPECT_EQ(*ParseRequest(body, 3), "abc");
}

TEST(FrameTest, AnEmptyMessageIsOne) { EXPECT_EQ(*ParseRequest(Frame(""), 1), ""); }

TEST(FrameTest, TheLengthIsBigEndian) {
  const std::string large(70000, 'x');
  EXPECT_EQ(Frame(large).substr(0, 5), std::string("\0\0\1\x11\x70", 5));
  EXPECT_EQ(*ParseRequest(Frame(large), large.size()), large);
}

TEST(FrameTest, ALengthThatIsNotTheMessagesIsRefused) {
  ExpectRefused(Frame("abc") + "d", "BAD_FIELD");
  ExpectRefused(Frame("abc").substr(0, 7), "BAD_FIELD");
  ExpectRefused(Frame("abc") + Frame("abc"), "BAD_FIELD");
}

TEST(FrameTest, ACutHeaderIsRefused) {
  ExpectRefused("", "BAD_FIELD");
  ExpectRefused(std::string("\0\0\0\0", 4), "BAD_FIELD");
}

TEST(FrameTest, FlagsAreZero) {
  for (const char flags : {'\1', '\2', '\x80'}) {
    std::string body = Frame("abc");
    body.front() = flags;
    ExpectRefused(body, "BAD_FIELD");
  }
}

TEST(FrameTest, AMessageOverItsLimitIsTooLargeWhetherItIsThereOrNot) {
  EXPECT_TRUE(ParseRequest(Frame("abc"), 3).ok());
  ExpectRefused(Frame("abcd"), "TOO_LARGE", 3);
  ExpectRefused(std::string("\0\xFF\xFF\xFF\xFF", 5), "TOO_LARGE");
}

TEST(FrameTest, TrailersAreLinesOfTheLastFrame) {
  EXPECT_EQ(TrailerFrame({{"grpc-status", "0"}, {"a", "b"}}),
            std::string("\x80\0\0\0\x16grpc-status: 0\r\na: b\r\n", 27));
}

TEST(FrameTest, ATrailerThatCouldBeginALineOfItsOwnIsLeftOut) {
  const std::string only = TrailerFrame({{"a", "b"}});
  EXPECT_EQ(TrailerFrame({{"a", "b"}, {"x", "1\r\ngrpc-status: 0"}}), only);
  EXPECT_EQ(TrailerFrame({{"a", "b"}, {"x: 1\r\ny", "2"}, {"", "3"}, {"Upper", "4"}}), only);
}

TEST(FrameTest, WhatIsNotPrintableIsPercentEncoded) {
  EXPECT_EQ(PercentEncoded("lead: 1 to 3"), "lead: 1 to 3");
  EXPECT_EQ(PercentEncoded("100% caf\xC3\xA9\r\n"), "100%25 caf%C3%A9%0D%0A");
}

}  // namespace
}  // namespace vangnet::webgate
