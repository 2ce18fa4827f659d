#include "services/webgate/configuration.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/server/exit_code.h"

namespace vangnet::webgate {
namespace {

using server::ExitCode;
using server::ExitCodeOf;

constexpr char kPublic[] =
    "[public]\norigins = [\"https://a.example\"]\nlisten = \"/r/p/w.sock\"\n"
    "server = \"/r/p/v.sock\"\n";
constexpr char kStaff[] =
    "[staff]\norigins = [\"https://a.example:8444\"]\nlisten = \"/r/s/w.sock\"\n"
    "server = \"/r/s/v.sock\"\n";

std::string Whole(const std::string& more = "") { return absl::StrCat(kPublic, kStaff, more); }

void ExpectBad(const std::string& text, const std::string& word,
               ExitCode code = ExitCode::kConfigBad) {
  const auto configuration = ParseConfiguration(text);
  EXPECT_EQ(ExitCodeOf(configuration.status()), code) << text;
  EXPECT_NE(std::string(configuration.status().message()).find(word), std::string::npos)
      << configuration.status().message();
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(WebgateConfigurationTest, WhatIsNotSaidHasItsDefault) {
  const auto configuration = ParseConfiguration(Whole());
  ASSERT_TRUE(configuration.ok()) << configuration.status().message();
  EXPECT_EQ(configuration->of_public.origins, std::vector<std::string>{"https://a.example"});
  EXPECT_EQ(configuration->of_public.listen, "/r/p/w.sock");
  EXPECT_EQ(configuration->of_staff.server, "/r/s/v.sock");
  EXPECT_EQ(configuration->limits.connections, 256u);
  EXPECT_EQ(configuration->limits.header, absl::Seconds(10));
}

TEST(WebgateConfigurationTest, LimitsAreRead) {
  const auto configuration = ParseConfiguration(Whole(
      "[limits]\nconnections = 3\nheader_seconds = 1\nbody_seconds = 2\ndrain_seconds = 4\n"));
  ASSERT_TRUE(configuration.ok()) << configuration.status().message();
  EXPECT_EQ(configuration->limits.connections, 3u);
  EXPECT_EQ(configuration->limits.header, absl::Seconds(1));
  EXPECT_EQ(configuration->limits.body, absl::Seconds(2));
  EXPECT_EQ(configuration->limits.drain, absl::Seconds(4));
  ExpectBad(Whole("[limits]\nconnections = 0\n"), "limits.connections");
  ExpectBad(Whole("[limits]\nbody_seconds = 301\n"), "limits.body_seconds");
}

TEST(WebgateConfigurationTest, TheExampleIsGoodAndShowsTheDefaults) {
  const auto example = ReadConfiguration(VANGNET_SOURCE_ROOT "/deploy/webgate.example.toml");
  ASSERT_TRUE(example.ok()) << example.status().message();
  const Limits defaults;
  EXPECT_EQ(example->limits.connections, defaults.connections);
  EXPECT_EQ(example->limits.header, defaults.header);
  EXPECT_EQ(example->limits.body, defaults.body);
  EXPECT_EQ(example->limits.drain, defaults.drain);
}

TEST(WebgateConfigurationTest, AnUnknownKeyIsAnError) {
  ExpectBad(Whole("[limits]\nconection = 3\n"), "limits.conection");
  ExpectBad(Whole("[store]\npath = \"/s\"\n"), "store");
  ExpectBad(Whole("port = 3\n"), "staff.port");
}

TEST(WebgateConfigurationTest, WithoutOriginsNothingStarts) {
  ExpectBad(Replaced(Whole(), "origins = [\"https://a.example\"]\n", ""), "public.origins");
  ExpectBad(Replaced(Whole(), "[\"https://a.example\"]", "[]"), "public.origins");
  ExpectBad(Replaced(Whole(), "[\"https://a.example\"]", "\"https://a.example\""),
            "public.origins");
}

TEST(WebgateConfigurationTest, AnOriginIsHttpsAndNoMoreThanAHost) {
  for (const char* origin : {"http://a.example", "https://", "https://a.example/", "*", "null",
                             "https://A.example", "https://a.example\\n"}) {
    ExpectBad(Replaced(Whole(), "https://a.example\"", std::string(origin) + "\""),
              "public.origins");
  }
}

TEST(WebgateConfigurationTest, BothAudiencesHaveASocketOfTheirOwn) {
  ExpectBad(kPublic, "staff.origins");
  ExpectBad(Replaced(Whole(), "/r/s/v.sock", "/r/p/v.sock"), "staff.server");
  ExpectBad(Replaced(Whole(), "/r/p/w.sock", "w.sock"), "public.listen");
  ExpectBad(Replaced(Whole(), "/r/p/w.sock", "/" + std::string(107, 'x')), "public.listen",
            ExitCode::kSocketPathTooLong);
}

}  // namespace
}  // namespace vangnet::webgate
