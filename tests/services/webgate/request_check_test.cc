#include "services/webgate/request_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "proto/contract/error.h"

namespace vangnet::webgate {
namespace {

using absl::StatusCode;

constexpr char kPath[] = "/small.SmallService/Act";
constexpr char kOrigin[] = "https://a.example";

class RequestCheckTest : public ::testing::Test {
 protected:
  absl::StatusOr<Call> Check() const {
    RequestHead head = {.method = method_, .target = target_, .http_1_1 = http_1_1_, .fields = {}};
    for (const auto& [name, value] : fields_) head.fields.emplace_back(name, value);
    return CheckRequest(head, allowed_, {kOrigin, "https://b.example:8443"});
  }

  // Replaces the field; an empty value takes it away.
  void Set(const std::string& name, const std::string& value) {
    fields_.erase(std::remove_if(fields_.begin(), fields_.end(),
                                 [&](const auto& field) { return field.first == name; }),
                  fields_.end());
    if (!value.empty()) fields_.emplace_back(name, value);
  }

  void ExpectRefused(StatusCode code, const std::string& word) const {
    const auto call = Check();
    EXPECT_EQ(call.status().code(), code);
    EXPECT_THAT(std::string(call.status().message()), ::testing::HasSubstr(word));
  }
  // Set, look, and put the good value back.
  void ExpectBad(const std::string& name, const std::string& value) {
    const auto good = fields_;
    Set(name, value);
    ExpectRefused(StatusCode::kInvalidArgument, name);
    fields_ = good;
  }

  std::string method_ = "POST";
  std::string target_ = kPath;
  bool http_1_1_ = true;
  std::vector<std::pair<std::string, std::string>> fields_ = {
      {"content-type", "application/grpc-web+proto"},
      {"content-length", "15"},
      {"origin", kOrigin},
      {"sec-fetch-site", "same-origin"},
      {"authorization", "Bearer abc"}};

 private:
  const AllowList allowed_ =
      AllowList::Of({{.path = kPath, .max_request_bytes = 10, .deadline = absl::Seconds(20)}});
};

TEST_F(RequestCheckTest, ACallIsItsMethodItsSizeAndItsToken) {
  const auto call = Check();
  ASSERT_TRUE(call.ok()) << call.status().message();
  EXPECT_EQ(call->method->path, kPath);
  EXPECT_EQ(call->body_size, 15u);
  EXPECT_EQ(call->authorization, "Bearer abc");
  EXPECT_EQ(call->timeout, absl::Seconds(20));
}

TEST_F(RequestCheckTest, NamesOfFieldsAreOfAnyCase) {
  fields_ = {
      {"Content-Type", "application/grpc-web"}, {"CONTENT-LENGTH", "5"}, {"Origin", kOrigin}};
  EXPECT_TRUE(Check().ok()) << Check().status().message();
}

TEST_F(RequestCheckTest, WhatIsNotOfferedIsSaidFirst) {
  target_ = "/small.SmallService/Other";
  method_ = "GET";
  ExpectRefused(StatusCode::kUnimplemented, "not offered here");
}

TEST_F(RequestCheckTest, OnlyPostByHttp11) {
  method_ = "GET";
  ExpectRefused(StatusCode::kInvalidArgument, "method");
  method_ = "POST";
  http_1_1_ = false;
  ExpectRefused(StatusCode::kInvalidArgument, "method");
}

TEST_F(RequestCheckTest, OnlyTheContentTypesOfGrpcWeb) {
  for (const char* type : {"", "application/json", "application/grpc", "application/grpc-web-text",
                           "application/grpc-web+json", "text/plain"}) {
    ExpectBad("content-type", type);
  }
}

TEST_F(RequestCheckTest, NothingIsCompressed) {
  ExpectBad("content-encoding", "gzip");
  ExpectBad("grpc-encoding", "gzip");
  ExpectBad("transfer-encoding", "chunked");
  Set("grpc-encoding", "identity");
  EXPECT_TRUE(Check().ok());
}

TEST_F(RequestCheckTest, ALengthIsGivenAndIsANumber) {
  for (const char* length : {"", "x", "-1", "+5", "5 ", "123456789"}) {
    ExpectBad("content-length", length);
  }
}

TEST_F(RequestCheckTest, AFieldThatStandsTwiceIsNone) {
  for (const char* name : {"content-type", "content-length", "authorization"}) {
    const auto good = fields_;
    fields_.emplace_back(name, "5");
    ExpectRefused(StatusCode::kInvalidArgument, name);
    fields_ = good;
  }
  fields_.emplace_back("origin", kOrigin);
  EXPECT_FALSE(Check().ok());
}

TEST_F(RequestCheckTest, OneByteMoreThanTheMethodTakesIsTooLarge) {
  Set("content-length", "16");
  ExpectRefused(StatusCode::kInvalidArgument, "10 bytes");
  EXPECT_EQ(contract::ReasonOf(Check().status()), "TOO_LARGE");
}

TEST_F(RequestCheckTest, OnlyPagesOfThisServerMayAsk) {
  for (const char* origin : {"", "null", "https://a.example.evil.example", "http://a.example",
                             "https://a.example:443", "https://b.example"}) {
    Set("origin", origin);
    ExpectRefused(StatusCode::kPermissionDenied, "origin");
  }
  Set("origin", "https://b.example:8443");
  EXPECT_TRUE(Check().ok());
}

TEST_F(RequestCheckTest, ABrowserThatSaysItIsAnotherSiteIsBelieved) {
  for (const char* site : {"cross-site", "same-site", "none"}) {
    Set("sec-fetch-site", site);
    ExpectRefused(StatusCode::kPermissionDenied, "origin");
  }
  Set("sec-fetch-site", "");
  EXPECT_TRUE(Check().ok());
}

TEST_F(RequestCheckTest, ATokenIsPrintableAndShort) {
  ExpectBad("authorization", "Bearer \x01");
  ExpectBad("authorization", "Bearer \xC3\xA9");
  ExpectBad("authorization", std::string(257, 'x'));
  Set("authorization", "");
  EXPECT_EQ(Check()->authorization, "");
}

TEST_F(RequestCheckTest, ATimeoutIsTheCallersAndAtMostTheMethods) {
  Set("grpc-timeout", "5S");
  EXPECT_EQ(Check()->timeout, absl::Seconds(5));
  Set("grpc-timeout", "99999999H");
  EXPECT_EQ(Check()->timeout, absl::Seconds(20));
  ExpectBad("grpc-timeout", "5");
}

TEST(ParseTimeoutTest, HasOneOfSixUnits) {
  EXPECT_EQ(*ParseTimeout("1H"), absl::Hours(1));
  EXPECT_EQ(*ParseTimeout("2M"), absl::Minutes(2));
  EXPECT_EQ(*ParseTimeout("3S"), absl::Seconds(3));
  EXPECT_EQ(*ParseTimeout("4m"), absl::Milliseconds(4));
  EXPECT_EQ(*ParseTimeout("5u"), absl::Microseconds(5));
  EXPECT_EQ(*ParseTimeout("12345678n"), absl::Nanoseconds(12345678));
}

TEST(ParseTimeoutTest, AnythingElseIsRefused) {
  for (const char* text : {"", "S", "5", "5s", "-5S", "5 S", "123456789S", "5SS"}) {
    EXPECT_EQ(ParseTimeout(text).status().code(), StatusCode::kInvalidArgument) << text;
  }
}

}  // namespace
}  // namespace vangnet::webgate
